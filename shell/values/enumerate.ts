/**
 * The pipeline's enumeration rule, one level. Source: language specification 5.
 */
import {Integer} from './numbers.ts';
import {unwrap} from './ps-wrapper.ts';
import {typeOf} from './type-of.ts';
import type {Value} from './value.ts';

type Enumerator = (self: Value) => Iterable<Value>;

function enumeratorOf(v: object): Enumerator | undefined {
  return typeOf(v).behaviour.enumerate as Enumerator | undefined;
}

/** Arrays, lists, sets, queues, generators yes; strings, dictionaries, custom objects no. */
export function isEnumerable(v: Value): boolean {
  if (typeof v !== 'object' || v === null) return false;
  if (Array.isArray(v) || v instanceof Uint8Array) return true;
  const bare = unwrap(v);
  if (bare !== v) return isEnumerable(bare);
  return enumeratorOf(v) !== undefined;
}

function* bytes(array: Uint8Array): Generator<Value> {
  for (const byte of array) yield new Integer('Byte', byte);
}

/** The elements of an enumerable value; a scalar gives itself, AutoNull nothing, $null itself. */
export function enumerate(v: Value): Iterable<Value> {
  if (v === undefined) return [];
  if (typeof v !== 'object' || v === null) return [v];
  if (Array.isArray(v)) return v;
  if (v instanceof Uint8Array) return bytes(v);
  const bare = unwrap(v);
  if (bare !== v) return isEnumerable(bare) ? enumerate(bare) : [v];
  const enumerator = enumeratorOf(v);
  return enumerator ? enumerator(v) : [v];
}

/** The elements as a new array. */
export function toArray(v: Value): Value[] {
  return Array.isArray(v) ? v.slice() : Array.from(enumerate(v));
}
