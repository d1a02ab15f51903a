/** System.String. Source: language specification 8. Texts of exceptions: .NET 8. */
import {toCurrentText, toText} from '../conversion/to-text.ts';
import {compareOrdinal, compareText} from '../operators/text-order.ts';
import {compositeFormat} from '../text-format/format-string.ts';
import type {EnumValue} from '../values/enum-value.ts';
import {enumerate, isEnumerable} from '../values/enumerate.ts';
import {Enumerator} from '../values/enumerator.ts';
import {NetException} from '../values/net-exception.ts';
import {Char} from '../values/numbers.ts';
import type {MemberTables} from '../values/type-spec.ts';
import type {Value} from '../values/value.ts';

/** StringComparison: odd numbers ignore case; 4 and 5 are ordinal. */
function comparer(comparison: EnumValue): (a: string, b: string) => number {
  const ignoreCase = comparison.value % 2 === 1;
  if (comparison.value < 4) return (a, b) => compareText(a, b, ignoreCase);
  return ignoreCase ? (a, b) => compareOrdinal(a.toUpperCase(), b.toUpperCase()) : compareOrdinal;
}

function fold(text: string, comparison: EnumValue): string {
  return comparison.value % 2 === 1 ? text.toLowerCase() : text;
}

function outOfRange(name: string, message: string): NetException {
  return new NetException(
    'System.ArgumentOutOfRangeException',
    `${message} (Parameter '${name}')`,
    {
      fields: {ParamName: name},
    },
  );
}

function checkStart(text: string, start: number, name = 'startIndex'): void {
  if (start < 0) throw outOfRange(name, `${name} cannot be less than zero.`);
  if (start > text.length)
    throw outOfRange(name, `${name} cannot be larger than length of string.`);
}

function substring(text: string, start: number, length = text.length - start): string {
  if (start < 0) throw outOfRange('startIndex', 'StartIndex cannot be less than zero.');
  if (start > text.length)
    throw outOfRange('startIndex', 'startIndex cannot be larger than length of string.');
  if (length < 0) throw outOfRange('length', 'Length cannot be less than zero.');
  if (start + length > text.length) {
    throw outOfRange('length', 'Index and length must refer to a location within the string.');
  }
  return text.slice(start, start + length);
}

function characters(list: readonly Char[] | null): string[] {
  return (list ?? []).map(c => c.text);
}

/** Cuts characters of `set` (blanks when it is empty) off the ends. */
function trim(text: string, set: readonly string[], start: boolean, end: boolean): string {
  const inSet = (c: string) => (set.length > 0 ? set.includes(c) : /\s/.test(c));
  let from = 0;
  let to = text.length;
  while (start && from < to && inSet(text[from] ?? '')) from++;
  while (end && to > from && inSet(text[to - 1] ?? '')) to--;
  return text.slice(from, to);
}

const REMOVE_EMPTY = 1;
const TRIM_ENTRIES = 2;

/** At any of the separators (blanks when there are none), at most `count` pieces. */
function split(
  text: string,
  separators: readonly string[],
  options: number,
  count = 2 ** 31 - 1,
): string[] {
  if (count === 0) return [];
  const shape = (piece: string) => ((options & TRIM_ENTRIES) !== 0 ? piece.trim() : piece);
  const keep = (piece: string) => (options & REMOVE_EMPTY) === 0 || piece.length > 0;
  const wanted = separators.filter(Boolean);
  const out: string[] = [];
  let from = 0;
  for (let i = 0; i < text.length && out.length < count - 1; ) {
    const found =
      separators.length === 0
        ? /\s/.test(text[i] ?? '')
          ? ' '
          : undefined
        : wanted.find(separator => text.startsWith(separator, i));
    if (found === undefined) {
      i++;
      continue;
    }
    const piece = shape(text.slice(from, i));
    if (keep(piece)) out.push(piece);
    i += found.length;
    from = i;
  }
  const last = shape(text.slice(from));
  return keep(last) ? [...out, last] : out;
}

function indexOfAny(text: string, any: readonly string[], start = 0): number {
  for (let i = start; i < text.length; i++) if (any.includes(text[i] ?? '')) return i;
  return -1;
}

function replaceAll(text: string, from: string, to: string | null): string {
  if (from === '')
    throw new NetException(
      'System.ArgumentException',
      "String cannot be of zero length. (Parameter 'oldValue')",
    );
  return text.replaceAll(from, () => to ?? '');
}

