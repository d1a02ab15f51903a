/**
 * The line editor as a pure reducer: (state, key) -> state and perhaps a wish to the outside.
 *
 * Keys are those of PSReadLine's Emacs mode, its default on Linux. It knows no terminal, no clock and no
 * session: completion and running are wishes (`effect`) which the prompt carries out.
 */
import {moveHistory, type HistoryState, searchHistory} from './history-search.ts';
import type {Key} from './keys.ts';
import type {CompletionResult} from './prompt-session.ts';
import {nextGrapheme, previousGrapheme, wordLeft, wordRight} from './text-motion.ts';

export interface Menu {
  readonly result: CompletionResult;
  readonly selected: number;
  readonly original: string; // the text before completion began
}

export interface EditorState extends HistoryState {
  readonly text: string;
  readonly cursor: number; // UTF-16 offset, always between graphemes
  readonly kill: string;
  readonly undo: readonly {readonly text: string; readonly cursor: number}[];
  readonly menu: Menu | null;
}

export type Effect = 'accept' | 'complete' | 'interrupt' | 'eof' | 'clear-screen';

export interface Step {
  readonly state: EditorState;
  readonly effect?: Effect;
}

export const UNDO_LIMIT = 200;

export function newEditor(history: readonly string[]): EditorState {
  return {
    text: '',
    cursor: 0,
    kill: '',
    undo: [],
    menu: null,
    history,
    historyIndex: history.length,
    draft: '',
    search: null,
  };
}

function edit(
  state: EditorState,
  text: string,
  cursor: number,
  more: Partial<EditorState> = {},
): EditorState {
  const undo = [...state.undo, {text: state.text, cursor: state.cursor}].slice(-UNDO_LIMIT);
  return {...state, undo, text, cursor, menu: null, ...more};
}

export function insert(state: EditorState, text: string): EditorState {
  const {cursor} = state;
  return edit(
    state,
    state.text.slice(0, cursor) + text + state.text.slice(cursor),
    cursor + text.length,
  );
}

function remove(state: EditorState, from: number, to: number, keep = false): EditorState {
  const [start, end] = from < to ? [from, to] : [to, from];
  if (start === end) return state;
  const cut = state.text.slice(start, end);
  return edit(
    state,
    state.text.slice(0, start) + state.text.slice(end),
    start,
    keep ? {kill: cut} : {},
  );
}

function move(state: EditorState, cursor: number): EditorState {
  return {...state, cursor, menu: null};
}

const lineStart = (s: EditorState): number => s.text.lastIndexOf('\n', s.cursor - 1) + 1;
const lineEnd = (s: EditorState): number => {
  const at = s.text.indexOf('\n', s.cursor);
  return at < 0 ? s.text.length : at;
};

/** One line up or down inside the text, or null at its edge (history then takes over). */
function moveLine(state: EditorState, by: -1 | 1): EditorState | null {
  const start = lineStart(state);
  const column = state.cursor - start;
  if (by < 0) {
    if (start === 0) return null;
    const previous = state.text.lastIndexOf('\n', start - 2) + 1;
    return move(state, Math.min(previous + column, start - 1));
  }
  const end = lineEnd(state);
  if (end === state.text.length) return null;
  const nextEnd = state.text.indexOf('\n', end + 1);
  return move(state, Math.min(end + 1 + column, nextEnd < 0 ? state.text.length : nextEnd));
}

function undo(state: EditorState): EditorState {
  const last = state.undo.at(-1);
  return last ? {...state, ...last, undo: state.undo.slice(0, -1), menu: null} : state;
}

function transpose(state: EditorState): EditorState {
  const at = Math.min(state.cursor, state.text.length - 1);
  if (at < 1) return state;
  const before = previousGrapheme(state.text, at);
  const after = nextGrapheme(state.text, at);
  const swapped = state.text.slice(at, after) + state.text.slice(before, at);
  return edit(state, state.text.slice(0, before) + swapped + state.text.slice(after), after);
}

/** Puts match number `selected` of the menu into the text. */
export function showMatch(
  state: EditorState,
  result: CompletionResult,
  selected: number,
  original: string,
): EditorState {
  const match = result.matches[selected];
  if (!match) return state;
  const {replacementIndex: from, replacementLength: length} = result;
  const text = original.slice(0, from) + match.completionText + original.slice(from + length);
  const menu = result.matches.length > 1 ? {result, selected, original} : null;
  return {...edit(state, text, from + match.completionText.length), menu};
}

function cycle(state: EditorState, menu: Menu, by: number): EditorState {
  const count = menu.result.matches.length;
  return showMatch(state, menu.result, (menu.selected + by + count) % count, menu.original);
}

