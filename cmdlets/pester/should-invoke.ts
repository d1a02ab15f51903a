/** Should-Invoke: was a mock called? */
import {cmdlet} from '../../shell/cmdlet/cmdlet.ts';
import {judging} from './assertion.ts';
import {mockCallParameters} from './mock-call-parameters.ts';
import {judgeCalls, judgeVerifiable} from './should/invoke.ts';

export const shouldInvoke = cmdlet({
  name: 'Should-Invoke',
  module: 'Pester',
  className: 'Pester.ShouldInvoke',
  synopsis:
    'Checks if a mocked command has been called a certain number of times and throws an exception if it has not.',
  defaultParameterSet: 'Default',
  parameters: mockCallParameters,
  examples: [
    {title: 'In a test', code: "It 'asks' { Mock Get-Date; Get-Date; Should-Invoke Get-Date }"},
  ],
  ...judging('None', (assert, p) => {
    const judge = p['Verifiable'] === true ? judgeVerifiable : judgeCalls;
    assert.take(judge({run: assert.run, actual: null, negate: false, because: assert.reason, p}));
  }),
});
