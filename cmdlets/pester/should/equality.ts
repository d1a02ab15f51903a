/** -Be and -BeExactly, -BeTrue, -BeFalse, -BeNullOrEmpty. */
import {
  Hashtable,
  isEnumerable,
  isNull,
  looseEquals,
  runtimeError,
  toArray,
  toBool,
} from '../../../shell/values/index.ts';
import type {Value} from '../../../shell/values/value.ts';
import {nicely, single} from '../format-nicely.ts';
import {type Assertion, expected, type Operator, verdict} from './operator.ts';
import {stringDifference} from './string-difference.ts';

/** Lists within lists that are compared. */
const DEEPEST = 100;

/** Lists are equal when their elements are, one by one. */
export function sameValues(actual: Value, wanted: Value, ignoreCase: boolean, depth = 0): boolean {
  if (depth > DEEPEST)
    throw runtimeError(
      'RuntimeException',
      `Reached the recursion depth limit of ${DEEPEST} when comparing arrays ${nicely(actual)} and ${nicely(wanted)}. Is one of your arrays cyclic?`,
    );
  if (!isEnumerable(actual) && !isEnumerable(wanted)) return sameItems(actual, wanted, ignoreCase);
  // Nothing came through the pipe.
  if (isNull(actual)) return toArray(wanted).length === 0;
  const [left, right] = [asList(actual), asList(wanted)];
  if (left.length !== right.length) return false;
  const nested = isNested(left) || isNested(right);
  return left.every((each, at) =>
    nested
      ? sameValues(each, right[at], ignoreCase, depth + 1)
      : sameItems(each, right[at], ignoreCase),
  );
}

/** Equal when either converts to the other. */
function sameItems(actual: Value, wanted: Value, ignoreCase: boolean): boolean {
  return looseEquals(actual, wanted, {ignoreCase}) || looseEquals(wanted, actual, {ignoreCase});
}

const asList = (value: Value) => (isEnumerable(value) ? toArray(value) : [value]);
const isNested = (items: readonly Value[]) => items.some(item => isEnumerable(item));

function judgeEqual(assertion: Assertion, exact: boolean) {
  const {negate, because, p} = assertion;
  const wanted = p['ExpectedValue'];
  const same = sameValues(assertion.actual, wanted, !exact);
  return verdict(same !== negate, () => {
    const got = single(assertion.actual);
    const word = exact ? 'exactly ' : '';
    if (negate)
      return `Expected ${nicely(wanted)} to be different from the actual value,${because} but got ${word}the same value.`;
    if (typeof got === 'string' && typeof wanted === 'string')
      return stringDifference(got, wanted, {assertion, exact});
    return `Expected ${word}${nicely(wanted)},${because} but got ${nicely(got)}.`;
  });
}

export const equality: readonly Operator[] = [
  {
    name: 'Be',
    aliases: ['EQ'],
    takesAll: true,
    help: 'Compares one object with another for equality and throws if the two objects are not the same.',
    parameters: expected(),
    judge: assertion => judgeEqual(assertion, false),
  },
  {
    name: 'BeExactly',
    aliases: ['CEQ'],
    takesAll: true,
    help: 'Compares one object with another for equality and throws if the two objects are not the same. This comparison is case sensitive.',
    parameters: expected(),
    judge: assertion => judgeEqual(assertion, true),
  },
  ...([true, false] as const).map(
    (wanted): Operator => ({
      name: wanted ? 'BeTrue' : 'BeFalse',
      aliases: [],
      takesAll: false,
      help: `Asserts that the value is ${wanted}, or ${wanted ? 'truthy' : 'falsy'}.`,
      parameters: {},
      judge: ({actual, negate, because}) =>
        verdict(
          (toBool(actual) === wanted) !== negate,
          () => `Expected $${wanted !== negate},${because} but got ${nicely(actual)}.`,
        ),
    }),
  ),
  {
    name: 'BeNullOrEmpty',
    aliases: [],
    takesAll: true,
    help: 'Checks values for null or empty (strings).',
    parameters: {},
    judge({actual, negate, because}) {
      return verdict(isNullOrEmpty(actual) !== negate, () =>
        negate
          ? `Expected a value,${because} but got $null or empty.`
          : `Expected $null or empty,${because} but got ${nicely(single(actual))}.`,
      );
    },
  },
];

function isNullOrEmpty(actual: Value): boolean {
  const value = single(actual);
  if (isNull(value) || value === '') return true;
  if (value instanceof Hashtable) return value.count === 0;
  return isEnumerable(value) && toArray(value).length === 0;
}
