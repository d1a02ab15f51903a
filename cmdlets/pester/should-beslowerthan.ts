/** Should-BeSlowerThan: is a time longer than another? */
import {cmdlet} from '../../shell/cmdlet/cmdlet.ts';
import {ScriptBlock} from '../../shell/eval/script-block.ts';
import {TimeSpan} from '../../shell/types/time-span.ts';
import {unwrap} from '../../shell/values/index.ts';
import {actualAt, becauseParameter, expectedParameter, judging} from './assertion.ts';
import {timeSpanOf} from './time-argument.ts';

export const shouldBeSlowerThan = cmdlet({
  name: 'Should-BeSlowerThan',
  module: 'Pester',
  className: 'Pester.ShouldBeSlowerThan',
  synopsis:
    'Asserts that the provided [timespan] or [scriptblock] is slower than the expected [timespan].',
  parameters: {
    Actual: actualAt(1),
    Expected: expectedParameter,
    Because: becauseParameter,
  },
  examples: [{title: 'A time', code: "[timespan] '0:0:2' | Should-BeSlowerThan 1s"}],
  ...judging('Scalar', (assert, p) => {
    const limit = timeSpanOf(p['Expected']);
    const given = unwrap(assert.actual);
    if (given instanceof ScriptBlock) {
      const started = performance.now();
      assert.run.invoke(given);
      const taken = TimeSpan.fromMilliseconds(performance.now() - started);
      assert.unless(
        taken.ticks > limit.ticks,
        'The provided [scriptblock] should execute slower than <expectedType> <expected>,<because> but it took <actual> to run.\nScriptBlock: <scriptblock>',
        {Expected: limit, Actual: taken, scriptblock: given},
      );
    } else if (given instanceof TimeSpan)
      assert.unless(
        given.ticks > limit.ticks,
        'The provided [timespan] should be longer than <expectedType> <expected>,<because> but it was shorter: <actual>',
        {Expected: limit},
      );
  }),
});
