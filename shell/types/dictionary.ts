/** Hashtable, OrderedDictionary, Dictionary[K,V], SortedDictionary[K,V], DictionaryEntry, KeyValuePair[K,V]. */
import {convertTo} from '../conversion/convert.ts';
import {toCurrentText} from '../conversion/to-text.ts';
import {compare, looseEquals} from '../operators/compare.ts';
import {objectType} from '../values/core-types.ts';
import {defineType} from '../values/define-type.ts';
import {Delegate} from '../values/delegate.ts';
import {DictionaryEntry, KeyCollection, ValueCollection} from '../values/dictionary-entry.ts';
import {requireType} from '../values/find-type.ts';
import {defineGeneric} from '../values/generic-type.ts';
import {Dictionary, Hashtable, OrderedDictionary} from '../values/hashtable.ts';
import {hooks} from '../values/hooks.ts';
import {NetException} from '../values/net-exception.ts';
import type {NetType} from '../values/net-type.ts';
import type {PSReference} from '../values/ps-reference.ts';
import {isNull} from '../values/type-of.ts';
import type {MemberTables, TypeSpec} from '../values/type-spec.ts';
import type {Value} from '../values/value.ts';
import {callback} from './array.ts';

function nullKey(): NetException {
  return new NetException('System.ArgumentNullException', "Key cannot be null. (Parameter 'key')", {
    fields: {ParamName: 'key'},
  });
}

function checkKey(key: Value): Value {
  if (isNull(key)) throw nullKey();
  return key;
}

function entriesOf(self: Hashtable): Value {
  return new EntryEnumerator(self);
}

/** What GetEnumerator answers: enumerable, and usable with MoveNext and Current. */
export class EntryEnumerator {
  private readonly table: Hashtable;
  private rest: Iterator<[Value, Value]> | undefined;
  current: DictionaryEntry | undefined;
  constructor(table: Hashtable) {
    this.table = table;
  }
  *entries(): Generator<Value> {
    for (const [key, value] of this.table.entries()) yield entryOf(this.table, key, value);
  }
  moveNext(): boolean {
    this.rest ??= this.table.entries();
    const next = this.rest.next();
    this.current = next.done ? undefined : entryOf(this.table, next.value[0], next.value[1]);
    return !next.done;
  }
  reset(): void {
    this.rest = undefined;
    this.current = undefined;
  }
}

function entryOf(table: Hashtable, key: Value, value: Value): DictionaryEntry {
  return table instanceof Dictionary
    ? new DictionaryEntry(key, value, pairType(table))
    : new DictionaryEntry(key, value);
}

function pairType(table: Dictionary): NetType {
  return requireType(
    `System.Collections.Generic.KeyValuePair[${table.keyType.fullName},${table.valueType.fullName}]`,
  );
}

defineType<EntryEnumerator>({
  fullName: 'System.Collections.Hashtable+HashtableEnumerator',
  instance: EntryEnumerator,
  enumerate: self => self.entries(),
  members: {
    'object Current': self => self.current ?? null,
    'object Entry': self => self.current ?? null,
    'object Key': self => self.current?.key,
    'object Value': self => self.current?.value,
    'bool MoveNext()': self => self.moveNext(),
    'void Reset()': self => self.reset(),
  },
});

/** What every dictionary has; K and V are the words of the signatures. */
function commonMembers(K: string, V: string): NonNullable<MemberTables<Hashtable>['members']> {
  return {
    'int Count': self => self.count,
    'object Keys': self => new KeyCollection(self),
    'object Values': self => new ValueCollection(self),
    'bool IsReadOnly': () => false,
    'bool IsFixedSize': () => false,
    'bool IsSynchronized': () => false,
    'object SyncRoot': self => self,
    [`void Add(${K} key, ${V} value)`]: (self: Hashtable, key: Value, value: Value) =>
      self.add(checkKey(key), value),
    'void Clear()': self => self.clear(),
    [`bool ContainsKey(${K} key)`]: (self: Hashtable, key: Value) => self.has(checkKey(key)),
    [`bool ContainsValue(${V} value)`]: (self: Hashtable, value: Value) =>
      self.values().some(known => looseEquals(known, value, {ignoreCase: false})),
    'object GetEnumerator()': entriesOf,
    'void CopyTo(array array, int arrayIndex)': (self, to: Value[], at: number) => {
      [...self.entries()].forEach(([key, value], i) => {
        to[at + i] = entryOf(self, key, value);
      });
    },
  };
}

