/**
 * From editor state to terminal rows, as plain data. Wraps by cells itself, so that the place of the cursor
 * is known, and keeps the rows within the height that the screen leaves.
 */
import stringWidth from 'string-width';
import {colourize} from './colours.ts';
import {type EditorState, type Menu, prediction} from './editor.ts';
import {STYLE} from './prompt-text.ts';

export interface Cell {
  readonly text: string;
  readonly colour?: string; // an Ink colour name
  readonly dim?: boolean;
  readonly inverse?: boolean;
  readonly style?: string; // SGR sequences of the prompt's own
}

export type Row = readonly Cell[];

/** Where the terminal's cursor is to stand, counted from the first row. */
export interface Place {
  readonly row: number;
  readonly column: number;
}

export interface Frame {
  readonly rows: readonly Row[];
  readonly cursor: Place;
}

const graphemes = new Intl.Segmenter('en', {granularity: 'grapheme'});
const ASCII = /^[\x20-\x7e]$/;
const width = (text: string): number => (ASCII.test(text) ? 1 : stringWidth(text));

/** Columns that a row takes. */
export function rowWidth(row: Row): number {
  return row.reduce((sum, cell) => sum + stringWidth(cell.text), 0);
}

interface Pen {
  readonly rows: Cell[][];
  column: number;
  readonly columns: number;
}

type Look = Omit<Cell, 'text'>;

const sameLook = (a: Look, b: Look): boolean =>
  a.colour === b.colour && a.dim === b.dim && a.inverse === b.inverse && a.style === b.style;

/** Puts one grapheme; what is wider than the screen shows as `?`. */
function put(pen: Pen, text: string, look: Look = {}): void {
  const cells = width(text);
  if (cells > pen.columns) {
    put(pen, '?', look);
    return;
  }
  if (pen.column + cells > pen.columns) newRow(pen);
  const row = pen.rows.at(-1) ?? [];
  const last = row.at(-1);
  if (last && sameLook(last, look)) row[row.length - 1] = {...last, text: last.text + text};
  else row.push({text, ...look});
  pen.column += cells;
}

function newRow(pen: Pen): void {
  pen.rows.push([]);
  pen.column = 0;
}

/** The pen's place; after a full row that is the next one. */
function place(pen: Pen): Place {
  if (pen.column >= pen.columns) newRow(pen);
  return {row: pen.rows.length - 1, column: pen.column};
}

const CONTINUATION = '>> ';
/** Alone these would not be seen, or would turn the line round. */
const UNSEEN = /^[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/u;

function putGrapheme(pen: Pen, segment: string, look: Look): void {
  if (segment === '\t') for (const blank of '  ') put(pen, blank, look);
  else if (segment < ' ' || segment.startsWith('\x7f')) {
    put(pen, '^', look);
    put(pen, String.fromCharCode(segment.charCodeAt(0) ^ 64), look);
  } else put(pen, UNSEEN.test(segment) || width(segment) === 0 ? '\ufffd' : segment, look);
}

function putLineEnd(pen: Pen): void {
  newRow(pen);
  for (const mark of CONTINUATION) put(pen, mark);
}

/** Puts the text; answers where the cursor stands in it. */
function putText(pen: Pen, state: EditorState): Place {
  let cursor: Place | undefined;
  let at = 0;
  for (const span of colourize(state.text)) {
    const look = span.colour ? {colour: span.colour} : {};
    for (const {segment} of graphemes.segment(span.text)) {
      if (at === state.cursor) cursor = place(pen);
      if (/^\r?\n$/.test(segment)) putLineEnd(pen);
      else putGrapheme(pen, segment, look);
      at += segment.length;
    }
  }
  return cursor ?? place(pen);
}

/** The prompt may be coloured; other sequences were taken out of it. */
function putPrompt(pen: Pen, prompt: string): void {
  let style = '';
  for (const piece of prompt.split(STYLE)) {
    if (STYLE.test(piece)) style = /\[0?m$/.test(piece) ? '' : style + piece;
    else
      for (const {segment} of graphemes.segment(piece))
        putGrapheme(pen, segment, style === '' ? {} : {style});
  }
}

/** Rows of the input line: the prompt's last line, the text, what the history predicts; its cursor. */
export function inputFrame(prompt: string, state: EditorState, columns: number): Frame {
  const pen: Pen = {rows: [[]], column: 0, columns};
  putPrompt(pen, prompt);
  const cursor = putText(pen, state);
  for (const {segment} of graphemes.segment(prediction(state)))
    putGrapheme(pen, segment, {dim: true});
  return {rows: pen.rows, cursor};
}

/** PSReadLine's line under the input while the history is searched. */
function searchRows(state: EditorState, columns: number): Row[] {
  if (!state.search) return [];
  const pen: Pen = {rows: [[]], column: 0, columns};
  const {failed, query} = state.search;
  const label = `${failed ? 'failed-' : ''}bck-i-search: ${query}_`;
  for (const {segment} of graphemes.segment(label))
    putGrapheme(pen, segment, failed ? {colour: 'red'} : {});
  return pen.rows;
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
  const selectedRow = Math.floor(Math.max(0, menu.selected) / perRow);
  const first = Math.max(0, Math.min(selectedRow - Math.floor(height / 2), rows.length - height));
  return rows.slice(first, first + height);
}

function menuCell(text: string, cells: number, selected: boolean): Cell {
  let shown = text.replace(/\p{C}/gu, '\ufffd');
  while (stringWidth(shown) > Math.max(1, cells - 1)) shown = shown.slice(0, -1);
  return {
    text: shown + ' '.repeat(Math.max(0, cells - stringWidth(shown))),
    ...(selected ? {inverse: true} : {}),
  };
}

/** What the live part of the screen shows: at most `lines` rows, around the cursor. */
export function screenFrame(
  prompt: string,
  state: EditorState,
  columns: number,
  lines: number,
): Frame {
  const {rows, cursor} = inputFrame(prompt, state, columns);
  const below = searchRows(state, columns);
  const limit = Math.max(1, lines - below.length);
  const room = Math.max(0, limit - rows.length);
  const height = Math.min(room, Math.ceil(lines / 2));
  const menu = state.menu && height > 0 ? menuRows(state.menu, columns, height) : [];
  const wanted = Math.min(cursor.row - Math.floor(limit / 2), rows.length - limit);
  const first = Math.max(0, wanted);
  const shown = [...rows.slice(first, first + limit), ...below, ...menu].slice(
    0,
    Math.max(1, lines),
  );
  return {rows: shown, cursor: {row: cursor.row - first, column: cursor.column}};
}
