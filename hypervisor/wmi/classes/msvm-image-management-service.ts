/**
 * Msvm_ImageManagementService: virtual disk files (wmi.md 7, 13). DeleteVirtualHardDisk is ours.
 *
 * What is quick is done at once, in a job that has ended when it is answered; copying is done by a
 * thread (disk-jobs.ts) and can be cancelled.
 */
import {unlinkSync} from 'node:fs';
import path from 'node:path';
import {startDiskTask} from '../../root/vmms/disk-jobs.ts';
import {diskUsers} from '../../root/vmms/disk-users.ts';
import {Job} from '../../root/vmms/jobs.ts';
import type {Vmms} from '../../root/vmms/vmms.ts';
import {RETURN, VmmsError} from '../../root/vmms/vmms-error.ts';
import {
  resetIdentifier,
  resizeDisk,
  setParent,
  setPhysicalSectorSize,
} from '../../storage/change-disk.ts';
import {createDisk} from '../../storage/create-disk.ts';
import {checkChain, describeDisk} from '../../storage/describe-disk.ts';
import {DiskImageError} from '../../storage/disk-image.ts';
import type {DiskTask} from '../../storage/disk-work.ts';
import {guidFromBytes, guidToBytes} from '../../wire/guid.ts';
import type {Arguments} from '../arguments.ts';
import type {CimInstance} from '../cim.ts';
import {serviceClass} from './services.ts';
import {newDiskOf, settingText, stateText} from './virtual-hard-disk.ts';

const OWNER = 'Msvm_ImageManagementService';
const COMPACT_MODES = [0, 1, 2, 3, 4];

export const msvmImageManagementService = serviceClass(OWNER, 'Hyper-V Image Management', {
  CreateVirtualHardDisk: (_, args, vmms) => {
    const disk = newDiskOf(args.embedded('VirtualDiskSettingData'), name => diskPath(name, vmms));
    return quickJob(vmms, 1, 'Creating Virtual Hard Disk', () => createDisk(disk));
  },
  ConvertVirtualHardDisk: (_, args, vmms) => {
    const from = pathArgument('SourcePath', args, vmms);
    const to = newDiskOf(args.embedded('VirtualDiskSettingData'), name => diskPath(name, vmms));
    refuseInUse(vmms, from, 'writes');
    return longJob(vmms, 6, 'Converting Virtual Hard Disk', {kind: 'convert', from, to});
  },
  ResizeVirtualHardDisk: (_, args, vmms) => {
    const file = pathArgument('Path', args, vmms);
    const size = args.number('MaxInternalSize') ?? 0;
    const job = storageJob(4, 'Resizing Virtual Hard Disk');
    return vmms.jobs.run(job, () => guardedAsync(() => resize(vmms, file, size)));
  },
  CompactVirtualHardDisk: (_, args, vmms) => {
    const file = pathArgument('Path', args, vmms);
    const mode = args.number('Mode') ?? 0;
    if (!COMPACT_MODES.includes(mode))
      throw new VmmsError(RETURN.InvalidParameter, `Mode must be 0 to 4, but is ${mode}.`);
    refuseInUse(vmms, file, 'uses');
    return longJob(vmms, 3, 'Compacting Virtual Hard Disk', {kind: 'compact', path: file});
  },
  MergeVirtualHardDisk: (_, args, vmms) => {
    const child = pathArgument('SourcePath', args, vmms);
    const ancestor = args.text('DestinationPath')
      ? pathArgument('DestinationPath', args, vmms)
      : guarded(() => describeDisk(child).parentPath);
    if (ancestor === undefined)
      throw new VmmsError(RETURN.InvalidParameter, `${child} is no differencing disk.`);
    for (const file of [child, ancestor]) refuseInUse(vmms, file, 'uses');
    return longJob(vmms, 5, 'Merging Virtual Hard Disk', {kind: 'merge', child, ancestor});
  },
  SetParentVirtualHardDisk: (_, args, vmms) => {
    const child = pathArgument('ChildPath', args, vmms);
    const parent = pathArgument('ParentPath', args, vmms);
    refuseInUse(vmms, args.text('LeafPath') ? pathArgument('LeafPath', args, vmms) : child, 'uses');
    const ignores = args.boolean('IgnoreIDMismatch') ?? false;
    return quickJob(vmms, 0, 'Setting Parent of Virtual Hard Disk', () =>
      setParent(child, parent, ignores),
    );
  },
  SetVirtualHardDiskSettingData: (_, args, vmms) => {
    const setting = args.embedded('VirtualDiskSettingData');
    const file = diskPath(String(setting.properties.Path ?? ''), vmms);
    refuseInUse(vmms, file, 'uses');
    return quickJob(vmms, 0, 'Modifying Virtual Hard Disk', () => changeSettings(file, setting));
  },
  ValidateVirtualHardDisk: (_, args, vmms) => {
    const file = pathArgument('Path', args, vmms);
    return quickJob(vmms, 9, 'Validating Virtual Hard Disk', () => void checkChain(file));
  },
  GetVirtualHardDiskSettingData: (_, args, vmms) => ({
    ReturnValue: 0,
    SettingData: guarded(() => settingText(pathArgument('Path', args, vmms))),
  }),
  GetVirtualHardDiskState: (_, args, vmms) => {
    const file = pathArgument('Path', args, vmms);
    const isInUse = diskUsers(vmms, file, 'uses').length > 0;
    return {ReturnValue: 0, State: guarded(() => stateText(file, isInUse))};
  },
  DeleteVirtualHardDisk: (_, args, vmms) => {
    const file = pathArgument('Path', args, vmms);
    refuseInUse(vmms, file, 'uses');
    unlinkSync(file);
    return RETURN.Completed;
  },
});

