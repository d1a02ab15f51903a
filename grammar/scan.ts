/**
 * Character classes and the scanners that the grammar calls instead of spelling out single characters.
 *
 * Each pattern is sticky: it is tried at one offset only. `powershell/lexical.peggy` gives them their names
 * in the language; this file knows nothing about the tree. Source: specification 1.1 to 1.6.
 */

import {unaryWord} from './operators.ts';

const DASH = '\\-\\u2013-\\u2015';
const SINGLE = "'\\u2018-\\u201b";
const DOUBLE = '"\\u201c-\\u201e';
/** Characters that end a word in argument mode. */
const STOP = '\\0\\s\\u0085;,|&(){}';
/**
 * Letters, as ranges: `\p{L}` would be exact but takes milliseconds to compile at the start. What is in the
 * ranges and no letter (signs of some scripts) is taken for one.
 */
const LETTER =
  'A-Za-z_\\u00aa\\u00b5\\u00ba\\u00c0-\\u00d6\\u00d8-\\u00f6\\u00f8-\\u167f\\u1681-\\u1fff' +
  '\\u2c00-\\u2dff\\u3005-\\ud7ff\\uf900-\\ufdff\\ufe70-\\ufefe\\uff10-\\uffdc';
const NAME = `${LETTER}0-9`;

const sticky = (source: string): RegExp => new RegExp(source, 'y');

export const SIMPLE_NAME = sticky(`[${LETTER}][${NAME}]*`);
/** The word after a dash, as an operator: letters only. */
export const DASH_WORD = sticky(`[${DASH}]([a-zA-Z]+)`);
export const ANY_DASH_WORD = sticky(`[${DASH}][${LETTER}?][${NAME}?\\-]*`);
/** `-Name` in argument mode, without its dash; a colon or a stopping character ends it. */
export const PARAMETER_NAME = sticky(`[${LETTER}?][^${STOP}.:\\[${SINGLE}${DOUBLE}]*`);

/** A variable or splat as a whole, finished or not; for colouring. */
export const VARIABLE = sticky(`[$@](?:\\{[^}]*\\}?|[$?^]|(?:(?!::)[${NAME}?:])+)`);
/** A redirection's sign; for colouring. */
export const REDIRECTION = sticky('[1-6*]?(?:>&[12]|>>?)|<');

/** Plain characters of a word in argument mode. */
export const PLAIN_WORD = sticky(`[^${STOP}${SINGLE}${DOUBLE}$\`]+`);

export const TYPE_NAME = sticky(`[${LETTER}][${NAME}.+\`#\\\\]*`);

const DIGITS =
  '(?:0[xX][0-9a-fA-F]+(?:[uU]?[ysYSlLnN]|[uU])?|0[bB][01]+(?:[uU]?[ysYSlL]|[uUdDnN])?' +
  '|(?:[0-9]+(?:\\.(?!\\.)[0-9]*)?|\\.[0-9]+)(?:[eE][-+\\u2013-\\u2015]?[0-9]+)?(?:[uU]?[ysYSlL]|[uUdDnN])?)(?:[kKmMgGtTpP][bB])?';
/** A number where an expression goes on; `?` and `:` may follow (ternary). */
export const NUMBER = sticky(
  `[-+\\u2013-\\u2015]?${DIGITS}(?=[${STOP}!#%*+\\-./<=>\\]?:\\u2013-\\u2015]|$)`,
);
/** A number at the start of a statement; anything else with digits first is a command's name. */
export const LEADING_NUMBER = sticky(`${DIGITS}(?=[${STOP}!#%*+\\-./<=>\\]\\u2013-\\u2015]|$)`);
/** A number that is a whole argument. */
export const ARGUMENT_NUMBER = sticky(`${DIGITS}(?=[${STOP}]|$)`);

/** One token, for the texts of errors. */
export const TOKEN = sticky('&&|\\|\\||@[({]|\\$\\(|[()[\\]{};,|&=]|[^\\s()[\\]{};,|&]+');

/** Length of what `pattern` matches at `at`, or -1. */
export function matchLength(pattern: RegExp, text: string, at: number): number {
  pattern.lastIndex = at;
  return pattern.test(text) ? pattern.lastIndex - at : -1;
}

/** Space, tab, vertical tab, form feed, U+0085, U+00A0 and the other Unicode spaces, but no line end. */
export function isBlank(code: number): boolean {
  if (code < 128) return code === 32 || code === 9 || code === 11 || code === 12;
  return (
    code === 0x85 ||
    code === 0xa0 ||
    code === 0x1680 ||
    (code >= 0x2000 && code <= 0x200a) ||
    code === 0x2028 ||
    code === 0x2029 ||
    code === 0x202f ||
    code === 0x205f ||
    code === 0x3000
  );
}

/** True when a word cannot go on with this character (argument mode); also at the end of the text. */
export function endsWord(code: number): boolean {
  switch (code) {
    case 0:
    case 9:
    case 10:
    case 11:
    case 12:
    case 13:
    case 32:
    case 38: // &
    case 40:
    case 41:
    case 44: // ,
    case 59: // ;
    case 123:
    case 124:
    case 125:
      return true;
    default:
      return isEnd(code) || (code > 127 && isBlank(code));
  }
}

const isEnd = (code: number): boolean => code !== code;

/** True at a blank, a line end, or the end of the text. */
export function endsLine(code: number): boolean {
  return isEnd(code) || code === 10 || code === 13 || isBlank(code);
}

const EXPRESSION_STARTS = new Set('$(@{[,\'"\u2018\u2019\u201a\u201b\u201c\u201d\u201e');

