/**
 * System.Linq.Enumerable: LINQ's methods over anything that can be enumerated.
 *
 * Delegates are script blocks cast to `[Func[...]]`. What a method answers is lazy where .NET's is.
 */
import {convertTo} from '../conversion/convert.ts';
import {toBool} from '../conversion/to-bool.ts';
import {add, divide} from '../operators/arithmetic.ts';
import {compare, looseEquals} from '../operators/compare.ts';
import {doubleType, int32Type} from '../values/core-types.ts';
import {defaultValue} from '../values/default-value.ts';
import {defineType} from '../values/define-type.ts';
import {enumerate} from '../values/enumerate.ts';
import {requireType} from '../values/find-type.ts';
import {Dictionary} from '../values/hashtable.ts';
import {NetException} from '../values/net-exception.ts';
import type {NetType} from '../values/net-type.ts';
import {typedArray} from '../values/typed-array.ts';
import {typeOf} from '../values/type-of.ts';
import type {Value} from '../values/value.ts';
import {callback} from './array.ts';
import {listOf, type Sequence, sequence} from './sequence.ts';

const CASE = {ignoreCase: false};
const order = (a: Value, b: Value): number => compare(a, b, CASE);
const same = (a: Value, b: Value): boolean => looseEquals(a, b, CASE);

function fail(message: string): never {
  throw new NetException('System.InvalidOperationException', message);
}
const noElements = (): never => fail('Sequence contains no elements');

function test(block: Value): (item: Value) => boolean {
  const call = callback(block);
  return item => toBool(call(item));
}

function* distinct(items: Iterable<Value>): Generator<Value> {
  const seen: Value[] = [];
  for (const item of items) {
    if (seen.some(one => same(one, item))) continue;
    seen.push(item);
    yield item;
  }
}

/** A lazy method that keeps the element type: `items` makes the new elements of the old ones. */
function kept(name: string, items: (from: Iterable<Value>, ...rest: never[]) => Iterable<Value>) {
  return (type: NetType, from: Value, ...rest: never[]): Sequence =>
    sequence(from, name, [type], () => items(enumerate(from), ...rest));
}

function sorted(descending: boolean) {
  return (type: NetType, _key: NetType, from: Value, block: Value): Sequence =>
    sequence(from, 'OrderBy', [type], () => {
      const key = callback(block);
      const keyed = Array.from(enumerate(from), item => [key(item), item] as const);
      keyed.sort(([a], [b]) => (descending ? order(b, a) : order(a, b)));
      return keyed.map(([, item]) => item);
    });
}

function fold(from: Value, pick: (best: Value, item: Value) => Value): Value {
  const [first, ...rest] = enumerate(from);
  return first === undefined ? noElements() : rest.reduce(pick, first);
}

const smaller = (a: Value, b: Value): Value => (order(b, a) < 0 ? b : a);
const larger = (a: Value, b: Value): Value => (order(b, a) > 0 ? b : a);

function sum(type: NetType, from: Value): Value {
  let total: Value = defaultValue(type);
  for (const item of enumerate(from)) total = add(total, item);
  return convertTo(total, type);
}

function average(type: NetType, from: Value): Value {
  const items = [...enumerate(from)];
  if (items.length === 0) noElements();
  const total = items.reduce((a, b) => add(a, b));
  const result = divide(total, items.length);
  return /Decimal|Single/.test(type.name) ? convertTo(result, type) : convertTo(result, doubleType);
}

const mapped = (block: Value, from: Value): Value[] => Array.from(enumerate(from), callback(block));

function toDictionary(types: readonly [NetType, NetType], pairs: Iterable<[Value, Value]>) {
  const [key, value] = types;
  const name = `System.Collections.Generic.Dictionary[${key.fullName},${value.fullName}]`;
  const table = new Dictionary(requireType(name));
  for (const [k, v] of pairs) table.add(convertTo(k, key), convertTo(v, value));
  return table;
}

/** One element: `pick` chooses of the fitting ones; `otherwise` stands for none. */
function single(pick: (items: readonly Value[]) => Value, otherwise: (type: NetType) => Value) {
  return (type: NetType, from: Value, block?: Value): Value => {
    const all = [...enumerate(from)];
    const items = block === undefined ? all : all.filter(test(block));
    return items.length === 0 ? otherwise(type) : pick(items);
  };
}

const first = (items: readonly Value[]): Value => items[0];
const last = (items: readonly Value[]): Value => items.at(-1);
const sole = (items: readonly Value[]): Value =>
  items.length > 1 ? fail('Sequence contains more than one element') : items[0];

const SEQ = 'System.Collections.Generic.IEnumerable[T]';
const TEST = 'System.Func[T,bool] predicate';

