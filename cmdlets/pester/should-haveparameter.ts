/** Should-HaveParameter: has a command a parameter? */
import {cmdlet} from '../../shell/cmdlet/cmdlet.ts';
import {actualAt, becauseParameter, judging} from './assertion.ts';
import {judgeParameter} from './should/have-parameter.ts';

export const shouldHaveParameter = cmdlet({
  name: 'Should-HaveParameter',
  module: 'Pester',
  className: 'Pester.ShouldHaveParameter',
  synopsis: 'Asserts that a command has the expected parameter.',
  parameters: {
    ParameterName: {type: 'string', position: 0, allowEmptyString: true, help: 'Its name.'},
    Type: {type: 'object', position: 1, help: 'Its type.'},
    DefaultValue: {type: 'string', position: 2, help: 'The text of its default value.'},
    Mandatory: {type: 'switch', help: 'It is mandatory.'},
    InParameterSet: {type: 'string', position: 3, help: 'The parameter set it is in.'},
    HasArgumentCompleter: {type: 'switch', help: 'It completes its arguments.'},
    Alias: {type: 'string[]', position: 4, help: 'Other names of it.'},
    Actual: actualAt(5),
    Because: becauseParameter,
  },
  examples: [{title: 'A cmdlet', code: 'Get-Command Get-Item | Should-HaveParameter Path'}],
  ...judging('Scalar', (assert, p) =>
    assert.take(
      judgeParameter({
        run: assert.run,
        actual: assert.actual,
        negate: false,
        because: assert.reason,
        p,
      }),
    ),
  ),
});
