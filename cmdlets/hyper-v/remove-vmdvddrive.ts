/** Remove-VMDvdDrive. */
import {cmdlet} from '../../shell/cmdlet/cmdlet.ts';
import {requireThisMachine} from '../inventory/connections.ts';
import {drivesOf, isAt, machinesOf, placeParameters, removeDrive} from '../inventory/drives.ts';
import {DvdDrive} from '../inventory/dvd-drive.ts';

const speaker = {flavour: 'HyperV', cmdlet: 'Remove-VMDvdDrive'} as const;

export const removeVMDvdDrive = cmdlet({
  name: 'Remove-VMDvdDrive',
  module: 'Hyper-V',
  className: 'Microsoft.HyperV.PowerShell.Commands.RemoveVMDvdDrive',
  synopsis: 'Removes DVD drives from virtual machines; their files stay.',
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
    Passthru: {type: 'switch', help: 'Writes the removed drives to the pipeline.'},
    ComputerName: {type: 'string[]', help: 'The Hyper-V host: this machine.'},
  },
  outputTypes: ['Microsoft.HyperV.PowerShell.DvdDrive'],
  examples: [{title: 'All of a machine', code: 'Get-VMDvdDrive web1 | Remove-VMDvdDrive'}],
  process(run, p) {
    requireThisMachine(run, speaker, p.ComputerName);
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
      if (!run.shouldProcess(drive.machine.name, 'Remove-VMDvdDrive')) continue;
      if (removeDrive(run, speaker, drive) && p.Passthru) run.writeObject(new DvdDrive(drive));
    }
  },
});
