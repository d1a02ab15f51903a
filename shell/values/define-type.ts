/**
 * `defineType`, and the register of the types that exist. Names are kept in lower case.
 *
 * A type whose file was not evaluated yet is not here: find-type.ts evaluates it.
 */
import type {MemberTable} from './member-table.ts';
import type {TypeHead} from './net-type.ts';
import {NetType} from './net-type.ts';
import {TYPE} from './type-symbol.ts';
import type {MemberTables, TypeBehaviour, TypeSpec} from './type-spec.ts';

const types = new Map<string, NetType>();
const accelerators = new Map<string, NetType>();

export function registeredType(fullName: string): NetType | undefined {
  return types.get(fullName.toLowerCase());
}

export function registeredAccelerator(name: string): NetType | undefined {
  return accelerators.get(name.toLowerCase());
}

/** The types made so far. */
export function typesNow(): Iterable<NetType> {
  return types.values();
}

export function registerType(type: NetType): NetType {
  types.set(type.fullName.toLowerCase(), type);
  return type;
}

/** Removes a short name that was added. */
export function removeAccelerator(name: string): void {
  accelerators.delete(name.toLowerCase());
}

/** The short names of the types made so far. */
export function acceleratorsNow(): Iterable<[string, NetType]> {
  return accelerators;
}

export function registerAccelerator(name: string, type: NetType): void {
  accelerators.set(name.toLowerCase(), type);
}

const behaviourKeys = [
  'toText',
  'toCurrentText',
  'format',
  'compare',
  'equals',
  'hashKey',
  'parse',
  'convert',
  'enumerate',
  'getIndex',
  'setIndex',
  'create',
  'adapter',
] as const;

function behaviourOf<T>(spec: TypeSpec<T>): TypeBehaviour {
  const behaviour: Record<string, unknown> = {};
  for (const key of behaviourKeys) if (spec[key]) behaviour[key] = spec[key];
  return behaviour as TypeBehaviour;
}

/**
 * Member tables convert arguments, and conversion knows types: loaded at the first use of a member, this
 * file stays a leaf that any other may import first.
 */
function memberTable(owner: NetType, tables: MemberTables): MemberTable {
  const loaded: {MemberTable: new (owner: NetType, tables: MemberTables) => MemberTable} =
    require('./member-table.ts');
  return new loaded.MemberTable(owner, tables);
}

/** The root of all types; here so that `defineType` can name it as the default base. */
export const objectType = registerType(
  new NetType({
    fullName: 'System.Object',
    base: null,
    kind: 'class',
    interfaces: [],
    behaviour: {},
    accelerator: 'object',
    table: owner => memberTable(owner, require('../types/object.ts').objectMembers),
  }),
);
registerAccelerator('object', objectType);

export const valueType = defineType({
  fullName: 'System.ValueType',
  abstract: true,
});

/** A NetType that no name leads to: constructed generics, types of a script's classes. */
export function makeType<T>(spec: TypeSpec<T>, generic: Partial<TypeHead> = {}): NetType {
  const kind = spec.kind ?? 'class';
  const names = typeof spec.accelerator === 'string' ? [spec.accelerator] : spec.accelerator;
  const type = new NetType({
    fullName: spec.fullName,
    base: spec.base === undefined ? (kind === 'struct' ? valueType : objectType) : spec.base,
    kind,
    interfaces: spec.interfaces ?? [],
    behaviour: behaviourOf(spec),
    accelerator: names?.[0],
    abstract: spec.abstract,
    table: owner => memberTable(owner, {...spec, ...spec.body?.()} as MemberTables),
    ...generic,
  });
  // Objects of a generic type put their own over it.
  if (spec.instance)
    Object.defineProperty(spec.instance.prototype, TYPE, {value: type, writable: true});
  return type;
}

/**
 * Makes a .NET type known: its name, place, behaviour and members. See type-spec.ts for the words.
 *
 * Instances of `spec.instance` are values of the type from then on.
 */
export function defineType<T>(spec: TypeSpec<T>): NetType {
  const type = registerType(makeType(spec));
  const names = typeof spec.accelerator === 'string' ? [spec.accelerator] : spec.accelerator;
  for (const name of names ?? []) registerAccelerator(name, type);
  return type;
}
