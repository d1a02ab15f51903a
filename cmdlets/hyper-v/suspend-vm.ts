/** Suspend-VM of the Hyper-V module. */
import {cmdlet} from '../../shell/cmdlet/cmdlet.ts';
import {Request, requestState} from '../inventory/change-state.ts';
import {selected} from '../inventory/find-machines.ts';
import {hyperVSelector, passthru} from '../inventory/selectors.ts';
import {requireThisMachine} from '../inventory/connections.ts';

const speaker = {flavour: 'HyperV', cmdlet: 'Suspend-VM'} as const;

export const suspendVM = cmdlet({
  name: 'Suspend-VM',
  module: 'Hyper-V',
  className: 'Microsoft.HyperV.PowerShell.Commands.SuspendVM',
  synopsis: 'Pauses running virtual machines; they keep their memory.',
  supportsShouldProcess: true,
  defaultParameterSet: 'Name',
  parameters: {...hyperVSelector, Passthru: passthru},
  outputTypes: ['Microsoft.HyperV.PowerShell.VirtualMachine'],
  examples: [{title: 'Pause a machine', code: 'Suspend-VM web1'}],
  process(run, p) {
    requireThisMachine(run, speaker, p.ComputerName);
    for (const machine of selected(run, speaker, p)) {
      if (!run.shouldProcess(machine.name, 'Suspend-VM')) continue;
      if (requestState(run, speaker, machine, Request.pause) && p.Passthru)
        run.writeObject(machine);
    }
  },
});
