/** What type a value is of. */
import {arrayType} from './array-type.ts';
import {
  booleanType,
  byteType,
  doubleType,
  int32Type,
  int64Type,
  integerTypes,
  objectType,
  stringType,
} from './core-types.ts';
import type {NetType} from './net-type.ts';
import {Integer, isInt32} from './numbers.ts';
import {PSWrapper} from './ps-wrapper.ts';
import {TYPE} from './type-symbol.ts';
import {elementTypeOf} from './typed-array.ts';
import type {Value} from './value.ts';

/** The NetType of a value. $null has none in .NET; here it is System.Object, so ask `isNull` first. */
export function typeOf(v: Value): NetType {
  switch (typeof v) {
    case 'string':
      return stringType;
    case 'number':
      return isInt32(v) ? int32Type : doubleType;
    case 'boolean':
      return booleanType;
    case 'bigint':
      return int64Type;
    case 'object':
      return v === null ? objectType : objectTypeOf(v);
    default:
      return objectType;
  }
}

function objectTypeOf(v: object): NetType {
  const own = (v as {[TYPE]?: NetType})[TYPE];
  if (own) return own;
  if (Array.isArray(v)) return arrayType(elementTypeOf(v));
  if (v instanceof Uint8Array) return arrayType(byteType);
  if (v instanceof Integer) return integerTypes[v.kind];
  if (v instanceof PSWrapper) return typeOf(v.base);
  return objectType;
}

/** $null or AutoNull. */
export function isNull(v: Value): v is null | undefined {
  return v === null || v === undefined;
}
