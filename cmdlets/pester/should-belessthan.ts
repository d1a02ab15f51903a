/** Should-BeLessThan: is a value less than another? */
import {cmdlet} from '../../shell/cmdlet/cmdlet.ts';
import {compare} from '../../shell/operators/index.ts';
import {actualAt, becauseParameter, expectedParameter, judging, scalar} from './assertion.ts';

export const shouldBeLessThan = cmdlet({
  name: 'Should-BeLessThan',
  module: 'Pester',
  className: 'Pester.ShouldBeLessThan',
  synopsis:
    'Compares the expected value to the actual value, to see if the actual value is less than the expected value.',
  parameters: {
    Actual: actualAt(1),
    Expected: expectedParameter,
    Because: becauseParameter,
  },
  examples: [{title: 'Two numbers', code: '1 | Should-BeLessThan 2'}],
  ...judging('Scalar', (assert, p) => {
    const order = compare(scalar(p['Expected']), assert.actual, {ignoreCase: true});
    assert.unless(
      order > 0,
      'Expected the actual value to be less than <expectedType> <expected>,<because> but it was not. Actual: <actualType> <actual>',
      {Expected: p['Expected']},
    );
  }),
});
