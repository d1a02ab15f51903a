/** Should-NotHaveParameter: has a command no such parameter? */
import {cmdlet} from '../../shell/cmdlet/cmdlet.ts';
import {actualAt, becauseParameter, judging} from './assertion.ts';
import {judgeParameter} from './should/have-parameter.ts';

export const shouldNotHaveParameter = cmdlet({
  name: 'Should-NotHaveParameter',
  module: 'Pester',
  className: 'Pester.ShouldNotHaveParameter',
  synopsis: 'Asserts that a command does not have the parameter.',
  parameters: {
    ParameterName: {type: 'string', position: 0, allowEmptyString: true, help: 'Its name.'},
    Actual: actualAt(1),
    Because: becauseParameter,
  },
  examples: [{title: 'A cmdlet', code: 'Get-Command Get-Item | Should-NotHaveParameter Color'}],
  ...judging('Scalar', (assert, p) =>
    assert.take(
      judgeParameter({
        run: assert.run,
        actual: assert.actual,
        negate: true,
        because: assert.reason,
        p,
      }),
    ),
  ),
});
