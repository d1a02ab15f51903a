/** Set-Folder: renames folders. */
import {cmdlet} from '../../shell/cmdlet/cmdlet.ts';
import {changeInventory} from '../inventory/change-inventory.ts';
import {requireThisMachine} from '../inventory/connections.ts';
import {FOLDER} from '../inventory/locations.ts';
import {itemsGiven, itemsParameter} from '../inventory/object-by-name.ts';
import {serverParameter} from '../inventory/selectors.ts';
import {Folder} from '../inventory/tree.ts';

const speaker = {flavour: 'PowerCLI', cmdlet: 'Set-Folder'} as const;

export const setFolder = cmdlet({
  name: 'Set-Folder',
  module: 'VMware.VimAutomation.Core',
  className: 'VMware.VimAutomation.ViCore.Cmdlets.Commands.SetFolder',
  synopsis: 'Renames folders.',
  supportsShouldProcess: true,
  parameters: {
    Name: {type: 'string', help: 'The new name.', mandatory: true, position: 0},
    Folder: itemsParameter(speaker, FOLDER, {
      help: 'The folders, as objects or by name; wildcards are allowed.',
      mandatory: true,
      pipeline: 'value',
    }),
    Server: serverParameter,
  },
  outputTypes: ['VMware.VimAutomation.ViCore.Types.V1.Inventory.Folder'],
  examples: [{title: 'Rename a folder', code: 'Get-Folder web | Set-Folder -Name front'}],
  process(run, p) {
    requireThisMachine(run, speaker, p.Server);
    const door = run.door();
    for (const folder of itemsGiven(run, speaker, FOLDER, p.Folder)) {
      const {name, path} = folder;
      if (!run.shouldProcess(name, `Renaming Folder to '${p.Name}'`)) continue;
      const params = {Folder: {ref: path}, ElementName: p.Name};
      if (changeInventory(run, speaker, 'RenameFolder', params, {name, target: folder}))
        run.writeObject(new Folder(door, door.get(path)));
    }
  },
});
