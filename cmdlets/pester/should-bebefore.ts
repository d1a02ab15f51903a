/** Should-BeBefore: is a moment before another? */
import {cmdlet} from '../../shell/cmdlet/cmdlet.ts';
import {compare} from '../../shell/operators/index.ts';
import {judging} from './assertion.ts';
import {momentOf, momentParameters} from './time-argument.ts';

export const shouldBeBefore = cmdlet({
  name: 'Should-BeBefore',
  module: 'Pester',
  className: 'Pester.ShouldBeBefore',
  synopsis: 'Asserts that the provided [datetime] is before the expected [datetime].',
  defaultParameterSet: 'Now',
  parameters: momentParameters,
  examples: [{title: 'Relative to now', code: '(Get-Date).AddDays(-1) | Should-BeBefore -Now'}],
  ...judging('Scalar', (assert, p) => {
    const moment = momentOf(p);
    assert.unless(
      compare(assert.actual, moment, {ignoreCase: true}) < 0,
      'Expected the provided [datetime] to be before <expectedType> <expected>,<because> but it was after: <actual>',
      {Expected: moment},
    );
  }),
});
