/** `a..b`. Source: language specification 3.2. */
import {convertTo} from '../conversion/convert.ts';
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

/** The numbers (or characters) one by one, down when `b` is smaller: for foreach and pipelines. */
export function* rangeItems(a: Value, b: Value): Generator<Value> {
  const {from, to, isChar} = endsOf(a, b);
  const step = from <= to ? 1 : -1;
  for (let n = from; n !== to + step; n += step) yield isChar ? new Char(n) : n;
}

/** The range as an array. */
export function range(a: Value, b: Value): Value[] {
  const {from, to, isChar} = endsOf(a, b);
  const step = from <= to ? 1 : -1;
  const out: Value[] = [];
  for (let n = from; n !== to + step; n += step) out.push(isChar ? new Char(n) : n);
  return out;
}
