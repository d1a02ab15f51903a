/** System.Text.StringBuilder. */
import {toCurrentText} from '../conversion/to-text.ts';
import {compositeFormat} from '../text-format/format-string.ts';
import {defineType} from '../values/define-type.ts';
import {enumerate} from '../values/enumerate.ts';
import {NetException} from '../values/net-exception.ts';
import {Char} from '../values/numbers.ts';
import type {Value} from '../values/value.ts';

class StringBuilder {
  text: string;
  constructor(text = '') {
    this.text = text;
  }
  /** Answers itself, so that calls can be chained. */
  change(text: string): this {
    this.text = text;
    return this;
  }
}

function append(self: StringBuilder, v: Value): StringBuilder {
  const isChars = Array.isArray(v) && v.every(item => item instanceof Char);
  return self.change(
    self.text + (isChars ? v.map(item => (item as Char).text).join('') : toCurrentText(v)),
  );
}

function checkRange(self: StringBuilder, at: number, count: number): void {
  if (at < 0 || count < 0 || at + count > self.text.length) {
    throw new NetException(
      'System.ArgumentOutOfRangeException',
      "Index was out of range. Must be non-negative and less than or equal to the size of the collection. (Parameter 'index')",
    );
  }
}

function joinAll(self: StringBuilder, separator: string, values: Value): StringBuilder {
  return self.change(self.text + Array.from(enumerate(values), toCurrentText).join(separator));
}

defineType<StringBuilder>({
  fullName: 'System.Text.StringBuilder',
  instance: StringBuilder,
  toText: self => self.text,
  getIndex: (self, index) => new Char(self.text.charCodeAt(Number(index))),
  members: {
    'int Length': {
      get: self => self.text.length,
      set: (self, length: number) => self.change(self.text.slice(0, length).padEnd(length, '\0')),
    },
    'int Capacity': {get: self => Math.max(16, self.text.length), set: () => undefined},
    'int MaxCapacity': () => 2147483647,
    'char Chars(int index)': (self, i: number) => self.text[i],
    'System.Text.StringBuilder Append(object value)': append,
    'System.Text.StringBuilder Append(char value, int repeatCount)': (
      self,
      c: string,
      count: number,
    ) => self.change(self.text + c.repeat(count)),
    'System.Text.StringBuilder AppendLine()': self => self.change(`${self.text}\n`),
    'System.Text.StringBuilder AppendLine(string value)': (self, text: string) =>
      self.change(`${self.text}${text ?? ''}\n`),
    'System.Text.StringBuilder AppendFormat(string format, params object[] args)': (
      self,
      format: string,
      args: Value[],
    ) => self.change(self.text + compositeFormat(format, args)),
    'System.Text.StringBuilder AppendJoin(string separator, params object[] values)': joinAll,
    'System.Text.StringBuilder Insert(int index, object value)': (self, at: number, v: Value) => {
      checkRange(self, at, 0);
      return self.change(self.text.slice(0, at) + toCurrentText(v) + self.text.slice(at));
    },
    'System.Text.StringBuilder Remove(int startIndex, int length)': (
      self,
      at: number,
      count: number,
    ) => {
      checkRange(self, at, count);
      return self.change(self.text.slice(0, at) + self.text.slice(at + count));
    },
    'System.Text.StringBuilder Replace(string oldValue, string newValue)': (
      self,
      from: string,
      to: string | null,
    ) => self.change(self.text.replaceAll(from, () => to ?? '')),
    'System.Text.StringBuilder Clear()': self => self.change(''),
    'string ToString()': self => self.text,
    'string ToString(int startIndex, int length)': (self, at: number, count: number) => {
      checkRange(self, at, count);
      return self.text.slice(at, at + count);
    },
    'int EnsureCapacity(int capacity)': (_self, capacity: number) => capacity,
  },
  constructors: {
    '()': () => new StringBuilder(),
    '(int capacity)': () => new StringBuilder(),
    '(string value)': (text: string) => new StringBuilder(text ?? ''),
    '(string value, int capacity)': (text: string) => new StringBuilder(text ?? ''),
  },
});
