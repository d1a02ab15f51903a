/** Should-ContainCollection: are items among those of a collection? */
import {cmdlet} from '../../shell/cmdlet/cmdlet.ts';
import {isNull, toArray} from '../../shell/values/index.ts';
import type {Value} from '../../shell/values/value.ts';
import {actualAt, becauseParameter, expectedParameter, judging} from './assertion.ts';
import {isSubsequence, unmatched} from './item-match.ts';

/** Null is an empty list here, as for foreach. */
const listOf = (value: Value): Value[] => (isNull(value) ? [] : toArray(value));

export const shouldContainCollection = cmdlet({
  name: 'Should-ContainCollection',
  module: 'Pester',
  className: 'Pester.ShouldContainCollection',
  synopsis:
    'Compares collections to see if the expected collection is present in the provided collection, in the same order.',
  parameters: {
    Actual: actualAt(1),
    Expected: expectedParameter,
    IgnoreOrder: {type: 'switch', help: 'Any order will do.'},
    Because: becauseParameter,
  },
  examples: [{title: 'Two of three', code: '1, 2, 3 | Should-ContainCollection @(1, 3)'}],
  ...judging('CollectionItems', (assert, p) => {
    const Expected = p['Expected'];
    const wanted = listOf(Expected);
    const items = listOf(assert.actual);
    const anyOrder = p['IgnoreOrder'] === true;
    const there = anyOrder
      ? unmatched(wanted, items).missing.length === 0
      : isSubsequence(wanted, items);
    assert.unless(
      there,
      `Expected <expectedType> <expected> to be present in <actualType> <actual>${anyOrder ? ' in any order' : ''},<because> but it was not there.`,
      {Expected},
    );
  }),
});
