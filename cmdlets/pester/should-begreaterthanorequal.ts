/** Should-BeGreaterThanOrEqual: is a value greater than or equal to another? */
import {cmdlet} from '../../shell/cmdlet/cmdlet.ts';
import {compare} from '../../shell/operators/index.ts';
import {actualAt, becauseParameter, expectedParameter, judging, scalar} from './assertion.ts';

export const shouldBeGreaterThanOrEqual = cmdlet({
  name: 'Should-BeGreaterThanOrEqual',
  module: 'Pester',
  className: 'Pester.ShouldBeGreaterThanOrEqual',
  synopsis:
    'Compares the expected value to the actual value, to see if the actual value is greater than or equal to the expected value.',
  parameters: {
    Actual: actualAt(1),
    Expected: expectedParameter,
    Because: becauseParameter,
  },
  examples: [{title: 'Two numbers', code: '2 | Should-BeGreaterThanOrEqual 2'}],
  ...judging('Scalar', (assert, p) => {
    const order = compare(scalar(p['Expected']), assert.actual, {ignoreCase: true});
    assert.unless(
      order <= 0,
      'Expected the actual value to be greater than or equal to <expectedType> <expected>,<because> but it was not. Actual: <actualType> <actual>',
      {Expected: p['Expected']},
    );
  }),
});
