/** Move-Folder: moves folders of machines into another. */
import {cmdlet} from '../../shell/cmdlet/cmdlet.ts';
import {changeInventory} from '../inventory/change-inventory.ts';
import {requireThisMachine} from '../inventory/connections.ts';
import {FOLDER} from '../inventory/locations.ts';
import {itemGiven, itemParameter, itemsGiven, itemsParameter} from '../inventory/object-by-name.ts';
import {serverParameter} from '../inventory/selectors.ts';
import {Folder} from '../inventory/tree.ts';

const speaker = {flavour: 'PowerCLI', cmdlet: 'Move-Folder'} as const;

export const moveFolder = cmdlet({
  name: 'Move-Folder',
  module: 'VMware.VimAutomation.Core',
  className: 'VMware.VimAutomation.ViCore.Cmdlets.Commands.MoveFolder',
  synopsis: 'Moves folders of virtual machines, with what is inside, into another folder.',
  supportsShouldProcess: true,
  parameters: {
    Folder: itemsParameter(speaker, FOLDER, {
      help: 'The folders, as objects or by name; wildcards are allowed.',
      mandatory: true,
      position: 0,
      pipeline: 'value',
    }),
    Destination: itemParameter(speaker, FOLDER, {
      help: 'The folder they go into, as an object or by name.',
      mandatory: true,
      position: 1,
      aliases: ['Location'],
    }),
    Server: serverParameter,
  },
  outputTypes: ['VMware.VimAutomation.ViCore.Types.V1.Inventory.Folder'],
  examples: [{title: 'Into another folder', code: 'Move-Folder old -Destination archive'}],
  process(run, p) {
    requireThisMachine(run, speaker, p.Server);
    const door = run.door();
    const destination = itemGiven(run, speaker, FOLDER, p.Destination);
    for (const folder of itemsGiven(run, speaker, FOLDER, p.Folder)) {
      const {name, path} = folder;
      if (!run.shouldProcess(name, `Moving to '${destination.name}'`)) continue;
      const params = {Folder: {ref: path}, Parent: {ref: destination.path}};
      if (changeInventory(run, speaker, 'MoveFolder', params, {name, target: folder}))
        run.writeObject(new Folder(door, door.get(path)));
    }
  },
});
