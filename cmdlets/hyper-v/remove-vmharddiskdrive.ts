/** Remove-VMHardDiskDrive. */
import {cmdlet} from '../../shell/cmdlet/cmdlet.ts';
import {requireThisMachine} from '../inventory/connections.ts';
import {
  controllerType,
  drivesOf,
  isAt,
  machinesOf,
  placeParameters,
  removeDrive,
} from '../inventory/drives.ts';
import {HardDiskDrive} from '../inventory/hard-disk.ts';

const speaker = {flavour: 'HyperV', cmdlet: 'Remove-VMHardDiskDrive'} as const;

export const removeVMHardDiskDrive = cmdlet({
  name: 'Remove-VMHardDiskDrive',
  module: 'Hyper-V',
  className: 'Microsoft.HyperV.PowerShell.Commands.RemoveVMHardDiskDrive',
  synopsis: 'Removes hard disk drives from virtual machines; their files stay.',
  supportsShouldProcess: true,
  defaultParameterSet: 'VMName',
  parameters: {
    VMName: {
      type: 'string',
      help: 'Name of the virtual machine.',
      sets: {VMName: {mandatory: true, position: 0}},
    },
    ControllerType: {...controllerType, sets: {VMName: {position: 1}}},
    ControllerNumber: {...placeParameters.ControllerNumber, sets: {VMName: {position: 2}}},
    ControllerLocation: {...placeParameters.ControllerLocation, sets: {VMName: {position: 3}}},
    VMHardDiskDrive: {
      type: 'Microsoft.HyperV.PowerShell.HardDiskDrive[]',
      help: 'The drives themselves.',
      sets: {Object: {mandatory: true, position: 0, pipeline: 'value'}},
    },
    Passthru: {type: 'switch', help: 'Writes the removed drives to the pipeline.'},
    ComputerName: {type: 'string[]', help: 'The Hyper-V host: this machine.'},
  },
  outputTypes: ['Microsoft.HyperV.PowerShell.HardDiskDrive'],
  examples: [
    {title: 'All of a machine', code: 'Get-VMHardDiskDrive web1 | Remove-VMHardDiskDrive'},
  ],
  process(run, p) {
    requireThisMachine(run, speaker, p.ComputerName);
    const place = {
      type: p.ControllerType,
      number: p.ControllerNumber,
      location: p.ControllerLocation,
    };
    const given = (p.VMHardDiskDrive ?? []).flatMap(each =>
      each instanceof HardDiskDrive ? [each.drive] : [],
    );
    const drives = p.VMHardDiskDrive
      ? given
      : machinesOf(run, speaker, p).flatMap(machine =>
          drivesOf(machine, 'disk').filter(drive => isAt(drive, place)),
        );
    for (const drive of drives) {
      if (!run.shouldProcess(drive.machine.name, 'Remove-VMHardDiskDrive')) continue;
      if (removeDrive(run, speaker, drive) && p.Passthru) run.writeObject(new HardDiskDrive(drive));
    }
  },
});
