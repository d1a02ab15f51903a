/** -Be and -BeExactly, -BeTrue, -BeFalse, -BeNullOrEmpty. */
import {
  Hashtable,
  isEnumerable,
  isNull,
  looseEquals,
  toArray,
  toBool,
} from '../../../shell/values/index.ts';
import type {Value} from '../../../shell/values/value.ts';
import {nicely, single} from '../format-nicely.ts';
import {type Assertion, expected, type Operator, verdict} from './operator.ts';
import {stringDifference} from './string-difference.ts';

/** Lists are equal when their elements are, one by one. */
export function sameValues(actual: Value, wanted: Value, ignoreCase: boolean): boolean {
  if (!isEnumerable(actual) && !isEnumerable(wanted))
    return looseEquals(actual, wanted, {ignoreCase});
  const [left, right] = [asList(actual), asList(wanted)];
  if (left.length !== right.length) return false;
  if (isNested(left) || isNested(right))
    return left.every((each, at) => sameValues(each, right[at], ignoreCase));
  return left.every((each, at) => looseEquals(each, right[at], {ignoreCase}));
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
        verdict((toBool(actual) === wanted) !== negate, () => {
          const text = `$${wanted}`;
          return negate
            ? `Expected ${text} to be different from the actual value,${because} but got the same value.`
            : `Expected ${text},${because} but got ${nicely(actual)}.`;
        }),
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
