/**
 * Brings lines to the terminal: rewrites the rows that differ and puts the cursor where it belongs.
 *
 * It knows where its rows are only from what it wrote itself, so everything else that is written while they
 * are shown must go through `forget` or `finish`. A terminal that grows narrower wraps the rows it shows;
 * `resized` counts them again.
 */
import type {Place} from './layout.ts';

export interface Screen {
  write(text: string): unknown;
}

/** A row as it is written, and the columns it takes. */
export interface PaintedRow {
  readonly text: string;
  readonly width: number;
}

const up = (rows: number): string => (rows > 0 ? `\x1b[${rows}A` : '');
const right = (columns: number): string => (columns > 0 ? `\x1b[${columns}C` : '');
const HIDE = '\x1b[?25l';
const SHOW = '\x1b[?25h';
const ERASE_LINE = '\x1b[K';
const ERASE_BELOW = '\x1b[J';
const NOTHING: Place = {row: 0, column: 0};

export class ScreenPainter {
  private rows: readonly PaintedRow[] = [];
  private cursor = NOTHING;
  private readonly screen: Screen;

  constructor(screen: Screen) {
    this.screen = screen;
  }

  paint(rows: readonly PaintedRow[], cursor: Place): void {
    const last = rows.length - 1;
    const back = `${up(last - cursor.row)}\r${right(cursor.column)}`;
    this.screen.write(HIDE + this.changed(rows) + back + SHOW);
    this.rows = rows;
    this.cursor = cursor;
  }

  /** Erases before it writes: at the end of a full row an erase would take its last character. */
  private changed(rows: readonly PaintedRow[]): string {
    const last = rows.length - 1;
    const shrinks = rows.length < this.rows.length;
    const lines = rows.map(({text}, row) => {
      if (row === last && shrinks) return ERASE_BELOW + text;
      return text === this.rows[row]?.text ? '' : ERASE_LINE + text;
    });
    return `${up(this.cursor.row)}\r${lines.join('\r\n')}`;
  }

  /** Paints for the last time and goes on below. */
  finish(rows: readonly PaintedRow[]): void {
    this.paint(rows, {row: rows.length - 1, column: 0});
    this.screen.write('\r\n');
    this.forget();
  }

  /** The rows are gone: the screen was cleared, or something else was written. */
  forget(): void {
    this.rows = [];
    this.cursor = NOTHING;
  }

  /** Takes the rows from a terminal that is now `columns` wide. */
  resized(columns: number): void {
    const above = this.rows
      .slice(0, this.cursor.row)
      .reduce((sum, {width}) => sum + Math.max(1, Math.ceil(width / columns)), 0);
    this.screen.write(`${up(above + Math.floor(this.cursor.column / columns))}\r${ERASE_BELOW}`);
    this.forget();
  }
}

/** Begins a line of its own after output that may have ended without one. */
export function freshLine(screen: Screen, columns: number): void {
  screen.write(`${' '.repeat(columns)}\r${ERASE_LINE}`);
}
