/** Get-Host: the program the shell runs in. */
import {cmdlet} from '../../shell/cmdlet/cmdlet.ts';

export const getHost = cmdlet({
  name: 'Get-Host',
  module: 'Microsoft.PowerShell.Utility',
  className: 'GetHostCommand',
  outputTypes: ['System.Management.Automation.Internal.Host.InternalHost'],
  synopsis: 'Gets an object that represents the current host program.',
  parameters: {},
  examples: [{title: 'Its name', code: '(Get-Host).Name'}],

  process(run) {
    run.writeObject(run.session.getVariable('Host'));
  },
});