/** `First`, `FirstOrDefault` and the like, each with and without a test. */
function picks(): Record<string, (...args: never[]) => unknown> {
  const out: Record<string, (...args: never[]) => unknown> = {};
  for (const [name, pick] of Object.entries({First: first, Last: last, Single: sole})) {
    for (const [full, otherwise] of [
      [name, noElements],
      [`${name}OrDefault`, defaultValue],
    ] as const) {
      const run = single(pick, otherwise);
      out[`T ${full}<T>(${SEQ} source)`] = run;
      out[`T ${full}<T>(${SEQ} source, ${TEST})`] = run;
    }
  }
  return out;
}

/** Sum and its kind over numbers themselves, and over what a block makes of the elements. */
function totals(): Record<string, (...args: never[]) => unknown> {
  const out: Record<string, (...args: never[]) => unknown> = {};
  const rows: Record<string, (type: NetType, from: Value) => Value> = {
    Sum: sum,
    Average: average,
    Min: (_type, from) => fold(from, smaller),
    Max: (_type, from) => fold(from, larger),
  };
  for (const [name, run] of Object.entries(rows)) {
    out[`object ${name}<T>(${SEQ} source)`] = run;
    out[`object ${name}<T,R>(${SEQ} source, System.Func[T,R] selector)`] = (
      _type: NetType,
      result: NetType,
      from: Value,
      block: Value,
    ) => run(result, mapped(block, from));
  }
  return out;
}

