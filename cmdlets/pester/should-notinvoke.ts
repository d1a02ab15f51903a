/** Should-NotInvoke: was a mock not called? */
import {cmdlet} from '../../shell/cmdlet/cmdlet.ts';
import {judging} from './assertion.ts';
import {mockCallParameters} from './mock-call-parameters.ts';
import {judgeCalls, judgeVerifiable} from './should/invoke.ts';

export const shouldNotInvoke = cmdlet({
  name: 'Should-NotInvoke',
  module: 'Pester',
  className: 'Pester.ShouldNotInvoke',
  synopsis:
    'Checks if a mocked command has not been called, or not so often, and throws an exception if it has.',
  defaultParameterSet: 'Default',
  parameters: mockCallParameters,
  examples: [
    {
      title: 'In a test',
      code: "It 'asks' { Mock Get-Date; Get-Date; Should-NotInvoke -Times 2 Get-Date }",
    },
  ],
  ...judging('None', (assert, p) => {
    const judge = p['Verifiable'] === true ? judgeVerifiable : judgeCalls;
    assert.take(judge({run: assert.run, actual: null, negate: true, because: assert.reason, p}));
  }),
});
