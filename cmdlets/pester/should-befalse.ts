/** Should-BeFalse: is it $false, and nothing that only counts as it? */
import {cmdlet} from '../../shell/cmdlet/cmdlet.ts';
import {actualAt, becauseParameter, judging} from './assertion.ts';

export const shouldBeFalse = cmdlet({
  name: 'Should-BeFalse',
  module: 'Pester',
  className: 'Pester.ShouldBeFalse',
  synopsis: 'Compares the actual value to a boolean $false.',
  parameters: {
    Actual: actualAt(0),
    Because: becauseParameter,
  },
  examples: [{title: 'Exactly $false', code: '$false | Should-BeFalse'}],
  ...judging('Scalar', assert =>
    assert.unless(
      assert.actual === false,
      'Expected <expectedType> <expected>,<because> but got: <actualType> <actual>.',
      {Expected: false},
    ),
  ),
});
