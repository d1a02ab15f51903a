/** System.Char. Arguments of type char arrive as one-character strings. */
import {compareOrdinal} from '../operators/text-order.ts';
import {NetException} from '../values/net-exception.ts';
import type {Char} from '../values/numbers.ts';
import type {MemberTables} from '../values/type-spec.ts';

function is(set: RegExp): (c: string) => boolean {
  return c => set.test(c);
}

/** `IsDigit(char c)` and `IsDigit(string s, int index)`. */
function tests(
  table: Readonly<Record<string, RegExp>>,
): Record<string, (...args: never[]) => unknown> {
  const out: Record<string, (...args: never[]) => unknown> = {};
  for (const [name, set] of Object.entries(table)) {
    const test = is(set);
    out[`bool ${name}(char c)`] = test as (...args: never[]) => unknown;
    out[`bool ${name}(string s, int index)`] = ((s: string, i: number) => test(s[i] ?? '')) as (
      ...args: never[]
    ) => unknown;
  }
  return out;
}

export const charMembers: MemberTables<Char> = {
  members: {'int CompareTo(char value)': (self, other: string) => compareOrdinal(self.text, other)},
  statics: {
    'char MaxValue': () => '\uffff',
    'char MinValue': () => '\0',
    ...tests({
      IsDigit: /^\p{Nd}$/u,
      IsNumber: /^\p{N}$/u,
      IsLetter: /^\p{L}$/u,
      IsLetterOrDigit: /^[\p{L}\p{Nd}]$/u,
      IsUpper: /^\p{Lu}$/u,
      IsLower: /^\p{Ll}$/u,
      IsWhiteSpace: /^\s$/u,
      IsPunctuation: /^\p{P}$/u,
      IsSymbol: /^\p{S}$/u,
      IsSeparator: /^\p{Z}$/u,
      IsControl: /^\p{Cc}$/u,
      IsSurrogate: /^[\ud800-\udfff]$/,
    }),
    'char ToUpper(char c)': (c: string) => c.toUpperCase(),
    'char ToLower(char c)': (c: string) => c.toLowerCase(),
    'char ToUpperInvariant(char c)': (c: string) => c.toUpperCase(),
    'char ToLowerInvariant(char c)': (c: string) => c.toLowerCase(),
    'string ToString(char c)': (c: string) => c,
    'double GetNumericValue(char c)': (c: string) => (/\d/.test(c) ? Number(c) : -1),
    'string ConvertFromUtf32(int utf32)': (code: number) => String.fromCodePoint(code),
    'int ConvertToUtf32(string s, int index)': (s: string, index: number) =>
      s.codePointAt(index) ?? 0,
    'char Parse(string s)': (s: string) => {
      if (s.length === 1) return s;
      throw new NetException(
        'System.FormatException',
        'String must be exactly one character long.',
      );
    },
  },
};
