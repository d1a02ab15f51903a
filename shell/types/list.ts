/** List[T], ArrayList, Collection[T], ReadOnlyCollection[T]. */
import {asNumber} from '../conversion/plain-number.ts';
import {convertTo} from '../conversion/convert.ts';
import {toBool} from '../conversion/to-bool.ts';
import {looseEquals} from '../operators/compare.ts';
import {enumerate, isEnumerable} from '../values/enumerate.ts';
import {enumeratorOf} from '../values/enumerator.ts';
import {defineType} from '../values/define-type.ts';
import {defineGeneric} from '../values/generic-type.ts';
import {arrayList, listBehaviour, listInterfaces, NetList} from '../values/net-list.ts';
import {NetException} from '../values/net-exception.ts';
import type {NetType} from '../values/net-type.ts';
import {objectType} from '../values/core-types.ts';
import {typedArray} from '../values/typed-array.ts';
import {TYPE} from '../values/type-symbol.ts';
import type {MemberTables, TypeSpec} from '../values/type-spec.ts';
import type {Value} from '../values/value.ts';
import {callback, orderOf} from './array.ts';

function rangeError(): NetException {
  return new NetException(
    'System.ArgumentOutOfRangeException',
    "Index was out of range. Must be non-negative and less than the size of the collection. (Parameter 'index')",
    {fields: {ParamName: 'index'}},
  );
}

function checkIndex(self: NetList, i: number, limit = self.items.length - 1): void {
  if (i < 0 || i > limit) throw rangeError();
}

function indexOf(self: NetList, v: Value, from = 0): number {
  return self.items.findIndex((item, i) => i >= from && looseEquals(item, v, {ignoreCase: false}));
}

function removeItem(self: NetList, v: Value): boolean {
  const at = indexOf(self, v);
  if (at >= 0) self.items.splice(at, 1);
  return at >= 0;
}

/** The items of any collection, converted to the list's element type. */
function incoming(self: NetList, from: Value): Value[] {
  const items = isEnumerable(from) ? [...enumerate(from)] : [from];
  return self.elementType ? items.map(item => convertTo(item, self.elementType as NetType)) : items;
}

function toArray(self: NetList): Value {
  return typedArray(self.elementType ?? objectType, [...self.items]);
}

function same(self: NetList, items: Value[]): NetList {
  return new NetList(self[TYPE], items);
}

/** What ArrayList, List[T] and Collection[T] have in common; `T` is object for ArrayList. */
function commonMembers(item: string): MemberTables<NetList>['members'] {
  return {
    'int Count': self => self.items.length,
    [`${item} Item(int index)`]: (self: NetList, i: number) => {
      checkIndex(self, i);
      return self.items[i];
    },
    'bool IsReadOnly': () => false,
    'bool IsFixedSize': () => false,
    'bool IsSynchronized': () => false,
    'void Clear()': self => {
      self.items.length = 0;
    },
    [`bool Contains(${item} item)`]: (self: NetList, v: Value) => indexOf(self, v) >= 0,
    [`int IndexOf(${item} item)`]: (self: NetList, v: Value) => indexOf(self, v),
    [`int IndexOf(${item} item, int index)`]: (self: NetList, v: Value, i: number) =>
      indexOf(self, v, i),
    [`int LastIndexOf(${item} item)`]: (self: NetList, v: Value) =>
      self.items.findLastIndex(one => looseEquals(one, v, {ignoreCase: false})),
    [`void Insert(int index, ${item} item)`]: (self: NetList, i: number, v: Value) => {
      checkIndex(self, i, self.items.length);
      self.items.splice(i, 0, v);
    },
    'void RemoveAt(int index)': (self, i: number) => {
      checkIndex(self, i);
      self.items.splice(i, 1);
    },
    'object GetEnumerator()': enumeratorOf,
    'void CopyTo(array array, int index)': (self, to: Value[], at: number) => {
      self.items.forEach((v, i) => {
        to[at + i] = v;
      });
    },
  };
}

/** Range and order operations of ArrayList and List[T]. */
function rangeMembers(): MemberTables<NetList>['members'] {
  return {
    'void AddRange(object collection)': (self, from: Value) =>
      void self.items.push(...incoming(self, from)),
    'void InsertRange(int index, object collection)': (self, i: number, from: Value) =>
      void self.items.splice(i, 0, ...incoming(self, from)),
    'void RemoveRange(int index, int count)': (self, i: number, count: number) => {
      if (i < 0 || count < 0 || i + count > self.items.length) {
        throw new NetException(
          'System.ArgumentException',
          'Offset and length were out of bounds for the array or count is greater than the number of elements from index to the end of the source collection.',
        );
      }
      self.items.splice(i, count);
    },
    'object GetRange(int index, int count)': (self, i: number, count: number) =>
      same(self, self.items.slice(i, i + count)),
    'object ToArray()': toArray,
    'void Sort()': self => void self.items.sort(orderOf(null)),
    'void Sort(object comparer)': (self, comparison: Value) => {
      const call = callback(comparison);
      self.items.sort(comparison === null ? orderOf(null) : (a, b) => asNumber(call(a, b)));
    },
    'void Reverse()': self => {
      self.items.reverse();
    },
    'int Capacity': {get: self => Math.max(4, self.items.length), set: () => undefined},
    'void TrimExcess()': () => undefined,
    'void TrimToSize()': () => undefined,
  };
}

