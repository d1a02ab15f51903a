/** System.Array. A typed array keeps its element type through Clone and Resize. */
import {asNumber} from '../conversion/plain-number.ts';
import {stopPoint} from '../session/stop-point.ts';
import {convertTo} from '../conversion/convert.ts';
import {compare, looseEquals} from '../operators/compare.ts';
import {arrayType} from '../values/array-type.ts';
import {enumeratorOf} from '../values/enumerator.ts';
import {defaultValue} from '../values/default-value.ts';
import {Delegate} from '../values/delegate.ts';
import {hooks} from '../values/hooks.ts';
import {MultiArray, outsideBounds} from '../values/multi-array.ts';
import {NetException} from '../values/net-exception.ts';
import type {NetType} from '../values/net-type.ts';
import type {PSReference} from '../values/ps-reference.ts';
import {arrayItems, elementTypeOf, typedArray} from '../values/typed-array.ts';
import {typeOf} from '../values/type-of.ts';
import type {MemberTables} from '../values/type-spec.ts';
import type {Value} from '../values/value.ts';
import {toBool} from '../conversion/to-bool.ts';

export type NetArray = Value[] | Uint8Array;

function fixedSize(): never {
  throw new NetException('System.NotSupportedException', 'Collection was of a fixed size.');
}

/** The order of a comparer delegate, an IComparer-like script block, or the default one. */
export function orderOf(comparison: Value): (a: Value, b: Value) => number {
  if (comparison instanceof Delegate) return (a, b) => asNumber(comparison.invoke([a, b]));
  return (a, b) => {
    stopPoint();
    return compare(a, b, {ignoreCase: false});
  };
}

/** Calls a delegate or script block. */
export function callback(block: Value): (...args: Value[]) => Value {
  if (block instanceof Delegate) return (...args) => block.invoke(args);
  return (...args) =>
    hooks.invokeScript(block, {args, ...(args.length > 0 ? {underscore: args[0]} : {})});
}

function elementType(self: NetArray): NetType {
  return self instanceof Uint8Array ? (typeOf(self).elementType as NetType) : elementTypeOf(self);
}

function withItems(self: NetArray, items: Value[]): NetArray {
  return typedArray(elementType(self), items);
}

/** Writes `items` over the elements from `at` on. */
function overwrite(self: NetArray, items: readonly Value[], at = 0): void {
  items.forEach((item, i) => {
    if (self instanceof Uint8Array) self[at + i] = asNumber(item);
    else self[at + i] = item;
  });
}

function indexOf(self: NetArray, v: Value, from = 0): number {
  return arrayItems(self).findIndex(
    (item, i) => i >= from && looseEquals(item, v, {ignoreCase: false}),
  );
}

function copy(
  from: NetArray,
  fromIndex: number,
  to: NetArray,
  toIndex: number,
  length: number,
): void {
  if (fromIndex + length > from.length || toIndex + length > to.length) {
    throw new NetException(
      'System.ArgumentException',
      "Source array was not long enough. Check the source index, length, and the array's lower bounds.",
    );
  }
  const type = elementType(to);
  overwrite(
    to,
    arrayItems(from)
      .slice(fromIndex, fromIndex + length)
      .map(item => convertTo(item, type)),
    toIndex,
  );
}

function binarySearch(self: NetArray, v: Value): number {
  const items = arrayItems(self);
  let low = 0;
  let high = items.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const order = compare(items[middle], v, {ignoreCase: false});
    if (order === 0) return middle;
    if (order < 0) low = middle + 1;
    else high = middle - 1;
  }
  return ~low;
}

function sortWithItems(keys: NetArray, items: NetArray): void {
  const order = orderOf(null);
  const pairs = arrayItems(keys).map((key, i) => [key, arrayItems(items)[i]] as const);
  pairs.sort(([a], [b]) => order(a, b));
  overwrite(
    keys,
    pairs.map(([key]) => key),
  );
  overwrite(
    items,
    pairs.map(([, item]) => item),
  );
}

