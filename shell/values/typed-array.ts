/**
 * Typed arrays: an Array that knows its element type; byte[] is a Uint8Array.
 */
import {byteType, objectType} from './core-types.ts';
import type {NetType} from './net-type.ts';
import {asNumber} from '../conversion/plain-number.ts';
import {Integer} from './numbers.ts';
import {ELEMENT_TYPE} from './type-symbol.ts';
import type {Value} from './value.ts';

interface Typed {
  [ELEMENT_TYPE]?: NetType;
}

/** An array whose elements are (already) values of `type`. Object gives the array itself. */
export function typedArray(type: NetType, items: Value[]): Value[] | Uint8Array {
  if (type === byteType) return Uint8Array.from(items, item => asNumber(item));
  if (type !== objectType) (items as Typed)[ELEMENT_TYPE] = type;
  return items;
}

export function elementTypeOf(array: readonly Value[]): NetType {
  return (array as Typed)[ELEMENT_TYPE] ?? objectType;
}

/** The elements of any .NET array as an Array; bytes are boxed. */
export function arrayItems(array: readonly Value[] | Uint8Array): readonly Value[] {
  return array instanceof Uint8Array ? Array.from(array, byte => new Integer('Byte', byte)) : array;
}
