/** Should-Be: are two single values equal? */
import {cmdlet} from '../../shell/cmdlet/cmdlet.ts';
import {looseEquals} from '../../shell/operators/index.ts';
import {actualAt, becauseParameter, expectedParameter, judging, scalar} from './assertion.ts';

export const shouldBe = cmdlet({
  name: 'Should-Be',
  module: 'Pester',
  className: 'Pester.ShouldBe',
  synopsis: 'Compares the expected value to the actual value, to see if they are equal.',
  parameters: {
    Actual: actualAt(1),
    Expected: expectedParameter,
    Because: becauseParameter,
  },
  examples: [{title: 'Two numbers', code: '1 | Should-Be 1'}],
  ...judging('Scalar', (assert, p) => {
    const same = looseEquals(scalar(p['Expected']), assert.actual, {ignoreCase: true});
    assert.unless(
      same,
      'Expected <expectedType> <expected>,<because> but got <actualType> <actual>.',
      {Expected: p['Expected']},
    );
  }),
});
