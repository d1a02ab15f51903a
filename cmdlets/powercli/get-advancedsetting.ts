/** Get-AdvancedSetting: names and texts kept with a machine, and settings of the host. */
import {cmdlet} from '../../shell/cmdlet/cmdlet.ts';
import {wildcard} from '../../shell/values/wildcard.ts';
import {type Owner, settingsOf} from '../inventory/advanced-setting.ts';
import {requireThisMachine} from '../inventory/connections.ts';
import {machinesGiven} from '../inventory/find-machines.ts';
import {serverParameter} from '../inventory/selectors.ts';
import {VMHost} from '../inventory/vm-host.ts';

const speaker = {flavour: 'PowerCLI', cmdlet: 'Get-AdvancedSetting'} as const;

export const getAdvancedSetting = cmdlet({
  name: 'Get-AdvancedSetting',
  module: 'VMware.VimAutomation.Core',
  className: 'VMware.VimAutomation.ViCore.Cmdlets.Commands.GetAdvancedSetting',
  synopsis: 'Retrieves advanced settings.',
  description:
    'Those of a machine are names and texts kept with it; those of the host are what can be changed about it.',
  parameters: {
    Name: {type: 'string[]', help: 'Names; wildcards are allowed.', position: 0, wildcards: true},
    Entity: {
      type: 'object[]',
      help: 'Machines, as objects or by name, or the host.',
      mandatory: true,
      position: 1,
      pipeline: 'value',
    },
    Server: serverParameter,
  },
  outputTypes: ['VMware.VimAutomation.ViCore.Types.V1.AdvancedSetting'],
  examples: [{title: 'What is kept with a machine', code: 'Get-VM web1 | Get-AdvancedSetting'}],
  process(run, p) {
    requireThisMachine(run, speaker, p.Server);
    const owners = p.Entity.flatMap((each): Owner[] =>
      each instanceof VMHost ? [each] : machinesGiven(run, speaker, [each]),
    );
    const matchers = (p.Name ?? ['*']).map(name => wildcard(name));
    const matches = (name: string) => matchers.some(fits => fits(name));
    for (const owner of owners) {
      // A name that is not set is no error, as scripts ask that way whether it is.
      for (const setting of settingsOf(owner)) if (matches(setting.name)) run.writeObject(setting);
    }
  },
});
