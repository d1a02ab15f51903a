/**
 * The line editor as a pure reducer: (state, key) -> state and perhaps a wish to the outside.
 *
 * Keys are those of PSReadLine's Emacs mode, its default on Linux. It knows no terminal, no clock and no
 * session: completion and running are wishes (`effect`) which the prompt carries out.
 */
import {type HistoryState, predict, recallEntry, searchHistory} from './history-search.ts';
import type {Key} from './keys.ts';
import type {CompletionResult} from './prompt-session.ts';
import {
  boundaryAfter,
  lastArgument,
  nextGrapheme,
  previousGrapheme,
  wordLeft,
  wordRight,
} from './text-motion.ts';

export interface Menu {
  readonly result: CompletionResult;
  readonly selected: number; // -1: shown, none taken yet
  readonly original: string; // the text before completion began
}

export interface EditorState extends HistoryState {
  readonly text: string;
  readonly cursor: number; // UTF-16 offset, always between graphemes
  readonly kill: string;
  readonly undo: readonly {readonly text: string; readonly cursor: number}[];
  readonly menu: Menu | null;
  readonly predicts: boolean; // offers what the history knows
  readonly mark: Mark; // what this key leaves to the next
  readonly previous: Mark; // what the key before left
}

/** A key that the next one may go on from: a cut, Escape, the last argument of a history entry. */
type Mark = 'kill' | 'escape' | {readonly argumentOf: number; readonly start: number} | null;

export type Effect = 'accept' | 'complete' | 'menu' | 'interrupt' | 'eof' | 'clear-screen';

export interface Step {
  readonly state: EditorState;
  readonly effect?: Effect;
}

export const UNDO_LIMIT = 200;

export function newEditor(history: readonly string[], predicts = false): EditorState {
  return {
    text: '',
    cursor: 0,
    kill: '',
    undo: [],
    menu: null,
    predicts,
    mark: null,
    previous: null,
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
  const before = [...state.undo, {text: state.text, cursor: state.cursor}];
  return {...state, undo: before.slice(-UNDO_LIMIT), text, cursor, menu: null, ...more};
}

export function insert(state: EditorState, text: string): EditorState {
  const {cursor} = state;
  return edit(
    state,
    state.text.slice(0, cursor) + text + state.text.slice(cursor),
    cursor + text.length,
  );
}

function remove(state: EditorState, from: number, to: number): EditorState {
  const [start, end] = from < to ? [from, to] : [to, from];
  if (start === end) return state;
  return edit(state, state.text.slice(0, start) + state.text.slice(end), start);
}

/** Cuts from the cursor to `to`; cuts in a row are one text to yank. */
function kill(state: EditorState, to: number): EditorState {
  const {cursor, text} = state;
  const cut = text.slice(Math.min(cursor, to), Math.max(cursor, to));
  const before = state.previous === 'kill' ? state.kill : '';
  const kept = to < cursor ? cut + before : before + cut;
  return {...remove(state, cursor, to), kill: cut === '' ? state.kill : kept, mark: 'kill'};
}

function move(state: EditorState, cursor: number): EditorState {
  return {...state, cursor, menu: null};
}

const lineStart = (s: EditorState): number =>
  s.cursor === 0 ? 0 : s.text.lastIndexOf('\n', s.cursor - 1) + 1;
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
    const previous = start < 2 ? 0 : state.text.lastIndexOf('\n', start - 2) + 1;
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
  const at =
    state.cursor < state.text.length ? state.cursor : previousGrapheme(state.text, state.cursor);
  if (at < 1) return state;
  const before = previousGrapheme(state.text, at);
  const after = nextGrapheme(state.text, at);
  const swapped = state.text.slice(at, after) + state.text.slice(before, at);
  return edit(state, state.text.slice(0, before) + swapped + state.text.slice(after), after);
}

/** What the history would add, when the cursor is at the end and nothing else goes on. */
export function prediction(state: EditorState): string {
  const idle = state.predicts && !state.menu && !state.search;
  const typing = state.historyIndex === state.history.length;
  if (!idle || !typing || state.cursor !== state.text.length) return '';
  return predict(state.history, state.text);
}

