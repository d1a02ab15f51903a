/** Get-PowerCLIConfiguration: PowerCLI's own settings, by scope. */
import {cmdlet} from '../../shell/cmdlet/cmdlet.ts';
import {configuration, SCOPES} from '../inventory/power-cli-configuration.ts';

export const getPowerCLIConfiguration = cmdlet({
  name: 'Get-PowerCLIConfiguration',
  module: 'VMware.VimAutomation.Core',
  aliases: ['Get-VIToolkitConfiguration'],
  className: 'VMware.VimAutomation.ViCore.Cmdlets.Commands.GetVIToolkitConfiguration',
  synopsis: 'Retrieves the PowerCLI settings of the session and of this user.',
  description:
    'Session shows what is set and the defaults; User what is kept for sessions to come; AllUsers is always empty, since settings are kept for each user.',
  parameters: {
    Scope: {
      type: 'string',
      help: 'One scope. Absent: all three.',
      validate: [{set: [...SCOPES]}],
    },
  },
  outputTypes: ['VMware.VimAutomation.ViCore.Types.V1.PowerCLIConfiguration'],
  examples: [{title: 'Of this session', code: 'Get-PowerCLIConfiguration -Scope Session'}],
  process(run, p) {
    const asked = SCOPES.filter(
      scope => p.Scope === undefined || p.Scope.toLowerCase() === scope.toLowerCase(),
    );
    for (const scope of asked) run.writeObject(configuration(run.session, scope));
  },
});
