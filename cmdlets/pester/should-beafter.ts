/** Should-BeAfter: is a moment after another? */
import {cmdlet} from '../../shell/cmdlet/cmdlet.ts';
import {compare} from '../../shell/operators/index.ts';
import {actualAt, becauseParameter, judging} from './assertion.ts';
import {momentOf} from './time-argument.ts';

export const shouldBeAfter = cmdlet({
  name: 'Should-BeAfter',
  module: 'Pester',
  className: 'Pester.ShouldBeAfter',
  synopsis: 'Asserts that the provided [datetime] is after the expected [datetime].',
  defaultParameterSet: 'Now',
  parameters: {
    Actual: actualAt(1),
    Now: {type: 'switch', help: 'The present moment; the default.', sets: {Now: {}}},
    Time: {
      type: 'string',
      help: 'How long ago or from now: a number and a unit.',
      sets: {FluentAgo: {position: 0}, FluentFromNow: {position: 0}},
    },
    Ago: {type: 'switch', help: 'So long before now.', sets: {FluentAgo: {mandatory: true}}},
    FromNow: {
      type: 'switch',
      help: 'So long after now.',
      sets: {FluentFromNow: {mandatory: true}},
    },
    Expected: {type: 'datetime', help: 'A moment.', sets: {Expected: {position: 0}}},
    Because: becauseParameter,
  },
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
