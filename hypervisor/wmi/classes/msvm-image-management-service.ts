/** Msvm_ImageManagementService: virtual disk files (wmi.md 7, 13). DeleteVirtualHardDisk is ours. */
import {unlinkSync} from 'node:fs';
import path from 'node:path';
import {Job} from '../../root/vmms/jobs.ts';
import type {Vmms} from '../../root/vmms/vmms.ts';
import {RETURN, VmmsError} from '../../root/vmms/vmms-error.ts';
import {resizeDisk} from '../../storage/change-disk.ts';
import {convertDisk} from '../../storage/copy-disk.ts';
import {createDisk, type NewDisk} from '../../storage/create-disk.ts';
import {describeDisk} from '../../storage/describe-disk.ts';
import {type DiskFormat, DiskImageError} from '../../storage/disk-image.ts';
import type {CimInstance, CimValue} from '../cim.ts';
import {formatXml} from '../embedded.ts';
import {serviceClass} from './services.ts';

const OWNER = 'Msvm_ImageManagementService';
const TYPE = {Fixed: 2, Dynamic: 3} as const;
const FORMAT = {Vhd: 2} as const;

export const msvmImageManagementService = serviceClass(OWNER, 'Hyper-V Image Management', {
  CreateVirtualHardDisk: (_, args, vmms) => {
    const disk = newDisk(args.embedded('VirtualDiskSettingData'), vmms);
    return storageJob(vmms, 1, 'Creating Virtual Hard Disk', () => createDisk(disk));
  },
  ConvertVirtualHardDisk: (_, args, vmms) => {
    const source = diskPath(args.requiredText('SourcePath'), vmms);
    const {sizeBytes: _size, ...target} = newDisk(args.embedded('VirtualDiskSettingData'), vmms);
    return storageJob(vmms, 6, 'Converting Virtual Hard Disk', progress =>
      convertDisk(source, target, {progress}),
    );
  },
  ResizeVirtualHardDisk: (_, args, vmms) => {
    const file = diskPath(args.requiredText('Path'), vmms);
    refuseInUse(vmms, file);
    const size = args.number('MaxInternalSize') ?? 0;
    return storageJob(vmms, 4, 'Resizing Virtual Hard Disk', () => resizeDisk(file, size));
  },
  ValidateVirtualHardDisk: (_, args, vmms) => {
    const file = diskPath(args.requiredText('Path'), vmms);
    return storageJob(vmms, 9, 'Validating Virtual Hard Disk', () => void describeDisk(file));
  },
  GetVirtualHardDiskSettingData: (_, args, vmms) => ({
    ReturnValue: 0,
    SettingData: guarded(() => settingText(diskPath(args.requiredText('Path'), vmms))),
  }),
  GetVirtualHardDiskState: (_, args, vmms) => ({
    ReturnValue: 0,
    State: guarded(() => stateText(diskPath(args.requiredText('Path'), vmms), vmms)),
  }),
  DeleteVirtualHardDisk: (_, args, vmms) => {
    const file = diskPath(args.requiredText('Path'), vmms);
    refuseInUse(vmms, file);
    unlinkSync(file);
    return RETURN.Completed;
  },
});

/** A path without a folder lies in the host's folder for disks. */
function diskPath(text: string, vmms: Vmms): string {
  return path.resolve(vmms.hostSettings.virtualHardDiskPath ?? vmms.store.disksFolder, text);
}

function newDisk({properties}: CimInstance, vmms: Vmms): NewDisk {
  const given = properties.Path;
  if (typeof given !== 'string' || given === '')
    throw new VmmsError(RETURN.InvalidParameter, 'Path is missing in VirtualDiskSettingData.');
  const file = diskPath(given, vmms);
  const block = Number(properties.BlockSize ?? 0);
  const format = formatOf(file, Number(properties.Type ?? TYPE.Dynamic), properties.Format);
  return {
    path: file,
    format,
    sizeBytes: Number(properties.MaxInternalSize ?? 0),
    ...(block > 0 && format === 'vhd-dynamic' ? {blockSizeBytes: block} : {}),
  };
}

