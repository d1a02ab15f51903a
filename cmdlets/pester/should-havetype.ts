/** Should-HaveType: is a value of a type? */
import {cmdlet} from '../../shell/cmdlet/cmdlet.ts';
import {NetType} from '../../shell/values/index.ts';
import {actualAt, becauseParameter, expectedParameter, judging} from './assertion.ts';
import {typeCheck} from './type-check.ts';

export const shouldHaveType = cmdlet({
  name: 'Should-HaveType',
  module: 'Pester',
  className: 'Pester.ShouldHaveType',
  synopsis: 'Asserts that the input is of the expected type.',
  parameters: {
    Actual: actualAt(1),
    Expected: expectedParameter,
    Because: becauseParameter,
  },
  examples: [{title: 'A number', code: '1 | Should-HaveType ([int])'}],
  ...judging('ExactType', (assert, p) => {
    const {type, has} = typeCheck(assert.actual, p['Expected']);
    const template =
      type instanceof NetType
        ? 'Expected value to have type <expected>,<because> but got <actualType> <actual>.'
        : 'Expected value to have type or PSTypeName <expected>,<because> but got <actualType> <actual>.';
    assert.unless(has, template, {Expected: type});
  }),
});
