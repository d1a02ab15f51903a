/** Should-NotBeNull: is it anything but $null? */
import {cmdlet} from '../../shell/cmdlet/cmdlet.ts';
import {isNull} from '../../shell/values/index.ts';
import {actualAt, becauseParameter, judging} from './assertion.ts';

export const shouldNotBeNull = cmdlet({
  name: 'Should-NotBeNull',
  module: 'Pester',
  className: 'Pester.ShouldNotBeNull',
  synopsis: 'Asserts that the input is not $null.',
  parameters: {
    Actual: actualAt(0),
    Because: becauseParameter,
  },
  examples: [{title: 'Nothing', code: "'hello' | Should-NotBeNull"}],
  ...judging('Scalar', assert =>
    assert.unless(!isNull(assert.actual), 'Expected not $null,<because> but got $null.'),
  ),
});
