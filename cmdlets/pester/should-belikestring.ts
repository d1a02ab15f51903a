/** Should-BeLikeString: does a text fit a wildcard? */
import {cmdlet} from '../../shell/cmdlet/cmdlet.ts';
import {like} from '../../shell/operators/index.ts';
import {toBool} from '../../shell/values/index.ts';
import {actualAt, becauseParameter, judging, textOf} from './assertion.ts';
import {requireText} from './text-argument.ts';

export const shouldBeLikeString = cmdlet({
  name: 'Should-BeLikeString',
  module: 'Pester',
  className: 'Pester.ShouldBeLikeString',
  synopsis: 'Asserts that the actual value is like the expected value.',
  parameters: {
    Actual: actualAt(1),
    Expected: {
      type: 'string',
      position: 0,
      mandatory: true,
      allowEmptyString: true,
      help: 'What is expected.',
    },
    CaseSensitive: {type: 'switch', help: 'Upper and lower case differ.'},
    Because: becauseParameter,
  },
  examples: [{title: 'A text', code: "'abc' | Should-BeLikeString 'a*'"}],
  ...judging('Scalar', (assert, p) => {
    const text = requireText('Actual', assert.actual, '-like');
    const wanted = textOf(p['Expected']);
    const exact = p['CaseSensitive'] === true;
    const how = exact ? ' case sensitively' : '';
    assert.unless(
      toBool(like(text, wanted, !exact)),
      `Expected the string '${text}' to${how} be like '${wanted}',<because> but it did not.`,
    );
  }),
});
