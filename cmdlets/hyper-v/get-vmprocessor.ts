/** Get-VMProcessor of the Hyper-V module. */
import {cmdlet} from '../../shell/cmdlet/cmdlet.ts';
import {requireThisMachine} from '../inventory/connections.ts';
import {selected} from '../inventory/find-machines.ts';
import {machineSelector} from '../inventory/selectors.ts';
import {VMProcessor} from '../inventory/vm-processor.ts';

const speaker = {flavour: 'HyperV', cmdlet: 'Get-VMProcessor'} as const;

export const getVMProcessor = cmdlet({
  name: 'Get-VMProcessor',
  module: 'Hyper-V',
  className: 'Microsoft.HyperV.PowerShell.Commands.GetVMProcessor',
  synopsis: 'Gets the processor of a virtual machine.',
  defaultParameterSet: 'VMName',
  parameters: machineSelector,
  outputTypes: ['Microsoft.HyperV.PowerShell.VMProcessor'],
  examples: [
    {title: 'Limits of all machines', code: 'Get-VMProcessor * | Select-Object VMName, Maximum'},
  ],
  process(run, p) {
    requireThisMachine(run, speaker, p.ComputerName);
    for (const machine of selected(run, speaker, p)) run.writeObject(new VMProcessor(machine));
  },
});
