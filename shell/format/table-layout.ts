/**
 * Tables as lines of text: column widths, header, dashes, rows (language.md 17.2).
 *
 * Takes texts, gives texts: which columns and cells there are is decided in shape.ts.
 */
import {cellWidth, firstLine, headCells, tailCells, wrapWords} from './cells.ts';

export type Alignment = 'left' | 'center' | 'right';

export interface TableColumn {
  readonly label: string;
  /** Cells; 0 or absent: sized to content or to the room that is left. */
  readonly width?: number | undefined;
  readonly align?: Alignment | undefined;
  /** The label is not the name of the property below it: PSStyle shows it in italics. */
  readonly customLabel?: boolean | undefined;
}

export interface TableCell {
  readonly text: string;
  readonly align: Alignment;
}

/** What surrounds header labels: empty texts without colours. */
export interface HeaderStyle {
  readonly label: string;
  readonly customLabel: string;
  readonly reset: string;
}

const SEPARATOR_CELLS = 1;
const MINIMUM_CELLS = 1;
/** Marks a column for which there is no room. */
const HIDDEN = -1;

/** Line ends count for a cell each, as in PowerShell. */
function wholeWidth(text: string): number {
  return cellWidth(text) + text.split('\n').length - 1;
}

/** Width of each column as wide as its widest cell or label. */
export function contentWidths(
  columns: readonly TableColumn[],
  rows: readonly (readonly TableCell[])[],
): number[] {
  return columns.map((column, index) =>
    rows.reduce(
      (width, row) => Math.max(width, wholeWidth(row[index]?.text ?? '')),
      cellWidth(column.label),
    ),
  );
}

/**
 * Final widths on a screen of `screenCells`: unset ones (0) share what is left; when it is too much,
 * columns go from the right, and the last kept one shrinks. Hidden columns come back as -1.
 */
export function fitWidths(wanted: readonly number[], screenCells: number): number[] {
  const widths = wanted.map(width => (width > 0 ? width : MINIMUM_CELLS));
  shareRoom(widths, wanted, screenCells - totalCells(widths));
  trimToFit(widths, screenCells);
  return widths;
}

function totalCells(widths: readonly number[]): number {
  const shown = widths.filter(width => width !== HIDDEN);
  return shown.reduce((sum, width) => sum + width, 0) + SEPARATOR_CELLS * (shown.length - 1);
}

function shareRoom(widths: number[], wanted: readonly number[], room: number) {
  const open = wanted.flatMap((width, index) => (width > 0 ? [] : [index]));
  for (let left = room, turn = 0; left > 0 && open.length > 0; left--, turn++) {
    const index = open[turn % open.length] as number;
    widths[index] = (widths[index] as number) + 1;
  }
}

function trimToFit(widths: number[], screenCells: number) {
  for (let last = widths.length - 1; last >= 0; last--) {
    const excess = totalCells(widths) - screenCells;
    if (excess <= 0) return;
    const shrunk = (widths[last] as number) - excess;
    widths[last] = shrunk >= MINIMUM_CELLS ? shrunk : HIDDEN;
  }
}

/** A text fitted into a column: cut with an ellipsis, or padded on the side its alignment asks for. */
export function fitCell(text: string, width: number, align: Alignment, padRight: boolean): string {
  const cut = cutCell(firstLine(text), width, align);
  const missing = width - cellWidth(cut);
  if (missing <= 0) return cut;
  if (align === 'right') return ' '.repeat(missing) + cut;
  const before = align === 'center' ? Math.floor(missing / 2) : 0;
  return ' '.repeat(before) + cut + (padRight ? ' '.repeat(missing - before) : '');
}

function cutCell(text: string, width: number, align: Alignment): string {
  if (cellWidth(text) <= width) return text;
  const kept = width - 1;
  if (align === 'right') return kept > 0 ? `…${tailCells(text, kept)}` : tailCells(text, width);
  return kept > 0 ? `${headCells(text, kept)}…` : headCells(text, width);
}

/** Draws rows of one table whose widths are settled. */
export class TableDrawer {
  private readonly columns: readonly TableColumn[];
  private readonly widths: readonly number[];
  private readonly style: HeaderStyle | null;
  private readonly shown: readonly number[];

  constructor(
    columns: readonly TableColumn[],
    widths: readonly number[],
    style: HeaderStyle | null,
  ) {
    this.columns = columns;
    this.widths = widths;
    this.style = style;
    this.shown = widths.flatMap((width, index) => (width > 0 ? [index] : []));
  }

  /** Labels (on several lines when a width is too small for them) and the dashes below. */
  header(): string[] {
    if (this.shown.length === 0) return [];
    const align = (index: number) => this.columns[index]?.align ?? 'left';
    const labels = this.columns.map((column, index) => ({text: column.label, align: align(index)}));
    const dashes = this.columns.map((column, index) => ({
      text: '-'.repeat(
        Math.max(0, Math.min(cellWidth(column.label), this.widths[index] as number)),
      ),
      align: align(index),
    }));
    return [...this.wrappedLines(labels, true), this.line(dashes, true)];
  }

  /** One object: one line, or as many as its longest cell needs when it may wrap. */
  row(cells: readonly TableCell[], wrap: boolean): string[] {
    if (this.shown.length === 0) return [];
    return wrap ? this.wrappedLines(cells, false) : [this.line(cells, false)];
  }

  private line(cells: readonly TableCell[], isHeader: boolean): string {
    const last = this.shown.at(-1);
    const fields = this.shown.map(index => {
      const cell = cells[index] ?? {text: '', align: 'left' as const};
      const field = fitCell(cell.text, this.widths[index] as number, cell.align, index !== last);
      return this.styled(field, index, isHeader);
    });
    return withoutTrailingBlanks(fields.join(' '));
  }

  private wrappedLines(cells: readonly TableCell[], isHeader: boolean): string[] {
    const pieces = this.shown.map(index =>
      wrapWords(cells[index]?.text ?? '', this.widths[index] as number),
    );
    const height = Math.max(...pieces.map(lines => lines.length));
    return Array.from({length: height}, (_, row) => {
      const line: TableCell[] = [];
      this.shown.forEach((column, at) => {
        line[column] = {text: pieces[at]?.[row] ?? '', align: cells[column]?.align ?? 'left'};
      });
      return this.line(line, isHeader);
    });
  }

  private styled(field: string, index: number, isHeader: boolean): string {
    if (this.style && isHeader) {
      const {label, customLabel, reset} = this.style;
      return (this.columns[index]?.customLabel ? customLabel : label) + field + reset;
    }
    return field.includes('\u001b') ? `${field}\u001b[0m` : field;
  }
}

function withoutTrailingBlanks(line: string): string {
  return line.trimEnd();
}
