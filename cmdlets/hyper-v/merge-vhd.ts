/** Merge-VHD: puts a differencing disk into one of its parents. */
import {cmdlet} from '../../shell/cmdlet/cmdlet.ts';
import {textOf} from '../inventory/cim-fields.ts';
import {requireThisMachine} from '../inventory/connections.ts';
import {
  changeVhd,
  hostParameter,
  oneVhdPath,
  readVhd,
  vhdPassthru,
  VirtualHardDisk,
  writeVhd,
} from '../inventory/virtual-hard-disk.ts';

const speaker = {flavour: 'HyperV', cmdlet: 'Merge-VHD'} as const;

export const mergeVHD = cmdlet({
  name: 'Merge-VHD',
  module: 'Hyper-V',
  className: 'Microsoft.Vhd.PowerShell.Cmdlets.MergeVHD',
  synopsis: 'Merges differencing virtual hard disks into a parent.',
  description:
    'The parent gets what the disk and those between have; their files are removed. Other children of the parent can not be used afterwards.',
  supportsShouldProcess: true,
  confirmImpact: 'Medium',
  parameters: {
    Path: oneVhdPath,
    DestinationPath: {
      type: 'string',
      help: 'The parent to merge into; the next one when not given.',
      position: 1,
    },
    Force: {type: 'switch', help: 'Does not ask.'},
    Passthru: {...vhdPassthru, help: 'Writes the parent to the pipeline.'},
    ComputerName: hostParameter,
  },
  outputTypes: ['Microsoft.Vhd.PowerShell.VirtualHardDisk'],
  examples: [{title: 'Into its parent', code: 'Merge-VHD child.vhdx'}],
  process(run, p) {
    requireThisMachine(run, speaker, p.ComputerName);
    const file = run.session.resolvePath(p.Path);
    const known = readVhd(run, file);
    const parent = p.DestinationPath
      ? run.session.resolvePath(p.DestinationPath)
      : known instanceof VirtualHardDisk
        ? textOf(known.setting, 'ParentPath')
        : '';
    if (!run.shouldProcess(file, 'Merge-VHD')) return;
    const question = `${file} is merged into ${parent} and removed.`;
    if (!p.Force && !run.shouldContinue(question, 'Merge-VHD')) return;
    const params = {SourcePath: file, DestinationPath: parent};
    const activity = 'Merging virtual hard disk';
    const done = changeVhd(run, speaker, file, 'MergeVirtualHardDisk', params, activity);
    if (done && p.Passthru) writeVhd(run, speaker, parent);
  },
});