const PLAIN: Readonly<Record<string, (s: EditorState) => Step>> = {
  enter: s => ({state: {...s, menu: null, search: null}, effect: 'accept'}),
  tab: s => (s.menu ? {state: cycle(s, s.menu, 1)} : {state: s, effect: 'complete'}),
  backtab: s => ({state: s.menu ? cycle(s, s.menu, -1) : s}),
  backspace: s => ({state: remove(s, previousGrapheme(s.text, s.cursor), s.cursor)}),
  delete: s => ({state: remove(s, s.cursor, nextGrapheme(s.text, s.cursor))}),
  left: s => ({state: move(s, previousGrapheme(s.text, s.cursor))}),
  right: s => ({state: move(s, nextGrapheme(s.text, s.cursor))}),
  home: s => ({state: move(s, lineStart(s))}),
  end: s => ({state: move(s, lineEnd(s))}),
  up: s => ({state: (s.menu ? cycle(s, s.menu, -1) : moveLine(s, -1)) ?? recall(s, -1)}),
  down: s => ({state: (s.menu ? cycle(s, s.menu, 1) : moveLine(s, 1)) ?? recall(s, 1)}),
  escape: s => ({
    state: s.menu
      ? {...s, text: s.menu.original, cursor: s.menu.original.length, menu: null}
      : edit(s, '', 0),
  }),
};

const CTRL: Readonly<Record<string, (s: EditorState) => Step>> = {
  a: s => ({state: move(s, lineStart(s))}),
  b: s => ({state: move(s, previousGrapheme(s.text, s.cursor))}),
  c: s => ({state: s, effect: 'interrupt'}),
  d: s =>
    s.text === ''
      ? {state: s, effect: 'eof'}
      : {state: remove(s, s.cursor, nextGrapheme(s.text, s.cursor))},
  e: s => ({state: move(s, lineEnd(s))}),
  f: s => ({state: move(s, nextGrapheme(s.text, s.cursor))}),
  h: s => ({state: remove(s, previousGrapheme(s.text, s.cursor), s.cursor)}),
  j: s => ({state: insert(s, '\n')}),
  k: s => ({state: remove(s, s.cursor, lineEnd(s), true)}),
  l: s => ({state: s, effect: 'clear-screen'}),
  n: s => ({state: recall(s, 1)}),
  p: s => ({state: recall(s, -1)}),
  r: s => ({state: {...s, ...searchHistory(s, s.search?.query ?? '', s.search !== null)}}),
  t: s => ({state: transpose(s)}),
  u: s => ({state: remove(s, lineStart(s), s.cursor, true)}),
  w: s => ({state: remove(s, wordLeft(s.text, s.cursor, true), s.cursor, true)}),
  y: s => ({state: insert(s, s.kill)}),
  z: s => ({state: undo(s)}),
  _: s => ({state: undo(s)}),
  left: s => ({state: move(s, wordLeft(s.text, s.cursor))}),
  right: s => ({state: move(s, wordRight(s.text, s.cursor))}),
  home: s => ({state: move(s, 0)}),
  end: s => ({state: move(s, s.text.length)}),
  space: s => ({state: s, effect: 'complete'}),
};

const ALT: Readonly<Record<string, (s: EditorState) => Step>> = {
  b: s => ({state: move(s, wordLeft(s.text, s.cursor))}),
  f: s => ({state: move(s, wordRight(s.text, s.cursor))}),
  d: s => ({state: remove(s, s.cursor, wordRight(s.text, s.cursor), true)}),
  backspace: s => ({state: remove(s, wordLeft(s.text, s.cursor), s.cursor, true)}),
  enter: s => ({state: insert(s, '\n')}),
  left: s => ({state: move(s, wordLeft(s.text, s.cursor))}),
  right: s => ({state: move(s, wordRight(s.text, s.cursor))}),
};

function recall(state: EditorState, by: -1 | 1): EditorState {
  return {...state, ...moveHistory(state, state.text, by), menu: null};
}

function searchStep(state: EditorState, pressed: Key): Step | null {
  const query = state.search?.query ?? '';
  if (pressed.name === 'text')
    return {state: {...state, ...searchHistory(state, query + pressed.text, false)}};
  if (pressed.name === 'backspace')
    return {state: {...state, ...searchHistory(state, query.slice(0, -1), false)}};
  if (pressed.ctrl && pressed.name === 'r')
    return {state: {...state, ...searchHistory(state, query, true)}};
  if (
    pressed.name === 'escape' ||
    (pressed.ctrl && (pressed.name === 'g' || pressed.name === 'c'))
  ) {
    return {
      state: {
        ...state,
        text: state.draft,
        cursor: state.draft.length,
        search: null,
        historyIndex: state.history.length,
      },
    };
  }
  return null;
}

export function reduce(state: EditorState, pressed: Key): Step {
  const found = state.search ? searchStep(state, pressed) : null;
  if (found) return found;
  const idle = state.search ? {...state, search: null} : state;
  if (pressed.name === 'text' || pressed.name === 'paste')
    return {state: insert(idle, pressed.text)};
  const table = pressed.ctrl ? CTRL : pressed.alt ? ALT : PLAIN;
  return table[pressed.name]?.(idle) ?? {state: idle};
}
