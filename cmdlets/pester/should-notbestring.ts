/** Should-NotBeString: do two texts differ? */
import {cmdlet} from '../../shell/cmdlet/cmdlet.ts';
import {actualAt, becauseParameter, judging, textOf} from './assertion.ts';
import {optionsOf, requireText, sameText} from './text-argument.ts';

export const shouldNotBeString = cmdlet({
  name: 'Should-NotBeString',
  module: 'Pester',
  className: 'Pester.ShouldNotBeString',
  synopsis: 'Asserts that the actual value is not equal to the expected value.',
  parameters: {
    Actual: actualAt(1),
    Expected: {
      type: 'string',
      position: 0,
      mandatory: true,
      allowEmptyString: true,
      help: 'What is expected.',
    },
    Because: becauseParameter,
    CaseSensitive: {type: 'switch', help: 'Upper and lower case differ.'},
    IgnoreWhitespace: {type: 'switch', help: 'Blanks and line breaks are left out.'},
    TrimWhitespace: {type: 'switch', help: 'Blanks at both ends are left out.'},
    NormalizeNewline: {type: 'switch', help: 'All kinds of line breaks are the same.'},
  },
  examples: [{title: 'A text', code: "'abc' | Should-NotBeString 'abd'"}],
  ...judging('Scalar', (assert, p) => {
    const wanted = textOf(p['Expected']);
    const text = requireText('Actual', assert.actual, '-ne');
    assert.unless(
      !sameText(text, wanted, optionsOf(p)),
      `Expected the strings to be different but they were the same '${wanted}'.`,
    );
  }),
});
