/**
 * `"$(f ""a"")"`: inside a string in double quotes a doubled or escaped quote of `$( )` is one quote.
 *
 * PowerShell finds the closing bracket by counting brackets, whatever stands around them, takes the escapes
 * away, and parses the rest as a text of its own; so does this. Offsets lead back to the whole text.
 */

export interface EscapedExpansion {
  readonly text: string; // between the brackets, without escapes
  readonly end: number; // after the closing bracket
  /** The offset in the whole text of an offset in `text`. */
  readonly place: (offset: number) => number;
}

const isDoubleQuote = (code: number): boolean => code === 34 || (code >= 0x201c && code <= 0x201e);

/** Is this the quote or backtick of a pair that stands for one quote? */
function isEscape(input: string, at: number): boolean {
  const code = input.charCodeAt(at);
  return (code === 96 || isDoubleQuote(code)) && isDoubleQuote(input.charCodeAt(at + 1));
}

/** The closing bracket of the `$(` before `from`, and how many escapes come before it. */
function closing(
  input: string,
  from: number,
): {readonly at: number; readonly escapes: number} | null {
  let depth = 1;
  let escapes = 0;
  for (let at = from; at < input.length; at++) {
    const code = input.charCodeAt(at);
    if (code === 40) depth++;
    else if (code === 41 && --depth === 0) return {at, escapes};
    else if (isEscape(input, at)) {
      escapes++;
      at++;
    }
  }
  return null;
}

/** The expansion that begins with `$(` at `open`; null when nothing in it is escaped, or it is not closed. */
export function escapedExpansion(input: string, open: number): EscapedExpansion | null {
  const end = closing(input, open + 2);
  if (!end || end.escapes === 0) return null;
  const kept: number[] = [];
  for (let at = open + 2; at < end.at; at++) {
    if (isEscape(input, at)) at++;
    kept.push(at);
  }
  const text = kept.map(offset => input[offset]).join('');
  return {text, end: end.at + 1, place: offset => kept[offset] ?? end.at};
}

/** The same nodes with their offsets moved. */
export function moved<T>(value: T, place: (offset: number) => number): T {
  if (Array.isArray(value)) return value.map(one => moved(one, place)) as T;
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(([name, field]) =>
    typeof field === 'number' && OFFSETS.has(name)
      ? [name, place(field)]
      : [name, moved(field, place)],
  );
  return Object.fromEntries(entries) as T;
}

const OFFSETS = new Set(['start', 'end', 'errorPosition', 'nameOffset']);
