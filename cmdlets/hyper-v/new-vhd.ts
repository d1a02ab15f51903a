/** New-VHD: makes virtual hard disk files. */
import {cmdlet} from '../../shell/cmdlet/cmdlet.ts';
import type {Run} from '../../shell/cmdlet/run.ts';
import {asBigInt} from '../../shell/conversion/plain-number.ts';
import {requireThisMachine} from '../inventory/connections.ts';
import {vmError} from '../inventory/flavour.ts';
import {
  changeVhd,
  formatByName,
  hostParameter,
  VHD_TYPE,
  vhdSettings,
  writeVhd,
} from '../inventory/virtual-hard-disk.ts';

const speaker = {flavour: 'HyperV', cmdlet: 'New-VHD'} as const;
const DYNAMIC = 'DynamicWithoutSource';
const FIXED = 'FixedWithoutSource';
const DIFFERENCING = 'Differencing';

/** The extension says the format: a new disk needs one of the two. */
function isVhdName(run: Run, file: string): boolean {
  if (formatByName(file) !== undefined) return true;
  const message = `The file extension of '${file}' must be .vhd or .vhdx (for checkpoints .avhd or .avhdx).`;
  run.writeError(vmError(speaker, 'InvalidParameter', 'InvalidArgument', message, file));
  return false;
}

export const newVHD = cmdlet({
  name: 'New-VHD',
  module: 'Hyper-V',
  className: 'Microsoft.Vhd.PowerShell.Cmdlets.NewVHD',
  synopsis: 'Creates new virtual hard disks.',
  description:
    'The extension names the format: .vhdx or .vhd. Without -Fixed or -ParentPath the disk is dynamic: its file grows with what is written.',
  supportsShouldProcess: true,
  defaultParameterSet: DYNAMIC,
  parameters: {
    Path: {
      type: 'string[]',
      help: 'Files to make.',
      mandatory: true,
      position: 0,
      pipeline: 'both',
    },
    SizeBytes: {
      type: 'uint64',
      help: 'Size that a machine sees; a differencing disk has that of its parent.',
      sets: {
        [DYNAMIC]: {mandatory: true, position: 1},
        [FIXED]: {mandatory: true, position: 1},
        [DIFFERENCING]: {},
      },
    },
    ParentPath: {
      type: 'string',
      help: 'The disk that the new one differs from.',
      sets: {[DIFFERENCING]: {mandatory: true, position: 1}},
    },
    Dynamic: {type: 'switch', help: 'A file that grows.', sets: {[DYNAMIC]: {}}},
    Fixed: {
      type: 'switch',
      help: 'A file of the full size.',
      sets: {[FIXED]: {mandatory: true}},
    },
    Differencing: {type: 'switch', help: 'A file of differences.', sets: {[DIFFERENCING]: {}}},
    BlockSizeBytes: {
      type: 'uint32',
      help: 'Bytes by which the file grows; 32MB for .vhdx, 2MB for .vhd and differencing disks.',
    },
    LogicalSectorSizeBytes: {
      type: 'uint32',
      help: 'Sector of the disk, 512 when not given; .vhdx only.',
      validate: [{set: ['512', '4096']}],
      sets: {[DYNAMIC]: {}, [FIXED]: {}},
    },
    PhysicalSectorSizeBytes: {
      type: 'uint32',
      help: 'Physical sector that the disk reports, 4096 when not given; .vhdx only.',
      validate: [{set: ['512', '4096']}],
    },
    ComputerName: hostParameter,
  },
  outputTypes: ['Microsoft.Vhd.PowerShell.VirtualHardDisk'],
  examples: [
    {title: 'A dynamic disk', code: 'New-VHD base.vhdx -SizeBytes 10GB'},
    {title: 'One that differs from it', code: 'New-VHD -ParentPath base.vhdx -Path child.vhdx'},
  ],
  process(run, p) {
    requireThisMachine(run, speaker, p.ComputerName);
    const type = p.ParentPath ? VHD_TYPE.differencing : p.Fixed ? VHD_TYPE.fixed : VHD_TYPE.dynamic;
    const number = (value: unknown): number => (value === undefined ? 0 : Number(asBigInt(value)));
    for (const file of p.Path.map(text => run.session.resolvePath(text))) {
      if (!isVhdName(run, file) || !run.shouldProcess(file, 'New-VHD')) continue;
      const settings = vhdSettings({
        Path: file,
        Type: type,
        Format: formatByName(file) ?? 0,
        MaxInternalSize: p.SizeBytes === undefined ? 0n : asBigInt(p.SizeBytes),
        BlockSize: number(p.BlockSizeBytes),
        LogicalSectorSize: number(p.LogicalSectorSizeBytes),
        PhysicalSectorSize: number(p.PhysicalSectorSizeBytes),
        ...(p.ParentPath ? {ParentPath: run.session.resolvePath(p.ParentPath)} : {}),
      });
      const params = {VirtualDiskSettingData: settings};
      const activity = 'Creating virtual hard disk';
      if (changeVhd(run, speaker, file, 'CreateVirtualHardDisk', params, activity))
        writeVhd(run, speaker, file);
    }
  },
});