export const hashtableMembers: MemberTables<Hashtable> = {
  members: {
    ...commonMembers('object', 'object'),
    'object Item(object key)': (self, key: Value) => self.get(checkKey(key)) ?? null,
    'bool Contains(object key)': (self, key: Value) => self.has(checkKey(key)),
    'void Remove(object key)': (self, key: Value) => void self.delete(checkKey(key)),
    'object Clone()': self => self.clone(),
  },
  constructors: {
    '()': () => new Hashtable({caseSensitive: true}),
    '(int capacity)': () => new Hashtable({caseSensitive: true}),
    '(System.Collections.IDictionary d)': (from: Hashtable) =>
      fill(new Hashtable({caseSensitive: true}), from),
    '(System.Collections.IEqualityComparer equalityComparer)': (comparer: Value) =>
      new Hashtable({caseSensitive: !ignoresCase(comparer)}),
  },
};

function fill<T extends Hashtable>(table: T, from: Hashtable): T {
  for (const [key, value] of from.entries()) table.set(key, value);
  return table;
}

/** StringComparer objects say so themselves. */
function ignoresCase(comparer: Value): boolean {
  return (
    typeof comparer === 'object' &&
    comparer !== null &&
    'ignoreCase' in comparer &&
    comparer.ignoreCase === true
  );
}

function removeAt(self: OrderedDictionary, index: number): void {
  if (index < 0 || index >= self.count) {
    throw new NetException(
      'System.ArgumentOutOfRangeException',
      "Index was out of range. Must be non-negative and less than the size of the collection. (Parameter 'index')",
    );
  }
  self.delete(self.keyAt(index));
}

export const orderedMembers: MemberTables<OrderedDictionary> = {
  members: {
    ...(commonMembers('object', 'object') as MemberTables<OrderedDictionary>['members']),
    'object Item(object key)': (self, key: Value) =>
      typeof key === 'number' && !self.has(key) ? self.get(self.keyAt(key)) : self.get(key),
    'bool Contains(object key)': (self, key: Value) => self.has(checkKey(key)),
    'void Remove(object key)': (self, key: Value) => void self.delete(checkKey(key)),
    'void RemoveAt(int index)': removeAt,
    'void Insert(int index, object key, object value)': (
      self,
      index: number,
      key: Value,
      value: Value,
    ) => self.insert(index, key, value),
    'object AsReadOnly()': self => self,
  },
  constructors: {
    '()': () => new OrderedDictionary({caseSensitive: true}),
    '(int capacity)': () => new OrderedDictionary({caseSensitive: true}),
    '(System.Collections.IEqualityComparer comparer)': (comparer: Value) =>
      new OrderedDictionary({caseSensitive: !ignoresCase(comparer)}),
  },
};

function missingKey(key: Value): NetException {
  return new NetException(
    'System.Collections.Generic.KeyNotFoundException',
    `The given key '${toCurrentText(key)}' was not present in the dictionary.`,
  );
}

function getItem(self: Dictionary, key: Value): Value {
  if (!self.has(key)) throw missingKey(key);
  return self.get(key);
}

const dictionaryMembers: NonNullable<MemberTables<Dictionary>['members']> = {
  ...(commonMembers('TKey', 'TValue') as MemberTables<Dictionary>['members']),
  'TValue Item(TKey key)': getItem,
  'bool Remove(TKey key)': (self, key: Value) => self.delete(checkKey(key)),
  'bool TryAdd(TKey key, TValue value)': (self, key: Value, value: Value) => {
    const free = !self.has(key);
    if (free) self.set(key, value);
    return free;
  },
  'bool TryGetValue(TKey key, ref TValue value)': (self, key: Value, result: PSReference) => {
    result.value = self.get(key) ?? null;
    return self.has(key);
  },
  'object Comparer': self => self.caseSensitive,
};

/** SortedDictionary keeps its keys in order. */
class SortedDictionary extends Dictionary {
  override set(key: Value, value: Value): void {
    const isNew = !this.has(key);
    super.set(key, value);
    if (!isNew) return;
    const sorted = [...this.slots].sort(([, a], [, b]) =>
      compare(a.key, b.key, {ignoreCase: false}),
    );
    this.slots.clear();
    for (const [id, slot] of sorted) this.slots.set(id, slot);
  }
}

type DictionaryClass = new (type: NetType, options?: {caseSensitive?: boolean}) => Dictionary;

/** Sets a key by a block for a new one and another for one that is there; answers the value. */
function addOrUpdate(
  self: Dictionary,
  key: Value,
  make: () => Value,
  change: (old: Value) => Value,
) {
  const value = self.has(key) ? change(self.get(key)) : make();
  self.set(key, convertTo(value, self.valueType));
  return self.get(key);
}

/** A script block, or the value itself. */
function valueOrBlock(v: Value, ...args: Value[]): Value {
  return v instanceof Delegate || hooks.isScriptBlock(v) ? callback(v)(...args) : v;
}

