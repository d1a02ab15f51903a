/** Optimize-VHD: makes the files of dynamic disks as small as their content. */
import {cmdlet} from '../../shell/cmdlet/cmdlet.ts';
import {requireThisMachine} from '../inventory/connections.ts';
import {
  changeVhd,
  hostParameter,
  vhdPassthru,
  vhdPath,
  writeVhd,
} from '../inventory/virtual-hard-disk.ts';

const speaker = {flavour: 'HyperV', cmdlet: 'Optimize-VHD'} as const;
const MODES = ['Full', 'Quick', 'Retrim', 'Pretrimmed', 'Prezeroed'];

export const optimizeVHD = cmdlet({
  name: 'Optimize-VHD',
  module: 'Hyper-V',
  className: 'Microsoft.Vhd.PowerShell.Cmdlets.OptimizeVHD',
  synopsis: 'Optimizes the space that dynamic virtual hard disks take.',
  description:
    'The file is rewritten without blocks of zeros and without gaps; all modes do the same. The disk must not be in use.',
  supportsShouldProcess: true,
  parameters: {
    Path: vhdPath,
    Mode: {type: 'string', help: 'How blocks are found.', validate: [{set: MODES}]},
    Passthru: vhdPassthru,
    ComputerName: hostParameter,
  },
  outputTypes: ['Microsoft.Vhd.PowerShell.VirtualHardDisk'],
  examples: [{title: 'Give space back', code: 'Optimize-VHD web1.vhdx -Mode Full'}],
  process(run, p) {
    requireThisMachine(run, speaker, p.ComputerName);
    const mode = MODES.findIndex(name => name.toLowerCase() === (p.Mode ?? 'Full').toLowerCase());
    for (const file of p.Path.map(text => run.session.resolvePath(text))) {
      if (!run.shouldProcess(file, 'Optimize-VHD')) continue;
      const params = {Path: file, Mode: mode};
      const activity = 'Compacting virtual hard disk';
      const done = changeVhd(run, speaker, file, 'CompactVirtualHardDisk', params, activity);
      if (done && p.Passthru) writeVhd(run, speaker, file);
    }
  },
});