function formatOf(file: string, type: number, format: CimValue | undefined): DiskFormat {
  const isVhd = file.toLowerCase().endsWith('.vhd');
  if (format !== undefined && format !== null && Number(format) !== FORMAT.Vhd)
    throw new VmmsError(
      RETURN.NotSupported,
      `Format must be ${FORMAT.Vhd} (VHD), but is ${String(format)}: other formats can not be made.`,
    );
  if (!isVhd) return 'raw';
  if (type === TYPE.Fixed) return 'vhd-fixed';
  if (type === TYPE.Dynamic) return 'vhd-dynamic';
  throw new VmmsError(
    RETURN.InvalidParameter,
    `Type must be ${TYPE.Fixed} (fixed) or ${TYPE.Dynamic} (dynamic), but is ${type}.`,
  );
}

function storageJob(
  vmms: Vmms,
  type: number,
  name: string,
  work: (progress: (percent: number) => void) => void,
): Job {
  const job = new Job({type, name, owner: OWNER, className: 'Msvm_StorageJob'});
  return vmms.jobs.run(job, async progress => guarded(() => work(progress)));
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
function guarded<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (error instanceof DiskImageError)
      throw new VmmsError(CODES[error.kind], error.message, {cause: error});
    throw error;
  }
}

function isInUse(vmms: Vmms, file: string): boolean {
  return [...vmms.machines.values()].some(
    machine => machine.isOn && machine.disks().some(disk => path.resolve(disk.path) === file),
  );
}

function refuseInUse(vmms: Vmms, file: string): void {
  if (isInUse(vmms, file))
    throw new VmmsError(RETURN.InUse, `${file} is in use by a machine that is on.`);
}

const STRINGS = new Set(['Path', 'ParentPath', 'ElementName', 'InstanceID', 'VirtualDiskId']);
const WIDE = new Set(['MaxInternalSize', 'FileSize', 'MinInternalSize']);

function xml(className: string, properties: Record<string, CimValue>): string {
  return formatXml({className, path: '', properties}, name =>
    STRINGS.has(name)
      ? 'string'
      : WIDE.has(name)
        ? 'uint64'
        : name === 'InUse'
          ? 'boolean'
          : name === 'Timestamp'
            ? 'datetime'
            : name.endsWith('Size')
              ? 'uint32'
              : 'uint16',
  );
}

function settingText(file: string): string {
  const disk = describeDisk(file);
  return xml('Msvm_VirtualHardDiskSettingData', {
    ElementName: path.basename(file),
    Path: file,
    Type: disk.format === 'vhd-dynamic' ? TYPE.Dynamic : TYPE.Fixed,
    //                              Raw images have no number in the class's map.
    Format: disk.format === 'raw' ? 0 : FORMAT.Vhd,
    MaxInternalSize: BigInt(disk.sizeBytes),
    BlockSize: disk.blockSizeBytes,
    LogicalSectorSize: disk.logicalSectorSize,
    PhysicalSectorSize: disk.physicalSectorSize,
    VirtualDiskId: disk.uniqueId ? guidText(disk.uniqueId) : null,
  });
}

function stateText(file: string, vmms: Vmms): string {
  const disk = describeDisk(file);
  return xml('Msvm_VirtualHardDiskState', {
    FileSize: BigInt(disk.allocatedBytes),
    InUse: isInUse(vmms, file),
  });
}

/** VHD ids are big-endian bytes (the footer's order). */
function guidText(bytes: Uint8Array): string {
  const hex = Buffer.from(bytes).toString('hex').toUpperCase();
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    hex.slice(12, 16),
    hex.slice(16, 20),
    hex.slice(20),
  ].join('-');
}
