/** Sorting many objects: the quick ways give the order of the general one. */
import test from 'ava';
import {collator, compareKeys, keyText} from '../../cmdlets/utility/sort-keys.ts';
import {sortedPlaces} from '../../cmdlets/utility/sorted-places.ts';
import {Waiting} from '../../cmdlets/utility/waiting.ts';
import {decimal} from '../../shell/values/decimal.ts';
import {double} from '../../shell/values/numbers.ts';

/** Numbers below `limit` from a fixed seed. */
function randomly(limit: number, seed: {value: number}): number {
  seed.value = (seed.value * 1103515245 + 12345) % 2 ** 31;
  return seed.value % limit;
}

const seed = {value: 7};
const text = () =>
  String.fromCharCode(
    ...Array.from({length: randomly(6, seed)}, () => 0x20 + randomly(0x5f, seed)),
  );
const COLUMNS: readonly (readonly [what: string, column: readonly unknown[]])[] = [
  ['integers', Array.from({length: 500}, () => randomly(2 ** 31, seed) - 2 ** 30)],
  ['few integers', Array.from({length: 500}, () => randomly(7, seed) - 3)],
  ['integers far apart', [2 ** 40, -(2 ** 40), 0, 2 ** 40 + 1, double(-0), 0]],
  ['integers 32 bits apart', [2 ** 40 + 2 ** 32 - 1, 2 ** 40, 2 ** 40 + 7, 2 ** 40]],
  ['large integers', [2 ** 60, 2 ** 60 + 4096, 2 ** 60 - 4096, 2 ** 60]],
  ['one integer', [5]],
  ['fractions', Array.from({length: 500}, () => randomly(999, seed) / 8)],
  ['printable texts', Array.from({length: 500}, text)],
  ['texts with letters of all kinds', ['é', 'e', 'É', 'z', 'ä', 'ß', 'ss', '', 'a\u0301']],
  ['nothing and something', [3, null, 'b', undefined, 2, 'a', null]],
];

for (const [what, column] of COLUMNS) {
  for (const caseSensitive of [false, true]) {
    test(`${what}, ${caseSensitive ? 'with' : 'without'} case: in the order of the keys`, t => {
      const order = {caseSensitive};
      const places = column.map((_, place) => place);
      const wanted = places
        .slice()
        .sort((a, b) => compareKeys(column[a], column[b], order) || a - b);
      t.deepEqual([...sortedPlaces([column], column.length, [1], order)], wanted);
      const down = places.slice().sort((a, b) => compareKeys(column[b], column[a], order) || a - b);
      t.deepEqual([...sortedPlaces([column], column.length, [-1], order)], down);
    });
  }
}

test('a second key decides among equal first ones', t => {
  const columns = [
    ['b', 'a', 'B', 'a'],
    [2, 4, 1, 3],
  ];
  t.deepEqual([...sortedPlaces(columns, 4, [1, -1], {caseSensitive: false})], [1, 3, 0, 2]);
});

test('equal keys have equal texts', t => {
  const order = {caseSensitive: false};
  for (const [a, b] of [
    [1, '1'],
    [1, decimal('1.0')],
    ['Ab', 'aB'],
    [true, 'True'],
  ]) {
    t.is(compareKeys(a, b, order), 0);
    t.is(keyText([a]), keyText([b]));
  }
  t.not(collator(order), collator({caseSensitive: true}));
});

test('objects wait in order', t => {
  const waiting = new Waiting<number>();
  for (let at = 0; at < 10; at++) waiting.push(at);
  t.deepEqual([waiting.shift(), waiting.shift(), waiting.size], [0, 1, 8]);
  for (let at = 0; at < 5; at++) waiting.shift();
  waiting.push(10);
  t.deepEqual(waiting.items(), [7, 8, 9, 10]);
  for (let at = 0; at < 4; at++) waiting.shift();
  t.is(waiting.shift(), undefined);
  t.is(waiting.size, 0);
});
