/**
 * `$v[i]` and `$v[i] = x`. Source: language specification 7.
 */
import {asNumber} from '../conversion/plain-number.ts';
import {convertTo, tryConvert} from '../conversion/convert.ts';
import {int32Type, objectType} from './core-types.ts';
import {arrayType} from './array-type.ts';
import {isEnumerable, enumerate} from './enumerate.ts';
import {Dictionary, Hashtable, OrderedDictionary} from './hashtable.ts';
import {hooks} from './hooks.ts';
import {isNumber} from '../conversion/to-number.ts';
import {MultiArray, outsideBounds} from './multi-array.ts';
import {NetException, runtimeError} from './net-exception.ts';
import {NetList} from './net-list.ts';
import {Char, Integer} from './numbers.ts';
import {unwrap} from './ps-wrapper.ts';
import {elementTypeOf} from './typed-array.ts';
import {isNull, typeOf} from './type-of.ts';
import type {Value} from './value.ts';

function nullIndex(): NetException {
  return runtimeError(
    'NullArrayIndex',
    'Index operation failed; the array index evaluated to null.',
  );
}

function outOfRange(): Value {
  if (hooks.strictMode() < 3) return null;
  throw outsideBounds();
}

/** The numbers of `[1,2]`, or of the one list in `[$list]`. */
function indexesOf(index: Value): number[] {
  return Array.from(enumerate(index), one => convertTo(one, int32Type) as number);
}

function multiElement(array: MultiArray, index: Value): Value {
  const at = array.offset(indexesOf(index));
  return at === undefined ? outOfRange() : array.items[at];
}

/** `$v[index]`; a list of indexes gives an array. Out of range and absent keys: null. */
export function getIndex(v: Value, index: Value): Value {
  if (typeof index === 'number' && Array.isArray(v)) return arrayElement(v, index);
  if (isNull(v)) throw runtimeError('NullArray', 'Cannot index into a null array.');
  const bare = unwrap(v);
  const at = unwrap(index);
  if (bare instanceof Hashtable) return dictionaryElement(bare, at);
  if (isNull(at)) throw nullIndex();
  if (bare instanceof MultiArray) return multiElement(bare, at);
  const behaviour = typeOf(bare).behaviour.getIndex as
    | ((self: Value, index: Value) => Value)
    | undefined;
  if (behaviour) return isEnumerable(at) ? slice(bare, at) : behaviour(bare, at);
  if (isEnumerable(at)) return slice(bare, at);
  return sequenceElement(bare, at);
}

function arrayElement(items: readonly Value[], index: number): Value {
  const i = Number.isInteger(index) ? index : (convertTo(index, int32Type) as number);
  const value = items[i < 0 ? items.length + i : i];
  return value === undefined && (i >= items.length || i < -items.length) ? outOfRange() : value;
}

function sequenceElement(v: Value, index: Value): Value {
  const at = tryConvert(index, int32Type);
  if (typeof v === 'string') return at ? characterAt(v, at.value as number) : null;
  if (Array.isArray(v)) {
    if (!at) throw convertFailure(index);
    return arrayElement(v, at.value as number);
  }
  if (v instanceof Uint8Array) {
    const byte = arrayElement(Array.from(v), (at?.value as number) ?? 0);
    return typeof byte === 'number' ? new Integer('Byte', byte) : byte;
  }
  if (v instanceof NetList) return arrayElement(v.items, (at?.value as number) ?? 0);
  // A scalar acts as a list of one.
  const i = at?.value;
  return i === 0 || i === -1 ? v : outOfRange();
}

function convertFailure(index: Value): unknown {
  try {
    convertTo(index, int32Type);
    return undefined;
  } catch (error) {
    return error;
  }
}

function characterAt(text: string, index: number): Value {
  const i = index < 0 ? text.length + index : index;
  return i >= 0 && i < text.length ? new Char(text.charCodeAt(i)) : outOfRange();
}

