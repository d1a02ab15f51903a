/**
 * The order of many objects by their keys. Keys are held in columns, one a key with a value for each object,
 * and what is sorted are places: a column of one kind then has a quick comparison of its own.
 */
import {stopPoint} from '../../shell/session/stop-point.ts';
import type {PropertyArgument} from '../../shell/format/property-argument.ts';
import {Double} from '../../shell/values/index.ts';
import {asciiKey, asciiRanks} from './ascii-order.ts';
import {placesOfIntegers} from './number-order.ts';
import type {KeyOrder} from './sort-keys.ts';
import {collator, compareKeys, keyReader, keysOf} from './sort-keys.ts';

/** One key of all objects, by their places. */
export type KeyColumn = readonly unknown[];

/** The keys of `by`; without, those of the types or the objects themselves. */
export function keyColumns(
  objects: readonly unknown[],
  by: readonly PropertyArgument[],
): KeyColumn[] {
  if (by.length > 0) return by.map(argument => objects.map(keyReader(argument)));
  const columns: unknown[][] = [];
  for (const [place, object] of objects.entries()) {
    for (const [index, key] of keysOf(object, by).entries()) {
      columns[index] ??= objects.map(() => undefined);
      (columns[index] as unknown[])[place] = key;
    }
  }
  return columns;
}

/** Places in the order of their keys, equal ones as they came. A column without a sign has the first one's. */
export function sortedPlaces(
  columns: readonly KeyColumn[],
  count: number,
  signs: readonly (1 | -1)[],
  order: KeyOrder,
): Uint32Array {
  const [only] = columns;
  if (only !== undefined && columns.length === 1) {
    const numbers = numbersOf(only);
    const quick = numbers && placesOfIntegers(numbers, signs[0] ?? 1);
    if (quick) return quick;
  }
  const comparisons = columns.map((column, index) =>
    directed(comparisonOf(column, order), signs[index] ?? signs[0] ?? 1),
  );
  const [first] = comparisons;
  const compare = comparisons.length === 1 && first ? first : inTurn(comparisons);
  const places = Array.from({length: count}, (_, place) => place);
  return Uint32Array.from(
    places.sort((a, b) => {
      stopPoint();
      return compare(a, b);
    }),
  );
}

type Comparison = (a: number, b: number) => number;

function directed(compare: Comparison, sign: 1 | -1): Comparison {
  return sign === 1 ? compare : (a, b) => compare(b, a);
}

/** The first comparison that tells two places apart decides. */
function inTurn(comparisons: readonly Comparison[]): Comparison {
  return (a, b) => {
    for (const compare of comparisons) {
      const result = compare(a, b);
      if (result !== 0) return result;
    }
    return 0;
  };
}

function comparisonOf(column: KeyColumn, order: KeyOrder): Comparison {
  const numbers = numbersOf(column);
  if (numbers) return (a, b) => (numbers[a] as number) - (numbers[b] as number);
  if (column.every(key => typeof key === 'string')) return textComparison(column, order);
  return (a, b) => compareKeys(column[a], column[b], order);
}

function textComparison(texts: readonly string[], order: KeyOrder): Comparison {
  const rules = collator(order);
  const compare: Comparison = (a, b) => rules.compare(texts[a] as string, texts[b] as string);
  const ranks = asciiRanks(rules);
  const keys: string[] = [];
  for (const text of texts) {
    const key = asciiKey(text, ranks);
    if (key === undefined) return compare;
    keys.push(key);
  }
  return (a, b) => {
    const x = keys[a] as string;
    const y = keys[b] as string;
    return x < y ? -1 : x > y ? 1 : order.caseSensitive ? compare(a, b) : 0;
  };
}

/** The column as numbers, if it has nothing else. */
function numbersOf(column: KeyColumn): Float64Array | undefined {
  const numbers = new Float64Array(column.length);
  for (let place = 0; place < column.length; place++) {
    const key = column[place];
    const number = key instanceof Double ? key.value : key;
    if (typeof number !== 'number' || !Number.isFinite(number)) return undefined;
    numbers[place] = number;
  }
  return numbers;
}
