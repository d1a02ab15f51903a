/** Should-NotHaveType: is a value not of a type? */
import {cmdlet} from '../../shell/cmdlet/cmdlet.ts';
import {NetType} from '../../shell/values/index.ts';
import {actualAt, becauseParameter, expectedParameter, judging} from './assertion.ts';
import {typeCheck} from './type-check.ts';

export const shouldNotHaveType = cmdlet({
  name: 'Should-NotHaveType',
  module: 'Pester',
  className: 'Pester.ShouldNotHaveType',
  synopsis: 'Asserts that the input is not of the expected type.',
  parameters: {
    Actual: actualAt(1),
    Expected: expectedParameter,
    Because: becauseParameter,
  },
  examples: [{title: 'A number', code: '1 | Should-NotHaveType ([string])'}],
  ...judging('ExactType', (assert, p) => {
    const {type, has} = typeCheck(assert.actual, p['Expected']);
    const template =
      type instanceof NetType
        ? 'Expected value to be of different type than <expected>,<because> but got <actualType> <actual>.'
        : 'Expected value to be of different type or PSTypeName than <expected>,<because> but got <actualType> <actual>.';
    assert.unless(!has, template, {Expected: type});
  }),
});
