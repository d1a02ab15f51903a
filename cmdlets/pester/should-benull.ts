/** Should-BeNull: is it $null? */
import {cmdlet} from '../../shell/cmdlet/cmdlet.ts';
import {isNull} from '../../shell/values/index.ts';
import {actualAt, becauseParameter, judging} from './assertion.ts';

export const shouldBeNull = cmdlet({
  name: 'Should-BeNull',
  module: 'Pester',
  className: 'Pester.ShouldBeNull',
  synopsis: 'Asserts that the input is $null.',
  parameters: {
    Actual: actualAt(0),
    Because: becauseParameter,
  },
  examples: [{title: 'Nothing', code: '$null | Should-BeNull'}],
  ...judging('Scalar', assert =>
    assert.unless(
      isNull(assert.actual),
      "Expected $null,<because> but got <actualType> '<actual>'.",
    ),
  ),
});
