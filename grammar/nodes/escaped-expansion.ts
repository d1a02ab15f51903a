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

const isDoubleQuote = (char: string | undefined): boolean =>
  char !== undefined && /["\u201c-\u201e]/.test(char);

/** The expansion that begins with `$(` at `open`; null when nothing in it is escaped, or it is not closed. */
export function escapedExpansion(input: string, open: number): EscapedExpansion | null {
  const first = open + 2;
  const kept: number[] = [];
  let depth = 1;
  let at = first;
  for (; at < input.length; at++) {
    const char = input[at];
    if (char === '(') depth++;
    else if (char === ')' && --depth === 0) break;
    else if ((char === '`' || isDoubleQuote(char)) && isDoubleQuote(input[at + 1])) at++;
    kept.push(at);
  }
  if (depth > 0 || kept.length === at - first) return null;
  const text = kept.map(offset => input[offset]).join('');
  return {text, end: at + 1, place: offset => kept[offset] ?? at};
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