function replaceComparing(text: string, from: string, to: string, comparison: EnumValue): string {
  if (comparison.value % 2 === 0) return replaceAll(text, from, to);
  return text.replace(
    new RegExp(from.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&'), 'gi'),
    () => to ?? '',
  );
}

function insert(text: string, at: number, value: string): string {
  if (at < 0 || at > text.length)
    throw outOfRange('startIndex', 'Specified argument was out of the range of valid values.');
  return text.slice(0, at) + value + text.slice(at);
}

function remove(text: string, start: number, count: number): string {
  if (start < 0) throw outOfRange('startIndex', 'StartIndex cannot be less than zero.');
  if (count < 0) throw outOfRange('count', 'Count cannot be less than zero.');
  if (start + count > text.length)
    throw outOfRange('count', 'Index and count must refer to a location within the string.');
  return text.slice(0, start) + text.slice(start + count);
}

function removeFrom(text: string, start: number): string {
  if (start < 0 || start > text.length)
    throw outOfRange('startIndex', 'startIndex must be less than length of string.');
  return text.slice(0, start);
}

function texts(list: Value): string[] {
  return isEnumerable(list)
    ? Array.from(enumerate(list), item => (item === null ? '' : toCurrentText(item)))
    : [toText(list)];
}

const FORMS = {1: 'NFC', 2: 'NFD', 5: 'NFKC', 6: 'NFKD'} as const;

export const stringMembers: MemberTables<string> = {
  members: {
    'int Length': self => self.length,
    'char Chars(int index)': (self, i: number) => {
      if (i < 0 || i >= self.length)
        throw new NetException(
          'System.IndexOutOfRangeException',
          'Index was outside the bounds of the array.',
        );
      return self[i];
    },
    'string ToString()': self => self,
    'string ToString(System.IFormatProvider provider)': self => self,
    'object Clone()': self => self,
    'string Replace(char oldChar, char newChar)': (self, from: string, to: string) =>
      self.replaceAll(from, () => to),
    'string Replace(string oldValue, string newValue)': replaceAll,
    'string Replace(string oldValue, string newValue, System.StringComparison comparisonType)':
      replaceComparing,
    'string[] Split(params char[] separator)': (self, set: Char[] | null) =>
      split(self, characters(set), 0),
    'string[] Split(char separator, System.StringSplitOptions options = None)': (
      self,
      c: string,
      options?: EnumValue,
    ) => split(self, [c], options?.value ?? 0),
    'string[] Split(char separator, int count, System.StringSplitOptions options = None)': (
      self,
      c: string,
      count: number,
      options?: EnumValue,
    ) => split(self, [c], options?.value ?? 0, count),
    'string[] Split(string separator, System.StringSplitOptions options = None)': (
      self,
      s: string | null,
      options?: EnumValue,
    ) => split(self, s ? [s] : [], options?.value ?? 0),
    'string[] Split(string separator, int count, System.StringSplitOptions options = None)': (
      self,
      s: string,
      count: number,
      options?: EnumValue,
    ) => split(self, [s], options?.value ?? 0, count),
    'string[] Split(char[] separator, int count)': (self, set: Char[], count: number) =>
      split(self, characters(set), 0, count),
    'string[] Split(char[] separator, System.StringSplitOptions options)': (
      self,
      set: Char[],
      options: EnumValue,
    ) => split(self, characters(set), options.value),
    'string[] Split(char[] separator, int count, System.StringSplitOptions options)': (
      self,
      set: Char[],
      count: number,
      options: EnumValue,
    ) => split(self, characters(set), options.value, count),
    'string[] Split(string[] separator, System.StringSplitOptions options)': (
      self,
      set: string[],
      options: EnumValue,
    ) => split(self, set, options.value),
    'string[] Split(string[] separator, int count, System.StringSplitOptions options)': (
      self,
      set: string[],
      count: number,
      options: EnumValue,
    ) => split(self, set, options.value, count),
    'string Trim()': self => trim(self, [], true, true),
    'string Trim(char trimChar)': (self, c: string) => trim(self, [c], true, true),
    'string Trim(params char[] trimChars)': (self, set: Char[] | null) =>
      trim(self, characters(set), true, true),
    'string TrimStart()': self => trim(self, [], true, false),
    'string TrimStart(char trimChar)': (self, c: string) => trim(self, [c], true, false),
    'string TrimStart(params char[] trimChars)': (self, set: Char[] | null) =>
      trim(self, characters(set), true, false),
    'string TrimEnd()': self => trim(self, [], false, true),
    'string TrimEnd(char trimChar)': (self, c: string) => trim(self, [c], false, true),
    'string TrimEnd(params char[] trimChars)': (self, set: Char[] | null) =>
      trim(self, characters(set), false, true),
    'string ToLower()': self => self.toLowerCase(),
    'string ToLower(cultureinfo culture)': self => self.toLowerCase(),
    'string ToUpper()': self => self.toUpperCase(),
    'string ToUpper(cultureinfo culture)': self => self.toUpperCase(),
    'string ToLowerInvariant()': self => self.toLowerCase(),
    'string ToUpperInvariant()': self => self.toUpperCase(),
    'bool Contains(string value)': (self, text: string) => self.includes(text),
    'bool Contains(string value, System.StringComparison comparisonType)': (
      self,
      text: string,
      how: EnumValue,
    ) => fold(self, how).includes(fold(text, how)),
    'bool Contains(char value)': (self, c: string) => self.includes(c),
    'bool Contains(char value, System.StringComparison comparisonType)': (
      self,
      c: string,
      how: EnumValue,
    ) => fold(self, how).includes(fold(c, how)),
    'bool StartsWith(string value)': (self, text: string) => self.startsWith(text),
    'bool StartsWith(string value, System.StringComparison comparisonType)': (
      self,
      text: string,
      how: EnumValue,
    ) => fold(self, how).startsWith(fold(text, how)),
    'bool StartsWith(string value, bool ignoreCase, cultureinfo culture)': (
      self,
      text: string,
      ignoreCase: boolean,
    ) => (ignoreCase ? self.toLowerCase().startsWith(text.toLowerCase()) : self.startsWith(text)),
    'bool StartsWith(char value)': (self, c: string) => self.startsWith(c),
    'bool EndsWith(string value)': (self, text: string) => self.endsWith(text),
    'bool EndsWith(string value, System.StringComparison comparisonType)': (
      self,
      text: string,
      how: EnumValue,
    ) => fold(self, how).endsWith(fold(text, how)),
    'bool EndsWith(string value, bool ignoreCase, cultureinfo culture)': (
      self,
      text: string,
      ignoreCase: boolean,
    ) => (ignoreCase ? self.toLowerCase().endsWith(text.toLowerCase()) : self.endsWith(text)),
    'bool EndsWith(char value)': (self, c: string) => self.endsWith(c),
    'int IndexOf(char value)': (self, c: string) => self.indexOf(c),
    'int IndexOf(char value, int startIndex)': (self, c: string, start: number) => {
      checkStart(self, start);
      return self.indexOf(c, start);
    },
    'int IndexOf(string value)': (self, text: string) => self.indexOf(text),
    'int IndexOf(string value, int startIndex)': (self, text: string, start: number) => {
      checkStart(self, start);
      return self.indexOf(text, start);
    },
    'int IndexOf(string value, int startIndex, int count)': (
      self,
      text: string,
      start: number,
      count: number,
    ) => self.slice(0, start + count).indexOf(text, start),
    'int IndexOf(string value, System.StringComparison comparisonType)': (
      self,
      text: string,
      how: EnumValue,
    ) => fold(self, how).indexOf(fold(text, how)),
    'int IndexOf(string value, int startIndex, System.StringComparison comparisonType)': (
      self,
      text: string,
      start: number,
      how: EnumValue,
    ) => fold(self, how).indexOf(fold(text, how), start),
    'int LastIndexOf(char value)': (self, c: string) => self.lastIndexOf(c),
    'int LastIndexOf(string value)': (self, text: string) => self.lastIndexOf(text),
    'int LastIndexOf(string value, int startIndex)': (self, text: string, start: number) =>
      self.lastIndexOf(text, start),
    'int LastIndexOf(string value, System.StringComparison comparisonType)': (
      self,
      text: string,
      how: EnumValue,
    ) => fold(self, how).lastIndexOf(fold(text, how)),
    'int IndexOfAny(char[] anyOf)': (self, any: Char[]) => indexOfAny(self, characters(any)),
    'int IndexOfAny(char[] anyOf, int startIndex)': (self, any: Char[], start: number) =>
      indexOfAny(self, characters(any), start),
    'int LastIndexOfAny(char[] anyOf)': (self, any: Char[]) => {
      const set = characters(any);
      return [...self].findLastIndex(c => set.includes(c));
    },
    'string Substring(int startIndex)': (self, start: number) => substring(self, start),
    'string Substring(int startIndex, int length)': substring,
    'string ReplaceLineEndings()': self => self.replace(/\r\n|[\r\f\u0085\u2028\u2029]/g, '\n'),
    'string ReplaceLineEndings(string replacementText)': (self, text: string) =>
      self.replace(/\r\n|[\r\n\f\u0085\u2028\u2029]/g, text),
    'string Insert(int startIndex, string value)': insert,
    'string Remove(int startIndex)': removeFrom,
    'string Remove(int startIndex, int count)': remove,
    'string PadLeft(int totalWidth)': (self, width: number) => self.padStart(width),
    'string PadLeft(int totalWidth, char paddingChar)': (self, width: number, c: string) =>
      self.padStart(width, c),
    'string PadRight(int totalWidth)': (self, width: number) => self.padEnd(width),
    'string PadRight(int totalWidth, char paddingChar)': (self, width: number, c: string) =>
      self.padEnd(width, c),
    'char[] ToCharArray()': self => self.split(''),
    'char[] ToCharArray(int startIndex, int length)': (self, start: number, length: number) =>
      substring(self, start, length).split(''),
    'bool Equals(object obj)': (self, other: Value) => self === other,
    'bool Equals(string value)': (self, other: string | null) => self === other,
    'bool Equals(string value, System.StringComparison comparisonType)': (
      self,
      other: string | null,
      how: EnumValue,
    ) => other !== null && comparer(how)(self, other) === 0,
    'int CompareTo(object value)': (self, other: Value) =>
      Math.sign(compareText(self, toText(other), false)),
    'int CompareTo(string strB)': (self, other: string) =>
      Math.sign(compareText(self, other, false)),
    'object GetEnumerator()': self =>
      new Enumerator(Array.from({length: self.length}, (_, i) => new Char(self.charCodeAt(i)))),
    'string Normalize()': self => self.normalize(),
    'string Normalize(System.Text.NormalizationForm normalizationForm)': (self, form: EnumValue) =>
      self.normalize(FORMS[form.value as keyof typeof FORMS]),
    'bool IsNormalized()': self => self === self.normalize(),
    'System.TypeCode GetTypeCode()': () => 'String',
  },
  statics: {
    'string Empty': () => '',
    'bool IsNullOrEmpty(string value)': (text: string | null) => !text,
    'bool IsNullOrWhiteSpace(string value)': (text: string | null) => !text?.trim(),
    'string Join(string separator, params object[] values)': (separator: string, list: Value) =>
      texts(list).join(separator),
    'string Join(char separator, params object[] values)': (separator: string, list: Value) =>
      texts(list).join(separator),
    'string Join(string separator, string[] value, int startIndex, int count)': (
      separator: string,
      list: string[],
      start: number,
      count: number,
    ) => list.slice(start, start + count).join(separator),
    'string Concat(object arg0)': (v: Value) => texts(isEnumerable(v) ? v : [v]).join(''),
    'string Concat(params object[] args)': (list: Value) => texts(list).join(''),
    'string Format(string format, params object[] args)': (format: string, args: Value[]) =>
      compositeFormat(format, args),
    'string Format(System.IFormatProvider provider, string format, params object[] args)': (
      _provider: Value,
      format: string,
      args: Value[],
    ) => compositeFormat(format, args),
    'int Compare(string strA, string strB)': (a: string, b: string) =>
      Math.sign(compareText(a, b, false)),
    'int Compare(string strA, string strB, bool ignoreCase)': (
      a: string,
      b: string,
      ignoreCase: boolean,
    ) => Math.sign(compareText(a, b, ignoreCase)),
    'int Compare(string strA, string strB, System.StringComparison comparisonType)': (
      a: string,
      b: string,
      how: EnumValue,
    ) => Math.sign(comparer(how)(a, b)),
    'int CompareOrdinal(string strA, string strB)': compareOrdinal,
    'bool Equals(string a, string b)': (a: string, b: string) => a === b,
    'bool Equals(string a, string b, System.StringComparison comparisonType)': (
      a: string,
      b: string,
      how: EnumValue,
    ) => comparer(how)(a, b) === 0,
    'string Copy(string str)': (text: string) => text,
    'string Intern(string str)': (text: string) => text,
  },
  constructors: {
    '(char c, int count)': (c: string, count: number) => c.repeat(count),
    '(char[] value)': (list: Char[]) => characters(list).join(''),
    '(char[] value, int startIndex, int length)': (list: Char[], start: number, length: number) =>
      characters(list)
        .slice(start, start + length)
        .join(''),
  },
};
