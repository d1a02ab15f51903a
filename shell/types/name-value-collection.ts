/** System.Collections.Specialized.NameValueCollection: several texts by a name, in any case of it. */
import {defineType} from '../values/define-type.ts';
import type {Value} from '../values/value.ts';

export class NameValueCollection {
  readonly #entries = new Map<string, {readonly name: string; readonly values: string[]}>();

  get names(): string[] {
    return [...this.#entries.values()].map(({name}) => name);
  }
  add(name: string, value: string): void {
    const known = this.values(name);
    if (known) known.push(value);
    else this.set(name, value);
  }
  set(name: string, value: string): void {
    this.#entries.set(name.toLowerCase(), {name, values: [value]});
  }
  values(name: string): string[] | undefined {
    return this.#entries.get(name.toLowerCase())?.values;
  }
  remove(name: string): void {
    this.#entries.delete(name.toLowerCase());
  }
  clear(): void {
    this.#entries.clear();
  }
  /** The values of a name or place, joined by commas; null when there are none. */
  text(key: Value): string | null {
    const name = typeof key === 'number' ? this.names[key] : String(key);
    return name === undefined ? null : (this.values(name)?.join(',') ?? null);
  }
}

defineType<NameValueCollection>({
  fullName: 'System.Collections.Specialized.NameValueCollection',
  interfaces: ['System.Collections.ICollection', 'System.Collections.IEnumerable'],
  instance: NameValueCollection,
  toText: self =>
    self.names
      .map(name => `${encodeURIComponent(name)}=${encodeURIComponent(self.text(name) ?? '')}`)
      .join('&'),
  enumerate: self => self.names,
  getIndex: (self, key) => self.text(key),
  setIndex: (self, key, value) => self.set(String(key), String(value)),
  create: () => new NameValueCollection(),
  members: {
    'int Count': self => self.names.length,
    'object Keys': self => self.names,
    'string[] AllKeys': self => self.names,
    'void Add(string name, string value)': (self, name: string, value: string) =>
      self.add(name, value),
    'void Set(string name, string value)': (self, name: string, value: string) =>
      self.set(name, value),
    'string Get(string name)': (self, name: string) => self.text(name),
    'string Get(int index)': (self, index: number) => self.text(index),
    'string[] GetValues(string name)': (self, name: string) => self.values(name) ?? null,
    'string GetKey(int index)': (self, index: number) => self.names[index] ?? null,
    'bool HasKeys()': self => self.names.length > 0,
    'void Remove(string name)': (self, name: string) => self.remove(name),
    'void Clear()': self => self.clear(),
  },
  constructors: {'()': () => new NameValueCollection()},
});
