/** Remove-Folder: removes folders with the machines and folders inside. */
import {cmdlet} from '../../shell/cmdlet/cmdlet.ts';
import {changeInventory} from '../inventory/change-inventory.ts';
import {requireThisMachine} from '../inventory/connections.ts';
import {allMachines} from '../inventory/find-machines.ts';
import {vmError} from '../inventory/flavour.ts';
import {FOLDER, machinesIn} from '../inventory/locations.ts';
import {itemsGiven, itemsParameter} from '../inventory/object-by-name.ts';
import {removeMachine} from '../inventory/remove-machine.ts';
import {serverParameter} from '../inventory/selectors.ts';

const speaker = {flavour: 'PowerCLI', cmdlet: 'Remove-Folder'} as const;

export const removeFolder = cmdlet({
  name: 'Remove-Folder',
  module: 'VMware.VimAutomation.Core',
  className: 'VMware.VimAutomation.ViCore.Cmdlets.Commands.RemoveFolder',
  synopsis: 'Removes folders, and the virtual machines and folders inside.',
  description:
    'Machines inside are removed as Remove-VM does: their disk files stay unless -DeletePermanently is given. A folder with a machine that is on stays.',
  supportsShouldProcess: true,
  confirmImpact: 'High',
  parameters: {
    Folder: itemsParameter(speaker, FOLDER, {
      help: 'The folders, as objects or by name; wildcards are allowed.',
      mandatory: true,
      position: 0,
      pipeline: 'value',
    }),
    DeletePermanently: {
      type: 'switch',
      help: 'Deletes the disk files of the machines inside as well.',
      aliases: ['DeleteFromDisk'],
    },
    Server: serverParameter,
  },
  examples: [{title: 'Without being asked', code: 'Remove-Folder old -Confirm:$false'}],
  process(run, p) {
    requireThisMachine(run, speaker, p.Server);
    for (const folder of itemsGiven(run, speaker, FOLDER, p.Folder)) {
      const {name, path} = folder;
      if (folder.isFixed) {
        const message = `The folder '${name}' can not be removed: every host has it.`;
        run.writeError(
          vmError(speaker, 'Core_RemoveFolder_FixedFolder', 'InvalidOperation', message, folder),
        );
        continue;
      }
      if (!run.shouldProcess(name, 'Removing Folder')) continue;
      const inside = machinesIn(run.door(), allMachines(run, 'PowerCLI'), [folder], true);
      const gone = inside.map(each => removeMachine(run, speaker, each, p.DeletePermanently));
      if (gone.includes(false)) continue;
      const params = {Folder: {ref: path}};
      changeInventory(run, speaker, 'RemoveFolder', params, {name, target: folder});
    }
  },
});
