/** Set-VHD: the parent, the physical sector size or the identifier of a virtual hard disk. */
import {randomUUID} from 'node:crypto';
import {cmdlet} from '../../shell/cmdlet/cmdlet.ts';
import {asBigInt} from '../../shell/conversion/plain-number.ts';
import {requireThisMachine} from '../inventory/connections.ts';
import {
  changeVhd,
  hostParameter,
  oneVhdPath,
  vhdPassthru,
  vhdSettings,
  writeVhd,
} from '../inventory/virtual-hard-disk.ts';

const speaker = {flavour: 'HyperV', cmdlet: 'Set-VHD'} as const;

export const setVHD = cmdlet({
  name: 'Set-VHD',
  module: 'Hyper-V',
  className: 'Microsoft.Vhd.PowerShell.Cmdlets.SetVHD',
  synopsis: 'Sets properties of a virtual hard disk.',
  supportsShouldProcess: true,
  defaultParameterSet: 'Parent',
  parameters: {
    Path: oneVhdPath,
    ParentPath: {
      type: 'string',
      help: 'Where the parent of a differencing disk is.',
      sets: {Parent: {mandatory: true, position: 1}},
    },
    LeafPath: {
      type: 'string',
      help: 'The youngest disk of the chain, when that is the one a machine has.',
      sets: {Parent: {}},
    },
    IgnoreIdMismatch: {
      type: 'switch',
      help: 'Takes the parent even when its identifier is another.',
      sets: {Parent: {}},
    },
    PhysicalSectorSizeBytes: {
      type: 'uint32',
      help: 'Physical sector that a .vhdx reports.',
      validate: [{set: ['512', '4096']}],
      sets: {PhysicalSectorSize: {mandatory: true}},
    },
    ResetDiskIdentifier: {
      type: 'switch',
      help: 'Gives a .vhdx a new identifier: for copies.',
      sets: {DiskIdentifier: {mandatory: true}},
    },
    Force: {type: 'switch', help: 'Does not ask.', sets: {DiskIdentifier: {}}},
    Passthru: vhdPassthru,
    ComputerName: hostParameter,
  },
  outputTypes: ['Microsoft.Vhd.PowerShell.VirtualHardDisk'],
  examples: [{title: 'The parent moved', code: 'Set-VHD child.vhdx -ParentPath new/base.vhdx'}],
  process(run, p) {
    requireThisMachine(run, speaker, p.ComputerName);
    const file = run.session.resolvePath(p.Path);
    if (!run.shouldProcess(file, 'Set-VHD')) return;
    const activity = 'Changing virtual hard disk';
    const change = (properties: Record<string, string | number>): boolean => {
      const params = {VirtualDiskSettingData: vhdSettings({Path: file, ...properties})};
      return changeVhd(run, speaker, file, 'SetVirtualHardDiskSettingData', params, activity);
    };
    let done = false;
    if (p.ParentPath !== undefined) {
      const params = {
        ChildPath: file,
        ParentPath: run.session.resolvePath(p.ParentPath),
        IgnoreIDMismatch: p.IgnoreIdMismatch,
        ...(p.LeafPath ? {LeafPath: run.session.resolvePath(p.LeafPath)} : {}),
      };
      done = changeVhd(run, speaker, file, 'SetParentVirtualHardDisk', params, activity);
    } else if (p.PhysicalSectorSizeBytes !== undefined) {
      done = change({PhysicalSectorSize: Number(asBigInt(p.PhysicalSectorSizeBytes))});
    } else {
      const question = `The identifier of ${file} is replaced.`;
      if (!p.Force && !run.shouldContinue(question, 'Set-VHD')) return;
      done = change({VirtualDiskId: randomUUID()});
    }
    if (done && p.Passthru) writeVhd(run, speaker, file);
  },
});
