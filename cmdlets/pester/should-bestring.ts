/** Should-BeString: are two texts the same? */
import {cmdlet} from '../../shell/cmdlet/cmdlet.ts';
import {unwrap} from '../../shell/values/index.ts';
import {actualAt, becauseParameter, judging, textOf} from './assertion.ts';
import {differenceAt, visibleSigns} from './should/string-difference.ts';
import {optionsOf, sameText} from './text-argument.ts';

/** Lengths, the place where they begin to differ, and both texts above a mark. */
function differenceText(text: string, wanted: string, exact: boolean, why: string): string {
  const at = differenceAt(text, wanted, exact);
  const prefix = "Expected: '";
  return [
    `Expected strings to be the same,${why === '' ? '' : ` because ${why},`} but they were different.`,
    ...(wanted.length === text.length
      ? [`String lengths are both ${wanted.length}.`]
      : [`Expected length: ${wanted.length}`, `Actual length:   ${text.length}`]),
    `Strings differ at index ${at}.`,
    `${prefix}${visibleSigns(wanted)}'`,
    `But was:  '${visibleSigns(text)}'`,
    `${' '.repeat(prefix.length)}${'-'.repeat(at)}^`,
  ].join('\n');
}

export const shouldBeString = cmdlet({
  name: 'Should-BeString',
  module: 'Pester',
  className: 'Pester.ShouldBeString',
  synopsis: 'Asserts that the actual value is equal to the expected value.',
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
  examples: [{title: 'A text', code: "'Abc' | Should-BeString 'abc'"}],
  ...judging('Scalar', (assert, p) => {
    const wanted = textOf(p['Expected']);
    const text = unwrap(assert.actual);
    const options = optionsOf(p);
    if (typeof text !== 'string')
      assert.fail('Expected <expectedType> <expected>, but got <actualType> <actual>.', {
        Expected: wanted,
      });
    else if (!sameText(text, wanted, options))
      assert.fail(differenceText(text, wanted, options.exact, textOf(p['Because'])));
  }),
});
