/** `a..b`. Source: language specification 3.2. */
import {convertTo} from '../conversion/convert.ts';
import {stopPoint} from '../session/stop-point.ts';
import {int32Type} from '../values/core-types.ts';
import {Char} from '../values/numbers.ts';
import {unwrap} from '../values/ps-wrapper.ts';
import type {Value} from '../values/value.ts';

interface Ends {
  readonly from: number;
  readonly to: number;
  readonly isChar: boolean;
}

function characterOf(v: Value): string | undefined {
  if (v instanceof Char) return v.text;
  return typeof v === 'string' && v.length === 1 ? v : undefined;
}

function endsOf(a: Value, b: Value): Ends {
  const left = unwrap(a);
  const right = unwrap(b);
  const first = characterOf(left);
  const last = characterOf(right);
  const digits =
    /^\d\d$/.test(`${first}${last}`) && typeof left === 'string' && typeof right === 'string';
  if (first !== undefined && last !== undefined && !digits) {
    return {from: first.charCodeAt(0), to: last.charCodeAt(0), isChar: true};
  }
  return {
    from: convertTo(left, int32Type) as number,
    to: convertTo(right, int32Type) as number,
    isChar: false,
  };
}

/** The numbers of a range, made one by one. Who is in a hurry counts from `from` to `to` alone. */
export class IntRange {
  readonly from: number;
  readonly to: number;

  constructor(from: number, to: number) {
    this.from = from;
    this.to = to;
  }

  *[Symbol.iterator](): Generator<number> {
    const {from, to} = this;
    const step = from <= to ? 1 : -1;
    for (let n = from; n !== to + step; n += step) yield n;
  }

  toArray(): number[] {
    const {from, to} = this;
    const step = from <= to ? 1 : -1;
    const out: number[] = [];
    for (let n = from; n !== to + step; n += step) {
      stopPoint();
      out.push(n);
    }
    return out;
  }
}

/** The numbers (or characters) one by one, down when `b` is smaller: for foreach and pipelines. */
export function rangeItems(a: Value, b: Value): Iterable<Value> {
  const {from, to, isChar} = endsOf(a, b);
  const numbers = new IntRange(from, to);
  return isChar ? characters(numbers) : numbers;
}

function* characters(codes: IntRange): Generator<Char> {
  for (const code of codes) yield new Char(code);
}

/** The range as an array. */
export function range(a: Value, b: Value): Value[] {
  const {from, to, isChar} = endsOf(a, b);
  const numbers = new IntRange(from, to);
  return isChar ? [...characters(numbers)] : numbers.toArray();
}
