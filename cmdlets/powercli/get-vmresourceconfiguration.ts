/** Get-VMResourceConfiguration of PowerCLI. */
import {cmdlet} from '../../shell/cmdlet/cmdlet.ts';
import {requireThisMachine} from '../inventory/connections.ts';
import {machinesGiven} from '../inventory/find-machines.ts';
import {VMResourceConfiguration} from '../inventory/resource-configuration.ts';
import {machineParameter, serverParameter} from '../inventory/selectors.ts';

const speaker = {flavour: 'PowerCLI', cmdlet: 'Get-VMResourceConfiguration'} as const;

export const getVMResourceConfiguration = cmdlet({
  name: 'Get-VMResourceConfiguration',
  module: 'VMware.VimAutomation.Core',
  className: 'VMware.VimAutomation.ViCore.Cmdlets.Commands.GetVMResourceConfiguration',
  synopsis: 'Retrieves limit, reservation and shares of virtual machines.',
  parameters: {
    VM: machineParameter(speaker, {position: 0, pipeline: 'value', mandatory: true}),
    Server: serverParameter,
  },
  outputTypes: ['VMware.VimAutomation.ViCore.Types.V1.VM.VMResourceConfiguration'],
  examples: [
    {
      title: 'Shares of all machines',
      code: 'Get-VM | Get-VMResourceConfiguration | Format-Table VM, NumCpuShares, CpuLimitMhz',
    },
  ],
  process(run, p) {
    requireThisMachine(run, speaker, p.Server);
    for (const machine of machinesGiven(run, speaker, p.VM))
      run.writeObject(new VMResourceConfiguration(machine));
  },
});
