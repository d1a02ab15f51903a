/** Add-VMScsiController. */
import {cmdlet} from '../../shell/cmdlet/cmdlet.ts';
import {requireThisMachine} from '../inventory/connections.ts';
import {
  addScsiController,
  controllersOf,
  machinesOf,
  vmNames,
  vmObjects,
} from '../inventory/drives.ts';
import {ScsiController} from '../inventory/dvd-drive.ts';

const speaker = {flavour: 'HyperV', cmdlet: 'Add-VMScsiController'} as const;

export const addVMScsiController = cmdlet({
  name: 'Add-VMScsiController',
  module: 'Hyper-V',
  className: 'Microsoft.HyperV.PowerShell.Commands.AddVMScsiController',
  synopsis: 'Adds a SCSI controller to virtual machines, four at most.',
  supportsShouldProcess: true,
  defaultParameterSet: 'VMName',
  parameters: {
    VMName: vmNames,
    VM: vmObjects,
    Passthru: {type: 'switch', help: 'Writes the controller to the pipeline.'},
    ComputerName: {type: 'string[]', help: 'The Hyper-V host: this machine.'},
  },
  outputTypes: ['Microsoft.HyperV.PowerShell.VMScsiController'],
  examples: [{title: 'A second one', code: 'Add-VMScsiController web1'}],
  process(run, p) {
    requireThisMachine(run, speaker, p.ComputerName);
    for (const machine of machinesOf(run, speaker, p)) {
      if (!run.shouldProcess(machine.name, 'Add-VMScsiController')) continue;
      if (!addScsiController(run, speaker, machine) || !p.Passthru) continue;
      const added = controllersOf(machine).findLast(({type}) => type === 'SCSI');
      if (added) run.writeObject(new ScsiController(machine, added));
    }
  },
});
