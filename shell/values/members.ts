/**
 * Properties of values: finding, reading, writing, listing.
 *
 * Order: extended members (instance, then type data), dictionary keys, then the members of the .NET type.
 * The language's `.` (member enumeration, Count and Length of everything) is in member-access.ts.
 * Source: language specification 7.
 */
import {canSet, canUse} from './access.ts';
import {adaptedMember} from './adapted-members.ts';
import {PSCustomObject} from './custom-object.ts';
import {
  getterFailed,
  isReadOnly,
  readExtended,
  setterFailed,
  writeExtended,
} from './extended-members.ts';
import {extrasOf} from './extras.ts';
import {foldName} from './fold-name.ts';
import {Hashtable} from './hashtable.ts';
import type {Shape} from './member-bag.ts';
import type {AliasProperty, ExtendedMember} from './member.ts';
import type {Method, Property} from './member-table.ts';
import {resolveType} from './marshal.ts';
import {convertTo} from '../conversion/convert.ts';
import type {NetException} from './net-exception.ts';
import {runtimeError} from './net-exception.ts';
import {unwrap} from './ps-wrapper.ts';
import {isNull, typeOf} from './type-of.ts';
import {typeMembersOf} from './type-data.ts';
import type {Value} from './value.ts';

/** A key of a dictionary, seen as a property. */
export const DICTIONARY_KEY = {kind: 'key'} as const;

export type FoundMember = ExtendedMember | Property | Method | typeof DICTIONARY_KEY;

/**
 * The member a name means on `v`, to read or call it or `toSet` it; undefined when there is none that the running
 * code may use so. Intrinsic members are not looked at.
 */
export function getMember(v: Value, name: string, toSet = false): FoundMember | undefined {
  if (isNull(v)) return undefined;
  const bare = unwrap(v);
  if (bare instanceof Hashtable && bare.has(name)) return DICTIONARY_KEY;
  const lower = foldName(name);
  const type = typeOf(bare);
  return (
    extrasOf(v)?.members.get(lower) ??
    typeMembersOf(v)?.get(lower) ??
    (type.behaviour.adapter && adaptedMember(bare, type, name)) ??
    usable(type.member(name), toSet)
  );
}

function usable(
  found: Property | Method | undefined,
  toSet: boolean,
): Property | Method | undefined {
  if (found === undefined) return undefined;
  const may = toSet && found.kind === 'property' ? canSet(found) : canUse(found);
  return may ? found : undefined;
}

export function isProperty(found: FoundMember | undefined): found is Exclude<FoundMember, Method> {
  if (!found) return false;
  if ('kind' in found) return found.kind !== 'method';
  return found.memberType.endsWith('Property') || found.memberType === 'PropertySet';
}

export function hasProperty(v: Value, name: string): boolean {
  if (v instanceof PSCustomObject && v.noteAt(foldName(name)) !== undefined) return true;
  return isProperty(getMember(v, name));
}

/** The value of a property; undefined when there is no such property (see `hasProperty`). */
export function getProperty(v: Value, name: string): Value {
  if (v instanceof PSCustomObject) {
    const value = v.noteAt(foldName(name));
    if (value !== undefined) return value;
  }
  const found = getMember(v, name);
  return isProperty(found) ? readFound(v, found, name) : undefined;
}

/**
 * A reader for one name, for code that reads it many times: remembers its place in custom objects of one shape.
 * What is no note property of such an object is read by `otherwise`.
 */
export function noteReader(name: string, otherwise: (v: Value) => Value): (v: Value) => Value {
  const lower = foldName(name);
  let shape: Shape | undefined;
  let place = 0;
  return v => {
    if (v instanceof PSCustomObject) {
      if (v.shape !== shape) {
        const at = v.shape.places.get(lower);
        if (at === undefined || !v.shape.isShared) return otherwise(v);
        [shape, place] = [v.shape, at];
      }
      const value = v.noteIn(place);
      if (value !== undefined) return value;
    }
    return otherwise(v);
  };
}

/** `getProperty` for one name and many objects. */
export function propertyReader(name: string): (v: Value) => Value {
  return noteReader(name, v => getProperty(v, name));
}

/** Reads a member found on `v` by `getMember`. A getter that throws: GetValueInvocationException. */
export function readFound(v: Value, found: Exclude<FoundMember, Method>, name: string): Value {
  if (!('kind' in found)) {
    if (found.memberType === 'NoteProperty') return found.value;
    if (found.memberType === 'AliasProperty') return readAlias(v, found);
    return guardedGet(name, () => readExtended(v, found));
  }
  if (found.kind === 'key') return (unwrap(v) as Hashtable).get(name);
  return guardedGet(name, () => found.get(unwrap(v)));
}

function readAlias(v: Value, alias: AliasProperty): Value {
  const value = getProperty(v, alias.referenced);
  return alias.conversion ? convertTo(value, alias.conversion) : value;
}

function guardedGet(name: string, read: () => Value): Value {
  try {
    return read();
  } catch (error) {
    throw getterFailed(name, error);
  }
}

/** `$v.Name = x` where `v` has no such property. On null it has an id of its own. */
export function noSuchProperty(v: Value, name: string): NetException {
  return runtimeError(
    isNull(v) ? 'PropertyNotFound' : 'PropertyAssignmentException',
    `The property '${name}' cannot be found on this object. Verify that the property exists and can be set.`,
  );
}

/** Custom objects are written through an adapter, whose errors come wrapped. */
function cannotSet(v: Value, bare: Value, name: string): unknown {
  const error = noSuchProperty(v, name);
  return bare instanceof PSCustomObject ? setterFailed(name, error) : error;
}

/** Writes a property; a dictionary takes any name. Errors as `$v.Name = value` gives them. */
export function setProperty(v: Value, name: string, value: Value): void {
  if (v instanceof PSCustomObject && v.setNote(foldName(name), value)) return;
  const bare = unwrap(v);
  const found = getMember(v, name, true);
  if (bare instanceof Hashtable && (found === undefined || found === DICTIONARY_KEY))
    bare.set(name, value);
  else if (isProperty(found)) writeFound(v, found, name, value);
  else throw cannotSet(v, bare, name);
}

function writeFound(
  v: Value,
  found: Exclude<FoundMember, Method>,
  name: string,
  value: Value,
): void {
  if (!('kind' in found)) {
    if (found.memberType === 'AliasProperty') return setProperty(v, found.referenced, value);
    if (isReadOnly(found)) throw readOnly(name);
    guardedSet(name, () => writeExtended(v, found, value));
  } else if (found.kind === 'property') {
    if (!found.set) throw readOnly(found.name);
    const converted = guardedSet(name, () =>
      convertTo(value, resolveType(found.type, found.owner)),
    );
    guardedSet(name, () => found.set?.(unwrap(v), converted));
  }
}

function guardedSet<T>(name: string, write: () => T): T {
  try {
    return write();
  } catch (error) {
    throw setterFailed(name, error);
  }
}

function readOnly(name: string): NetException {
  return runtimeError('PropertyAssignmentException', `'${name}' is a ReadOnly property.`);
}

/** Writes a static property of a type. */
export function setStaticProperty(property: Property, value: Value): void {
  if (!property.set) throw readOnly(property.name);
  const converted = convertTo(value, resolveType(property.type, property.owner));
  guardedSet(property.name, () => property.set?.(null, converted));
}
