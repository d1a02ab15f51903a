/**
 * Text as a terminal shows it: widths in cells, cutting, and breaking into lines.
 *
 * Wide East Asian characters take two cells, combining marks none, escape sequences none
 * (language.md 17.2). Everything here is pure; layouts build on it.
 */

const ESC = '\u001b';
const BELL = '\u0007';
/** Styles and other CSI sequences, and OSC sequences such as hyperlinks. */
const ESCAPE_SEQUENCE = new RegExp(
  `${ESC}(?:\\[[0-9;:?]*[A-Za-z]|\\][^${BELL}${ESC}]*(?:${BELL}|${ESC}\\\\))`,
  'g',
);
const PLAIN_ASCII = /^[\x20-\x7e]*$/;
const ZERO_WIDTH = /^(?:\p{Mn}|\p{Me}|[\u200b-\u200f]|\u2060|[\ufe00-\ufe0f])$/u;

/** First and last code points that take two cells (Unicode East Asian Width W and F). */
const WIDE: readonly (readonly [number, number])[] = [
  [0x1100, 0x115f],
  [0x231a, 0x231b],
  [0x2329, 0x232a],
  [0x23e9, 0x23ec],
  [0x25fd, 0x25fe],
  [0x2614, 0x2615],
  [0x2e80, 0x303e],
  [0x3041, 0x33ff],
  [0x3400, 0x4dbf],
  [0x4e00, 0x9fff],
  [0xa000, 0xa4cf],
  [0xa960, 0xa97f],
  [0xac00, 0xd7a3],
  [0xf900, 0xfaff],
  [0xfe30, 0xfe6f],
  [0xff00, 0xff60],
  [0xffe0, 0xffe6],
  [0x1f300, 0x1f64f],
  [0x1f680, 0x1f6ff],
  [0x1f900, 0x1f9ff],
  [0x20000, 0x3fffd],
];

/** The text without terminal escape sequences. */
export function withoutEscapes(text: string): string {
  return text.includes('\u001b') ? text.replace(ESCAPE_SEQUENCE, '') : text;
}

function isWide(code: number): boolean {
  if (code < 0x1100) return false;
  for (const [first, last] of WIDE) {
    if (code < first) return false;
    if (code <= last) return true;
  }
  return false;
}

function characterWidth(character: string): number {
  const code = character.codePointAt(0) ?? 0;
  if (code < 0x20 || (code >= 0x7f && code < 0xa0)) return 0;
  if (code < 0x300) return 1;
  if (ZERO_WIDTH.test(character)) return 0;
  return isWide(code) ? 2 : 1;
}

/** How many terminal cells the text takes. */
export function cellWidth(text: string): number {
  if (PLAIN_ASCII.test(text)) return text.length;
  let width = 0;
  for (const character of withoutEscapes(text)) width += characterWidth(character);
  return width;
}

/** The longest beginning of the text that fits into `cells`, with escape sequences kept whole. */
export function headCells(text: string, cells: number): string {
  if (PLAIN_ASCII.test(text)) return text.slice(0, cells);
  let left = cells;
  let head = '';
  for (const part of escapesApart(text)) {
    if (part.startsWith('\u001b')) {
      head += part;
      continue;
    }
    for (const character of part) {
      const width = characterWidth(character);
      if (width > left) return head;
      head += character;
      left -= width;
    }
  }
  return head;
}

/** The longest end of the text that fits into `cells`; styles set before it are kept. */
export function tailCells(text: string, cells: number): string {
  if (PLAIN_ASCII.test(text)) return cells === 0 ? '' : text.slice(-cells);
  const skip = cellWidth(text) - cells;
  let passed = 0;
  let tail = '';
  for (const part of escapesApart(text)) {
    if (part.startsWith('\u001b')) {
      tail += part;
      continue;
    }
    for (const character of part) {
      if (passed >= skip) tail += character;
      passed += characterWidth(character);
    }
  }
  return tail;
}

function escapesApart(text: string): string[] {
  return text.split(new RegExp(`(${ESCAPE_SEQUENCE.source})`)).filter(part => part !== '');
}

/** Lines of a text, whichever of the three line ends it uses. */
export function splitLines(text: string): string[] {
  return text.split(/\r\n|\n|\r/);
}

/** The first line of a text; an ellipsis says that more lines follow. */
export function firstLine(text: string): string {
  const end = text.search(/[\r\n]/);
  return end < 0 ? text : `${text.slice(0, end)}…`;
}

/** Words with the blank or tab that ends each: both count when a line is filled. */
function wordsOf(line: string): string[] {
  return line.match(/[^ \t]*[ \t]|[^ \t]+$/g) ?? [];
}

/**
 * Breaks a text into lines of at most `cells`, at blanks where it can, inside words where it must.
 * A blank stays at the end of the line it closes, as PowerShell leaves it.
 */
export function wrapWords(text: string, cells: number): string[] {
  return splitLines(text).flatMap(line =>
    cellWidth(line) <= cells ? [line] : wrapLine(line, cells),
  );
}

function wrapLine(line: string, cells: number): string[] {
  const lines: string[] = [];
  let current = '';
  let left = cells;
  const add = (piece: string, width: number) => {
    if (width > left) {
      lines.push(current);
      current = '';
      left = cells;
    }
    current += piece;
    left -= width;
  };
  for (const word of wordsOf(line)) {
    const width = cellWidth(word);
    if (width <= cells) add(word, width);
    else for (const character of word) addCharacter(add, character, cells);
  }
  lines.push(current);
  return lines;
}

/** A character wider than the whole line becomes a question mark. */
function addCharacter(
  add: (piece: string, width: number) => void,
  character: string,
  cells: number,
) {
  const width = characterWidth(character);
  if (width > cells) add('?', 1);
  else add(character, width);
}
