/**
 * Managed objects of the vSphere API as PowerCLI's views: `Get-View` and `ExtensionData`. A property is read
 * through the door when it is first asked for and kept until `UpdateViewData()`.
 */
import type {Door} from '../../hypervisor/wmi/door.ts';
import {defineType, NetException, type NetType} from '../../shell/values/index.ts';
import type {MethodSpec} from '../../shell/values/type-spec.ts';
import type {Value} from '../../shell/values/value.ts';
import type {ManagedReference} from './managed-reference.ts';

export abstract class ManagedObject {
  readonly door: Door;
  readonly reference: ManagedReference;
  /** Lower-case names of the only properties it has (Get-View -Property); null: all. */
  only: ReadonlySet<string> | null = null;
  readonly #read = new Map<string, Value>();

  constructor(door: Door, reference: ManagedReference) {
    this.door = door;
    this.reference = reference;
  }

  get(name: string, reader: () => Value): Value {
    if (this.only !== null && !this.only.has(name.toLowerCase())) return null;
    if (!this.#read.has(name)) this.#read.set(name, reader());
    return this.#read.get(name);
  }

  update(): void {
    this.#read.clear();
  }
}

export const viewBase = defineType({fullName: 'VMware.Vim.ViewBase', abstract: true});
export const managedEntity = defineType({
  fullName: 'VMware.Vim.ManagedEntity',
  base: viewBase,
  abstract: true,
});

interface ManagedSpec<T extends ManagedObject> {
  readonly fullName: string;
  readonly base?: NetType;
  readonly instance: abstract new (...args: never[]) => T;
  readonly properties: Readonly<Record<string, (self: T) => Value>>;
  readonly methods?: Readonly<Record<string, MethodSpec<T>>>;
  /** Properties the API has and nothing here can answer: reading one says so. */
  readonly unanswered?: readonly string[];
}

export function managedType<T extends ManagedObject>(spec: ManagedSpec<T>): NetType {
  const {fullName, base = viewBase, instance, properties, methods = {}, unanswered = []} = spec;
  const answered = Object.entries(properties).map(([name, read]) => [
    name,
    {get: (self: T) => self.get(name, () => read(self))},
  ]);
  const refused = unanswered.map(name => [
    name,
    {hidden: true, get: () => notImplemented(`${fullName}.${name}`)},
  ]);
  return defineType<T>({
    fullName,
    base,
    instance,
    toText: () => fullName,
    equals: (a, b) => a.reference.id === b.reference.id,
    hashKey: self => self.reference.id,
    properties: {
      MoRef: {get: self => self.reference},
      ...Object.fromEntries([...answered, ...refused]),
    },
    methods: {
      UpdateViewData: {call: self => self.update()},
      ...methods,
    },
  });
}

export function notImplemented(what: string): never {
  throw new NetException(
    'System.NotImplementedException',
    `${what} is not implemented: this host has nothing that could answer it.`,
  );
}