const concurrentMembers: NonNullable<MemberTables<Dictionary>['members']> = {
  ...dictionaryMembers,
  'bool IsEmpty': self => self.count === 0,
  'bool TryRemove(TKey key, ref TValue value)': (self, key: Value, result: PSReference) => {
    result.value = self.get(key) ?? null;
    return self.delete(checkKey(key));
  },
  'bool TryUpdate(TKey key, TValue newValue, TValue comparisonValue)': (
    self,
    key: Value,
    value: Value,
    expected: Value,
  ) => {
    const fits = self.has(key) && looseEquals(self.get(key), expected, {ignoreCase: false});
    if (fits) self.set(key, value);
    return fits;
  },
  'TValue GetOrAdd(TKey key, object valueOrFactory)': (self, key: Value, made: Value) =>
    addOrUpdate(
      self,
      key,
      () => valueOrBlock(made, key),
      old => old,
    ),
  'TValue AddOrUpdate(TKey key, object addValueOrFactory, object updateValueFactory)': (
    self,
    key: Value,
    made: Value,
    change: Value,
  ) =>
    addOrUpdate(
      self,
      key,
      () => valueOrBlock(made, key),
      old => callback(change)(key, old),
    ),
  'TValue AddOrUpdate<TArg>(TKey key, object addValueFactory, object updateValueFactory, TArg factoryArgument)':
    (self, ...[, key, made, change, argument]: Value[]) =>
      addOrUpdate(
        self,
        key,
        () => callback(made)(key, argument),
        old => callback(change)(key, old, argument),
      ),
};

function genericDictionary(
  name: string,
  Class: DictionaryClass,
  members: NonNullable<MemberTables<Dictionary>['members']> = dictionaryMembers,
): void {
  defineGeneric(`${name}\`2`, ['TKey', 'TValue'], (args, own) => {
    const [key = objectType, value = objectType] = args;
    const from = (table: Hashtable) => {
      const made = new Class(own());
      for (const [k, v] of table.entries()) made.set(convertTo(k, key), convertTo(v, value));
      return made;
    };
    return {
      interfaces: [
        'System.Collections.IDictionary',
        'System.Collections.ICollection',
        'System.Collections.IEnumerable',
        `System.Collections.Generic.IDictionary\`2[${key.fullName},${value.fullName}]`,
      ],
      create: () => new Class(own()),
      convert: (v: Value) => (v instanceof Hashtable ? from(v) : undefined),
      members,
      constructors: {
        '()': () => new Class(own()),
        '(int capacity)': () => new Class(own()),
        '(System.Collections.IDictionary dictionary)': from,
        '(System.Collections.IEqualityComparer comparer)': (comparer: Value) =>
          new Class(own(), {caseSensitive: !ignoresCase(comparer)}),
      },
    } as unknown as Omit<TypeSpec<object>, 'fullName'>;
  });
}

genericDictionary('System.Collections.Generic.Dictionary', Dictionary);
genericDictionary('System.Collections.Generic.SortedDictionary', SortedDictionary);
genericDictionary('System.Collections.Generic.SortedList', SortedDictionary);
genericDictionary(
  'System.Collections.Concurrent.ConcurrentDictionary',
  Dictionary,
  concurrentMembers,
);

defineGeneric('System.Collections.Generic.KeyValuePair`2', ['TKey', 'TValue'], (_args, own) => {
  return {
    kind: 'struct',
    toText: (self: DictionaryEntry) => self.toString(),
    members: {
      'TKey Key': (self: DictionaryEntry) => self.key,
      'TValue Value': (self: DictionaryEntry) => self.value,
    },
    constructors: {
      '(TKey key, TValue value)': (key: Value, value: Value) =>
        new DictionaryEntry(key, value, own()),
    },
  } as unknown as Omit<TypeSpec<object>, 'fullName'>;
});

/** Comparers for `[hashtable]::new([StringComparer]::OrdinalIgnoreCase)`. */
class StringComparer {
  readonly name: string;
  readonly ignoreCase: boolean;
  constructor(name: string) {
    this.name = name;
    this.ignoreCase = name.endsWith('IgnoreCase');
  }
  compare(a: Value, b: Value): number {
    return Math.sign(compare(a, b, {ignoreCase: this.ignoreCase}));
  }
}

const comparers = Object.fromEntries(
  [
    'Ordinal',
    'OrdinalIgnoreCase',
    'InvariantCulture',
    'InvariantCultureIgnoreCase',
    'CurrentCulture',
    'CurrentCultureIgnoreCase',
  ].map(name => [`object ${name}`, () => new StringComparer(name)]),
);

defineType<StringComparer>({
  fullName: 'System.StringComparer',
  interfaces: ['System.Collections.IEqualityComparer', 'System.Collections.IComparer'],
  instance: StringComparer,
  members: {
    'int Compare(object x, object y)': (self, a: Value, b: Value) => self.compare(a, b),
    'bool Equals(object x, object y)': (self, a: Value, b: Value) => self.compare(a, b) === 0,
  },
  statics: comparers,
});
