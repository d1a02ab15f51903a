/** Should-NotBe: do two single values differ? */
import {cmdlet} from '../../shell/cmdlet/cmdlet.ts';
import {looseEquals} from '../../shell/operators/index.ts';
import {actualAt, becauseParameter, expectedParameter, judging, scalar} from './assertion.ts';

export const shouldNotBe = cmdlet({
  name: 'Should-NotBe',
  module: 'Pester',
  className: 'Pester.ShouldNotBe',
  synopsis: 'Compares the expected value to the actual value, to see if they are not equal.',
  parameters: {
    Actual: actualAt(1),
    Expected: expectedParameter,
    Because: becauseParameter,
  },
  examples: [{title: 'Two numbers', code: '1 | Should-NotBe 2'}],
  ...judging('Scalar', (assert, p) => {
    const same = looseEquals(scalar(p['Expected']), assert.actual, {ignoreCase: true});
    assert.unless(
      !same,
      'Expected <expectedType> <expected>, to be different than the actual value,<because> but they were equal.',
      {Expected: p['Expected']},
    );
  }),
});
