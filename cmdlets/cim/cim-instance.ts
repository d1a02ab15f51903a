/**
 * Microsoft.Management.Infrastructure.CimInstance: an instance as an object of the shell.
 *
 * Its properties are those of its class, null where the instance says nothing; an instance made with
 * -ClientOnly has those it was given. Assigning changes the object and nothing else.
 */
import type {
  CimClass,
  CimInstance,
  CimPropertyDeclaration,
  CimValue,
} from '../../hypervisor/wmi/cim.ts';
import type {Door} from '../../hypervisor/wmi/door.ts';
import {parsePath} from '../../hypervisor/wmi/object-path.ts';
import {
  customObject,
  defineType,
  PSCustomObject,
  typedArray,
  requireType,
  toText,
  type Value,
} from '../../shell/values/index.ts';
import {cimClassObject} from './cim-class.ts';
import {cimTypeName} from './cim-type-name.ts';
import {type Declared, shellValue} from './shell-value.ts';

const TYPE_NAME = 'Microsoft.Management.Infrastructure.CimInstance';

export class CimInstanceObject extends PSCustomObject {
  readonly source: CimInstance;
  readonly namespace: string;
  /** Undefined for a client-only instance of a class that the door does not know. */
  readonly type: CimClass | undefined;

  constructor(door: Door, source: CimInstance, namespace = namespaceOf(source)) {
    super();
    this.source = source;
    this.namespace = namespace;
    this.type = classOf(door, source.className, namespace);
    const name = `${TYPE_NAME}#${namespace}/${source.className}`;
    this.typeNames = [name, TYPE_NAME, 'System.Object'];
    for (const property of this.type?.properties ?? [])
      this.note(property.name, valueOf(door, property, source.properties[property.name] ?? null));
    this.note('PSComputerName', null);
  }

  /** Name, present value and declaration of every property. */
  assigned(): [string, Value, CimPropertyDeclaration | undefined][] {
    const rows: [string, Value, CimPropertyDeclaration | undefined][] = [];
    for (const member of this.members.values()) {
      if (member.memberType !== 'NoteProperty' || member.name === 'PSComputerName') continue;
      rows.push([member.name, member.value, this.declaration(member.name)]);
    }
    return rows;
  }

  private declaration(name: string): CimPropertyDeclaration | undefined {
    return this.type?.properties.find(property => property.name === name);
  }
}

/** A value of the door as the shell has it, with instances and references in it as objects. */
export function valueOf(door: Door, declared: Declared, value: CimValue): Value {
  const make = {
    instance: (source: CimInstance) => new CimInstanceObject(door, source),
    reference: (path: string) => keyOnly(door, path),
  };
  return shellValue(make, declared, value);
}

/** An instance of which only the keys are known: what a reference is in the shell. */
export function keyOnly(door: Door, path: string): CimInstanceObject {
  const {className, keys, namespace} = parsePath(path);
  const type = classOf(door, className, namespace ?? 'root/virtualization/v2');
  const properties = (type?.keys ?? []).map(key => [key, keys?.get(key.toLowerCase()) ?? null]);
  return new CimInstanceObject(door, {
    className,
    path,
    properties: Object.fromEntries(properties) as CimInstance['properties'],
  });
}

function namespaceOf({path}: CimInstance): string {
  return (path === '' ? undefined : parsePath(path).namespace) ?? 'root/virtualization/v2';
}

function classOf(door: Door, name: string, namespace: string): CimClass | undefined {
  try {
    return door.classOf(name, namespace);
  } catch {
    return undefined;
  }
}

/** `Class (Key = "value", ...)`. */
function textOf({source, type, members}: CimInstanceObject): string {
  const keys = (type?.keys ?? []).map(key => {
    const member = members.get(key.toLowerCase());
    const value = member?.memberType === 'NoteProperty' ? member.value : null;
    return typeof value === 'string' ? `${key} = "${value}"` : `${key} = ${toText(value)}`;
  });
  return keys.length > 0 ? `${source.className} (${keys.join(', ')})` : source.className;
}

function systemProperties({source, namespace}: CimInstanceObject): Value {
  const server = /^\\\\([^\\]+)\\/.exec(source.path)?.[1] ?? null;
  return customObject(
    {
      Namespace: namespace,
      ServerName: server,
      ClassName: source.className,
      Path: source.path === '' ? null : source.path,
    },
    'Microsoft.Management.Infrastructure.CimSystemProperties',
  );
}

function instanceProperties(instance: CimInstanceObject): Value {
  const rows = instance.assigned().map(([name, value, declared]) =>
    customObject(
      {
        Name: name,
        Value: value,
        CimType: declared ? cimTypeName(declared) : 'String',
        Flags: flagsOf(value, declared),
      },
      'Microsoft.Management.Infrastructure.CimProperty',
    ),
  );
  return typedArray(requireType('object'), rows);
}

function flagsOf(value: Value, declared: CimPropertyDeclaration | undefined): string {
  const flags = ['Property', declared?.key ? 'Key' : '', 'ReadOnly', 'NotModified'];
  if (value === null) flags.push('NullValue');
  return flags.filter(flag => flag !== '').join(', ');
}

export const cimInstanceType = defineType<CimInstanceObject>({
  fullName: TYPE_NAME,
  accelerator: 'ciminstance',
  instance: CimInstanceObject,
  toText: textOf,
  properties: {
    CimClass: {hidden: true, get: self => (self.type ? cimClassObject(self.type) : null)},
    CimInstanceProperties: {hidden: true, get: instanceProperties},
    CimSystemProperties: {hidden: true, get: systemProperties},
  },
});