/** Takes the prediction, or what `part` leaves of it; false when there is none. */
function takePrediction(
  state: EditorState,
  part: (whole: string) => number,
): EditorState | undefined {
  const added = prediction(state);
  if (added === '') return undefined;
  const whole = state.text + added;
  const end = part(whole);
  return edit(state, whole.slice(0, end), end);
}

const takeAll = (state: EditorState): EditorState | undefined =>
  takePrediction(state, whole => whole.length);

const takeWord = (state: EditorState): EditorState | undefined =>
  takePrediction(state, whole => wordRight(whole, state.cursor));

/** Inserts the last argument of the newest input; again, of the one before instead. */
function yankLastArgument(state: EditorState): EditorState {
  const {previous} = state;
  const again = typeof previous === 'object' ? previous : null;
  const from = (again?.argumentOf ?? state.history.length) - 1;
  const entry = state.history[from];
  if (entry === undefined) return {...state, mark: previous};
  const start = again?.start ?? state.cursor;
  const cleared = again ? remove(state, start, state.cursor) : state;
  return {...insert(cleared, lastArgument(entry)), mark: {argumentOf: from, start}};
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

/** Length of what all the texts begin with, ignoring case. */
function commonLength(texts: readonly string[]): number {
  const [first = '', ...others] = texts.map(text => text.toLowerCase());
  let length = first.length;
  for (const other of others) while (!other.startsWith(first.slice(0, length))) length--;
  return length;
}

/**
 * Takes a completion's answer: the only match, else what all matches begin with, else the first of them.
 * With `menu` (Ctrl-Space) the first at once.
 */
export function takeCompletion(
  state: EditorState,
  result: CompletionResult,
  menu: boolean,
): EditorState {
  const {text} = state;
  const {matches, replacementIndex: from, replacementLength} = result;
  if (matches.length < 2 || menu) return showMatch(state, result, 0, text);
  const common = commonLength(matches.map(match => match.completionText));
  if (common <= replacementLength) return showMatch(state, result, 0, text);
  const added = matches[0]?.completionText.slice(0, common) ?? '';
  const whole = text.slice(0, from) + added + text.slice(from + replacementLength);
  const shorter = {...result, replacementLength: added.length};
  return {
    ...edit(state, whole, from + added.length),
    menu: {result: shorter, selected: -1, original: whole},
  };
}

function cycle(state: EditorState, menu: Menu, by: number): EditorState {
  const count = menu.result.matches.length;
  const next = menu.selected < 0 && by < 0 ? count - 1 : (menu.selected + by + count) % count;
  return showMatch(state, menu.result, next, menu.original);
}

function leaveMenu(state: EditorState, menu: Menu): EditorState {
  const {original, result} = menu;
  const cursor = result.replacementIndex + result.replacementLength;
  return {...state, text: original, cursor: Math.min(cursor, original.length), menu: null};
}

const forward = (s: EditorState): EditorState =>
  takeAll(s) ?? move(s, nextGrapheme(s.text, s.cursor));
const toLineEnd = (s: EditorState): EditorState => takeAll(s) ?? move(s, lineEnd(s));
const forwardWord = (s: EditorState): EditorState =>
  takeWord(s) ?? move(s, wordRight(s.text, s.cursor));
const backward = (s: EditorState): EditorState => move(s, previousGrapheme(s.text, s.cursor));
const backwardWord = (s: EditorState): EditorState => move(s, wordLeft(s.text, s.cursor));
const rubOut = (s: EditorState): EditorState =>
  remove(s, previousGrapheme(s.text, s.cursor), s.cursor);
const deleteNext = (s: EditorState): EditorState =>
  remove(s, s.cursor, nextGrapheme(s.text, s.cursor));

type Action = (state: EditorState) => EditorState;
type Table = Readonly<Record<string, Action | Effect>>;

const PLAIN: Table = {
  enter: 'accept',
  tab: 'complete',
  backtab: s => (s.menu ? cycle(s, s.menu, -1) : s),
  backspace: rubOut,
  delete: deleteNext,
  left: backward,
  right: forward,
  home: s => move(s, lineStart(s)),
  end: toLineEnd,
  up: s => (s.menu ? cycle(s, s.menu, -1) : moveLine(s, -1)) ?? recall(s, -1),
  down: s => (s.menu ? cycle(s, s.menu, 1) : moveLine(s, 1)) ?? recall(s, 1),
  escape: s => (s.menu ? leaveMenu(s, s.menu) : {...s, mark: 'escape'}),
};

const CTRL: Table = {
  a: s => move(s, lineStart(s)),
  b: backward,
  c: 'interrupt',
  d: deleteNext,
  e: toLineEnd,
  f: forward,
  g: s => (s.menu ? leaveMenu(s, s.menu) : s),
  h: rubOut,
  k: s => kill(s, s.text.length),
  l: 'clear-screen',
  n: s => recall(s, 1),
  p: s => recall(s, -1),
  r: s => ({...s, ...searchHistory(s, '', false)}),
  t: transpose,
  u: s => kill(s, 0),
  w: s => kill(s, wordLeft(s.text, s.cursor, true)),
  y: s => insert(s, s.kill),
  z: undo,
  _: undo,
  left: backwardWord,
  right: forwardWord,
  home: s => move(s, 0),
  end: s => move(s, s.text.length),
  space: 'menu',
};

const ALT: Table = {
  b: backwardWord,
  f: forwardWord,
  d: s => kill(s, wordRight(s.text, s.cursor)),
  r: s => edit(s, '', 0),
  y: s => insert(s, s.kill),
  '.': yankLastArgument,
  _: yankLastArgument,
  '<': s => toHistory(s, 0),
  '>': s => toHistory(s, s.history.length),
  backspace: s => kill(s, wordLeft(s.text, s.cursor)),
  enter: s => insert(s, '\n'),
  left: backwardWord,
  right: forwardWord,
};

function recall(state: EditorState, by: -1 | 1): EditorState {
  return toHistory(state, state.historyIndex + by);
}

function toHistory(state: EditorState, index: number): EditorState {
  return {...state, ...recallEntry(state, state.text, index), menu: null};
}

/** What a key does while the history is searched; null: the search ends and the key does its own work. */
function searchStep(state: EditorState, pressed: Key): EditorState | null {
  const query = state.search?.query ?? '';
  if (pressed.name === 'text')
    return {...state, ...searchHistory(state, query + pressed.text, false)};
  if (pressed.name === 'backspace') {
    const shorter = query.slice(0, previousGrapheme(query, query.length));
    return {...state, ...searchHistory(state, shorter, false)};
  }
  if (pressed.ctrl && pressed.name === 'r') return {...state, ...searchHistory(state, query, true)};
  if (pressed.ctrl && (pressed.name === 'g' || pressed.name === 'c')) {
    const {draft, history} = state;
    const back = {text: draft, cursor: draft.length, search: null};
    return {...state, ...back, historyIndex: history.length};
  }
  return pressed.name === 'escape' ? {...state, search: null} : null;
}

function carryOut(state: EditorState, action: Action | Effect | undefined): Step {
  if (action === undefined) return {state};
  if (typeof action === 'function') return {state: action(state)};
  if (action === 'complete' && state.menu) return {state: cycle(state, state.menu, 1)};
  return {state: action === 'accept' ? {...state, menu: null} : state, effect: action};
}

function step(state: EditorState, pressed: Key): Step {
  if (pressed.name === 'paste') return {state: insert(state, pressed.text)};
  if (pressed.name === 'text' && !pressed.alt) return {state: insert(state, pressed.text)};
  if (pressed.ctrl && pressed.name === 'd' && state.text === '') return {state, effect: 'eof'};
  return carryOut(state, (pressed.ctrl ? CTRL : pressed.alt ? ALT : PLAIN)[pressed.name]);
}

/** Escape, then a key: Alt and that key. */
function withEscape(pressed: Key): Key {
  if (pressed.name === 'text')
    return {...pressed, name: pressed.text.toLowerCase(), text: '', alt: true};
  return {...pressed, alt: true};
}

export function reduce(state: EditorState, pressed: Key): Step {
  const searched = state.search ? searchStep(state, pressed) : null;
  if (searched) return {state: settled(searched)};
  const key = state.mark === 'escape' ? withEscape(pressed) : pressed;
  const done = step({...state, search: null, previous: state.mark, mark: null}, key);
  return {...done, state: settled(done.state)};
}

/** The cursor never stays inside a grapheme: what was put before a mark may join it. */
function settled(state: EditorState): EditorState {
  const cursor = boundaryAfter(state.text, state.cursor);
  return cursor === state.cursor ? state : {...state, cursor};
}
