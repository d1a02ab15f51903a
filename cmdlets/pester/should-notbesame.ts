/** Should-NotBeSame: is it another object? */
import {cmdlet} from '../../shell/cmdlet/cmdlet.ts';
import {unwrap} from '../../shell/values/index.ts';
import {actualAt, becauseParameter, expectedParameter, judging, scalar} from './assertion.ts';

export const shouldNotBeSame = cmdlet({
  name: 'Should-NotBeSame',
  module: 'Pester',
  className: 'Pester.ShouldNotBeSame',
  synopsis:
    'Compares the expected value to the actual value, to see if the actual value is not the same instance as the expected value.',
  parameters: {
    Actual: actualAt(1),
    Expected: expectedParameter,
    Because: becauseParameter,
  },
  examples: [
    {title: 'Two objects', code: '[pscustomobject]@{} | Should-NotBeSame ([pscustomobject]@{})'},
  ],
  ...judging('Scalar', (assert, p) => {
    const wanted = scalar(p['Expected']);
    assert.unless(
      unwrap(wanted) !== unwrap(assert.actual),
      'Expected <expectedType> <expected>, to not be the same instance,<because> but they were the same instance.',
      {Expected: wanted},
    );
  }),
});
