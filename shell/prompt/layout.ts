/**
 * From editor state to terminal rows, as plain data. Wraps by cells itself, so that the place of the cursor
 * is known, and keeps the rows within the height that the screen leaves.
 */
import stringWidth from 'string-width';
import {colourize, type Span} from './colours.ts';
import type {EditorState, Menu} from './editor.ts';

export interface Cell {
  readonly text: string;
  readonly colour?: string; // an Ink colour name
  readonly dim?: boolean;
  readonly inverse?: boolean;
}

export type Row = readonly Cell[];

const graphemes = new Intl.Segmenter('en', {granularity: 'grapheme'});
const ASCII = /^[\x20-\x7e]$/;
const width = (text: string): number => (ASCII.test(text) ? 1 : stringWidth(text));

interface Pen {
  readonly rows: Cell[][];
  column: number;
  readonly columns: number;
}

function put(pen: Pen, cell: Cell): void {
  const cells = width(cell.text);
  if (pen.column + cells > pen.columns) newRow(pen);
  const row = pen.rows.at(-1) ?? [];
  const last = row.at(-1);
  if (
    last &&
    !last.inverse &&
    !cell.inverse &&
    last.colour === cell.colour &&
    last.dim === cell.dim
  ) {
    row[row.length - 1] = {...last, text: last.text + cell.text};
  } else row.push(cell);
  pen.column += cells;
}

function newRow(pen: Pen): void {
  pen.rows.push([]);
  pen.column = 0;
}

const CONTINUATION = '>> ';
const printable = (text: string): string =>
  text < ' ' || text === '\x7f' ? `^${String.fromCharCode(text.charCodeAt(0) ^ 64)}` : text;

function putText(
  pen: Pen,
  state: EditorState,
  spans: readonly Span[],
  showCursor: boolean,
): number {
  let cursorRow = 0;
  let at = 0;
  for (const span of spans) {
    for (const {segment} of graphemes.segment(span.text)) {
      const here = showCursor && at === state.cursor;
      if (here) cursorRow = pen.rows.length - 1;
      if (segment === '\n') {
        if (here) put(pen, {text: ' ', inverse: true});
        newRow(pen);
        for (const mark of CONTINUATION) put(pen, {text: mark});
      } else {
        const text = segment === '\t' ? '  ' : printable(segment);
        put(
          pen,
          here ? {text, inverse: true} : {text, ...(span.colour ? {colour: span.colour} : {})},
        );
        if (here) cursorRow = pen.rows.length - 1;
      }
      at += segment.length;
    }
  }
  if (showCursor && at === state.cursor) {
    put(pen, {text: ' ', inverse: true});
    cursorRow = pen.rows.length - 1;
  }
  return cursorRow;
}

/** Rows of the input line: the prompt's last line, the text, the cursor. `done`: as it stays on the screen. */
export function inputRows(
  prompt: string,
  state: EditorState,
  columns: number,
  done = false,
): {rows: Row[]; cursorRow: number} {
  const pen: Pen = {rows: [[]], column: 0, columns};
  const shown = state.search ? `(reverse-i-search)'${state.search.query}': ` : prompt;
  const colour = state.search?.failed ? {colour: 'red'} : {};
  for (const {segment} of graphemes.segment(shown)) put(pen, {text: segment, ...colour});
  const cursorRow = putText(pen, state, colourize(state.text), !done);
  return {rows: pen.rows, cursorRow};
}

/** The completion menu in columns, at most `height` rows, with the selected match in view. */
export function menuRows(menu: Menu, columns: number, height: number): Row[] {
  const {matches} = menu.result;
  const longest = Math.max(...matches.map(match => stringWidth(match.listItemText)));
  const cell = Math.min(columns, longest + 2);
  const perRow = Math.max(1, Math.floor(columns / cell));
  const rows: Row[] = [];
  for (let at = 0; at < matches.length; at += perRow) {
    rows.push(
      matches
        .slice(at, at + perRow)
        .map((match, index) => menuCell(match.listItemText, cell, at + index === menu.selected)),
    );
  }
  const selectedRow = Math.floor(menu.selected / perRow);
  const first = Math.max(0, Math.min(selectedRow - Math.floor(height / 2), rows.length - height));
  return rows.slice(first, first + height);
}

function menuCell(text: string, cells: number, selected: boolean): Cell {
  let shown = text;
  while (stringWidth(shown) > cells - 1) shown = shown.slice(0, -1);
  return {
    text: shown + ' '.repeat(cells - stringWidth(shown)),
    ...(selected ? {inverse: true} : {}),
  };
}

/** What the live part of the screen shows: at most `lines - 1` rows, around the cursor. */
export function screenRows(
  prompt: string,
  state: EditorState,
  columns: number,
  lines: number,
): Row[] {
  const limit = Math.max(1, lines - 1);
  const {rows, cursorRow} = inputRows(prompt, state, columns);
  const room = Math.max(0, limit - rows.length);
  const menu =
    state.menu && room > 0
      ? menuRows(state.menu, columns, Math.min(room, Math.ceil(lines / 2)))
      : [];
  const first = Math.max(0, Math.min(cursorRow - Math.floor(limit / 2), rows.length - limit));
  return [...rows.slice(first, first + limit), ...menu];
}
