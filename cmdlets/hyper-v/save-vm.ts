/** Save-VM of the Hyper-V module. */
import {cmdlet} from '../../shell/cmdlet/cmdlet.ts';
import {Request, requestState} from '../inventory/change-state.ts';
import {selected} from '../inventory/find-machines.ts';
import {hyperVSelector, passthru} from '../inventory/selectors.ts';
import {requireThisMachine} from '../inventory/connections.ts';

const speaker = {flavour: 'HyperV', cmdlet: 'Save-VM'} as const;

export const saveVM = cmdlet({
  name: 'Save-VM',
  module: 'Hyper-V',
  className: 'Microsoft.HyperV.PowerShell.Commands.SaveVM',
  synopsis: 'Saves the state of running virtual machines and ends them.',
  supportsShouldProcess: true,
  defaultParameterSet: 'Name',
  parameters: {...hyperVSelector, Passthru: passthru},
  outputTypes: ['Microsoft.HyperV.PowerShell.VirtualMachine'],
  examples: [{title: 'Save all machines', code: 'Get-VM | Save-VM'}],
  process(run, p) {
    requireThisMachine(run, speaker, p.ComputerName);
    for (const machine of selected(run, speaker, p)) {
      if (!run.shouldProcess(machine.name, 'Save-VM')) continue;
      if (requestState(run, speaker, machine, Request.save) && p.Passthru) run.writeObject(machine);
    }
  },
});
