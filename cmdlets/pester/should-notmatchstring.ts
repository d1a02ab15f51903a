/** Should-NotMatchString: does a text not match a pattern? */
import {cmdlet} from '../../shell/cmdlet/cmdlet.ts';
import {actualAt, becauseParameter, expectedParameter, judging} from './assertion.ts';
import {isMatch, requireText} from './text-argument.ts';

export const shouldNotMatchString = cmdlet({
  name: 'Should-NotMatchString',
  module: 'Pester',
  className: 'Pester.ShouldNotMatchString',
  synopsis: 'Asserts that the actual value does not match the expected value.',
  parameters: {
    Actual: actualAt(1),
    Expected: expectedParameter,
    CaseSensitive: {type: 'switch', help: 'Upper and lower case differ.'},
    Because: becauseParameter,
  },
  examples: [{title: 'A text', code: "'abc' | Should-NotMatchString '^b'"}],
  ...judging('Scalar', (assert, p) => {
    const text = requireText('Actual', assert.actual, '-match');
    const wanted = requireText('Expected', p['Expected'], '-match');
    const exact = p['CaseSensitive'] === true;
    const how = exact ? ' case sensitively' : '';
    assert.unless(
      !isMatch(text, wanted, exact),
      `Expected the string '${text}' to${how} not match pattern '${wanted}',<because> but it matched it.`,
    );
  }),
});
