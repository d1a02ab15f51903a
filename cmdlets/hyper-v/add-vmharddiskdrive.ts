/** Add-VMHardDiskDrive. */
import {cmdlet} from '../../shell/cmdlet/cmdlet.ts';
import {requireThisMachine} from '../inventory/connections.ts';
import {
  addDrive,
  controllerType,
  machinesOf,
  placeParameters,
  vmNames,
  vmObjects,
} from '../inventory/drives.ts';
import {requireFile} from '../inventory/create-machine.ts';
import {HardDiskDrive} from '../inventory/hard-disk.ts';

const speaker = {flavour: 'HyperV', cmdlet: 'Add-VMHardDiskDrive'} as const;

export const addVMHardDiskDrive = cmdlet({
  name: 'Add-VMHardDiskDrive',
  module: 'Hyper-V',
  className: 'Microsoft.HyperV.PowerShell.Commands.AddVMHardDiskDrive',
  synopsis: 'Adds hard disk drives to virtual machines.',
  description:
    'Without a place the first free one is taken. A running machine sees the drive at once.',
  supportsShouldProcess: true,
  defaultParameterSet: 'VMName',
  parameters: {
    VMName: vmNames,
    VM: vmObjects,
    ControllerType: {...controllerType, position: 1},
    ControllerNumber: {...placeParameters.ControllerNumber, position: 2},
    ControllerLocation: {...placeParameters.ControllerLocation, position: 3},
    Path: {type: 'string', help: 'File of the disk.', position: 4},
    Passthru: {type: 'switch', help: 'Writes the drive to the pipeline.'},
    ComputerName: {type: 'string[]', help: 'The Hyper-V host: this machine.'},
  },
  outputTypes: ['Microsoft.HyperV.PowerShell.HardDiskDrive'],
  examples: [{title: 'To a machine', code: 'Add-VMHardDiskDrive web1 -Path data.vhdx'}],
  process(run, p) {
    requireThisMachine(run, speaker, p.ComputerName);
    const file = p.Path ? run.session.resolvePath(p.Path) : '';
    if (file !== '') requireFile(run, speaker, file);
    const place = {
      type: p.ControllerType,
      number: p.ControllerNumber,
      location: p.ControllerLocation,
    };
    for (const machine of machinesOf(run, speaker, p)) {
      if (!run.shouldProcess(machine.name, 'Add-VMHardDiskDrive')) continue;
      const drive = addDrive(run, speaker, machine, 'disk', place, file);
      if (drive && p.Passthru) run.writeObject(new HardDiskDrive(drive));
    }
  },
});
