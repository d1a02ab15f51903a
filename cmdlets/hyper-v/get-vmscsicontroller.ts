/** Get-VMScsiController. */
import {cmdlet} from '../../shell/cmdlet/cmdlet.ts';
import {requireThisMachine} from '../inventory/connections.ts';
import {controllersOf, machinesOf, vmNames, vmObjects} from '../inventory/drives.ts';
import {ScsiController} from '../inventory/dvd-drive.ts';

const speaker = {flavour: 'HyperV', cmdlet: 'Get-VMScsiController'} as const;

export const getVMScsiController = cmdlet({
  name: 'Get-VMScsiController',
  module: 'Hyper-V',
  className: 'Microsoft.HyperV.PowerShell.Commands.GetVMScsiController',
  synopsis: 'Gets the SCSI controllers of virtual machines.',
  defaultParameterSet: 'VMName',
  parameters: {
    VMName: vmNames,
    VM: vmObjects,
    ControllerNumber: {type: 'int', help: 'Number of the controller.', position: 1},
    ComputerName: {type: 'string[]', help: 'The Hyper-V host: this machine.'},
  },
  outputTypes: ['Microsoft.HyperV.PowerShell.VMScsiController'],
  examples: [{title: 'What hangs on it', code: '(Get-VMScsiController web1).Drives'}],
  process(run, p) {
    requireThisMachine(run, speaker, p.ComputerName);
    for (const machine of machinesOf(run, speaker, p))
      for (const controller of controllersOf(machine)) {
        const isAsked =
          p.ControllerNumber === undefined || p.ControllerNumber === controller.number;
        if (controller.type === 'SCSI' && isAsked)
          run.writeObject(new ScsiController(machine, controller));
      }
  },
});
