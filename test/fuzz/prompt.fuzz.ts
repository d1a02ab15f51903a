/**
 * Keys, editor and layout of the prompt: any bytes in any pieces; nothing throws, the cursor is between
 * graphemes, no row is wider than the screen and the frame no higher.
 */
import {reduce, type EditorState, newEditor, takeCompletion} from '../../shell/prompt/editor.ts';
import {decodeKeys, flushEscape, type Key} from '../../shell/prompt/keys.ts';
import {rowWidth, screenFrame} from '../../shell/prompt/layout.ts';
import {type Random, seededRandom} from './random.ts';

const SEQUENCES =
  '\x1b \x1b[A \x1b[B \x1b[C \x1b[D \x1b[1;5D \x1b[3~ \x1b[Z \x1bOH \x1b[200~ \x1b[201~ \x1b. \x1b< \x1b> \x1b\x7f \x1bf \x1b\r \x1b[';
const CONTROLS = '\r \n \t \x7f \0 \x12 \x07 \x0b \x15 \x17 \x19 \x1a \x14';
const TEXTS =
  'a Get-VM " \' $x { } # ` \u0301 \u200d 👨‍👩‍👧 你 \ud83d \udc4d 🇩 🇪 \u202e \u0085 ก็ 한';
const PIECES = [' ', ...`${SEQUENCES} ${CONTROLS} ${TEXTS}`.split(' ')];
const HISTORY = ['Get-VM web1', 'if ($true) {\n  1\n}', '\u0301x', '👍🏽', "a 'b c'"];
const graphemes = new Intl.Segmenter('en', {granularity: 'grapheme'});

function input(random: Random): string {
  if (random.below(4) === 0) return Buffer.from(random.bytes(random.below(40))).toString('utf8');
  return Array.from({length: random.below(30)}, () => random.pick(PIECES)).join('');
}

/** Keys of `text` as they come in pieces of any length, with a pause at the end. */
function keysOf(text: string, random: Random): Key[] {
  const all: Key[] = [];
  let rest = '';
  for (let at = 0; at < text.length; ) {
    const end = at + 1 + random.below(8);
    const decoded = decodeKeys(rest + text.slice(at, end));
    all.push(...decoded.keys);
    rest = decoded.rest;
    at = end;
  }
  return [...all, ...flushEscape(rest)];
}

function completed(state: EditorState, random: Random): EditorState {
  const matches = Array.from({length: random.below(4)}, () => {
    const text = random.pick(PIECES);
    return {completionText: text, listItemText: text, resultType: 'Text', toolTip: ''};
  });
  const replacementIndex = random.below(state.cursor + 1);
  const replacementLength = state.cursor - replacementIndex;
  const result = {replacementIndex, replacementLength, matches};
  return takeCompletion(state, result, random.below(2) === 0);
}

function fault(state: EditorState, columns: number, lines: number): string | undefined {
  const {text, cursor} = state;
  const ends = new Set([0, text.length]);
  for (const {index} of graphemes.segment(text)) ends.add(index);
  if (!ends.has(cursor)) return `cursor ${cursor} is inside a grapheme`;
  const {rows, cursor: place} = screenFrame('PS> ', state, columns, lines);
  if (rows.length > lines) return `${rows.length} rows on ${lines} lines`;
  if (rows.some(row => rowWidth(row) > columns)) return `a row wider than ${columns}`;
  const inside = place.row >= 0 && place.row < rows.length && place.column < columns;
  return inside ? undefined : `cursor at ${place.row}, ${place.column} of ${rows.length} rows`;
}

function once(random: Random): string | undefined {
  const text = input(random);
  const [columns, lines] = [1 + random.below(30), 1 + random.below(8)];
  let state = newEditor(HISTORY, random.below(2) === 0);
  for (const pressed of keysOf(text, random)) {
    const step = reduce(state, pressed);
    const completes = step.effect === 'complete' || step.effect === 'menu';
    state = completes ? completed(step.state, random) : step.state;
    const found = fault(state, columns, lines);
    if (found) return `${found}: ${JSON.stringify({text, shown: state.text, columns, lines})}`;
  }
  return undefined;
}

export function fuzz(seed: number, deadline: number): {runs: number; finding?: string} {
  const random = seededRandom(seed);
  let runs = 0;
  do {
    runs++;
    try {
      const finding = once(random);
      if (finding) return {runs, finding};
    } catch (error) {
      return {runs, finding: String(error instanceof Error ? error.stack : error)};
    }
  } while (Date.now() < deadline);
  return {runs};
}
