/** The classes of a namespace: look-up without regard to case, inheritance, descendants. */
import type {CimClass, CimMethodDeclaration, CimPropertyDeclaration} from './cim.ts';
import {CIMV2, VIRTUALIZATION} from './door.ts';
import {DoorError} from './door-error.ts';
import {type ClassText, classTexts, readClass} from './mof.ts';
import {associations} from './schema/associations.ts';
import {cimv2} from './schema/cimv2.ts';
import {core} from './schema/core.ts';
import {devices} from './schema/devices.ts';
import {hvsh} from './schema/hvsh.ts';
import {hvshInventory} from './schema/hvsh-inventory.ts';
import {jobs} from './schema/jobs.ts';
import {metrics} from './schema/metrics.ts';
import {network} from './schema/network.ts';
import {pools} from './schema/pools.ts';
import {settings} from './schema/settings.ts';
import {system} from './schema/system.ts';

export class ClassTable {
  readonly namespace: string;
  private readonly texts = new Map<string, ClassText>();
  private readonly classes = new Map<string, CimClass>();
  private readonly children = new Map<string, string[]>();

  constructor(namespace: string, sources: readonly string[]) {
    this.namespace = namespace;
    for (const text of sources.flatMap(classTexts)) {
      this.texts.set(text.name.toLowerCase(), text);
      const parent = text.superclass?.toLowerCase() ?? '';
      this.children.set(parent, [...(this.children.get(parent) ?? []), text.name]);
    }
  }

  names(): string[] {
    return [...this.texts.values()].map(text => text.name);
  }

  has(name: string): boolean {
    return this.texts.has(name.toLowerCase());
  }

  /** INVALID_CLASS when there is none. */
  get(name: string): CimClass {
    const key = name.toLowerCase();
    const known = this.classes.get(key);
    if (known) return known;
    const text = this.texts.get(key);
    if (!text) throw new DoorError('INVALID_CLASS', `Invalid class "${name}".`);
    const made = this.make(text);
    this.classes.set(key, made);
    return made;
  }

  /** The class itself and everything below it, by name. */
  withDescendants(name: string): string[] {
    return [
      name,
      ...(this.children.get(name.toLowerCase()) ?? []).flatMap(child =>
        this.withDescendants(child),
      ),
    ];
  }

  /** The class and its ancestors, nearest first. */
  lineage(name: string): string[] {
    const text = this.texts.get(name.toLowerCase());
    if (!text) return [];
    return [text.name, ...(text.superclass ? this.lineage(text.superclass) : [])];
  }

  isA(name: string, ancestor: string): boolean {
    const wanted = ancestor.toLowerCase();
    return this.lineage(name).some(step => step.toLowerCase() === wanted);
  }

  private make(text: ClassText): CimClass {
    const own = readClass(text);
    const parent = text.superclass ? this.get(text.superclass) : undefined;
    const properties = merged(parent?.properties ?? [], own.properties, inheritProperty);
    const methods = merged(parent?.methods ?? [], own.methods, (_, method) => method);
    return {
      name: own.name,
      superclass: own.superclass,
      namespace: this.namespace,
      abstract: own.abstract,
      association: own.association || (parent?.association ?? false),
      keys: properties
        .filter(property => property.key)
        .map(property => property.name)
        .sort(),
      properties,
      methods,
    };
  }
}

function inheritProperty(
  base: CimPropertyDeclaration,
  own: CimPropertyDeclaration,
): CimPropertyDeclaration {
  return {...base, ...own, from: base.from, key: base.key || own.key};
}

function merged<T extends CimPropertyDeclaration | CimMethodDeclaration>(
  base: readonly T[],
  own: readonly T[],
  inherit: (base: T, own: T) => T,
): T[] {
  const all = new Map(base.map(member => [member.name, member]));
  for (const member of own) {
    const inherited = all.get(member.name);
    all.set(member.name, inherited ? inherit(inherited, member) : member);
  }
  return [...all.values()];
}

const tables = new Map<string, ClassTable>();

/** The table of a namespace; `/` and `\` are one, letter case is not regarded. */
export function classTable(namespace: string): ClassTable {
  const name = namespace.replaceAll('\\', '/').toLowerCase();
  const known = tables.get(name);
  if (known) return known;
  const table = make(name, namespace);
  tables.set(name, table);
  return table;
}

function make(name: string, asked: string): ClassTable {
  if (name === VIRTUALIZATION)
    return new ClassTable(VIRTUALIZATION, [
      core,
      system,
      jobs,
      settings,
      devices,
      pools,
      network,
      metrics,
      associations,
      hvsh,
      hvshInventory,
    ]);
  if (name === CIMV2) return new ClassTable(CIMV2, [cimv2]);
  throw new DoorError('INVALID_NAMESPACE', `Invalid namespace "${asked}".`);
}
