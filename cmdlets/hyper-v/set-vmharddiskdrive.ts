/** Set-VMHardDiskDrive. */
import {cmdlet} from '../../shell/cmdlet/cmdlet.ts';
import {requireThisMachine} from '../inventory/connections.ts';
import {
  controllerType,
  drivesOf,
  isAt,
  machinesOf,
  placeParameters,
  setMedium,
} from '../inventory/drives.ts';
import {requireFile} from '../inventory/create-machine.ts';
import {HardDiskDrive} from '../inventory/hard-disk.ts';

const speaker = {flavour: 'HyperV', cmdlet: 'Set-VMHardDiskDrive'} as const;

export const setVMHardDiskDrive = cmdlet({
  name: 'Set-VMHardDiskDrive',
  module: 'Hyper-V',
  className: 'Microsoft.HyperV.PowerShell.Commands.SetVMHardDiskDrive',
  synopsis: 'Changes what hard disk drives of virtual machines hold.',
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
    Path: {type: 'string', help: 'Another file for the drive.'},
    Passthru: {type: 'switch', help: 'Writes the drives to the pipeline.'},
    ComputerName: {type: 'string[]', help: 'The Hyper-V host: this machine.'},
  },
  outputTypes: ['Microsoft.HyperV.PowerShell.HardDiskDrive'],
  examples: [
    {
      title: 'Another file',
      code: 'Get-VMHardDiskDrive web1 | Set-VMHardDiskDrive -Path other.vhdx',
    },
  ],
  process(run, p) {
    requireThisMachine(run, speaker, p.ComputerName);
    const file = p.Path ? run.session.resolvePath(p.Path) : '';
    if (file !== '') requireFile(run, speaker, file);
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
      const {machine} = drive;
      if (!run.shouldProcess(machine.name, 'Set-VMHardDiskDrive')) continue;
      const isAsked = run.bound.has('Path');
      if (isAsked && !setMedium(run, speaker, drive, file)) continue;
      const at = {
        type: drive.controller.type,
        number: drive.controller.number,
        location: drive.location,
      };
      const now = drivesOf(machine, 'disk').find(each => isAt(each, at));
      if (now && p.Passthru) run.writeObject(new HardDiskDrive(now));
    }
  },
});
