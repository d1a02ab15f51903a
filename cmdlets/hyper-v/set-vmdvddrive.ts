/** Set-VMDvdDrive. */
import {cmdlet} from '../../shell/cmdlet/cmdlet.ts';
import {requireThisMachine} from '../inventory/connections.ts';
import {drivesOf, isAt, machinesOf, placeParameters, setMedium} from '../inventory/drives.ts';
import {requireFile} from '../inventory/create-machine.ts';
import {DvdDrive} from '../inventory/dvd-drive.ts';

const speaker = {flavour: 'HyperV', cmdlet: 'Set-VMDvdDrive'} as const;

export const setVMDvdDrive = cmdlet({
  name: 'Set-VMDvdDrive',
  module: 'Hyper-V',
  className: 'Microsoft.HyperV.PowerShell.Commands.SetVMDvdDrive',
  synopsis: 'Changes what DVD drives of virtual machines hold.',
  supportsShouldProcess: true,
  defaultParameterSet: 'VMName',
  parameters: {
    VMName: {
      type: 'string',
      help: 'Name of the virtual machine.',
      sets: {VMName: {mandatory: true, position: 0}},
    },
    ControllerNumber: {...placeParameters.ControllerNumber, sets: {VMName: {position: 1}}},
    ControllerLocation: {...placeParameters.ControllerLocation, sets: {VMName: {position: 2}}},
    VMDvdDrive: {
      type: 'Microsoft.HyperV.PowerShell.DvdDrive[]',
      help: 'The drives themselves.',
      sets: {Object: {mandatory: true, position: 0, pipeline: 'value'}},
    },
    Path: {
      type: 'string',
      help: 'Another disc image; $null takes the disc out.',
      allowNull: true,
      allowEmptyString: true,
    },
    Passthru: {type: 'switch', help: 'Writes the drives to the pipeline.'},
    ComputerName: {type: 'string[]', help: 'The Hyper-V host: this machine.'},
  },
  outputTypes: ['Microsoft.HyperV.PowerShell.DvdDrive'],
  examples: [{title: 'Another file', code: 'Get-VMDvdDrive web1 | Set-VMDvdDrive -Path tools.iso'}],
  process(run, p) {
    requireThisMachine(run, speaker, p.ComputerName);
    const file = p.Path ? run.session.resolvePath(p.Path) : '';
    if (file !== '') requireFile(run, speaker, file);
    const place = {number: p.ControllerNumber, location: p.ControllerLocation};
    const given = (p.VMDvdDrive ?? []).flatMap(each =>
      each instanceof DvdDrive ? [each.drive] : [],
    );
    const drives = p.VMDvdDrive
      ? given
      : machinesOf(run, speaker, p).flatMap(machine =>
          drivesOf(machine, 'dvd').filter(drive => isAt(drive, place)),
        );
    for (const drive of drives) {
      const {machine} = drive;
      if (!run.shouldProcess(machine.name, 'Set-VMDvdDrive')) continue;
      const isAsked = run.bound.has('Path');
      if (isAsked && !setMedium(run, speaker, drive, file)) continue;
      const at = {
        type: drive.controller.type,
        number: drive.controller.number,
        location: drive.location,
      };
      const now = drivesOf(machine, 'dvd').find(each => isAt(each, at));
      if (now && p.Passthru) run.writeObject(new DvdDrive(now));
    }
  },
});
