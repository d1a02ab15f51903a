/** Set-ExecutionPolicy: refused, as everywhere outside Windows. */
import {cmdlet} from '../../shell/cmdlet/cmdlet.ts';
import {NetException} from '../../shell/values/index.ts';
import {POLICIES, SCOPES} from './execution-policy.ts';

export const setExecutionPolicy = cmdlet({
  name: 'Set-ExecutionPolicy',
  module: 'Microsoft.PowerShell.Security',
  className: 'SetExecutionPolicyCommand',
  supportsShouldProcess: true,
  synopsis: 'Sets the execution policy, which can be done on Windows only.',
  description:
    'Execution policies are a matter of Windows. Here scripts are never restricted, and a change is refused with the error that PowerShell gives outside Windows.',
  parameters: {
    ExecutionPolicy: {
      type: 'string',
      mandatory: true,
      position: 0,
      pipeline: 'name',
      validate: [{set: POLICIES}],
      help: 'The policy.',
    },
    Scope: {
      type: 'string',
      position: 1,
      pipeline: 'name',
      validate: [{set: SCOPES}],
      help: 'Whose policy.',
    },
    Force: {type: 'switch', help: 'Does not ask.'},
  },
  examples: [{title: 'As scripts begin', code: 'Set-ExecutionPolicy Bypass -Scope Process -Force'}],

  process(run, p) {
    if (!run.shouldProcess(p.ExecutionPolicy, 'Set-ExecutionPolicy')) return;
    throw new NetException(
      'System.PlatformNotSupportedException',
      'Operation is not supported on this platform.',
    );
  },
});
