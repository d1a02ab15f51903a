/** Set-HardDisk: another size, on a running machine too. */
import {cmdlet} from '../../shell/cmdlet/cmdlet.ts';
import {asNumber} from '../../shell/conversion/plain-number.ts';
import {requireThisMachine} from '../inventory/connections.ts';
import {resizeDisk} from '../inventory/hard-disk-change.ts';
import {serverParameter} from '../inventory/selectors.ts';
import {HardDisk} from '../inventory/virtual-device.ts';
import {GIB} from '../inventory/virtual-machine.ts';

const speaker = {flavour: 'PowerCLI', cmdlet: 'Set-HardDisk'} as const;

export const setHardDisk = cmdlet({
  name: 'Set-HardDisk',
  module: 'VMware.VimAutomation.Core',
  className: 'VMware.VimAutomation.ViCore.Cmdlets.Commands.VirtualDevice.SetHardDisk',
  synopsis: 'Changes the size of hard disks.',
  description: 'The guest of a running machine is told that the capacity changed.',
  supportsShouldProcess: true,
  confirmImpact: 'High',
  parameters: {
    HardDisk: {
      type: 'HardDisk[]',
      help: 'The hard disks.',
      mandatory: true,
      position: 0,
      pipeline: 'value',
    },
    CapacityKB: {type: 'long', help: 'The new size in KB.', position: 1},
    CapacityGB: {type: 'decimal', help: 'The new size in GB.'},
    Server: serverParameter,
  },
  outputTypes: ['VMware.VimAutomation.ViCore.Types.V1.VirtualDevice.HardDisk'],
  examples: [
    {
      title: 'A larger disk',
      code: "Get-HardDisk web1 -Name 'Hard disk 1' | Set-HardDisk -CapacityGB 20 -Confirm:$false",
    },
  ],
  process(run, p) {
    requireThisMachine(run, speaker, p.Server);
    const bytes =
      p.CapacityGB === undefined
        ? Number(p.CapacityKB ?? 0) * 1024
        : Math.round((asNumber(p.CapacityGB) * GIB) / 1024) * 1024;
    for (const disk of p.HardDisk) {
      if (!(disk instanceof HardDisk) || !run.shouldProcess(disk.name, 'Set-HardDisk')) continue;
      const changed = bytes === 0 ? disk : resizeDisk(run, speaker, disk, bytes);
      if (changed) run.writeObject(changed);
    }
  },
});
