/** Get-HardDisk: the virtual hard disks of machines. */
import {cmdlet} from '../../shell/cmdlet/cmdlet.ts';
import {byName} from '../inventory/by-name.ts';
import {requireThisMachine} from '../inventory/connections.ts';
import {allMachines, machinesGiven} from '../inventory/find-machines.ts';
import {machineParameter, serverParameter} from '../inventory/selectors.ts';
import {HardDisk} from '../inventory/virtual-device.ts';
import {pluggedDisks} from '../vim/vm-devices.ts';

const speaker = {flavour: 'PowerCLI', cmdlet: 'Get-HardDisk'} as const;

export const getHardDisk = cmdlet({
  name: 'Get-HardDisk',
  module: 'VMware.VimAutomation.Core',
  className: 'VMware.VimAutomation.ViCore.Cmdlets.Commands.VirtualDevice.GetHardDisk',
  synopsis: 'Retrieves the virtual hard disks of machines.',
  parameters: {
    VM: machineParameter(speaker, {position: 0, pipeline: 'value'}),
    Name: {
      type: 'string[]',
      help: 'Names such as Hard disk 1; wildcards are allowed.',
      wildcards: true,
    },
    DiskType: {
      type: 'string[]',
      help: 'Only disks of these types; all are Flat here.',
      validate: [{set: ['RawVirtual', 'RawPhysical', 'Flat', 'Unknown']}],
    },
    Id: {type: 'string[]', help: 'Identifiers; wildcards are allowed.', wildcards: true},
    Server: serverParameter,
  },
  outputTypes: ['VMware.VimAutomation.ViCore.Types.V1.VirtualDevice.HardDisk'],
  examples: [
    {
      title: 'Disks and their files',
      code: 'Get-VM | Get-HardDisk | Format-Table Parent, CapacityGB, Filename',
    },
  ],
  process(run, p) {
    requireThisMachine(run, speaker, p.Server);
    if (p.DiskType && !p.DiskType.some(type => type.toLowerCase() === 'flat')) return;
    const machines = p.VM ? machinesGiven(run, speaker, p.VM) : allMachines(run, 'PowerCLI');
    const disks = machines.flatMap(machine =>
      pluggedDisks(machine).map(disk => new HardDisk(machine, disk)),
    );
    const named = {kind: 'HardDisk', items: disks, nameOf: (disk: HardDisk) => disk.name};
    const byId = {
      ...named,
      items: byName(run, speaker, named, p.Name),
      nameOf: (disk: HardDisk) => disk.id,
    };
    for (const disk of byName(run, speaker, byId, p.Id)) run.writeObject(disk);
  },
});
