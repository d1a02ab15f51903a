/**
 * Character sets `[...]` of .NET: classes, categories, subtraction `[a-z-[aeiou]]`.
 */
import {NetException} from '../values/net-exception.ts';

const CLASS_TEXT: Readonly<Record<string, string>> = {
  d: '\\p{Nd}',
  D: '\\P{Nd}',
  w: '\\p{L}\\p{Mn}\\p{Nd}\\p{Pc}',
  s: '\\t-\\r\\x85\\p{Z}',
  S: '\\S',
};

/** Unicode blocks by .NET's names: first and last code. */
const BLOCKS: Readonly<Record<string, readonly [number, number]>> = {
  IsBasicLatin: [0, 0x7f],
  'IsLatin-1Supplement': [0x80, 0xff],
  'IsLatinExtended-A': [0x100, 0x17f],
  'IsLatinExtended-B': [0x180, 0x24f],
  IsGreek: [0x370, 0x3ff],
  IsGreekandCoptic: [0x370, 0x3ff],
  IsCyrillic: [0x400, 0x4ff],
  IsHebrew: [0x590, 0x5ff],
  IsArabic: [0x600, 0x6ff],
  IsThai: [0xe00, 0xe7f],
  IsHiragana: [0x3040, 0x309f],
  IsKatakana: [0x30a0, 0x30ff],
  IsCJKUnifiedIdeographs: [0x4e00, 0x9fff],
};

const CONTROL: Readonly<Record<string, number>> = {
  t: 9,
  n: 10,
  v: 11,
  f: 12,
  r: 13,
  a: 7,
  b: 8,
  e: 27,
};

function code(n: number): string {
  return `\\u{${n.toString(16)}}`;
}

/** `[aA]` for a letter, undefined for what has no case. */
export function caseVariants(character: number): string | undefined {
  const c = String.fromCharCode(character);
  const lower = c.toLowerCase();
  const upper = c.toUpperCase();
  if (lower === upper || lower.length !== 1 || upper.length !== 1) return undefined;
  return `[${code(lower.charCodeAt(0))}${code(upper.charCodeAt(0))}]`;
}

interface SetOptions {
  /** Write both cases out, because the i flag can not be used. */
  readonly expandCase: boolean;
}

/** Reads one character or class; answers its code, or its text when it is a class. */
function readItem(pattern: string, at: number): {code?: number; text?: string; end: number} {
  const c = pattern[at] ?? '';
  if (c !== '\\') return {code: pattern.charCodeAt(at), end: at + 1};
  const next = pattern[at + 1] ?? '';
  if (CLASS_TEXT[next]) return {text: CLASS_TEXT[next], end: at + 2};
  if (next === 'W') return {text: '\\P{W}', end: at + 2};
  if (next === 'p' || next === 'P') return readCategory(pattern, at);
  const hex = /^\\(?:x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4}))/.exec(pattern.slice(at));
  if (hex) return {code: Number.parseInt(hex[1] ?? hex[2] ?? '0', 16), end: at + hex[0].length};
  const octal = /^\\([0-7]{1,3})/.exec(pattern.slice(at));
  if (octal) return {code: Number.parseInt(octal[1] ?? '0', 8), end: at + octal[0].length};
  if (next === 'c') return {code: pattern.toUpperCase().charCodeAt(at + 2) & 31, end: at + 3};
  return {code: CONTROL[next] ?? pattern.charCodeAt(at + 1), end: at + 2};
}

function readCategory(pattern: string, at: number): {text: string; end: number} {
  const match = /^\\([pP])\{([^}]*)\}/.exec(pattern.slice(at));
  const name = match?.[2] ?? '';
  const block = BLOCKS[name];
  if (match && block && match[1] === 'p') {
    return {text: `${code(block[0])}-${code(block[1])}`, end: at + match[0].length};
  }
  if (match && /^[A-Z][a-z]?$/.test(name)) return {text: match[0], end: at + match[0].length};
  throw new NetException(
    'System.Text.RegularExpressions.RegexParseException',
    `Invalid pattern '${pattern}' at offset ${at}. Unknown property '${name}'.`,
  );
}

/** A range in the other case too, when it lies within one alphabet. */
function otherCase(low: number, high: number): string {
  const flip = (n: number): number | undefined => {
    const c = String.fromCharCode(n);
    const flipped = c === c.toLowerCase() ? c.toUpperCase() : c.toLowerCase();
    return flipped !== c && flipped.length === 1 ? flipped.charCodeAt(0) : undefined;
  };
  let out = '';
  for (let n = low; n <= high && n - low < 512; n++) {
    const other = flip(n);
    if (other !== undefined) out += code(other);
  }
  return out;
}

/** Reads a set whose `[` stands before `from`. `end` is -1 when it is not closed. */
export function translateSet(
  pattern: string,
  from: number,
  options: SetOptions,
): {source: string; end: number} {
  let at = from;
  const negated = pattern[at] === '^';
  if (negated) at++;
  let body = '';
  let notWord = false;
  let subtracted: string | undefined;
  const first = at;
  while (at < pattern.length && (pattern[at] !== ']' || at === first)) {
    if (pattern.startsWith('-[', at) && at > first) {
      const inner = translateSet(pattern, at + 2, options);
      if (inner.end < 0) return inner;
      subtracted = inner.source;
      at = inner.end;
      continue;
    }
    const item = readItem(pattern, at);
    at = item.end;
    if (item.text === '\\P{W}') {
      notWord = true;
      continue;
    }
    if (item.text !== undefined || item.code === undefined) {
      body += item.text ?? '';
      continue;
    }
    let last = item.code;
    if (
      pattern[at] === '-' &&
      pattern[at + 1] !== ']' &&
      pattern[at + 1] !== '[' &&
      at + 1 < pattern.length
    ) {
      const upper = readItem(pattern, at + 1);
      if (upper.code !== undefined) {
        last = upper.code;
        at = upper.end;
      }
    }
    if (last < item.code) {
      throw new NetException(
        'System.Text.RegularExpressions.RegexParseException',
        `Invalid pattern '${pattern}' at offset ${at}. [x-y] range in reverse order.`,
      );
    }
    body += last === item.code ? code(item.code) : `${code(item.code)}-${code(last)}`;
    if (options.expandCase) body += otherCase(item.code, last);
  }
  if (at >= pattern.length) return {source: '', end: -1};
  const set = notWord ? withNotWord(body, negated) : `[${negated ? '^' : ''}${body}]`;
  return {source: subtracted ? `(?:(?!${subtracted})${set})` : set, end: at + 1};
}

/** A set that holds `\W` can not be one JavaScript set; it is an alternative. */
function withNotWord(body: string, negated: boolean): string {
  const either = `(?:[^\\p{L}\\p{Mn}\\p{Nd}\\p{Pc}]${body ? `|[${body}]` : ''})`;
  return negated ? `(?:(?!${either})[\\s\\S])` : either;
}
