/** Should-BeFalsy: does it count as false? */
import {cmdlet} from '../../shell/cmdlet/cmdlet.ts';
import {toBool} from '../../shell/values/index.ts';
import {actualAt, becauseParameter, judging} from './assertion.ts';

export const shouldBeFalsy = cmdlet({
  name: 'Should-BeFalsy',
  module: 'Pester',
  className: 'Pester.ShouldBeFalsy',
  synopsis: 'Compares the actual value to a boolean $false, also by what counts as false.',
  parameters: {
    Actual: actualAt(0),
    Because: becauseParameter,
  },
  examples: [{title: 'What counts', code: '0 | Should-BeFalsy'}],
  ...judging('Scalar', assert =>
    assert.unless(
      !toBool(assert.actual),
      'Expected <expectedType> <expected> or a falsy value: 0, "", $null or @(),<because> but got: <actualType> <actual>.',
      {Expected: false},
    ),
  ),
});
