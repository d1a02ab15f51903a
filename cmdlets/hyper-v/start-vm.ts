/** Start-VM of the Hyper-V module. */
import {cmdlet} from '../../shell/cmdlet/cmdlet.ts';
import {Request, requestState} from '../inventory/change-state.ts';
import {selected} from '../inventory/find-machines.ts';
import {hyperVSelector, passthru} from '../inventory/selectors.ts';
import {requireThisMachine} from '../inventory/connections.ts';

const speaker = {flavour: 'HyperV', cmdlet: 'Start-VM'} as const;

export const startVM = cmdlet({
  name: 'Start-VM',
  module: 'Hyper-V',
  className: 'Microsoft.HyperV.PowerShell.Commands.StartVM',
  synopsis: 'Starts virtual machines.',
  supportsShouldProcess: true,
  defaultParameterSet: 'Name',
  parameters: {...hyperVSelector, Passthru: passthru},
  outputTypes: ['Microsoft.HyperV.PowerShell.VirtualMachine'],
  examples: [{title: 'Start every machine whose name begins with web', code: 'Start-VM web*'}],
  process(run, p) {
    requireThisMachine(run, speaker, p.ComputerName);
    for (const machine of selected(run, speaker, p)) {
      if (!run.shouldProcess(machine.name, 'Start-VM')) continue;
      if (requestState(run, speaker, machine, Request.start) && p.Passthru)
        run.writeObject(machine);
    }
  },
});
