/**
 * The comparison operators with a list on the left, which filter; `-like`, `-contains` and `-in`.
 *
 * Source: language specification 3.3.
 */
import {toText} from '../conversion/to-text.ts';
import {stopPoint} from '../session/stop-point.ts';
import {enumerate, isEnumerable} from '../values/enumerate.ts';
import type {Value} from '../values/value.ts';
import {wildcard} from '../values/wildcard.ts';
import {compare, looseEquals} from './compare.ts';

/** A list gives the elements for which `test` holds, a scalar its truth. */
export function filterOrTest(left: Value, test: (item: Value) => boolean): Value {
  if (!isEnumerable(left)) return test(left);
  const out: Value[] = [];
  for (const item of enumerate(left)) {
    stopPoint();
    if (test(item)) out.push(item);
  }
  return out;
}

export function equalTo(a: Value, b: Value, ignoreCase: boolean): Value {
  return filterOrTest(a, item => looseEquals(item, b, {ignoreCase}));
}
export function notEqualTo(a: Value, b: Value, ignoreCase: boolean): Value {
  return filterOrTest(a, item => !looseEquals(item, b, {ignoreCase}));
}
export function greaterThan(a: Value, b: Value, ignoreCase: boolean): Value {
  return filterOrTest(a, item => compare(item, b, {ignoreCase}) > 0);
}
export function greaterOrEqual(a: Value, b: Value, ignoreCase: boolean): Value {
  return filterOrTest(a, item => compare(item, b, {ignoreCase}) >= 0);
}
export function lessThan(a: Value, b: Value, ignoreCase: boolean): Value {
  return filterOrTest(a, item => compare(item, b, {ignoreCase}) < 0);
}
export function lessOrEqual(a: Value, b: Value, ignoreCase: boolean): Value {
  return filterOrTest(a, item => compare(item, b, {ignoreCase}) <= 0);
}

export function like(a: Value, pattern: Value, ignoreCase: boolean): Value {
  const test = wildcard(toText(pattern), {caseSensitive: !ignoreCase});
  return filterOrTest(a, item => test(toText(item)));
}
export function notLike(a: Value, pattern: Value, ignoreCase: boolean): Value {
  const test = wildcard(toText(pattern), {caseSensitive: !ignoreCase});
  return filterOrTest(a, item => !test(toText(item)));
}

/** `list -contains v`: is any element `-eq` v? A scalar counts as one element. */
export function contains(list: Value, v: Value, ignoreCase: boolean): boolean {
  for (const item of isEnumerable(list) ? enumerate(list) : [list]) {
    stopPoint();
    if (looseEquals(item, v, {ignoreCase})) return true;
  }
  return false;
}

/** `v -in list` */
export function isIn(v: Value, list: Value, ignoreCase: boolean): boolean {
  for (const item of isEnumerable(list) ? enumerate(list) : [list]) {
    stopPoint();
    if (looseEquals(v, item, {ignoreCase})) return true;
  }
  return false;
}
