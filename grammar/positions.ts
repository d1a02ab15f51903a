/** Lines and columns of offsets. The tree holds offsets only; this is asked when something is shown. */

export interface Position {
  readonly line: number; // from 1
  readonly column: number; // from 1, in UTF-16 units
}

/** The offset at which each line begins. A line ends at LF, CRLF or a lone CR. */
export function lineStarts(text: string): number[] {
  const starts = [0];
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === 10 || (code === 13 && text.charCodeAt(at + 1) !== 10)) starts.push(at + 1);
  }
  return starts;
}

/** Line and column of `offset`. Offsets past the end count on in the last line. */
export function positionOf(starts: readonly number[], offset: number): Position {
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((starts[middle] ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return {line: low + 1, column: offset - (starts[low] ?? 0) + 1};
}
