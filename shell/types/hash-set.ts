/** HashSet[T] and SortedSet[T]. Keys are identified as in dictionaries, text by case. */
import {convertTo} from '../conversion/convert.ts';
import {compare} from '../operators/compare.ts';
import {objectType} from '../values/core-types.ts';
import {enumerate} from '../values/enumerate.ts';
import {enumeratorOf} from '../values/enumerator.ts';
import {defineGeneric} from '../values/generic-type.ts';
import {Hashtable} from '../values/hashtable.ts';
import type {NetType} from '../values/net-type.ts';
import {TYPE} from '../values/type-symbol.ts';
import type {TypeSpec} from '../values/type-spec.ts';
import type {Value} from '../values/value.ts';

export class HashSet {
  readonly [TYPE]: NetType;
  readonly table: Hashtable;
  private readonly sorted: boolean;
  constructor(type: NetType, options: {caseSensitive?: boolean; sorted?: boolean} = {}) {
    this[TYPE] = type;
    this.table = new Hashtable({caseSensitive: options.caseSensitive ?? true});
    this.sorted = options.sorted ?? false;
  }
  get elementType(): NetType {
    return this[TYPE].genericArguments[0] ?? objectType;
  }
  items(): Value[] {
    const keys = this.table.keys();
    return this.sorted ? keys.sort((a, b) => compare(a, b, {ignoreCase: false})) : keys;
  }
  /** False when it was there already. */
  add(item: Value): boolean {
    const value = convertTo(item, this.elementType);
    if (this.table.has(value)) return false;
    this.table.set(value, true);
    return true;
  }
}

function otherSet(self: HashSet, other: Value): HashSet {
  const set = new HashSet(self[TYPE], {caseSensitive: self.table.caseSensitive});
  for (const item of enumerate(other)) set.add(item);
  return set;
}

function keep(self: HashSet, test: (item: Value) => boolean): void {
  for (const item of self.items()) if (!test(item)) self.table.delete(item);
}

function isSubset(a: HashSet, b: HashSet): boolean {
  return a.items().every(item => b.table.has(item));
}

function ignoresCase(comparer: Value): boolean {
  return (
    typeof comparer === 'object' &&
    comparer !== null &&
    'ignoreCase' in comparer &&
    comparer.ignoreCase === true
  );
}

function defineSet(name: string, sorted: boolean): void {
  defineGeneric(`${name}\`1`, ['T'], ([element = objectType], own) => {
    const make = (items: Value, comparer: Value = null) => {
      const set = new HashSet(own(), {
        caseSensitive: !ignoresCase(comparer),
        sorted,
      });
      for (const item of enumerate(items)) set.add(item);
      return set;
    };
    const spec: Omit<TypeSpec<HashSet>, 'fullName'> = {
      interfaces: [
        'System.Collections.IEnumerable',
        `System.Collections.Generic.ICollection\`1[${element.fullName}]`,
        `System.Collections.Generic.IEnumerable\`1[${element.fullName}]`,
        `System.Collections.Generic.ISet\`1[${element.fullName}]`,
      ],
      enumerate: self => self.items(),
      create: () => make([]),
      convert: make,
      members: {
        'int Count': self => self.table.count,
        'object Min': self => self.items()[0],
        'object Max': self => self.items().at(-1),
        'bool Add(T item)': (self, item: Value) => self.add(item),
        'bool Remove(T item)': (self, item: Value) => self.table.delete(item),
        'bool Contains(T item)': (self, item: Value) => self.table.has(item),
        'void Clear()': self => self.table.clear(),
        'void UnionWith(object other)': (self, other: Value) => {
          for (const item of enumerate(other)) self.add(item);
        },
        'void IntersectWith(object other)': (self, other: Value) => {
          const set = otherSet(self, other);
          keep(self, item => set.table.has(item));
        },
        'void ExceptWith(object other)': (self, other: Value) => {
          const set = otherSet(self, other);
          keep(self, item => !set.table.has(item));
        },
        'void SymmetricExceptWith(object other)': (self, other: Value) => {
          for (const item of otherSet(self, other).items())
            if (!self.table.delete(item)) self.add(item);
        },
        'bool IsSubsetOf(object other)': (self, other: Value) =>
          isSubset(self, otherSet(self, other)),
        'bool IsSupersetOf(object other)': (self, other: Value) =>
          isSubset(otherSet(self, other), self),
        'bool Overlaps(object other)': (self, other: Value) =>
          otherSet(self, other)
            .items()
            .some(item => self.table.has(item)),
        'bool SetEquals(object other)': (self, other: Value) => {
          const set = otherSet(self, other);
          return set.table.count === self.table.count && isSubset(self, set);
        },
        'object GetEnumerator()': enumeratorOf,
      },
      constructors: {
        '()': () => make([]),
        '(int capacity)': () => make([]),
        '(System.Collections.IEqualityComparer comparer)': (comparer: Value) => make([], comparer),
        '(System.Collections.IEnumerable collection)': (items: Value) => make(items),
        '(System.Collections.IEnumerable collection, System.Collections.IEqualityComparer comparer)':
          make,
      },
    };
    return spec as unknown as Omit<TypeSpec<object>, 'fullName'>;
  });
}

defineSet('System.Collections.Generic.HashSet', false);
defineSet('System.Collections.Generic.SortedSet', true);
