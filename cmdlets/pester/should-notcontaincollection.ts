/** Should-NotContainCollection: are items absent from a collection? */
import {cmdlet} from '../../shell/cmdlet/cmdlet.ts';
import {isNull, toArray} from '../../shell/values/index.ts';
import type {Value} from '../../shell/values/value.ts';
import {actualAt, becauseParameter, expectedParameter, judging} from './assertion.ts';
import {isSubsequence} from './item-match.ts';

/** Null is an empty list here, as for foreach. */
const listOf = (value: Value): Value[] => (isNull(value) ? [] : toArray(value));

export const shouldNotContainCollection = cmdlet({
  name: 'Should-NotContainCollection',
  module: 'Pester',
  className: 'Pester.ShouldNotContainCollection',
  synopsis:
    'Compares collections to ensure that the expected collection is not present in the provided collection.',
  parameters: {
    Actual: actualAt(1),
    Expected: expectedParameter,
    Because: becauseParameter,
  },
  examples: [{title: 'Another order', code: '1, 2, 3 | Should-NotContainCollection @(3, 1)'}],
  ...judging('CollectionItems', (assert, p) =>
    assert.unless(
      !isSubsequence(listOf(p['Expected']), listOf(assert.actual)),
      'Expected <expectedType> <expected> to not be present in <actualType> <actual>,<because> but it was there.',
      {Expected: p['Expected']},
    ),
  ),
});
