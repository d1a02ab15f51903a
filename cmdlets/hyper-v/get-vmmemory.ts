/** Get-VMMemory of the Hyper-V module. */
import {cmdlet} from '../../shell/cmdlet/cmdlet.ts';
import {toText} from '../../shell/conversion/to-text.ts';
import {requireThisMachine} from '../inventory/connections.ts';
import {selected} from '../inventory/find-machines.ts';
import {serviceSelector} from '../inventory/integration-service.ts';
import {VMMemory} from '../inventory/vm-memory.ts';

const speaker = {flavour: 'HyperV', cmdlet: 'Get-VMMemory'} as const;

export const getVMMemory = cmdlet({
  name: 'Get-VMMemory',
  module: 'Hyper-V',
  className: 'Microsoft.HyperV.PowerShell.Commands.GetVMMemory',
  synopsis: 'Gets the memory settings of virtual machines.',
  defaultParameterSet: 'VMName',
  parameters: serviceSelector,
  outputTypes: ['Microsoft.HyperV.PowerShell.VMMemory'],
  examples: [
    {
      title: 'Machines with dynamic memory',
      code: 'Get-VM | Get-VMMemory | Where-Object DynamicMemoryEnabled',
    },
  ],
  process(run, p) {
    requireThisMachine(run, speaker, p.ComputerName);
    const machines = selected(run, speaker, {
      Name: Array.isArray(p.VMName) ? p.VMName.map(toText) : undefined,
      VM: p.VM,
    });
    for (const machine of machines) run.writeObject(new VMMemory(machine));
  },
});
