/** Cursor steps over text: by grapheme (what a person sees as one character) and by word. Offsets are UTF-16. */

const graphemes = new Intl.Segmenter('en', {granularity: 'grapheme'});
const WORD = /[\p{L}\p{N}_]/u;

/** Code units below this never join a neighbour, line ends apart. */
const JOINING = 0x300;
const alone = (code: number): boolean => code < JOINING && code !== 10 && code !== 13;

/** True when the cursor may stand at `at`: not inside a grapheme. */
export function isBoundary(text: string, at: number): boolean {
  if (at <= 0 || at >= text.length) return at === 0 || at === text.length;
  if (alone(text.charCodeAt(at - 1)) && alone(text.charCodeAt(at))) return true;
  return graphemes.segment(text).containing(at)?.index === at;
}

/** `at`, or the end of the grapheme that it lies in. */
export function boundaryAfter(text: string, at: number): number {
  return isBoundary(text, at) ? at : nextGrapheme(text, at);
}

export function previousGrapheme(text: string, cursor: number): number {
  if (cursor <= 0) return 0;
  const found = Math.min(cursor, text.length) - 1;
  return isBoundary(text, found) ? found : (graphemes.segment(text).containing(found)?.index ?? 0);
}

export function nextGrapheme(text: string, cursor: number): number {
  if (cursor >= text.length) return text.length;
  if (isBoundary(text, cursor + 1)) return cursor + 1;
  const part = graphemes.segment(text).containing(cursor);
  return part ? part.index + part.segment.length : text.length;
}

/** Start of the word before the cursor. With `blanks`, words end at blanks only (Ctrl-W). */
export function wordLeft(text: string, cursor: number, blanks = false): number {
  const inside = (at: number): boolean =>
    blanks ? /\S/.test(text[at] ?? ' ') : WORD.test(text[at] ?? ' ');
  let at = cursor;
  while (at > 0 && !inside(at - 1)) at--;
  while (at > 0 && inside(at - 1)) at--;
  return at;
}

/** End of the word after the cursor. */
export function wordRight(text: string, cursor: number): number {
  let at = cursor;
  while (at < text.length && !WORD.test(text[at] ?? ' ')) at++;
  while (at < text.length && WORD.test(text[at] ?? ' ')) at++;
  return at;
}

/** The last argument of an input: its last word, quotes included. */
export function lastArgument(text: string): string {
  return /(?:"[^"]*"|'[^']*'|[^\s"'])+\s*$/.exec(text)?.[0].trimEnd() ?? '';
}
