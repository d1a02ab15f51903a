/** Get-VMGuest: the guests of machines. */
import {cmdlet} from '../../shell/cmdlet/cmdlet.ts';
import {requireThisMachine} from '../inventory/connections.ts';
import {allMachines, machinesGiven} from '../inventory/find-machines.ts';
import {machineParameter, serverParameter} from '../inventory/selectors.ts';
import {VMGuest} from '../inventory/vm-guest.ts';

const speaker = {flavour: 'PowerCLI', cmdlet: 'Get-VMGuest'} as const;

export const getVMGuest = cmdlet({
  name: 'Get-VMGuest',
  module: 'VMware.VimAutomation.Core',
  className: 'VMware.VimAutomation.ViCore.Cmdlets.Commands.GetVmGuest',
  synopsis: 'Retrieves the guests of machines.',
  parameters: {
    VM: machineParameter(speaker, {position: 0, pipeline: 'value'}),
    Server: serverParameter,
  },
  outputTypes: ['VMware.VimAutomation.ViCore.Types.V1.VM.Guest.VMGuest'],
  examples: [
    {title: 'Which guests run', code: 'Get-VM | Get-VMGuest | Format-Table VmName, State'},
  ],
  process(run, p) {
    requireThisMachine(run, speaker, p.Server);
    const machines = p.VM ? machinesGiven(run, speaker, p.VM) : allMachines(run, 'PowerCLI');
    for (const machine of machines) run.writeObject(new VMGuest(machine));
  },
});
