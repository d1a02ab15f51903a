/** Should-BeTrue: is it $true, and nothing that only counts as it? */
import {cmdlet} from '../../shell/cmdlet/cmdlet.ts';
import {actualAt, becauseParameter, judging} from './assertion.ts';

export const shouldBeTrue = cmdlet({
  name: 'Should-BeTrue',
  module: 'Pester',
  className: 'Pester.ShouldBeTrue',
  synopsis: 'Compares the actual value to a boolean $true.',
  parameters: {
    Actual: actualAt(0),
    Because: becauseParameter,
  },
  examples: [{title: 'Exactly $true', code: '$true | Should-BeTrue'}],
  ...judging('Scalar', assert =>
    assert.unless(
      assert.actual === true,
      'Expected <expectedType> <expected>,<because> but got: <actualType> <actual>.',
      {Expected: true},
    ),
  ),
});