function dictionaryElement(table: Hashtable, key: Value): Value {
  if (isNull(key)) throw nullIndex();
  if (isEnumerable(key) && !table.has(key)) {
    return Array.from(enumerate(key), one => dictionaryElement(table, one));
  }
  if (table instanceof OrderedDictionary && typeof key === 'number' && !table.has(key)) {
    const at = key < 0 ? table.count + key : key;
    return at >= 0 && at < table.count ? (table.get(table.keyAt(at)) ?? null) : outOfRange();
  }
  if (table instanceof Dictionary) return dictionaryItem(table, key);
  return table.get(key) ?? null;
}

function dictionaryItem(table: Dictionary, key: Value): Value {
  const converted = tryConvert(key, table.keyType);
  return (converted && table.get(converted.value)) ?? null;
}

/** Elements at several indexes; those out of range are left out. */
function slice(v: Value, indexes: Value): Value[] {
  const out: Value[] = [];
  const length = lengthOf(v);
  for (const index of enumerate(indexes)) {
    const i = isNumber(index) ? Math.trunc(asNumber(index)) : undefined;
    if (i !== undefined && length !== undefined && (i >= length || i < -length)) continue;
    out.push(getIndex(v, index));
  }
  return out;
}

function lengthOf(v: Value): number | undefined {
  if (typeof v === 'string' || Array.isArray(v) || v instanceof Uint8Array) return v.length;
  return v instanceof NetList ? v.items.length : undefined;
}

/** `$v[index] = value`. */
export function setIndex(v: Value, index: Value, value: Value): void {
  if (isNull(v)) throw runtimeError('NullArray', 'Cannot index into a null array.');
  const bare = unwrap(v);
  const at = unwrap(index);
  if (isNull(at)) throw nullIndex();
  if (bare instanceof Hashtable) setKey(bare, at, value);
  else if (bare instanceof MultiArray)
    bare.items[bare.requireOffset(indexesOf(at))] = convertTo(
      value,
      typeOf(bare).elementType ?? objectType,
    );
  else if (Array.isArray(bare))
    setElement(bare, bare.length, at, convertTo(value, elementTypeOf(bare)));
  else if (bare instanceof NetList) {
    setElement(
      bare.items,
      bare.items.length,
      at,
      bare.elementType ? convertTo(value, bare.elementType) : value,
    );
  } else setOther(bare, at, value);
}

function setElement(items: Value[], length: number, index: Value, value: Value): void {
  items[writableIndex(length, index, items)] = value;
}

function writableIndex(length: number, index: Value, target: Value): number {
  if (isEnumerable(index)) {
    throw runtimeError(
      'ArraySliceAssignmentFailed',
      `Array assignment to [${Array.from(enumerate(index), asNumber).join(',')}] failed because assignment to slices is not supported.`,
    );
  }
  const i = convertTo(index, int32Type) as number;
  const at = i < 0 ? length + i : i;
  if (at >= 0 && at < length) return at;
  const message =
    target instanceof NetList
      ? 'Index was out of range. Must be non-negative and less than the size of the collection.'
      : 'Index was outside the bounds of the array.';
  throw new NetException('System.IndexOutOfRangeException', message, {
    errorId: 'System.IndexOutOfRangeException',
    category: 'OperationStopped',
  });
}

function setKey(table: Hashtable, key: Value, value: Value): void {
  if (table instanceof OrderedDictionary && typeof key === 'number' && !table.has(key)) {
    table.set(table.keyAt(writableIndex(table.count, key, table)), value);
  } else if (table instanceof Dictionary) {
    table.set(convertTo(key, table.keyType), convertTo(value, table.valueType));
  } else table.set(key, value);
}

function setOther(v: Value, index: Value, value: Value): void {
  if (v instanceof Uint8Array) {
    v[writableIndex(v.length, index, v)] = asNumber(convertTo(value, byteElement(v)));
    return;
  }
  const behaviour = typeOf(v).behaviour.setIndex as
    | ((self: Value, index: Value, value: Value) => void)
    | undefined;
  if (!behaviour) {
    throw runtimeError(
      'CannotIndex',
      `Unable to index into an object of type "${typeOf(v).fullName}".`,
    );
  }
  behaviour(v, index, value);
}

function byteElement(v: Uint8Array) {
  return typeOf(v).elementType ?? arrayType(int32Type);
}
