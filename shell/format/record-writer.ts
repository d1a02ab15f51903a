/**
 * Format records as lines on a screen: the end of every Out- command (language.md 17.2, 17.3).
 *
 * Rows of a table without fixed widths are held back until their group ends or 300 ms have passed, so
 * that columns fit what is in them.
 */
import {clockMs} from '../session/clock.ts';
import type {Entry, FormatRecord, Shape, TableShape} from './format-record.ts';
import {FormatEntryData, FormatStartData, GroupEndData, GroupStartData} from './format-record.ts';
import {listLines} from './list-layout.ts';
import type {TableCell} from './table-layout.ts';
import {contentWidths, fitWidths, TableDrawer} from './table-layout.ts';
import {wideLines} from './wide-layout.ts';
import {withoutEscapes} from './cells.ts';
import type {FormatStyle} from './style.ts';

/** How long rows are held back to measure them. */
const MEASURE_MS = 300;
const DEFAULT_SCREEN_CELLS = 120;

export interface RecordWriterOptions {
  /** Cells in a line; infinite for texts and files, where only lists run on. */
  readonly width: number;
  /** Cells of tables where `width` is infinite. */
  readonly screenWidth?: number;
  /** Lines of a page, for headers that repeat; 0: none. */
  readonly height?: number;
  readonly writeLine: (line: string) => void;
  /** Asked at each table and list; null: plain text. */
  readonly style?: () => FormatStyle | null;
  readonly now?: () => number;
}

interface Row {
  readonly cells: readonly TableCell[];
  readonly wrap: boolean;
}

export class RecordWriter {
  private readonly options: RecordWriterOptions;
  private readonly now: () => number;
  private shape: Shape | null = null;
  private drawer: TableDrawer | null = null;
  private heldRows: Row[] = [];
  private heldSince = 0;
  private wideTexts: string[] = [];
  private rowsOnPage = 0;

  constructor(options: RecordWriterOptions) {
    this.options = options;
    this.now = options.now ?? clockMs;
  }

  write(record: FormatRecord) {
    if (record instanceof FormatEntryData) this.entry(record);
    else if (record instanceof FormatStartData) this.start(record.shape);
    else if (record instanceof GroupStartData) this.groupStart(record.heading);
    else if (record instanceof GroupEndData) this.groupEnd();
    else this.end();
  }

  /** Rows held back are drawn; for the end of input without an end record. */
  flush() {
    this.groupEnd();
  }

  private line(text: string) {
    // What is not shown in colours is shown without a script's own too.
    const isPlain = text.includes('\u001b') && !this.options.style?.();
    this.options.writeLine(isPlain ? withoutEscapes(text) : text);
  }

  private lines(texts: readonly string[]) {
    for (const text of texts) this.line(text);
  }

  private start(shape: Shape) {
    this.shape = shape;
    this.line('');
  }

  private groupStart(heading: string | null) {
    if (heading !== null) {
      this.lines(heading.split('\n'));
      this.line('');
    }
    this.drawer = null;
    this.heldSince = this.now();
    if (this.shape?.kind === 'table' && !this.isMeasured(this.shape))
      this.beginTable(this.shape, []);
  }

  private groupEnd() {
    const {shape} = this;
    if (shape?.kind === 'table') this.drawHeld(shape);
    if (shape?.kind === 'wide' && this.wideTexts.length > 0) {
      this.lines(wideLines(this.wideTexts, shape.columns, this.tableWidth));
      this.wideTexts = [];
    }
  }

  private end() {
    this.groupEnd();
    // Each entry of a list has already left an empty line.
    if (this.shape && this.shape.kind !== 'list') this.line('');
    this.shape = null;
    this.drawer = null;
  }

  private entry({entry, outOfBand}: FormatEntryData) {
    if (outOfBand) this.alone(entry);
    else if (entry.kind === 'row') this.row(entry);
    else if (entry.kind === 'wide') this.wideTexts.push(entry.text);
    else if (entry.kind === 'lines') this.lines(entry.lines);
    else {
      this.lines(this.fieldLines(entry));
      this.line('');
    }
  }

  /** What stands outside the open table: its rows so far come first. */
  private alone(entry: Entry) {
    if (this.shape) this.groupEnd();
    if (entry.kind === 'lines') this.lines(entry.lines);
    else if (entry.kind === 'fields') this.lines(['', ...this.fieldLines(entry), '']);
  }

  private fieldLines(entry: Extract<Entry, {kind: 'fields'}>): string[] {
    const style = this.options.style?.() ?? null;
    const label = style && {label: style.formatAccent, reset: style.reset};
    return listLines(entry.fields, this.options.width, label);
  }

  private get tableWidth(): number {
    const {width, screenWidth} = this.options;
    return Number.isFinite(width) ? width : (screenWidth ?? DEFAULT_SCREEN_CELLS);
  }

  /** Are the widths found from rows? True when the view gives none to its first column. */
  private isMeasured(shape: TableShape): boolean {
    return shape.autoSize || !shape.columns[0]?.width;
  }

  private row(row: Row) {
    const {shape} = this;
    if (shape?.kind !== 'table') return;
    if (this.drawer) return this.draw(row, this.drawer);
    this.heldRows.push(row);
    if (!shape.autoSize && this.now() - this.heldSince >= MEASURE_MS) this.drawHeld(shape);
  }

  private drawHeld(shape: TableShape) {
    const rows = this.heldRows;
    if (rows.length === 0) return;
    this.heldRows = [];
    const drawer = this.drawer ?? this.beginTable(shape, rows);
    for (const row of rows) this.draw(row, drawer);
  }

  private beginTable(shape: TableShape, rows: readonly Row[]): TableDrawer {
    const wanted = this.isMeasured(shape)
      ? contentWidths(
          shape.columns,
          rows.map(row => row.cells),
        )
      : shape.columns.map(column => column.width ?? 0);
    const style = this.options.style?.() ?? null;
    const header = style && {
      label: style.tableHeader,
      customLabel: style.customTableHeaderLabel,
      reset: style.reset,
    };
    this.drawer = new TableDrawer(shape.columns, fitWidths(wanted, this.tableWidth), header);
    if (!shape.hideHeaders) this.lines(this.drawer.header());
    this.rowsOnPage = 0;
    return this.drawer;
  }

  private draw(row: Row, drawer: TableDrawer) {
    const {shape} = this;
    const page = (this.options.height ?? 0) - 3;
    if (shape?.kind === 'table' && shape.repeatHeader && page > 0 && this.rowsOnPage >= page) {
      this.lines(['', ...drawer.header()]);
      this.rowsOnPage = 0;
    }
    const lines = drawer.row(row.cells, row.wrap);
    this.rowsOnPage += lines.length;
    this.lines(lines);
  }
}
