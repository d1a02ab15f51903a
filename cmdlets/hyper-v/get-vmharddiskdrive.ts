/** Get-VMHardDiskDrive. */
import {cmdlet} from '../../shell/cmdlet/cmdlet.ts';
import {requireThisMachine} from '../inventory/connections.ts';
import {
  controllerType,
  drivesOf,
  isAt,
  machinesOf,
  placeParameters,
  vmNames,
  vmObjects,
} from '../inventory/drives.ts';
import {HardDiskDrive} from '../inventory/hard-disk.ts';

const speaker = {flavour: 'HyperV', cmdlet: 'Get-VMHardDiskDrive'} as const;

export const getVMHardDiskDrive = cmdlet({
  name: 'Get-VMHardDiskDrive',
  module: 'Hyper-V',
  className: 'Microsoft.HyperV.PowerShell.Commands.GetVMHardDiskDrive',
  synopsis: 'Gets the hard disk drives of virtual machines.',
  defaultParameterSet: 'VMName',
  parameters: {
    VMName: vmNames,
    VM: vmObjects,
    ControllerType: controllerType,
    ...placeParameters,
    ComputerName: {type: 'string[]', help: 'The Hyper-V host: this machine.'},
  },
  outputTypes: ['Microsoft.HyperV.PowerShell.HardDiskDrive'],
  examples: [
    {title: 'Of all machines', code: 'Get-VM | Get-VMHardDiskDrive | Format-Table VMName, Path'},
  ],
  process(run, p) {
    requireThisMachine(run, speaker, p.ComputerName);
    const place = {
      type: p.ControllerType,
      number: p.ControllerNumber,
      location: p.ControllerLocation,
    };
    for (const machine of machinesOf(run, speaker, p))
      for (const drive of drivesOf(machine, 'disk'))
        if (isAt(drive, place)) run.writeObject(new HardDiskDrive(drive));
  },
});
