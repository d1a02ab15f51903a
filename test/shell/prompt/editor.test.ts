import test from 'ava';
import {
  type EditorState,
  newEditor,
  reduce,
  showMatch,
  takeCompletion,
} from '../../../shell/prompt/editor.ts';
import {parseHistory} from '../../../shell/prompt/history-file.ts';
import {remember} from '../../../shell/prompt/history-search.ts';
import {decodeKeys, flushEscape, type Key} from '../../../shell/prompt/keys.ts';
import {inputFrame, menuRows, type Row, screenFrame} from '../../../shell/prompt/layout.ts';
import {nextGrapheme, previousGrapheme} from '../../../shell/prompt/text-motion.ts';

/** Types terminal bytes into an editor; `|` in the answer marks the cursor. */
function typed(
  bytes: string,
  history: string[] = [],
  start: EditorState = newEditor(history),
): string {
  let state = start;
  for (const pressed of decodeKeys(bytes).keys) state = reduce(state, pressed).state;
  return `${state.text.slice(0, state.cursor)}|${state.text.slice(state.cursor)}`;
}

const ESC = '\x1b';
const LEFT = `${ESC}[D`;
const UP = `${ESC}[A`;
const DOWN = `${ESC}[B`;

const keyRows: [name: string, bytes: string, shown: string][] = [
  ['characters', 'Get-VM', 'Get-VM|'],
  ['left and insert', `ab${LEFT}c`, 'ac|b'],
  ['backspace', 'abc\x7f', 'ab|'],
  ['delete under the cursor', `abc${LEFT}${LEFT}${ESC}[3~`, 'a|c'],
  ['home and end', `abc\x01x${ESC}[Fy`, 'xabcy|'],
  ['kill to the end and yank', `abc def${LEFT}${LEFT}${LEFT}\x0b\x01\x19`, 'def|abc '],
  ['cuts in a row are one', 'one two three\x17\x17\x19', 'one two three|'],
  ['a key between begins another', 'one two\x17x\x17\x19\x19', 'one xx|'],
  ['escape, then a key, is alt', `one two${ESC}${ESC}[DX`, 'one X|two'],
  ['escape before a paste', `${ESC}${ESC}[200~a${ESC}[201~`, 'a|'],
  ['a line feed is enter', 'ab\n', 'ab|'],
  ['alt-enter opens a line', `ab${ESC}\rc`, 'ab\nc|'],
  ['alt-r takes all away', `ab${ESC}r`, '|'],
  ['kill to the start', 'abc\x15x', 'x|'],
  ['kill a blank-delimited word', 'Get-VM web-01\x17', 'Get-VM |'],
  ['word left by ctrl-left', `one two${ESC}[1;5Dx`, 'one x|two'],
  ['word right by alt-f', `one two\x01${ESC}fx`, 'onex| two'],
  ['alt-d cuts the next word', `one two\x01${ESC}d`, '| two'],
  ['transpose', 'ab\x14', 'ba|'],
  ['undo', 'ab\x1f', 'a|'],
  ['ctrl-d in a text deletes', `ab\x01\x04`, '|b'],
  ['paste keeps newlines', `${ESC}[200~a\r\nb${ESC}[201~`, 'a\nb|'],
  ['up in a text moves a line', `${ESC}[200~ab\ncd${ESC}[201~${UP}x`, 'abx|\ncd'],
  ['wide characters are one step', `你好${LEFT}x`, '你x|好'],
  ['combined characters are one step', `e\u0301\x7f`, '|'],
  ['family emoji is one step', '👨‍👩‍👧\x7f', '|'],
];

for (const [name, bytes, shown] of keyRows) {
  test(`keys: ${name}`, t => {
    t.is(typed(bytes), shown);
  });
}

test('history: up, down and the line being typed', t => {
  const history = ['one', 'two'];
  t.is(typed(`dr${UP}`, history), 'two|');
  t.is(typed(`dr${UP}${UP}`, history), 'one|');
  t.is(typed(`dr${UP}${UP}${UP}${DOWN}${DOWN}`, history), 'dr|');
});

