/** Get-ExecutionPolicy: outside Windows scripts are never restricted. */
import {cmdlet} from '../../shell/cmdlet/cmdlet.ts';
import {customObject} from '../../shell/values/index.ts';
import {SCOPES} from './execution-policy.ts';

export const getExecutionPolicy = cmdlet({
  name: 'Get-ExecutionPolicy',
  module: 'Microsoft.PowerShell.Security',
  className: 'GetExecutionPolicyCommand',
  outputTypes: ['Microsoft.PowerShell.ExecutionPolicy'],
  synopsis: 'Gets the execution policies for the current session.',
  description:
    'Execution policies are a matter of Windows. Elsewhere each is Unrestricted, as here.',
  parameters: {
    Scope: {
      type: 'string',
      position: 0,
      pipeline: 'name',
      validate: [{set: SCOPES}],
      help: 'Whose policy.',
    },
    List: {type: 'switch', help: 'All scopes, in order of precedence.'},
  },
  examples: [{title: 'What holds', code: 'Get-ExecutionPolicy', output: ['Unrestricted']}],

  process(run, p) {
    if (!p.List) return run.writeObject('Unrestricted');
    for (const Scope of SCOPES)
      run.writeObject(customObject({Scope, ExecutionPolicy: 'Unrestricted'}));
  },
});
