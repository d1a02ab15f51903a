/** Should-NotBeEmptyString: is it a text with signs? */
import {cmdlet} from '../../shell/cmdlet/cmdlet.ts';
import {unwrap} from '../../shell/values/index.ts';
import {actualAt, becauseParameter, judging} from './assertion.ts';

export const shouldNotBeEmptyString = cmdlet({
  name: 'Should-NotBeEmptyString',
  module: 'Pester',
  className: 'Pester.ShouldNotBeEmptyString',
  synopsis: 'Ensures that the input is a string, and that the input is not $null or empty string.',
  parameters: {
    Actual: actualAt(0),
    Because: becauseParameter,
  },
  examples: [{title: 'A text', code: "'a' | Should-NotBeEmptyString"}],
  ...judging('Scalar', assert => {
    if (typeof unwrap(assert.actual) === 'string' && unwrap(assert.actual) !== '') return;
    assert.fail(
      'Expected a [string] that is not $null or empty,<because> but got <actualType>: <actual>',
      {},
      true,
    );
  }),
});