test('history: alt-. gives the last argument, again the one before', t => {
  const history = ['a one', 'b "two x"', 'c'];
  t.is(typed(`z ${ESC}.`, history), 'z c|');
  t.is(typed(`z ${ESC}.${ESC}.`, history), 'z "two x"|');
  t.is(typed(`z ${ESC}.${ESC}.${ESC}.${ESC}.!`, history), 'z one!|');
});

test('history: the prediction is taken by right, end, and word by word', t => {
  const start = newEditor(['Get-VM web1 | Start-VM'], true);
  t.is(typed(`get${ESC}[C`, [], start), 'get-VM web1 | Start-VM|');
  t.is(typed(`get\x05`, [], start), 'get-VM web1 | Start-VM|');
  t.is(typed(`get${ESC}f${ESC}f`, [], start), 'get-VM web1|');
  t.is(typed(`get${LEFT}${ESC}[C`, [], start), 'get|');
  t.is(typed(`get${ESC}[C`), 'get|');
});

test('history: an entry is kept once, the newest', t => {
  t.deepEqual(remember(['a', 'b'], 'a'), ['b', 'a']);
});

test('history: ctrl-r finds, again goes older, ctrl-g gives the draft back, escape keeps what was found', t => {
  const history = ['Get-VM web', 'Get-Stat', 'get-vm db'];
  t.is(typed('\x12GET', history), '|get-vm db');
  t.is(typed('\x12get-vm\x12', history), '|Get-VM web');
  t.is(typed('mine\x12get\x07', history), 'mine|');
  const {keys} = decodeKeys('mine\x12web');
  let state = newEditor(history);
  for (const pressed of [...keys, ...flushEscape(ESC)]) state = reduce(state, pressed).state;
  t.is(state.text, 'Get-VM web');
});

test('history file keeps lines with newlines', t => {
  t.deepEqual(parseHistory('a\nif (1) {`\n 2`\n}\nb\n'), ['a', 'if (1) {\n 2\n}', 'b']);
});

test('wishes: enter, tab, ctrl-c, ctrl-d on an empty line', t => {
  const wish = (bytes: string): string | undefined => {
    let effect: string | undefined;
    let state = newEditor([]);
    for (const pressed of decodeKeys(bytes).keys)
      ({state, effect} = {effect: undefined, ...reduce(state, pressed)});
    return effect;
  };
  t.is(wish('a\r'), 'accept');
  t.is(wish('a\t'), 'complete');
  t.is(wish('a\x03'), 'interrupt');
  t.is(wish('\x04'), 'eof');
  t.is(wish('a\x0c'), 'clear-screen');
});

test('completion: tab goes round the matches, escape takes it back', t => {
  const match = (text: string) => ({
    completionText: text,
    listItemText: text,
    resultType: 'Command',
    toolTip: '',
  });
  const result = {
    replacementIndex: 0,
    replacementLength: 5,
    matches: [match('Get-VM'), match('Get-VMHost')],
  };
  const first = showMatch({...newEditor([]), text: 'get-v | x', cursor: 5}, result, 0, 'get-v | x');
  t.is(first.text, 'Get-VM | x');
  t.is(typed('\t', [], first), 'Get-VMHost| | x');
  t.is(typed('\t\t', [], first), 'Get-VM| | x');
  const [escape] = flushEscape(ESC);
  t.is(escape && reduce(first, escape).state.text, 'get-v | x');
});

test('completion: what all begin with first, then the first', t => {
  const match = (text: string) => ({
    completionText: text,
    listItemText: text,
    resultType: 'Command',
    toolTip: '',
  });
  const result = {
    replacementIndex: 0,
    replacementLength: 3,
    matches: [match('Get-VM'), match('get-vmhost')],
  };
  const start = {...newEditor([]), text: 'get x', cursor: 3};
  const first = takeCompletion(start, result, false);
  t.is(typed('', [], first), 'Get-VM| x');
  t.is(typed('\t', [], first), 'Get-VM| x');
  t.is(typed('\t\t', [], first), 'get-vmhost| x');
  t.is(typed('\t\t\t\x07', [], first), 'Get-VM| x');
  t.is(takeCompletion(start, result, true).menu?.selected, 0);
});

