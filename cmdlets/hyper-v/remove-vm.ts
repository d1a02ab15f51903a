/** Remove-VM of the Hyper-V module: deletes the machine's configuration, never its disk files. */
import {cmdlet} from '../../shell/cmdlet/cmdlet.ts';
import {requireThisMachine} from '../inventory/connections.ts';
import {selected} from '../inventory/find-machines.ts';
import {removeMachine} from '../inventory/remove-machine.ts';
import {hyperVSelector, passthru} from '../inventory/selectors.ts';

const speaker = {flavour: 'HyperV', cmdlet: 'Remove-VM'} as const;

export const removeVM = cmdlet({
  name: 'Remove-VM',
  module: 'Hyper-V',
  className: 'Microsoft.HyperV.PowerShell.Commands.RemoveVM',
  synopsis: 'Deletes virtual machines. Their virtual hard disks stay.',
  supportsShouldProcess: true,
  defaultParameterSet: 'Name',
  parameters: {
    ...hyperVSelector,
    Force: {type: 'switch', help: 'Does not ask.'},
    Passthru: passthru,
  },
  outputTypes: ['Microsoft.HyperV.PowerShell.VirtualMachine'],
  examples: [{title: 'Delete a machine without being asked', code: 'Remove-VM web1 -Force'}],
  process(run, p) {
    requireThisMachine(run, speaker, p.ComputerName);
    for (const machine of selected(run, speaker, p)) {
      if (!run.shouldProcess(machine.name, 'Remove-VM')) continue;
      const asked = p.Force || run.bound.has('Confirm');
      if (
        !asked &&
        !run.shouldContinue(
          `Are you sure you want to remove virtual machine "${machine.name}"?`,
          'Confirm',
        )
      )
        continue;
      if (removeMachine(run, speaker, machine, false) && p.Passthru) run.writeObject(machine);
    }
  },
});
