/** Cursor steps over text: by grapheme (what a person sees as one character) and by word. Offsets are UTF-16. */

const graphemes = new Intl.Segmenter('en', {granularity: 'grapheme'});
const WORD = /[\p{L}\p{N}_]/u;

/** How far back a grapheme may begin; longer clusters do not occur in practice. */
const WINDOW = 64;

export function previousGrapheme(text: string, cursor: number): number {
  if (cursor <= 0) return 0;
  const from = Math.max(0, cursor - WINDOW);
  let last = from;
  for (const part of graphemes.segment(text.slice(from, cursor))) last = from + part.index;
  return last;
}

export function nextGrapheme(text: string, cursor: number): number {
  if (cursor >= text.length) return text.length;
  const [first] = graphemes.segment(text.slice(cursor, cursor + WINDOW));
  return cursor + (first?.segment.length ?? 1);
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
