/** Remove-HardDisk: takes hard disks from their machines. */
import {cmdlet} from '../../shell/cmdlet/cmdlet.ts';
import {unplugDisk} from '../inventory/hard-disk-change.ts';
import {HardDisk} from '../inventory/virtual-device.ts';

const speaker = {flavour: 'PowerCLI', cmdlet: 'Remove-HardDisk'} as const;

export const removeHardDisk = cmdlet({
  name: 'Remove-HardDisk',
  module: 'VMware.VimAutomation.Core',
  className: 'VMware.VimAutomation.ViCore.Cmdlets.Commands.VirtualDevice.RemoveHardDisk',
  synopsis: 'Removes hard disks from machines.',
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
    DeletePermanently: {type: 'switch', help: 'Deletes the files too.'},
  },
  examples: [
    {
      title: 'With its file',
      code: "Get-HardDisk web1 -Name 'Hard disk 2' | Remove-HardDisk -DeletePermanently -Confirm:$false",
    },
  ],
  process(run, p) {
    for (const disk of p.HardDisk)
      if (disk instanceof HardDisk && run.shouldProcess(disk.name, 'Remove-HardDisk'))
        unplugDisk(run, speaker, disk, p.DeletePermanently);
  },
});
