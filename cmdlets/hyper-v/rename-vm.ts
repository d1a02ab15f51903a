/** Rename-VM of the Hyper-V module. */
import {cmdlet} from '../../shell/cmdlet/cmdlet.ts';
import {changeMachine} from '../inventory/change-settings.ts';
import {requireThisMachine} from '../inventory/connections.ts';
import {selected} from '../inventory/find-machines.ts';
import {hyperVSelector, passthru} from '../inventory/selectors.ts';

const speaker = {flavour: 'HyperV', cmdlet: 'Rename-VM'} as const;

export const renameVM = cmdlet({
  name: 'Rename-VM',
  module: 'Hyper-V',
  className: 'Microsoft.HyperV.PowerShell.Commands.RenameVM',
  synopsis: 'Renames a virtual machine.',
  supportsShouldProcess: true,
  defaultParameterSet: 'Name',
  parameters: {
    ...hyperVSelector,
    NewName: {type: 'string', mandatory: true, position: 1, help: 'The new name.'},
    Passthru: passthru,
  },
  outputTypes: ['Microsoft.HyperV.PowerShell.VirtualMachine'],
  examples: [{title: 'Another name', code: 'Rename-VM web1 -NewName web01'}],
  process(run, p) {
    requireThisMachine(run, speaker, p.ComputerName);
    for (const machine of selected(run, speaker, p)) {
      if (!run.shouldProcess(machine.name, `Rename-VM to "${p.NewName}"`)) continue;
      if (changeMachine(run, speaker, machine, {system: {ElementName: p.NewName}}) && p.Passthru)
        run.writeObject(machine.fresh());
    }
  },
});