/** An answer about dimension 0, the only one. */
function only(answer: (self: NetArray) => number): (self: NetArray, dimension: number) => number {
  return (self, dimension) => {
    if (dimension !== 0) throw outsideBounds();
    return answer(self);
  };
}

function create(type: NetType, length: number): NetArray {
  return typedArray(
    type,
    Array.from({length}, () => defaultValue(type)),
  );
}

/** An array of any rank, every element zero. */
function createMulti(type: NetType, lengths: readonly number[]): NetArray | MultiArray {
  if (lengths.some(length => length < 0)) throw negativeLength();
  const [first = 0] = lengths;
  if (lengths.length === 1) return create(type, first);
  const count = lengths.reduce((product, length) => product * length, 1);
  const items = Array.from({length: count}, () => defaultValue(type));
  return new MultiArray(arrayType(type, lengths.length), lengths, items);
}

function negativeLength(): NetException {
  return new NetException(
    'System.OverflowException',
    'Arithmetic operation resulted in an overflow.',
  );
}

function lengthOf(self: MultiArray, dimension: number): number {
  const length = self.lengths[dimension];
  if (length === undefined) throw outsideBounds();
  return length;
}

/** `[T[]]::new(n)`, and all that an array of several dimensions does another way than one of one. */
export function arrayBody(element: NetType, rank: number): MemberTables<MultiArray> {
  const names = Array.from({length: rank}, (_, i) => `int length${i + 1}`).join(', ');
  const constructors = {
    [`(${names})`]: (...lengths: number[]) => createMulti(element, lengths),
  };
  if (rank === 1) return {constructors};
  const indexes = names.replaceAll('length', 'index');
  return {
    constructors,
    members: {
      'int Length': self => self.items.length,
      'long LongLength': self => self.items.length,
      'int Count': self => self.items.length,
      'int Rank': () => rank,
      'int GetLength(int dimension)': lengthOf,
      'int GetLowerBound(int dimension)': (self, dimension: number) =>
        Math.min(0, lengthOf(self, dimension)),
      'int GetUpperBound(int dimension)': (self, dimension: number) =>
        lengthOf(self, dimension) - 1,
      'object GetValue(params int[] indices)': (self, at: number[]) =>
        self.items[self.requireOffset(at)],
      'void SetValue(object value, params int[] indices)': (self, v: Value, at: number[]) => {
        self.items[self.requireOffset(at)] = convertTo(v, element);
      },
      [`object Get(${indexes})`]: (self: MultiArray, ...at: number[]) =>
        self.items[self.requireOffset(at)],
      [`void Set(${indexes}, object value)`]: (self: MultiArray, ...given: Value[]) => {
        const value = given.pop();
        self.items[self.requireOffset(given as number[])] = convertTo(value, element);
      },
      'object Clone()': self =>
        new MultiArray(arrayType(element, rank), self.lengths, [...self.items]),
      'object GetEnumerator()': enumeratorOf,
    },
  };
}

