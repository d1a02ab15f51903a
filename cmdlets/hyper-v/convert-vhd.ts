/** Convert-VHD: copies a virtual hard disk into another format or type. */
import {unlinkSync} from 'node:fs';
import {cmdlet} from '../../shell/cmdlet/cmdlet.ts';
import {asBigInt} from '../../shell/conversion/plain-number.ts';
import {numberOf} from '../inventory/cim-fields.ts';
import {requireThisMachine} from '../inventory/connections.ts';
import {vmError} from '../inventory/flavour.ts';
import {
  changeVhd,
  formatByName,
  hostParameter,
  oneVhdPath,
  readVhd,
  VHD_TYPE,
  vhdPassthru,
  vhdSettings,
  VirtualHardDisk,
  writeVhd,
} from '../inventory/virtual-hard-disk.ts';

const speaker = {flavour: 'HyperV', cmdlet: 'Convert-VHD'} as const;

export const convertVHD = cmdlet({
  name: 'Convert-VHD',
  module: 'Hyper-V',
  className: 'Microsoft.Vhd.PowerShell.Cmdlets.ConvertVHD',
  synopsis: 'Converts the format and the type of a virtual hard disk.',
  description:
    'The source stays as it is unless -DeleteSource is given. Of a differencing disk the whole chain is copied.',
  supportsShouldProcess: true,
  parameters: {
    Path: oneVhdPath,
    DestinationPath: {
      type: 'string',
      help: 'The file to make; its extension names the format.',
      mandatory: true,
      position: 1,
    },
    VHDType: {
      type: 'string',
      help: 'The type of the new disk; that of the source when not given.',
      validate: [{set: ['Fixed', 'Dynamic', 'Differencing']}],
    },
    ParentPath: {type: 'string', help: 'The parent of a new differencing disk.'},
    BlockSizeBytes: {type: 'uint32', help: 'Bytes by which the new file grows.'},
    DeleteSource: {type: 'switch', help: 'Deletes the source when the copy is complete.'},
    Passthru: vhdPassthru,
    ComputerName: hostParameter,
  },
  outputTypes: ['Microsoft.Vhd.PowerShell.VirtualHardDisk'],
  examples: [{title: 'To VHDX', code: 'Convert-VHD old.vhd -DestinationPath new.vhdx'}],
  process(run, p) {
    requireThisMachine(run, speaker, p.ComputerName);
    const source = run.session.resolvePath(p.Path);
    const target = run.session.resolvePath(p.DestinationPath);
    const format = formatByName(target);
    if (format === undefined) {
      const message = `The file extension of '${target}' must be .vhd or .vhdx.`;
      run.writeError(vmError(speaker, 'InvalidParameter', 'InvalidArgument', message, target));
      return;
    }
    const asked = p.VHDType?.toLowerCase() as keyof typeof VHD_TYPE | undefined;
    const known = readVhd(run, source);
    const same = known instanceof VirtualHardDisk ? numberOf(known.setting, 'Type') : 0;
    const kept = same === VHD_TYPE.fixed ? VHD_TYPE.fixed : VHD_TYPE.dynamic;
    if (!run.shouldProcess(source, 'Convert-VHD')) return;
    const settings = vhdSettings({
      Path: target,
      Type: asked ? VHD_TYPE[asked] : p.ParentPath ? VHD_TYPE.differencing : kept,
      Format: format,
      BlockSize: p.BlockSizeBytes === undefined ? 0 : Number(asBigInt(p.BlockSizeBytes)),
      ...(p.ParentPath ? {ParentPath: run.session.resolvePath(p.ParentPath)} : {}),
    });
    const params = {SourcePath: source, VirtualDiskSettingData: settings};
    const activity = 'Converting virtual hard disk';
    if (!changeVhd(run, speaker, source, 'ConvertVirtualHardDisk', params, activity)) return;
    if (p.DeleteSource) unlinkSync(source);
    if (p.Passthru) writeVhd(run, speaker, target);
  },
});
