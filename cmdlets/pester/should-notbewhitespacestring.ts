/** Should-NotBeWhiteSpaceString: is it a text with more than blanks? */
import {cmdlet} from '../../shell/cmdlet/cmdlet.ts';
import {unwrap} from '../../shell/values/index.ts';
import {actualAt, becauseParameter, judging, textOf} from './assertion.ts';

export const shouldNotBeWhiteSpaceString = cmdlet({
  name: 'Should-NotBeWhiteSpaceString',
  module: 'Pester',
  className: 'Pester.ShouldNotBeWhiteSpaceString',
  synopsis:
    'Ensures that the input is a string, and that the input is not $null, empty, or whitespace only string.',
  parameters: {
    Actual: actualAt(0),
    Because: becauseParameter,
  },
  examples: [{title: 'A text', code: "'a' | Should-NotBeWhiteSpaceString"}],
  ...judging('Scalar', assert => {
    if (typeof unwrap(assert.actual) === 'string' && textOf(assert.actual).trim() !== '') return;
    assert.fail(
      'Expected a [string] that is not $null, empty or whitespace,<because> but got <actualType>: <actual>',
      {},
      true,
    );
  }),
});