export const arrayMembers: MemberTables<NetArray> = {
  members: {
    'int Length': self => self.length,
    'long LongLength': self => self.length,
    'int Count': self => self.length,
    'int Rank': () => 1,
    'bool IsFixedSize': () => true,
    'bool IsReadOnly': () => false,
    'bool IsSynchronized': () => false,
    'object SyncRoot': self => self,
    'int GetLength(int dimension)': only(self => self.length),
    'int GetLowerBound(int dimension)': only(() => 0),
    'int GetUpperBound(int dimension)': only(self => self.length - 1),
    'object GetValue(int index)': (self, i: number) => arrayItems(self)[i],
    'void SetValue(object value, int index)': (self, v: Value, i: number) =>
      overwrite(self, [convertTo(v, elementType(self))], i),
    'object Clone()': self => withItems(self, [...arrayItems(self)]),
    'void CopyTo(array array, int index)': (self, to: NetArray, at: number) =>
      copy(self, 0, to, at, self.length),
    'object GetEnumerator()': enumeratorOf,
    'bool Contains(object value)': (self, v: Value) => indexOf(self, v) >= 0,
    'int IndexOf(object value)': (self, v: Value) => indexOf(self, v),
    'int Add(object value)': fixedSize,
    'void Clear()': fixedSize,
    'void Insert(int index, object value)': fixedSize,
    'void Remove(object value)': fixedSize,
    'void RemoveAt(int index)': fixedSize,
    'object Get(int index)': (self, i: number) => arrayItems(self)[i],
    'void Set(int index, object value)': (self, i: number, v: Value) =>
      overwrite(self, [convertTo(v, elementType(self))], i),
    'void Initialize()': () => undefined,
  },
  statics: {
    'T[] Empty<T>()': (type: NetType) => typedArray(type, []),
    'void Sort(array array)': (self: NetArray) =>
      overwrite(self, [...arrayItems(self)].sort(orderOf(null))),
    'void Sort(array keys, array items)': sortWithItems,
    'void Sort(array array, object comparer)': (self: NetArray, comparison: Value) =>
      overwrite(self, [...arrayItems(self)].sort(orderOf(comparison))),
    'void Reverse(array array)': (self: NetArray) =>
      overwrite(self, [...arrayItems(self)].toReversed()),
    'void Reverse(array array, int index, int length)': (
      self: NetArray,
      at: number,
      length: number,
    ) =>
      overwrite(
        self,
        arrayItems(self)
          .slice(at, at + length)
          .toReversed(),
        at,
      ),
    'int IndexOf(array array, object value)': (self: NetArray, v: Value) => indexOf(self, v),
    'int IndexOf(array array, object value, int startIndex)': indexOf,
    'int LastIndexOf(array array, object value)': (self: NetArray, v: Value) =>
      arrayItems(self).findLastIndex(item => looseEquals(item, v, {ignoreCase: false})),
    'int BinarySearch(array array, object value)': binarySearch,
    'void Copy(array sourceArray, array destinationArray, int length)': (
      from: NetArray,
      to: NetArray,
      length: number,
    ) => copy(from, 0, to, 0, length),
    'void Copy(array sourceArray, int sourceIndex, array destinationArray, int destinationIndex, int length)':
      copy,
    'void Clear(array array)': (self: NetArray) =>
      overwrite(self, [...create(elementType(self), self.length)]),
    'void Clear(array array, int index, int length)': (
      self: NetArray,
      at: number,
      length: number,
    ) => overwrite(self, [...create(elementType(self), length)], at),
    'void Fill(array array, object value)': (self: NetArray, v: Value) =>
      overwrite(
        self,
        Array.from(self, () => convertTo(v, elementType(self))),
      ),
    'void Resize(ref object array, int newSize)': (ref: PSReference, size: number) => {
      const old = ref.value as NetArray;
      ref.value = withItems(
        old,
        [...arrayItems(old), ...create(elementType(old), Math.max(0, size - old.length))].slice(
          0,
          size,
        ),
      );
    },
    'array CreateInstance(type elementType, int length)': create,
    'array CreateInstance(type elementType, params int[] lengths)': createMulti,
    'object Find(array array, object match)': (self: NetArray, block: Value) =>
      arrayItems(self).find(item => toBool(callback(block)(item))),
    'object FindAll(array array, object match)': (self: NetArray, block: Value) =>
      withItems(
        self,
        arrayItems(self).filter(item => toBool(callback(block)(item))),
      ),
    'int FindIndex(array array, object match)': (self: NetArray, block: Value) =>
      arrayItems(self).findIndex(item => toBool(callback(block)(item))),
    'bool Exists(array array, object match)': (self: NetArray, block: Value) =>
      arrayItems(self).some(item => toBool(callback(block)(item))),
    'bool TrueForAll(array array, object match)': (self: NetArray, block: Value) =>
      arrayItems(self).every(item => toBool(callback(block)(item))),
    'void ForEach(array array, object action)': (self: NetArray, block: Value) =>
      arrayItems(self).forEach(item => void callback(block)(item)),
    'object ConvertAll(array array, object converter)': (self: NetArray, block: Value) =>
      arrayItems(self).map(item => callback(block)(item)),
    'object AsReadOnly(array array)': (self: NetArray) => self,
  },
};
