/** -Contain, -BeIn, -HaveCount. */
import {contains} from '../../../shell/operators/index.ts';
import {asNumber, isNull, toArray} from '../../../shell/values/index.ts';
import type {Value} from '../../../shell/values/value.ts';
import {nicely, single} from '../format-nicely.ts';
import {expected, type Operator, runtimeArgument, verdict} from './operator.ts';

export const collection: readonly Operator[] = [
  {
    name: 'Contain',
    aliases: [],
    takesAll: true,
    help: 'Asserts that collection contains a specific value.',
    parameters: expected(),
    judge({actual, negate, because, p}) {
      const wanted = p['ExpectedValue'];
      const found = contains(toArray(actual), wanted, true);
      return verdict(found !== negate, () =>
        negate
          ? `Expected ${nicely(wanted)} to not be found in collection ${nicely(single(actual))},${because} but it was found.`
          : `Expected ${nicely(wanted)} to be found in collection ${nicely(single(actual))},${because} but it was not found.`,
      );
    },
  },
  {
    name: 'BeIn',
    aliases: [],
    takesAll: false,
    help: 'Asserts that a collection of values contain a specific value.',
    parameters: expected(),
    judge({actual, negate, because, p}) {
      const wanted = p['ExpectedValue'];
      const found = contains(toArray(wanted), actual, true);
      return verdict(found !== negate, () =>
        negate
          ? `Expected collection ${nicely(wanted)} to not contain ${nicely(actual)},${because} but it was found.`
          : `Expected collection ${nicely(wanted)} to contain ${nicely(actual)},${because} but it was not found.`,
      );
    },
  },
  {
    name: 'HaveCount',
    aliases: [],
    takesAll: true,
    help: 'Asserts that a collection has the expected amount of items.',
    parameters: expected('ExpectedValue', 'int'),
    judge({actual, negate, because, p}) {
      const wanted = asNumber(p['ExpectedValue']);
      if (wanted < 0)
        throw runtimeArgument('Excpected collection size must be greater than or equal to 0.');
      const items = isNull(actual) ? [] : toArray(actual);
      return verdict((items.length === wanted) !== negate, () =>
        negate
          ? `${notSized(wanted)},${because} ${butSized(items, actual)}`
          : `${sized(wanted)},${because} ${butGot(items, actual)}`,
      );
    },
  },
];

const sized = (count: number) =>
  count === 0 ? 'Expected an empty collection' : `Expected a collection with size ${count}`;

const notSized = (count: number) =>
  count === 0
    ? 'Expected a non-empty collection'
    : `Expected a collection with size different from ${count}`;

const EMPTY = 'but got an empty collection.';

function butGot(items: readonly Value[], actual: Value): string {
  return items.length === 0
    ? EMPTY
    : `but got collection with size ${items.length} ${nicely(single(actual))}.`;
}

function butSized(items: readonly Value[], actual: Value): string {
  return items.length === 0
    ? EMPTY
    : `but got collection with that size ${nicely(single(actual))}.`;
}