export const arrayListMembers: MemberTables<NetList> = {
  members: {
    ...commonMembers('object'),
    ...rangeMembers(),
    'int Add(object value)': (self, v: Value) => self.items.push(v) - 1,
    'void Remove(object obj)': (self, v: Value) => void removeItem(self, v),
    'object Clone()': self => arrayList([...self.items]),
  },
  statics: {
    'object Adapter(object list)': (v: Value) => arrayList([...enumerate(v)]),
    'object ReadOnly(object list)': (v: Value) => v,
    'object Synchronized(object list)': (v: Value) => v,
  },
  constructors: {
    '()': () => arrayList([]),
    '(int capacity)': () => arrayList([]),
    '(System.Collections.ICollection c)': (from: Value) => arrayList([...enumerate(from)]),
  },
};

type Test = (item: Value) => boolean;

function predicate(block: Value): Test {
  const call = callback(block);
  return item => toBool(call(item));
}

const genericMembers: MemberTables<NetList>['members'] = {
  ...commonMembers('T'),
  ...rangeMembers(),
  'void Add(T item)': (self, v: Value) => void self.items.push(v),
  'bool Remove(T item)': removeItem,
  'int RemoveAll(object match)': (self, block: Value) => {
    const test = predicate(block);
    const before = self.items.length;
    self.items = self.items.filter(item => !test(item));
    return before - self.items.length;
  },
  'object Find(object match)': (self, block: Value) => self.items.find(predicate(block)) ?? null,
  'object FindAll(object match)': (self, block: Value) =>
    same(self, self.items.filter(predicate(block))),
  'object FindLast(object match)': (self, block: Value) =>
    self.items.findLast(predicate(block)) ?? null,
  'int FindIndex(object match)': (self, block: Value) => self.items.findIndex(predicate(block)),
  'bool Exists(object match)': (self, block: Value) => self.items.some(predicate(block)),
  'bool TrueForAll(object match)': (self, block: Value) => self.items.every(predicate(block)),
  'void ForEach(object action)': (self, block: Value) => {
    const call = callback(block);
    for (const item of self.items.slice()) call(item);
  },
  'int BinarySearch(T item)': (self, v: Value) => {
    const at = self.items.findIndex(item => orderOf(null)(item, v) >= 0);
    return at >= 0 && looseEquals(self.items[at], v, {ignoreCase: false})
      ? at
      : ~(at < 0 ? self.items.length : at);
  },
  'object AsReadOnly()': self => self,
};

type ListSpec = Omit<TypeSpec<object>, 'fullName'>;

function genericInterfaces(element: NetType): string[] {
  return ['IList', 'ICollection', 'IEnumerable', 'IReadOnlyList', 'IReadOnlyCollection'].map(
    name => `System.Collections.Generic.${name}\`1[${element.fullName}]`,
  );
}

/** A list of the constructed type from any collection. */
function listOf(type: NetType, from: Value): NetList {
  const list = new NetList(type, []);
  list.items = incoming(list, from);
  return list;
}

/** `isFull`: it has all its items from the start, so it cannot be made without them. */
export function genericList(
  name: string,
  members: MemberTables<NetList>['members'],
  isFull = false,
): void {
  defineGeneric(`${name}\`1`, ['T'], ([element = objectType], own) => {
    return {
      interfaces: [...listInterfaces, ...genericInterfaces(element)],
      ...listBehaviour,
      ...(isFull ? {} : {create: () => listOf(own(), [])}),
      convert: (v: Value) => listOf(own(), v),
      members: members ?? {},
      constructors: {
        ...(isFull
          ? {}
          : {'()': () => listOf(own(), []), '(int capacity)': () => listOf(own(), [])}),
        '(System.Collections.IEnumerable collection)': (from: Value) => listOf(own(), from),
      },
    } as unknown as ListSpec;
  });
}

defineType<NetList>({
  fullName: 'System.Collections.CollectionBase',
  abstract: true,
  interfaces: [...listInterfaces],
  ...listBehaviour,
  create: () => arrayList([]),
  members: {
    'int Count': self => self.items.length,
    'object List': self => self,
    'object InnerList': self => self,
    'int Capacity': self => Math.max(4, self.items.length),
    'void Clear()': self => {
      self.items.length = 0;
    },
    'void RemoveAt(int index)': (self, i: number) => {
      checkIndex(self, i);
      self.items.splice(i, 1);
    },
    'int Add(object value)': (self, v: Value) => self.items.push(v) - 1,
    'object GetEnumerator()': enumeratorOf,
  },
});

genericList('System.Collections.Generic.List', genericMembers);
export const collectionMembers: NonNullable<MemberTables<NetList>['members']> = {
  ...commonMembers('T'),
  'void Add(T item)': (self, v: Value) => void self.items.push(v),
  'bool Remove(T item)': removeItem,
};
genericList('System.Collections.ObjectModel.Collection', collectionMembers);
genericList(
  'System.Collections.ObjectModel.ReadOnlyCollection',
  {
    'int Count': self => self.items.length,
    'object Item(int index)': (self, i: number) => self.items[i],
    'bool Contains(T item)': (self, v: Value) => indexOf(self, v) >= 0,
    'int IndexOf(T item)': (self, v: Value) => indexOf(self, v),
    'object GetEnumerator()': enumeratorOf,
  },
  true,
);
