/**
 * CSV text as rows of fields (language.md 18.3). Fields in quotes may hold line ends; blank lines are skipped.
 *
 * Never throws: what is not closed ends with the text.
 */

/** One row; `quoted` tells an empty field from none. */
export type CsvRow = readonly string[];

/** Rows of a text, in order. */
export function* csvRows(text: string, delimiter: string): Generator<CsvRow> {
  let at = text.startsWith('\ufeff') ? 1 : 0;
  while (at < text.length) {
    const {row, next} = readRow(text, at, delimiter);
    at = next;
    if (row.length > 1 || row[0] !== '') yield row;
  }
}

function readRow(text: string, start: number, delimiter: string): {row: string[]; next: number} {
  const row: string[] = [];
  let at = start;
  for (;;) {
    const {field, next} = readField(text, at, delimiter);
    row.push(field);
    at = next;
    if (text.startsWith(delimiter, at)) at += delimiter.length;
    else return {row, next: afterLineEnd(text, at)};
  }
}

function afterLineEnd(text: string, at: number): number {
  if (text[at] === '\r') return text[at + 1] === '\n' ? at + 2 : at + 1;
  return at + 1;
}

function isLineEnd(character: string | undefined): boolean {
  return character === undefined || character === '\n' || character === '\r';
}

/** A field up to the delimiter or line end. Text after a closing quote belongs to it, as in PowerShell. */
function readField(text: string, start: number, delimiter: string): {field: string; next: number} {
  let at = start;
  while (text[at] === ' ' || (text[at] === '\t' && delimiter !== '\t')) at++;
  if (text[at] !== '"') return plainField(text, start, delimiter);
  let field = '';
  at++;
  while (at < text.length) {
    if (text[at] !== '"') field += text[at++];
    else if (text[at + 1] === '"') {
      field += '"';
      at += 2;
    } else break;
  }
  const rest = plainField(text, at + 1, delimiter);
  return {field: field + rest.field.trimEnd(), next: rest.next};
}

function plainField(text: string, start: number, delimiter: string): {field: string; next: number} {
  let at = start;
  while (!isLineEnd(text[at]) && !text.startsWith(delimiter, at)) at++;
  return {field: text.slice(start, at), next: Math.min(at, text.length)};
}
