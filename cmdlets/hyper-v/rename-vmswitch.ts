/** Rename-VMSwitch of the Hyper-V module. */
import {cmdlet} from '../../shell/cmdlet/cmdlet.ts';
import {changeSwitch} from '../inventory/change-switch.ts';
import {requireThisMachine} from '../inventory/connections.ts';
import {selectedSwitches, switchSelector} from '../inventory/virtual-switch.ts';

const speaker = {flavour: 'HyperV', cmdlet: 'Rename-VMSwitch'} as const;

export const renameVMSwitch = cmdlet({
  name: 'Rename-VMSwitch',
  module: 'Hyper-V',
  className: 'Microsoft.HyperV.PowerShell.Commands.RenameVMSwitch',
  synopsis: 'Renames a virtual switch.',
  supportsShouldProcess: true,
  defaultParameterSet: 'Name',
  parameters: {
    Name: {...switchSelector.Name, type: 'string', help: 'The name; wildcards are allowed.'},
    VMSwitch: {...switchSelector.VMSwitch, type: 'VMSwitch', help: 'The switch itself.'},
    NewName: {type: 'string', help: 'The new name.', mandatory: true, position: 2},
    Passthru: {type: 'switch', help: 'Writes the switch to the pipeline.'},
    ComputerName: switchSelector.ComputerName,
  },
  outputTypes: ['Microsoft.HyperV.PowerShell.VMSwitch'],
  examples: [{title: 'Rename a switch', code: 'Rename-VMSwitch lab -NewName test'}],
  process(run, p) {
    requireThisMachine(run, speaker, p.ComputerName);
    for (const network of selectedSwitches(run, speaker, p)) {
      if (!run.shouldProcess(network.name, 'Rename-VMSwitch')) continue;
      const changed = changeSwitch(run, speaker, network, {name: p.NewName});
      if (changed && p.Passthru) run.writeObject(changed);
    }
  },
});
