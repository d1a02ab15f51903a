/** Get-VMDvdDrive. */
import {cmdlet} from '../../shell/cmdlet/cmdlet.ts';
import {requireThisMachine} from '../inventory/connections.ts';
import {
  drivesOf,
  isAt,
  machinesOf,
  placeParameters,
  vmNames,
  vmObjects,
} from '../inventory/drives.ts';
import {DvdDrive} from '../inventory/dvd-drive.ts';

const speaker = {flavour: 'HyperV', cmdlet: 'Get-VMDvdDrive'} as const;

export const getVMDvdDrive = cmdlet({
  name: 'Get-VMDvdDrive',
  module: 'Hyper-V',
  className: 'Microsoft.HyperV.PowerShell.Commands.GetVMDvdDrive',
  synopsis: 'Gets the DVD drives of virtual machines.',
  defaultParameterSet: 'VMName',
  parameters: {
    VMName: vmNames,
    VM: vmObjects,
    ...placeParameters,
    ComputerName: {type: 'string[]', help: 'The Hyper-V host: this machine.'},
  },
  outputTypes: ['Microsoft.HyperV.PowerShell.DvdDrive'],
  examples: [
    {title: 'Of all machines', code: 'Get-VM | Get-VMDvdDrive | Format-Table VMName, Path'},
  ],
  process(run, p) {
    requireThisMachine(run, speaker, p.ComputerName);
    const place = {number: p.ControllerNumber, location: p.ControllerLocation};
    for (const machine of machinesOf(run, speaker, p))
      for (const drive of drivesOf(machine, 'dvd'))
        if (isAt(drive, place)) run.writeObject(new DvdDrive(drive));
  },
});
