/** Should-MatchString: does a text match a pattern? */
import {cmdlet} from '../../shell/cmdlet/cmdlet.ts';
import {actualAt, becauseParameter, expectedParameter, judging} from './assertion.ts';
import {isMatch, requireText} from './text-argument.ts';

export const shouldMatchString = cmdlet({
  name: 'Should-MatchString',
  module: 'Pester',
  className: 'Pester.ShouldMatchString',
  synopsis: 'Asserts that the actual value matches the expected value.',
  parameters: {
    Actual: actualAt(1),
    Expected: expectedParameter,
    CaseSensitive: {type: 'switch', help: 'Upper and lower case differ.'},
    Because: becauseParameter,
  },
  examples: [{title: 'A text', code: "'abc' | Should-MatchString '^a'"}],
  ...judging('Scalar', (assert, p) => {
    const text = requireText('Actual', assert.actual, '-match');
    const wanted = requireText('Expected', p['Expected'], '-match');
    const exact = p['CaseSensitive'] === true;
    const how = exact ? ' case sensitively' : '';
    assert.unless(
      isMatch(text, wanted, exact),
      `Expected the string '${text}' to${how} match pattern '${wanted}',<because> but it did not.`,
    );
  }),
});