/** A path without a folder lies in the host's folder for disks. */
function diskPath(text: string, vmms: Vmms): string {
  return path.resolve(vmms.hostSettings.virtualHardDiskPath ?? vmms.store.disksFolder, text);
}

function pathArgument(name: string, args: Arguments, vmms: Vmms): string {
  return diskPath(args.requiredText(name), vmms);
}

/** The disk of a running machine is resized where it is open, and its guest hears of it. */
async function resize(vmms: Vmms, file: string, size: number): Promise<void> {
  const [user] = diskUsers(vmms, file, 'writes');
  if (user) return await user.machine.worker?.resizeDisk(user.disk, size);
  refuseInUse(vmms, file, 'uses');
  resizeDisk(file, size);
}

function changeSettings(file: string, {properties}: CimInstance): void {
  const {PhysicalSectorSize: sector, VirtualDiskId: id} = properties;
  const info = describeDisk(file);
  if (sector !== undefined && sector !== null && Number(sector) !== info.physicalSectorSize)
    setPhysicalSectorSize(file, Number(sector));
  const known = info.uniqueId && guidFromBytes(info.uniqueId);
  if (typeof id === 'string' && id !== '' && id.toLowerCase() !== known)
    resetIdentifier(file, Buffer.from(guidToBytes(id)));
}

function storageJob(type: number, name: string, cancellable = false): Job {
  return new Job({type, name, owner: OWNER, className: 'Msvm_StorageJob', cancellable});
}

function quickJob(vmms: Vmms, type: number, name: string, work: () => void): Job {
  return vmms.jobs.run(storageJob(type, name), async () => guarded(work));
}

function longJob(vmms: Vmms, type: number, name: string, task: DiskTask): Job {
  const job = storageJob(type, name, true);
  return vmms.jobs.run(job, progress => {
    const run = startDiskTask(task, progress);
    job.abort?.signal.addEventListener('abort', run.cancel);
    return guardedAsync(() => run.done);
  });
}

const CODES: Readonly<Record<DiskImageError['kind'], number>> = {
  notFound: RETURN.FileNotFound,
  exists: RETURN.Failed,
  accessDenied: RETURN.AccessDenied,
  corrupt: RETURN.Failed,
  unsupported: RETURN.NotSupported,
  inUse: RETURN.InUse,
  invalidSize: RETURN.InvalidParameter,
  parentMissing: RETURN.Failed,
  parentMismatch: RETURN.Failed,
  cycle: RETURN.ParentCycle,
  io: RETURN.Failed,
};

/** Errors of the storage layer as refusals. */
function refusal(error: unknown): unknown {
  if (!(error instanceof DiskImageError)) return error;
  return new VmmsError(CODES[error.kind], error.message, {cause: error});
}

function guarded<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw refusal(error);
  }
}

async function guardedAsync(work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    throw refusal(error);
  }
}

function refuseInUse(vmms: Vmms, file: string, how: 'uses' | 'writes'): void {
  const [user] = diskUsers(vmms, file, how);
  if (user)
    throw new VmmsError(RETURN.InUse, `${file} is in use by '${user.machine.name}', which is on.`);
}
