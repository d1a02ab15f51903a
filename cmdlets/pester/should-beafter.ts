/** Should-BeAfter: is a moment after another? */
import {cmdlet} from '../../shell/cmdlet/cmdlet.ts';
import {compare} from '../../shell/operators/index.ts';
import {judging} from './assertion.ts';
import {momentOf, momentParameters} from './time-argument.ts';

export const shouldBeAfter = cmdlet({
  name: 'Should-BeAfter',
  module: 'Pester',
  className: 'Pester.ShouldBeAfter',
  synopsis: 'Asserts that the provided [datetime] is after the expected [datetime].',
  defaultParameterSet: 'Now',
  parameters: momentParameters,
  examples: [{title: 'Relative to now', code: '(Get-Date).AddDays(1) | Should-BeAfter -Now'}],
  ...judging('Scalar', (assert, p) => {
    const moment = momentOf(p);
    assert.unless(
      compare(assert.actual, moment, {ignoreCase: true}) > 0,
      'Expected the provided [datetime] to be after <expectedType> <expected>,<because> but it was before: <actual>',
      {Expected: moment},
    );
  }),
});
