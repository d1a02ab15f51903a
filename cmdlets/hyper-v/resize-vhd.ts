/** Resize-VHD: another size for a virtual hard disk, attached to a running machine too. */
import {cmdlet} from '../../shell/cmdlet/cmdlet.ts';
import type {Run} from '../../shell/cmdlet/run.ts';
import {asBigInt} from '../../shell/conversion/plain-number.ts';
import {numberOrNull} from '../inventory/cim-fields.ts';
import {requireThisMachine} from '../inventory/connections.ts';
import {vmError} from '../inventory/flavour.ts';
import {
  changeVhd,
  hostParameter,
  readVhd,
  vhdPassthru,
  vhdPath,
  VirtualHardDisk,
  writeVhd,
} from '../inventory/virtual-hard-disk.ts';

const speaker = {flavour: 'HyperV', cmdlet: 'Resize-VHD'} as const;

/** The least size, or undefined after an error was written. */
function leastSize(run: Run, file: string): bigint | undefined {
  const disk = readVhd(run, file);
  const least =
    disk instanceof VirtualHardDisk ? numberOrNull(disk.state, 'MinInternalSize') : null;
  if (least !== null) return BigInt(least);
  const message = `'${file}' has no partitions that would say its minimum size.`;
  run.writeError(vmError(speaker, 'InvalidParameter', 'InvalidArgument', message, file));
  return undefined;
}

export const resizeVHD = cmdlet({
  name: 'Resize-VHD',
  module: 'Hyper-V',
  className: 'Microsoft.Vhd.PowerShell.Cmdlets.ResizeVHD',
  synopsis: 'Resizes virtual hard disks.',
  description:
    'Disks grow at any time, also under a running machine. A .vhdx shrinks as far as its partitions allow.',
  supportsShouldProcess: true,
  defaultParameterSet: 'Size',
  parameters: {
    Path: vhdPath,
    SizeBytes: {
      type: 'uint64',
      help: 'The new size.',
      sets: {Size: {mandatory: true, position: 1}},
    },
    ToMinimumSize: {
      type: 'switch',
      help: 'Shrinks to the end of the last partition.',
      sets: {MinimumSize: {mandatory: true}},
    },
    Passthru: vhdPassthru,
    ComputerName: hostParameter,
  },
  outputTypes: ['Microsoft.Vhd.PowerShell.VirtualHardDisk'],
  examples: [{title: 'A larger disk', code: 'Resize-VHD web1.vhdx -SizeBytes 20GB'}],
  process(run, p) {
    requireThisMachine(run, speaker, p.ComputerName);
    for (const file of p.Path.map(text => run.session.resolvePath(text))) {
      const size = p.SizeBytes === undefined ? leastSize(run, file) : asBigInt(p.SizeBytes);
      if (size === undefined || !run.shouldProcess(file, 'Resize-VHD')) continue;
      const params = {Path: file, MaxInternalSize: size};
      const activity = 'Resizing virtual hard disk';
      const done = changeVhd(run, speaker, file, 'ResizeVirtualHardDisk', params, activity);
      if (done && p.Passthru) writeVhd(run, speaker, file);
    }
  },
});