test('a sequence cut in two is waited for', t => {
  t.deepEqual(decodeKeys(`a${ESC}[`), {keys: decodeKeys('a').keys, rest: `${ESC}[`});
  t.deepEqual(decodeKeys(`${ESC}[200~half`).rest, `${ESC}[200~half`);
});

const textOf = (rows: readonly Row[]): string[] =>
  rows.map(row => row.map(cell => cell.text).join(''));

const frameOf = (text: string, columns: number, cursor = text.length) =>
  inputFrame('PS> ', {...newEditor([]), text, cursor}, columns);

const frameRows: [name: string, text: string, columns: number, rows: string[], cursor: number[]][] =
  [
    ['wraps by cells, marks lines', 'abcdefgh\nxy', 8, ['PS> abcd', 'efgh', '>> xy'], [2, 5]],
    ['wide characters wrap whole', 'a你好', 6, ['PS> a', '你好'], [1, 4]],
    ['after a full row the cursor is on the next', 'abcd', 8, ['PS> abcd', ''], [1, 0]],
    ['control characters are named', 'a\x1bb', 20, ['PS> a^[b'], [0, 8]],
    ['what turns the line round is shown', 'a\u202eb', 20, ['PS> a\ufffdb'], [0, 7]],
    ['wider than the screen', '你', 1, ['P', 'S', '>', ' ', '?', ''], [5, 0]],
  ];

for (const [name, text, columns, rows, [row, column]] of frameRows) {
  test(`layout: ${name}`, t => {
    const frame = frameOf(text, columns);
    t.deepEqual(textOf(frame.rows), rows);
    t.deepEqual(frame.cursor, {row: row ?? 0, column: column ?? 0});
  });
}

test("layout: the prompt's own colours take no room", t => {
  const state = {...newEditor([]), text: 'x', cursor: 1};
  const {rows, cursor} = inputFrame('\x1b[32mPS\x1b[0m> ', state, 20);
  t.deepEqual(textOf(rows), ['PS> x']);
  t.is(rows[0]?.[0]?.style, '\x1b[32m');
  t.is(cursor.column, 5);
});

test('layout: stays within the screen, around the cursor', t => {
  const text = Array.from({length: 50}, (_, index) => `line${index}`).join('\n');
  const state = {...newEditor([]), text, cursor: text.length};
  const {rows, cursor} = screenFrame('PS> ', state, 80, 10);
  t.is(rows.length, 10);
  t.regex(textOf(rows).at(-1) ?? '', /line49/);
  t.deepEqual(cursor, {row: 9, column: 9});
});

test('layout: a prediction follows the cursor, the search is shown below', t => {
  const history = ['Get-VM web1'];
  const state = {...newEditor(history, true), text: 'get', cursor: 3};
  const {rows, cursor} = inputFrame('> ', state, 40);
  t.deepEqual(textOf(rows), ['> get-VM web1']);
  t.true(rows[0]?.at(-1)?.dim);
  t.is(cursor.column, 5);
  const searching = reduce(reduce(newEditor(history), decodeKeys('\x12').keys[0] as Key).state, {
    ...(decodeKeys('w').keys[0] as Key),
  }).state;
  t.deepEqual(textOf(screenFrame('> ', searching, 40, 10).rows), [
    '> Get-VM web1',
    'bck-i-search: w_',
  ]);
});

test('layout: the menu shows the selected match in view', t => {
  const matches = Array.from({length: 40}, (_, index) => ({
    completionText: `m${index}`,
    listItemText: `m${index}`,
    resultType: 'Command',
    toolTip: '',
  }));
  const rows = menuRows(
    {result: {replacementIndex: 0, replacementLength: 0, matches}, selected: 39, original: ''},
    20,
    3,
  );
  t.is(rows.length, 3);
  t.true(rows.flat().some(cell => cell.inverse === true && cell.text.trim() === 'm39'));
});

test('graphemes: steps never leave the text', t => {
  for (const text of ['', 'a', '👍🏽x', 'e\u0301', '\ud800']) {
    t.is(previousGrapheme(text, 0), 0);
    t.is(nextGrapheme(text, text.length), text.length);
    for (let at = 0; at < text.length; at++)
      t.true(nextGrapheme(text, at) > at && previousGrapheme(text, at + 1) <= at);
  }
});
