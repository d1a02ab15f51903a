/** Should-BeCollection: have two collections the same items? */
import {cmdlet} from '../../shell/cmdlet/cmdlet.ts';
import {isEnumerable, toArray, unwrap} from '../../shell/values/index.ts';
import type {Value} from '../../shell/values/value.ts';
import {actualAt, becauseParameter, expectedParameter, judging} from './assertion.ts';
import {describe} from './describe-value.ts';
import {unmatched} from './item-match.ts';

export const shouldBeCollection = cmdlet({
  name: 'Should-BeCollection',
  module: 'Pester',
  className: 'Pester.ShouldBeCollection',
  synopsis:
    'Compares collections for equality, by comparing their sizes and each item in them, in any order.',
  defaultParameterSet: 'Expected',
  parameters: {
    Actual: actualAt(1),
    Expected: {
      ...expectedParameter,
      sets: {Expected: {position: 0, mandatory: true}},
    },
    Because: becauseParameter,
    Count: {type: 'int', help: 'The number of items it has.', sets: {Count: {mandatory: true}}},
  },
  examples: [{title: 'In any order', code: '1, 2 | Should-BeCollection @(2, 1)'}],
  ...judging('Collection', (assert, p) => {
    const {actual} = assert;
    if (!isEnumerable(unwrap(actual)))
      return assert.fail('Actual <actualType> <actual> is not a collection.', {
        Expected: p['Expected'],
      });
    const items = toArray(actual);
    if (p['Count'] !== undefined)
      return assert.unless(
        items.length === p['Count'],
        'Expected <expected> items in <actualType> <actual>,<because> but it has <actualCount> items.',
        {Expected: p['Count'], actualCount: items.length},
      );
    const Expected = p['Expected'];
    if (!isEnumerable(unwrap(Expected)))
      return assert.fail('Expected <expectedType> <expected> is not a collection.', {Expected});
    const wanted = toArray(Expected);
    if (items.length !== wanted.length)
      return assert.fail(
        "Expected <expectedType> <expected> to be present in <actualType> <actual>,<because> but they don't have the same number of items.",
        {Expected},
      );
    const {missing, extra} = unmatched(wanted, items);
    const listed = (places: readonly number[], from: readonly Value[]) =>
      places.map(at => `${describe(from[at])} (index ${at})`).join(', ');
    assert.unless(
      missing.length === 0,
      'Expected <expectedType> <expected> to be present in <actualType> <actual> in any order, but some values were not.\nMissing in actual: <expectedDifference>\nExtra in actual: <actualDifference>',
      {
        Expected,
        expectedDifference: listed(missing, wanted),
        actualDifference: listed(extra, items),
      },
    );
  }),
});
