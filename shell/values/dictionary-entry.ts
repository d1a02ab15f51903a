/** DictionaryEntry and KeyValuePair[K,V], and the key and value collections of dictionaries. */
import {toText} from '../conversion/to-text.ts';
import {defineType} from './define-type.ts';
import {isEnumerable} from './enumerate.ts';
import type {Hashtable} from './hashtable.ts';
import type {NetType} from './net-type.ts';
import {typeOf} from './type-of.ts';
import {TYPE} from './type-symbol.ts';
import type {Value} from './value.ts';

export class DictionaryEntry {
  readonly [TYPE]: NetType;
  readonly key: Value;
  value: Value;
  /** `type` is KeyValuePair[K,V] for entries of generic dictionaries. */
  constructor(key: Value, value: Value, type: NetType = dictionaryEntryType) {
    this[TYPE] = type;
    this.key = key;
    this.value = value;
  }
  toString(): string {
    return `[${partText(this.key)}, ${partText(this.value)}]`;
  }
}

/** Lists in an entry show as their type. */
function partText(part: Value): string {
  return isEnumerable(part) ? typeOf(part).fullName : toText(part);
}

export const dictionaryEntryType = defineType<DictionaryEntry>({
  fullName: 'System.Collections.DictionaryEntry',
  kind: 'struct',
  toText: self => self.toString(),
  properties: {
    Name: {get: self => self.key},
    Key: {get: self => self.key},
    Value: {
      get: self => self.value,
      set: (self, value) => {
        self.value = value;
      },
    },
  },
});

/** `$h.Keys` and `$h.Values`: live views. */
export class KeyCollection {
  readonly table: Hashtable;
  constructor(table: Hashtable) {
    this.table = table;
  }
  *items(): Generator<Value> {
    for (const [key] of this.table.entries()) yield key;
  }
  contains(item: Value): boolean {
    return this.table.has(item);
  }
}

/** And of `.Values`. */
export class ValueCollection extends KeyCollection {
  override *items(): Generator<Value> {
    for (const [, value] of this.table.entries()) yield value;
  }
  override contains(item: Value): boolean {
    return this.table.values().includes(item);
  }
}

for (const [name, instance] of [
  ['KeyCollection', KeyCollection],
  ['ValueCollection', ValueCollection],
] as const)
  defineType<KeyCollection>({
    fullName: `System.Collections.Hashtable+${name}`,
    instance,
    interfaces: ['System.Collections.ICollection', 'System.Collections.IEnumerable'],
    enumerate: self => self.items(),
    // A scalar index on a key collection gives the collection's element in enumeration order.
    getIndex: (self, index) => [...self.items()][Number(index)] ?? null,
    members: {
      'int Count': self => self.table.count,
      'bool IsSynchronized': () => false,
      'object GetEnumerator()': self => [...self.items()],
      'bool Contains(object value)': (self, v: Value) => self.contains(v),
      'void CopyTo(array array, int index)': (self, to: Value[], at: number) => {
        [...self.items()].forEach((v, i) => {
          to[at + i] = v;
        });
      },
    },
  });
