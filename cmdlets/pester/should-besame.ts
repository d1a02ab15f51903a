/** Should-BeSame: is it the very same object? */
import {cmdlet} from '../../shell/cmdlet/cmdlet.ts';
import {typeOf, unwrap} from '../../shell/values/index.ts';
import {
  actualAt,
  argumentError,
  becauseParameter,
  expectedParameter,
  judging,
  scalar,
} from './assertion.ts';

export const shouldBeSame = cmdlet({
  name: 'Should-BeSame',
  module: 'Pester',
  className: 'Pester.ShouldBeSame',
  synopsis:
    'Compares the expected value to the actual value, to see if they are the same instance.',
  parameters: {
    Actual: actualAt(1),
    Expected: expectedParameter,
    Because: becauseParameter,
  },
  examples: [{title: 'One object', code: '$a = [pscustomobject]@{}; $a | Should-BeSame $a'}],
  ...judging('Scalar', (assert, p) => {
    const wanted = scalar(p['Expected']);
    if (typeOf(wanted).isValueType || typeof unwrap(wanted) === 'string')
      throw argumentError(
        "Should-BeSame compares objects by reference. You provided a value type or a string, those are not reference types and you most likely don't need to compare them by reference, see https://github.com/nohwnd/Assert/issues/6.\n\nAre you trying to compare two values to see if they are equal? Use Should-BeEqual instead.",
      );
    assert.unless(
      unwrap(wanted) === unwrap(assert.actual),
      'Expected <expectedType> <expected>,<because> to be the same instance but it was not. Actual: <actualType> <actual>',
      {Expected: wanted},
    );
  }),
});
