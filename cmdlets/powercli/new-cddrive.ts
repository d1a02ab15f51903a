/** New-CDDrive: a CD drive for machines. */
import {cmdlet} from '../../shell/cmdlet/cmdlet.ts';
import {CDDrive, cdDrivesOf} from '../inventory/cd-drive.ts';
import {requireThisMachine} from '../inventory/connections.ts';
import {requireFile} from '../inventory/create-machine.ts';
import {addDrive, addScsiController, controllersOf} from '../inventory/drives.ts';
import {machinesGiven} from '../inventory/find-machines.ts';
import {machineParameter, serverParameter} from '../inventory/selectors.ts';

const speaker = {flavour: 'PowerCLI', cmdlet: 'New-CDDrive'} as const;

export const newCDDrive = cmdlet({
  name: 'New-CDDrive',
  module: 'VMware.VimAutomation.Core',
  className: 'VMware.VimAutomation.ViCore.Cmdlets.Commands.VirtualDevice.NewCDDrive',
  synopsis: 'Creates a CD drive for machines.',
  supportsShouldProcess: true,
  parameters: {
    VM: machineParameter(speaker, {position: 0, pipeline: 'value'}),
    IsoPath: {type: 'string', help: 'File of the disc image; none leaves the drive empty.'},
    Server: serverParameter,
  },
  outputTypes: ['VMware.VimAutomation.ViCore.Types.V1.VirtualDevice.CDDrive'],
  examples: [{title: 'With a disc', code: 'New-CDDrive -VM web1 -IsoPath tools.iso'}],
  process(run, p) {
    requireThisMachine(run, speaker, p.Server);
    const file = p.IsoPath ? run.session.resolvePath(p.IsoPath) : '';
    if (file !== '') requireFile(run, speaker, file);
    for (const machine of machinesGiven(run, speaker, p.VM ?? [])) {
      if (!run.shouldProcess(machine.name, 'New-CDDrive')) continue;
      const hasController = controllersOf(machine).length > 0;
      if (!hasController && !addScsiController(run, speaker, machine)) continue;
      const drive = addDrive(run, speaker, machine, 'dvd', {}, file);
      const number = cdDrivesOf(machine).length;
      if (drive) run.writeObject(new CDDrive(drive, number));
    }
  },
});
