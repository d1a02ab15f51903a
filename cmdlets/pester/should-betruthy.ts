/** Should-BeTruthy: does it count as true? */
import {cmdlet} from '../../shell/cmdlet/cmdlet.ts';
import {toBool} from '../../shell/values/index.ts';
import {actualAt, becauseParameter, judging} from './assertion.ts';

export const shouldBeTruthy = cmdlet({
  name: 'Should-BeTruthy',
  module: 'Pester',
  className: 'Pester.ShouldBeTruthy',
  synopsis: 'Compares the actual value to a boolean $true, also by what counts as true.',
  parameters: {
    Actual: actualAt(0),
    Because: becauseParameter,
  },
  examples: [{title: 'What counts', code: '1 | Should-BeTruthy'}],
  ...judging('Scalar', assert =>
    assert.unless(
      toBool(assert.actual),
      'Expected <expectedType> <expected> or a truthy value,<because> but got: <actualType> <actual>.',
      {Expected: true},
    ),
  ),
});
