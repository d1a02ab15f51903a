/** Layouts as tables: texts in, exact lines out. */
import test from 'ava';
import {cellWidth, headCells, tailCells, wrapWords} from '../../../shell/format/cells.ts';
import {listLines} from '../../../shell/format/list-layout.ts';
import {fitCell, fitWidths, TableDrawer} from '../../../shell/format/table-layout.ts';
import {column} from '../../../shell/format/views/view.ts';
import {wideLines} from '../../../shell/format/wide-layout.ts';

const cells: readonly (readonly [text: string, width: number])[] = [
  ['abc', 3],
  ['', 0],
  ['消息', 4],
  ['e\u0301', 1],
  ['\u001b[31mred\u001b[0m', 3],
  ['👍', 2],
];

for (const [text, width] of cells)
  test(`${JSON.stringify(text)} takes ${width} cells`, t => {
    t.is(cellWidth(text), width);
  });

test('cutting keeps whole characters and escape sequences', t => {
  t.is(headCells('消息x', 3), '消');
  t.is(tailCells('a消息', 4), '消息');
  t.is(headCells('\u001b[31mabc', 2), '\u001b[31mab');
});

const wrapped: readonly (readonly [text: string, width: number, lines: readonly string[]])[] = [
  ['short', 10, ['short']],
  ['one two three', 8, ['one two ', 'three']],
  ['abcdefgh', 3, ['abc', 'def', 'gh']],
  ['a\nb', 9, ['a', 'b']],
  ['', 5, ['']],
  ['消', 1, ['?']],
];

for (const [text, width, lines] of wrapped)
  test(`${JSON.stringify(text)} wraps at ${width}`, t => {
    t.deepEqual(wrapWords(text, width), lines);
  });

const fitted: readonly (readonly [
  text: string,
  width: number,
  align: 'left' | 'center' | 'right',
  out: string,
])[] = [
  ['ab', 4, 'left', 'ab  '],
  ['ab', 4, 'right', '  ab'],
  ['ab', 5, 'center', ' ab  '],
  ['abcdef', 4, 'left', 'abc…'],
  ['abcdef', 4, 'right', '…def'],
  ['abcdef', 4, 'center', 'abc…'],
  ['abcdef', 1, 'left', 'a'],
  ['abcdef', 1, 'right', 'f'],
  ['one\ntwo', 8, 'left', 'one…    '],
];

for (const [text, width, align, out] of fitted)
  test(`${JSON.stringify(text)} in ${width} cells, ${align}`, t => {
    t.is(fitCell(text, width, align, true), out);
  });

const widths: readonly (readonly [
  wanted: readonly number[],
  screen: number,
  out: readonly number[],
])[] = [
  [[3, 4], 20, [3, 4]],
  [[3, 0], 20, [3, 16]],
  [[0, 0], 20, [10, 9]],
  [[10, 10, 10], 20, [10, 9, -1]],
  [[30], 20, [20]],
  [[10, 9, 5], 20, [10, 9, -1]],
];

for (const [wanted, screen, out] of widths)
  test(`widths ${wanted.join(',')} on ${screen} cells`, t => {
    t.deepEqual(fitWidths(wanted, screen), out);
  });

function draw(
  labels: readonly string[],
  sizes: readonly number[],
  rows: readonly (readonly string[])[],
  wrap = false,
) {
  const drawer = new TableDrawer(
    labels.map(label => ({label})),
    sizes,
    null,
  );
  const cellsOf = (row: readonly string[]) => row.map(text => ({text, align: 'left' as const}));
  return [...drawer.header(), ...rows.flatMap(row => drawer.row(cellsOf(row), wrap))];
}

test('a header longer than its column takes several lines', t => {
  t.deepEqual(draw(['LongLongHeader', 'Header2', 'Header3'], [4, 7, 4], [['1', '2', '3']]), [
    'Long Header2 Head',
    'Long         er3',
    'Head',
    'er',
    '---- ------- ----',
    '1    2       3',
  ]);
});

test('wrapped cells go on below, without trailing blanks', t => {
  t.deepEqual(draw(['A', 'Name', 'B'], [1, 17, 1], [['1', 'This\nIs some random', '2']], true), [
    'A Name              B',
    '- ----              -',
    '1 This              2',
    '  Is some random',
  ]);
});

test('a list pads labels and hangs long values', t => {
  const fields = [
    {label: 'Name', text: 'web'},
    {label: 'Id', text: 'one two three'},
    {label: 'X', text: 'a\nb'},
  ];
  t.deepEqual(listLines(fields, 15), [
    'Name : web',
    'Id   : one two ',
    '       three',
    'X    : a',
    '       b',
  ]);
});

test('a wide view fills lines', t => {
  t.deepEqual(wideLines(['a', 'b', 'c'], 2, 11), ['a     b', 'c']);
  t.deepEqual(wideLines(['aa', 'bb', 'cc'], 0, 8), ['aa   bb', 'cc']);
});

const columns: readonly (readonly [text: string, expected: object])[] = [
  ['Name', {label: 'Name', source: 'Name', width: undefined, align: undefined, format: undefined}],
  ['Size:12R', {label: 'Size', source: 'Size', width: 12, align: 'right', format: undefined}],
  [
    'Num CPUs:8=NumCpu',
    {label: 'Num CPUs', source: 'NumCpu', width: 8, align: undefined, format: undefined},
  ],
  [
    'CapacityGB:15R{N3}',
    {label: 'CapacityGB', source: 'CapacityGB', width: 15, align: 'right', format: 'N3'},
  ],
  [
    'MemoryType:L',
    {label: 'MemoryType', source: 'MemoryType', width: undefined, align: 'left', format: undefined},
  ],
  [
    '% Complete:10R=PercentComplete',
    {label: '% Complete', source: 'PercentComplete', width: 10, align: 'right', format: undefined},
  ],
];

for (const [text, expected] of columns)
  test(`the column ${text}`, t => {
    t.deepEqual({...column(text)}, expected);
  });
