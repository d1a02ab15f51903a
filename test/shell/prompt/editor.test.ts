import test from 'ava';
import {type EditorState, newEditor, reduce, showMatch} from '../../../shell/prompt/editor.ts';
import {parseHistory} from '../../../shell/prompt/history-file.ts';
import {decodeKeys, flushEscape} from '../../../shell/prompt/keys.ts';
import {inputRows, menuRows, screenRows} from '../../../shell/prompt/layout.ts';
import {nextGrapheme, previousGrapheme} from '../../../shell/prompt/text-motion.ts';

/** Types terminal bytes into an editor; `|` in the answer marks the cursor. */
function typed(bytes: string, history: string[] = [], start: EditorState = newEditor(history)): string {
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

test('history: ctrl-r finds, again goes older, escape gives the draft back', t => {
  const history = ['Get-VM web', 'Get-Stat', 'get-vm db'];
  t.is(typed('\x12GET', history), '|get-vm db');
  t.is(typed('\x12get-vm\x12', history), '|Get-VM web');
  t.is(typed('mine\x12get\x1b[27~', history).startsWith('|get'), true);
  const {keys} = decodeKeys('mine\x12get');
  let state = newEditor(history);
  for (const pressed of [...keys, ...flushEscape(ESC)]) state = reduce(state, pressed).state;
  t.is(state.text, 'mine');
});

test('history file keeps lines with newlines', t => {
  t.deepEqual(parseHistory('a\nif (1) {`\n 2`\n}\nb\n'), ['a', 'if (1) {\n 2\n}', 'b']);
});

test('wishes: enter, tab, ctrl-c, ctrl-d on an empty line', t => {
  const wish = (bytes: string): string | undefined => {
    let effect: string | undefined;
    let state = newEditor([]);
    for (const pressed of decodeKeys(bytes).keys) ({state, effect} = {effect: undefined, ...reduce(state, pressed)});
    return effect;
  };
  t.is(wish('a\r'), 'accept');
  t.is(wish('a\t'), 'complete');
  t.is(wish('a\x03'), 'interrupt');
  t.is(wish('\x04'), 'eof');
  t.is(wish('a\x0c'), 'clear-screen');
});

test('completion: tab goes round the matches, escape takes it back', t => {
  const match = (text: string) => ({completionText: text, listItemText: text, resultType: 'Command', toolTip: ''});
  const result = {replacementIndex: 0, replacementLength: 5, matches: [match('Get-VM'), match('Get-VMHost')]};
  const first = showMatch({...newEditor([]), text: 'get-v | x', cursor: 5}, result, 0, 'get-v | x');
  t.is(first.text, 'Get-VM | x');
  t.is(typed('\t', [], first), 'Get-VMHost| | x');
  t.is(typed('\t\t', [], first), 'Get-VM| | x');
  const [escape] = flushEscape(ESC);
  t.is(escape && reduce(first, escape).state.text, 'get-v | x');
});

test('a sequence cut in two is waited for', t => {
  t.deepEqual(decodeKeys(`a${ESC}[`), {keys: decodeKeys('a').keys, rest: `${ESC}[`});
  t.deepEqual(decodeKeys(`${ESC}[200~half`).rest, `${ESC}[200~half`);
});

const textOf = (rows: ReturnType<typeof inputRows>['rows']): string[] => rows.map(row => row.map(cell => cell.text).join(''));

test('layout: wraps by cells, marks continuation lines, shows the cursor', t => {
  const state = {...newEditor([]), text: 'abcdefgh\nxy', cursor: 11};
  t.deepEqual(textOf(inputRows('PS> ', state, 8).rows), ['PS> abcd', 'efgh', '>> xy ']);
  t.is(inputRows('PS> ', state, 8).cursorRow, 2);
  const wide = {...newEditor([]), text: '你好', cursor: 6};
  t.deepEqual(textOf(inputRows('>', wide, 4, true).rows), ['>你', '好']);
});

test('layout: stays within the screen, around the cursor', t => {
  const text = Array.from({length: 50}, (_, index) => `line${index}`).join('\n');
  const rows = textOf(screenRows('PS> ', {...newEditor([]), text, cursor: text.length}, 80, 10));
  t.is(rows.length, 9);
  t.regex(rows.at(-1) ?? '', /line49/);
});

test('layout: the menu shows the selected match in view', t => {
  const matches = Array.from({length: 40}, (_, index) => ({completionText: `m${index}`, listItemText: `m${index}`, resultType: 'Command', toolTip: ''}));
  const rows = menuRows({result: {replacementIndex: 0, replacementLength: 0, matches}, selected: 39, original: ''}, 20, 3);
  t.is(rows.length, 3);
  t.true(rows.flat().some(cell => cell.inverse === true && cell.text.trim() === 'm39'));
});

test('graphemes: steps never leave the text', t => {
  for (const text of ['', 'a', '👍🏽x', 'e\u0301', '\ud800']) {
    t.is(previousGrapheme(text, 0), 0);
    t.is(nextGrapheme(text, text.length), text.length);
    for (let at = 0; at < text.length; at++) t.true(nextGrapheme(text, at) > at && previousGrapheme(text, at + 1) <= at);
  }
});
