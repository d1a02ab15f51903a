/** What .NET's escapes are in JavaScript's words, outside of sets. */
const WORD = '[\\p{L}\\p{Mn}\\p{Nd}\\p{Pc}]';
const BOUNDARY = `(?:(?<=${WORD})(?!${WORD})|(?<!${WORD})(?=${WORD}))`;
const NOT_BOUNDARY = `(?:(?<=${WORD})(?=${WORD})|(?<!${WORD})(?!${WORD}))`;
export const AT_END = '(?![\\s\\S])';

export const CLASSES: Readonly<Record<string, string>> = {
  d: '\\p{Nd}',
  D: '\\P{Nd}',
  w: WORD,
  W: '[^\\p{L}\\p{Mn}\\p{Nd}\\p{Pc}]',
  s: '[\\t-\\r\\x85\\p{Z}]',
  S: '[^\\t-\\r\\x85\\p{Z}]',
  b: BOUNDARY,
  B: NOT_BOUNDARY,
  A: '(?<![\\s\\S])',
  Z: `(?=\\n?${AT_END})`,
  z: AT_END,
};

/** With RegexOptions.ECMAScript classes are of ASCII only. */
export const ASCII_CLASSES: Readonly<Record<string, string>> = {
  d: '[0-9]',
  D: '[^0-9]',
  w: '[A-Za-z0-9_]',
  W: '[^A-Za-z0-9_]',
  s: '[\\f-\\r\\t\\x20]',
  S: '[^\\f-\\r\\t\\x20]',
};

export const CONTROL: Readonly<Record<string, number>> = {
  t: 9,
  n: 10,
  v: 11,
  f: 12,
  r: 13,
  a: 7,
  e: 27,
};
