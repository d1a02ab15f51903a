/** Set-VMResourceConfiguration of PowerCLI: acts on a running machine at once. */
import {cmdlet} from '../../shell/cmdlet/cmdlet.ts';
import {allocationParameters, allocationSettings} from '../inventory/allocation-parameters.ts';
import {changeMachine} from '../inventory/change-settings.ts';
import {VMResourceConfiguration} from '../inventory/resource-configuration.ts';

const speaker = {flavour: 'PowerCLI', cmdlet: 'Set-VMResourceConfiguration'} as const;

export const setVMResourceConfiguration = cmdlet({
  name: 'Set-VMResourceConfiguration',
  module: 'VMware.VimAutomation.Core',
  className: 'VMware.VimAutomation.ViCore.Cmdlets.Commands.SetVMResourceConfiguration',
  synopsis: 'Configures limit, reservation and shares of virtual machines.',
  supportsShouldProcess: true,
  parameters: {
    Configuration: {
      type: 'VMResourceConfiguration[]',
      help: 'What Get-VMResourceConfiguration returned.',
      mandatory: true,
      position: 0,
      pipeline: 'value',
    },
    ...allocationParameters,
  },
  outputTypes: ['VMware.VimAutomation.ViCore.Types.V1.VM.VMResourceConfiguration'],
  examples: [
    {
      title: 'Twice the shares of its peers',
      code: 'Get-VM web1 | Get-VMResourceConfiguration | Set-VMResourceConfiguration -NumCpuShares 2000',
    },
  ],
  process(run, p) {
    for (const configuration of p.Configuration) {
      if (!(configuration instanceof VMResourceConfiguration)) continue;
      const {machine} = configuration;
      if (!run.shouldProcess(machine.name, 'Setting VM resource configuration')) continue;
      if (changeMachine(run, speaker, machine, {resources: allocationSettings(p)}))
        run.writeObject(new VMResourceConfiguration(machine.fresh()));
    }
  },
});