/** Does a command start at `at`? Everything else that may start an element of a pipeline is an expression. */
export function startsCommand(text: string, at: number): boolean {
  const char = text[at] ?? '';
  if (EXPRESSION_STARTS.has(char)) return false;
  if (char >= '0' && char <= '9') return matchLength(LEADING_NUMBER, text, at) < 0;
  switch (char) {
    case '':
    case ')':
    case '}':
    case ';':
    case '|':
    case '\r':
    case '\n':
      return false;
    case '&':
      return text[at + 1] !== '&';
    case '!':
      return matchLength(SIMPLE_NAME, text, at + 1) > 0;
    case '+':
      return text[at + 1] === '=';
    case '.':
      return matchLength(LEADING_NUMBER, text, at) < 0;
    case '-':
    case '\u2013':
    case '\u2014':
    case '\u2015': {
      const length = matchLength(ANY_DASH_WORD, text, at);
      if (text[at + 1] === '=') return true;
      return length > 0 && !unaryWord(text.slice(at + 1, at + length));
    }
    default:
      return true;
  }
}

const isLineEnd = (code: number): boolean => code === 10 || code === 13;

/** What a parse learns from comments. */
export interface CommentNotes {
  unfinishedLine: boolean; // the text ends in a backtick
  unclosed: number; // offset of a `<#` without `#>`, else -1
  readonly requirements: Map<number, string>; // offset -> text after #requires
}

function endOfLine(text: string, from: number): number {
  let at = from;
  while (at < text.length && !isLineEnd(text.charCodeAt(at))) at++;
  return at;
}

function skipLineComment(text: string, at: number, notes: CommentNotes): number {
  const end = endOfLine(text, at);
  if ((text.charCodeAt(at + 1) | 32) === 114 && /^#requires\s/i.test(text.slice(at, at + 10))) {
    notes.requirements.set(at, text.slice(at + 9, end).trim());
  }
  return end;
}

function skipBlockComment(text: string, at: number, notes: CommentNotes): number {
  const end = text.indexOf('#>', at + 2);
  if (end >= 0) return end + 2;
  notes.unclosed = at;
  return text.length;
}

/** How far blanks reach: on one line, over line ends, over semicolons too. */
export type Reach = 'line' | 'lines' | 'statements';

/**
 * The offset after blanks, comments and continued lines at `from`; line ends and semicolons by `reach`.
 * A backtick counts only when the line end follows it at once, or when it stands before a blank.
 */
export function skipBlanks(text: string, from: number, reach: Reach, notes: CommentNotes): number {
  let at = from;
  for (;;) {
    const code = text.charCodeAt(at);
    if (code === 32 || code === 9) at++;
    else if (code === 10 || code === 13) {
      if (reach === 'line') return at;
      at++;
    } else if (code === 35) at = skipLineComment(text, at, notes);
    else if (code === 59 && reach === 'statements') at++;
    else if (code === 60 && text.charCodeAt(at + 1) === 35) at = skipBlockComment(text, at, notes);
    else if (code === 96) {
      const next = text.charCodeAt(at + 1);
      if (next === 13) at += text.charCodeAt(at + 2) === 10 ? 3 : 2;
      else if (next === 10 || isBlank(next)) at += 2;
      else if (isEnd(next)) {
        notes.unfinishedLine = true;
        return text.length;
      } else return at;
    } else if (isBlank(code)) at++;
    else return at;
  }
}

/**
 * The offset of a `|` that starts a later line and so continues the pipeline, or -1.
 * Comment lines may stand between, an empty line may not. `at` is at the end of a line.
 */
export function leadingPipe(text: string, from: number, notes: CommentNotes): number {
  let at = from;
  for (;;) {
    if (text.charCodeAt(at) === 13 && text.charCodeAt(at + 1) === 10) at++;
    at++;
    while (isBlank(text.charCodeAt(at))) at++;
    const code = text.charCodeAt(at);
    if (code === 124) return text.charCodeAt(at + 1) === 124 ? -1 : at;
    if (code === 60 && text.charCodeAt(at + 1) === 35) {
      at = skipBlockComment(text, at, notes);
      while (isBlank(text.charCodeAt(at))) at++;
    } else if (code === 35) at = endOfLine(text, at);
    else return -1;
    if (text.charCodeAt(at) === 124) return text.charCodeAt(at + 1) === 124 ? -1 : at;
    if (!isLineEnd(text.charCodeAt(at))) return -1;
  }
}

const isLetter = (code: number): boolean => {
  const lower = code | 32;
  return lower >= 97 && lower <= 122;
};

/** The word of letters at `at` in lower case; '' when there is none or something of a word follows it. */
export function wordAt(text: string, at: number): string {
  let end = at;
  while (isLetter(text.charCodeAt(end))) end++;
  if (end === at || !endsWord(text.charCodeAt(end))) return '';
  return text.slice(at, end).toLowerCase();
}

/** The word of letters that follows the attributes at `from`, in lower case; '' when there is none. */
export function wordAfterAttributes(text: string, from: number, notes: CommentNotes): string {
  let at = from;
  while (text[at] === '[') {
    const end = closingBracket(text, at);
    if (end < 0) return '';
    at = skipBlanks(text, end, 'lines', notes);
  }
  return wordAt(text, at);
}

/** Offset after the `]` that closes the `[` at `from`, looking past strings; -1 when there is none near. */
function closingBracket(text: string, from: number): number {
  let depth = 0;
  for (let at = from; at < text.length; at++) {
    const char = text[at];
    if (char === '[') depth++;
    else if (char === ']') {
      depth--;
      if (depth === 0) return at + 1;
    } else if (char === "'" || char === '"') {
      at = text.indexOf(char, at + 1);
      if (at < 0) return -1;
    } else if (char === ';' && depth < 2 && at - from > 4000) return -1;
  }
  return -1;
}
