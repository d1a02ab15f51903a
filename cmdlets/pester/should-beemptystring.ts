/** Should-BeEmptyString: is it a text without signs? */
import {cmdlet} from '../../shell/cmdlet/cmdlet.ts';
import {actualAt, becauseParameter, judging} from './assertion.ts';

export const shouldBeEmptyString = cmdlet({
  name: 'Should-BeEmptyString',
  module: 'Pester',
  className: 'Pester.ShouldBeEmptyString',
  synopsis: 'Ensures that the input is an empty string.',
  parameters: {
    Actual: actualAt(0),
    Because: becauseParameter,
  },
  examples: [{title: 'A text', code: "'' | Should-BeEmptyString"}],
  ...judging('Scalar', assert => {
    if (assert.actual === '') return;
    assert.fail(
      'Expected a [string] that is empty,<because> but got <actualType>: <actual>',
      {},
      true,
    );
  }),
});