defineType({
  fullName: 'System.Linq.Enumerable',
  abstract: true,
  statics: {
    ...picks(),
    ...totals(),
    [`object Where<T>(${SEQ} source, ${TEST})`]: kept('Where', function* (from, block: Value) {
      const fits = test(block);
      for (const item of from) if (fits(item)) yield item;
    }),
    [`object Select<T,R>(${SEQ} source, System.Func[T,R] selector)`]: (
      type: NetType,
      result: NetType,
      from: Value,
      block: Value,
    ) =>
      sequence(from, 'Select', [type, result], function* () {
        const call = callback(block);
        for (const item of enumerate(from)) yield call(item);
      }),
    [`object SelectMany<T,R>(${SEQ} source, System.Func[T,System.Collections.Generic.IEnumerable[R]] selector)`]:
      (type: NetType, result: NetType, from: Value, block: Value) =>
        sequence(from, 'SelectMany', [type, result], function* () {
          const call = callback(block);
          for (const item of enumerate(from)) yield* enumerate(call(item));
        }),
    [`object Skip<T>(${SEQ} source, int count)`]: kept('Skip', (from, count: number) =>
      [...from].slice(Math.max(0, count)),
    ),
    [`object Take<T>(${SEQ} source, int count)`]: kept('Take', function* (from, count: number) {
      let left = count;
      if (left <= 0) return;
      for (const item of from) {
        yield item;
        if (--left === 0) return;
      }
    }),
    [`object SkipWhile<T>(${SEQ} source, ${TEST})`]: kept('SkipWhile', (from, block: Value) => {
      const items = [...from];
      const at = items.findIndex(item => !test(block)(item));
      return at < 0 ? [] : items.slice(at);
    }),
    [`object TakeWhile<T>(${SEQ} source, ${TEST})`]: kept(
      'TakeWhile',
      function* (from, block: Value) {
        for (const item of from) {
          if (!test(block)(item)) return;
          yield item;
        }
      },
    ),
    [`object Distinct<T>(${SEQ} source)`]: kept('Distinct', distinct),
    [`object Reverse<T>(${SEQ} source)`]: kept('Reverse', from => [...from].toReversed()),
    [`object Concat<T>(${SEQ} first, ${SEQ} second)`]: kept('Concat', function* (from, to: Value) {
      yield* from;
      yield* enumerate(to);
    }),
    [`object Append<T>(${SEQ} source, T element)`]: kept(
      'AppendPrepend',
      function* (from, item: Value) {
        yield* from;
        yield item;
      },
    ),
    [`object Prepend<T>(${SEQ} source, T element)`]: kept(
      'AppendPrepend',
      function* (from, item: Value) {
        yield item;
        yield* from;
      },
    ),
    [`object Union<T>(${SEQ} first, ${SEQ} second)`]: kept('Union', (from, to: Value) =>
      distinct([...from, ...enumerate(to)]),
    ),
    [`object Intersect<T>(${SEQ} first, ${SEQ} second)`]: kept('Intersect', (from, to: Value) => {
      const others = [...enumerate(to)];
      return distinct([...from].filter(item => others.some(one => same(one, item))));
    }),
    [`object Except<T>(${SEQ} first, ${SEQ} second)`]: kept('Except', (from, to: Value) => {
      const others = [...enumerate(to)];
      return distinct([...from].filter(item => !others.some(one => same(one, item))));
    }),
    [`object DefaultIfEmpty<T>(${SEQ} source)`]: (type: NetType, from: Value) =>
      sequence(from, 'DefaultIfEmpty', [type], () => {
        const items = [...enumerate(from)];
        return items.length > 0 ? items : [defaultValue(type)];
      }),
    [`object OrderBy<T,K>(${SEQ} source, System.Func[T,K] keySelector)`]: sorted(false),
    [`object OrderByDescending<T,K>(${SEQ} source, System.Func[T,K] keySelector)`]: sorted(true),
    [`object Zip<T,U,R>(${SEQ} first, System.Collections.Generic.IEnumerable[U] second, System.Func[T,U,R] resultSelector)`]:
      (type: NetType, other: NetType, result: NetType, from: Value, to: Value, block: Value) =>
        sequence(from, 'Zip', [type, other, result], () => {
          const right = [...enumerate(to)];
          const left = [...enumerate(from)].slice(0, right.length);
          return left.map((item, at) => callback(block)(item, right[at]));
        }),
    'object OfType<T>(System.Collections.IEnumerable source)': (type: NetType, from: Value) =>
      sequence(from, 'OfType', [type], () =>
        [...enumerate(from)].filter(item => item !== null && typeOf(item).is(type)),
      ),
    'object Cast<T>(System.Collections.IEnumerable source)': (type: NetType, from: Value) =>
      sequence(from, 'Cast', [type], () => Array.from(enumerate(from), v => convertTo(v, type))),
    'object Range(int start, int count)': (start: number, count: number) =>
      sequence(null, 'Range', [int32Type], () => Array.from({length: count}, (_, i) => start + i)),
    'object Repeat<T>(T element, int count)': (type: NetType, item: Value, count: number) =>
      sequence(null, 'Repeat', [type], () => Array.from({length: count}, () => item)),
    'object Empty<T>()': (type: NetType) => typedArray(type, []),
    [`object ToArray<T>(${SEQ} source)`]: (type: NetType, from: Value) =>
      typedArray(type, [...enumerate(from)]),
    [`object ToList<T>(${SEQ} source)`]: (type: NetType, from: Value) =>
      listOf(type, enumerate(from)),
    [`object ToDictionary<T,K>(${SEQ} source, System.Func[T,K] keySelector)`]: (
      type: NetType,
      key: NetType,
      from: Value,
      block: Value,
    ) =>
      toDictionary(
        [key, type],
        Array.from(enumerate(from), item => [callback(block)(item), item] as [Value, Value]),
      ),
    [`object ToDictionary<T,K,V>(${SEQ} source, System.Func[T,K] keySelector, System.Func[T,V] elementSelector)`]:
      (_type: NetType, key: NetType, value: NetType, from: Value, keys: Value, values: Value) =>
        toDictionary(
          [key, value],
          Array.from(
            enumerate(from),
            item => [callback(keys)(item), callback(values)(item)] as [Value, Value],
          ),
        ),
    [`int Count<T>(${SEQ} source)`]: (_type: NetType, from: Value) => [...enumerate(from)].length,
    [`int Count<T>(${SEQ} source, ${TEST})`]: (_type: NetType, from: Value, block: Value) =>
      [...enumerate(from)].filter(test(block)).length,
    [`bool Any<T>(${SEQ} source)`]: (_type: NetType, from: Value) =>
      [...enumerate(from)].length > 0,
    [`bool Any<T>(${SEQ} source, ${TEST})`]: (_type: NetType, from: Value, block: Value) =>
      [...enumerate(from)].some(test(block)),
    [`bool All<T>(${SEQ} source, ${TEST})`]: (_type: NetType, from: Value, block: Value) =>
      [...enumerate(from)].every(test(block)),
    [`bool Contains<T>(${SEQ} source, T value)`]: (_type: NetType, from: Value, value: Value) =>
      [...enumerate(from)].some(item => same(item, value)),
    [`bool SequenceEqual<T>(${SEQ} first, ${SEQ} second)`]: (
      _type: NetType,
      from: Value,
      to: Value,
    ) => {
      const [a, b] = [[...enumerate(from)], [...enumerate(to)]];
      return a.length === b.length && a.every((item, at) => same(item, b[at]));
    },
    [`T ElementAt<T>(${SEQ} source, int index)`]: (_type: NetType, from: Value, index: number) => {
      const items = [...enumerate(from)];
      if (index < 0 || index >= items.length)
        throw new NetException(
          'System.ArgumentOutOfRangeException',
          "Index was out of range. Must be non-negative and less than the size of the collection. (Parameter 'index')",
        );
      return items[index];
    },
    [`T Aggregate<T>(${SEQ} source, System.Func[T,T,T] func)`]: (
      _type: NetType,
      from: Value,
      block: Value,
    ) => {
      const call = callback(block);
      return fold(from, (a, b) => call(a, b));
    },
    [`A Aggregate<T,A>(${SEQ} source, A seed, System.Func[A,T,A] func)`]: (
      _type: NetType,
      _result: NetType,
      from: Value,
      seed: Value,
      block: Value,
    ) => [...enumerate(from)].reduce((a, b) => callback(block)(a, b), seed),
  },
});
