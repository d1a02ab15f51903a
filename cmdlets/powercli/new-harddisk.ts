/** New-HardDisk: a new or existing disk file for a machine. */
import {cmdlet} from '../../shell/cmdlet/cmdlet.ts';
import {asNumber} from '../../shell/conversion/plain-number.ts';
import {requireThisMachine} from '../inventory/connections.ts';
import {requireFile} from '../inventory/create-machine.ts';
import {machinesGiven} from '../inventory/find-machines.ts';
import {newDiskFile, plugDisk} from '../inventory/hard-disk-change.ts';
import {machineParameter, serverParameter} from '../inventory/selectors.ts';
import {GIB} from '../inventory/virtual-machine.ts';

const speaker = {flavour: 'PowerCLI', cmdlet: 'New-HardDisk'} as const;
const DEFAULT_KB = 4 * 1024 * 1024;

export const newHardDisk = cmdlet({
  name: 'New-HardDisk',
  module: 'VMware.VimAutomation.Core',
  className: 'VMware.VimAutomation.ViCore.Cmdlets.Commands.VirtualDevice.NewHardDisk',
  synopsis: 'Creates a hard disk for machines, or adds an existing one.',
  supportsShouldProcess: true,
  defaultParameterSet: 'CreateNew',
  parameters: {
    VM: machineParameter(speaker, {position: 0, pipeline: 'value'}),
    CapacityGB: {type: 'decimal', help: 'Size in GB; the default is 4.', sets: {CreateNew: {}}},
    CapacityKB: {type: 'long', help: 'Size in KB.', sets: {CreateNew: {}}},
    StorageFormat: {
      type: 'string',
      help: 'Thin (the default) grows with what is written, Thick has its size at once.',
      validate: [{set: ['Thin', 'Thick', 'EagerZeroedThick']}],
      sets: {CreateNew: {}},
    },
    ThinProvisioned: {type: 'switch', help: 'The same as Thin.', sets: {CreateNew: {}}},
    DiskPath: {
      type: 'string',
      help: 'File of an existing disk.',
      sets: {UseExisting: {mandatory: true}},
    },
    Server: serverParameter,
  },
  outputTypes: ['VMware.VimAutomation.ViCore.Types.V1.VirtualDevice.HardDisk'],
  examples: [{title: 'Ten more gigabytes', code: 'Get-VM web1 | New-HardDisk -CapacityGB 10'}],
  process(run, p) {
    requireThisMachine(run, speaker, p.Server);
    const existing = p.DiskPath === undefined ? undefined : run.session.resolvePath(p.DiskPath);
    if (existing !== undefined) requireFile(run, speaker, existing);
    const bytes =
      p.CapacityGB === undefined
        ? Number(p.CapacityKB ?? DEFAULT_KB) * 1024
        : Math.round((asNumber(p.CapacityGB) * GIB) / 1024) * 1024;
    const isThick = !p.ThinProvisioned && (p.StorageFormat ?? 'Thin').toLowerCase() !== 'thin';
    for (const machine of machinesGiven(run, speaker, p.VM ?? [])) {
      if (!run.shouldProcess(machine.name, 'New-HardDisk')) continue;
      const file = existing ?? newDiskFile(run, speaker, machine, bytes, isThick);
      const disk = file === undefined ? undefined : plugDisk(run, speaker, machine, file);
      if (disk) run.writeObject(disk);
    }
  },
});
