/** New-Folder: a folder of machines, in another. */
import {cmdlet} from '../../shell/cmdlet/cmdlet.ts';
import {changeInventory} from '../inventory/change-inventory.ts';
import {pathOf} from '../inventory/cim-fields.ts';
import {requireThisMachine} from '../inventory/connections.ts';
import {vmError} from '../inventory/flavour.ts';
import {FOLDER_HOLDER} from '../inventory/locations.ts';
import {itemGiven, itemParameter} from '../inventory/object-by-name.ts';
import {serverParameter} from '../inventory/selectors.ts';
import {Folder} from '../inventory/tree.ts';

const speaker = {flavour: 'PowerCLI', cmdlet: 'New-Folder'} as const;

export const newFolder = cmdlet({
  name: 'New-Folder',
  module: 'VMware.VimAutomation.Core',
  className: 'VMware.VimAutomation.ViCore.Cmdlets.Commands.NewFolder',
  synopsis: 'Creates a new folder of virtual machines.',
  description:
    'This host has one datacenter and is its only host, so folders are for virtual machines: below vm, the folder of all.',
  supportsShouldProcess: true,
  parameters: {
    Name: {type: 'string', help: 'The name.', mandatory: true, position: 0},
    Location: itemParameter(speaker, FOLDER_HOLDER, {
      help: 'The folder it is made in, as an object or by name; vm, or a folder below.',
      position: 1,
      pipeline: 'value',
    }),
    Server: serverParameter,
  },
  outputTypes: ['VMware.VimAutomation.ViCore.Types.V1.Inventory.Folder'],
  examples: [
    {title: 'A folder and one inside', code: 'Get-Folder vm | New-Folder web | New-Folder old'},
  ],
  process(run, p) {
    requireThisMachine(run, speaker, p.Server);
    const door = run.door();
    const location =
      p.Location === undefined ? undefined : itemGiven(run, speaker, FOLDER_HOLDER, p.Location);
    const parent = location instanceof Folder ? location : undefined;
    if (parent === undefined) {
      const message =
        'On this host only folders of virtual machines can be made. Name one as the location: -Location vm';
      const id = 'Core_NewFolder_LocationNotSupported';
      return run.writeError(vmError(speaker, id, 'InvalidArgument', message, p.Name));
    }
    if (!run.shouldProcess(parent.name, `Creating Folder '${p.Name}'`)) return;
    const params = {Parent: {ref: parent.path}, ElementName: p.Name};
    const about = {name: p.Name, target: parent};
    const made = changeInventory(run, speaker, 'CreateFolder', params, about);
    if (made) run.writeObject(new Folder(door, door.get(pathOf(made.Folder) ?? '')));
  },
});
