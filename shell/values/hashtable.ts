/**
 * Hashtable, OrderedDictionary and Dictionary[K,V]: maps over .NET keys, in insertion order.
 *
 * Key identity: strings without case (unless `caseSensitive`), numbers by type and value, value types by
 * their `hashKey`, references by identity. Members visible to scripts: shell/types/dictionary.ts.
 */
import {collectionModified} from './collection-modified.ts';
import {defineType, objectType} from './define-type.ts';
import {foldName} from './fold-name.ts';
import type {NetType} from './net-type.ts';
import {NetException} from './net-exception.ts';
import {Char, Double, Integer, Single} from './numbers.ts';
import {unwrap} from './ps-wrapper.ts';
import {typeOf} from './type-of.ts';
import {TYPE} from './type-symbol.ts';
import type {MemberTables} from './type-spec.ts';
import type {Value} from './value.ts';

interface Slot {
  readonly key: Value;
  value: Value;
}

function boxedKey(key: object): unknown {
  if (key instanceof Double) return `\0d${key.value}`;
  if (key instanceof Single) return `\0f${key.value}`;
  if (key instanceof Integer) return `\0${key.kind}${key.value}`;
  if (key instanceof Char) return `\0c${key.code}`;
  const type = typeOf(key);
  const hash = type.behaviour.hashKey as ((self: Value) => string) | undefined;
  return hash ? `\0${type.fullName} ${hash(key)}` : key;
}

export class Hashtable {
  readonly caseSensitive: boolean;
  /** Counts changes; an enumerator that sees another number throws. */
  version = 0;
  /** By key identity, see the top of the file. */
  protected readonly slots = new Map<unknown, Slot>();

  constructor(options: {caseSensitive?: boolean} = {}) {
    this.caseSensitive = options.caseSensitive ?? false;
  }

  private identity(key: Value): unknown {
    if (typeof key === 'string') return this.caseSensitive ? key : foldName(key);
    const bare = unwrap(key);
    if (typeof bare === 'string') return this.identity(bare);
    return typeof bare === 'object' && bare !== null ? boxedKey(bare) : bare;
  }

  /** undefined when the key is absent: use `has` to tell it from a stored AutoNull. */
  get(key: Value): Value {
    return this.slots.get(this.identity(key))?.value;
  }
  has(key: Value): boolean {
    return this.slots.has(this.identity(key));
  }
  set(key: Value, value: Value): void {
    const id = this.identity(key);
    const slot = this.slots.get(id);
    if (slot) slot.value = value;
    else this.slots.set(id, {key: unwrap(key), value});
    this.version++;
  }
  /** As `set`, but an existing key is an error. */
  add(key: Value, value: Value): void {
    if (this.has(key)) throw new NetException('System.ArgumentException', this.duplicateText(key));
    this.set(key, value);
  }
  protected duplicateText(key: Value): string {
    const text = String(unwrap(key));
    return `Item has already been added. Key in dictionary: '${text}'  Key being added: '${text}'`;
  }
  delete(key: Value): boolean {
    this.version++;
    return this.slots.delete(this.identity(key));
  }
  clear(): void {
    this.version++;
    this.slots.clear();
  }
  get count(): number {
    return this.slots.size;
  }
  keys(): Value[] {
    return Array.from(this.slots.values(), slot => slot.key);
  }
  values(): Value[] {
    return Array.from(this.slots.values(), slot => slot.value);
  }
  /** Throws when the table changes while this runs. */
  *entries(): Generator<[Value, Value]> {
    const {version} = this;
    for (const slot of this.slots.values()) {
      if (this.version !== version) throw collectionModified();
      yield [slot.key, slot.value];
    }
  }
  clone(): Hashtable {
    return this.copyInto(new Hashtable({caseSensitive: this.caseSensitive}));
  }
  protected copyInto<T extends Hashtable>(copy: T): T {
    for (const [id, slot] of this.slots) copy.slots.set(id, {...slot});
    return copy;
  }
}

/** `[ordered]@{}`: also indexed by position. */
export class OrderedDictionary extends Hashtable {
  /** The key at a position, or undefined. */
  keyAt(index: number): Value {
    return this.keys()[index];
  }
  insert(index: number, key: Value, value: Value): void {
    const rest = [...this.slots].slice(index);
    this.add(key, value);
    for (const [id, slot] of rest) {
      this.slots.delete(id);
      this.slots.set(id, slot);
    }
  }
  override clone(): OrderedDictionary {
    return this.copyInto(new OrderedDictionary({caseSensitive: this.caseSensitive}));
  }
}

/** `[System.Collections.Generic.Dictionary[K,V]]`: case-sensitive; reading a missing key by `Item` throws. */
export class Dictionary extends Hashtable {
  readonly [TYPE]: NetType;
  constructor(type: NetType, options: {caseSensitive?: boolean} = {}) {
    super({caseSensitive: options.caseSensitive ?? true});
    this[TYPE] = type;
  }
  get keyType(): NetType {
    return this[TYPE].genericArguments[0] ?? objectType;
  }
  get valueType(): NetType {
    return this[TYPE].genericArguments[1] ?? objectType;
  }
  protected override duplicateText(key: Value): string {
    return `An item with the same key has already been added. Key: ${String(unwrap(key))}`;
  }
  override clone(): Dictionary {
    return this.copyInto(new Dictionary(this[TYPE], {caseSensitive: this.caseSensitive}));
  }
}

const dictionaryInterfaces = [
  'System.Collections.IDictionary',
  'System.Collections.ICollection',
  'System.Collections.IEnumerable',
];

export const hashtableType = defineType<Hashtable>({
  fullName: 'System.Collections.Hashtable',
  accelerator: 'hashtable',
  interfaces: [...dictionaryInterfaces, 'System.ICloneable'],
  instance: Hashtable,
  body: () => require('../types/dictionary.ts').hashtableMembers as MemberTables<Hashtable>,
});

export const orderedType = defineType<OrderedDictionary>({
  fullName: 'System.Collections.Specialized.OrderedDictionary',
  accelerator: 'ordered',
  interfaces: [...dictionaryInterfaces, 'System.Collections.Specialized.IOrderedDictionary'],
  instance: OrderedDictionary,
  body: () => require('../types/dictionary.ts').orderedMembers as MemberTables<OrderedDictionary>,
});

function fill<T extends Hashtable>(
  table: T,
  from: Readonly<Record<string, Value>> | Iterable<readonly [Value, Value]>,
): T {
  const entries =
    Symbol.iterator in from ? (from as Iterable<readonly [Value, Value]>) : Object.entries(from);
  for (const [key, value] of entries) table.set(key, value);
  return table;
}

/** `@{...}` */
export function hashtable(
  from: Readonly<Record<string, Value>> | Iterable<readonly [Value, Value]> = {},
): Hashtable {
  return fill(new Hashtable(), from);
}

/** `[ordered]@{...}` */
export function ordered(
  from: Readonly<Record<string, Value>> | Iterable<readonly [Value, Value]> = {},
): OrderedDictionary {
  return fill(new OrderedDictionary(), from);
}
