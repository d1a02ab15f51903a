/** Add-VMDvdDrive. */
import {cmdlet} from '../../shell/cmdlet/cmdlet.ts';
import {requireThisMachine} from '../inventory/connections.ts';
import {addDrive, machinesOf, placeParameters, vmNames, vmObjects} from '../inventory/drives.ts';
import {requireFile} from '../inventory/create-machine.ts';
import {DvdDrive} from '../inventory/dvd-drive.ts';

const speaker = {flavour: 'HyperV', cmdlet: 'Add-VMDvdDrive'} as const;

export const addVMDvdDrive = cmdlet({
  name: 'Add-VMDvdDrive',
  module: 'Hyper-V',
  className: 'Microsoft.HyperV.PowerShell.Commands.AddVMDvdDrive',
  synopsis: 'Adds DVD drives to virtual machines.',
  description:
    'Without a place the first free one is taken. A running machine sees the drive at once.',
  supportsShouldProcess: true,
  defaultParameterSet: 'VMName',
  parameters: {
    VMName: vmNames,
    VM: vmObjects,
    ControllerNumber: {...placeParameters.ControllerNumber, position: 2},
    ControllerLocation: {...placeParameters.ControllerLocation, position: 3},
    Path: {
      type: 'string',
      help: 'File of the disc image; none leaves the drive empty.',
      position: 4,
    },
    Passthru: {type: 'switch', help: 'Writes the drive to the pipeline.'},
    ComputerName: {type: 'string[]', help: 'The Hyper-V host: this machine.'},
  },
  outputTypes: ['Microsoft.HyperV.PowerShell.DvdDrive'],
  examples: [{title: 'To a machine', code: 'Add-VMDvdDrive web1 -Path tools.iso'}],
  process(run, p) {
    requireThisMachine(run, speaker, p.ComputerName);
    const file = p.Path ? run.session.resolvePath(p.Path) : '';
    if (file !== '') requireFile(run, speaker, file);
    const place = {number: p.ControllerNumber, location: p.ControllerLocation};
    for (const machine of machinesOf(run, speaker, p)) {
      if (!run.shouldProcess(machine.name, 'Add-VMDvdDrive')) continue;
      const drive = addDrive(run, speaker, machine, 'dvd', place, file);
      if (drive && p.Passthru) run.writeObject(new DvdDrive(drive));
    }
  },
});
