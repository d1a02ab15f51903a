/**
 * Makes disk files: what New-VHD asks for. A new file appears under its name complete or not at
 * all; a kill on the way leaves a file named like it and `.draft`.
 */
import {randomBytes} from 'node:crypto';
import {linkSync, renameSync, statSync, unlinkSync} from 'node:fs';
import path from 'node:path';
import {createDiskFile, type DiskFile, diskError} from './disk-file.ts';
import {type DiskFormat, type DiskImage, DiskImageError} from './disk-image.ts';
import {asVhdx, type DiskFamily, extensionOf, familyOf, openDisk} from './open-disk.ts';
import {relativePath} from './parent-search.ts';
import {formatDifferencing} from './vhd/differencing-vhd.ts';
import {DEFAULT_BLOCK_SIZE, isBlockSize} from './vhd/dynamic-header.ts';
import {formatDynamic} from './vhd/dynamic-vhd.ts';
import {formatFixed} from './vhd/fixed-vhd.ts';
import {newFooter, type VhdFooter, VhdType} from './vhd/footer.ts';
import {formatVhdx} from './vhdx/format-vhdx.ts';
import {isVhdxBlockSize, VHDX_MAX_BYTES} from './vhdx/metadata.ts';
import {ParentKey, type ParentLocator} from './vhdx/parent-locator.ts';

/** [MS-VHD]: 2040 GiB, the most that a VHD can hold. */
export const VHD_MAX_BYTES = 2040 * 2 ** 30;
const MIB = 0x100000;

export interface NewDisk {
  path: string;
  format: DiskFormat;
  /** A multiple of the logical sector; that of the parent when absent. */
  sizeBytes?: number;
  /** VHD 2 MiB, VHDX 32 MiB and differencing 2 MiB when absent; fixed VHDs have none. */
  blockSizeBytes?: number;
  /** VHDX only: 512 or 4096; 512, or the parent's, when absent. */
  logicalSectorSize?: number;
  /** VHDX only: 512 or 4096; 4096, or the parent's, when absent. */
  physicalSectorSize?: number;
  /** Of differencing disks. */
  parentPath?: string;
  /** 16 bytes; random when absent. */
  uniqueId?: Uint8Array;
  /** VHDX: identifier by which children know the disk; random when absent. */
  dataGuid?: string;
  /** Seconds since 1970; now when absent. */
  createdSeconds?: number;
}

/** Every choice made. */
type WholeDisk = NewDisk &
  Required<
    Pick<NewDisk, 'sizeBytes' | 'blockSizeBytes' | 'logicalSectorSize' | 'physicalSectorSize'>
  >;

/** Makes a new disk file full of zeros, or of its parent's content. Throws DiskImageError. */
export function createDisk(disk: NewDisk): void {
  writeDisk(disk, () => {});
}

/** Makes a new disk and fills it before it gets its name. `replaces`: instead of what has it now. */
export function writeDisk(
  disk: NewDisk,
  fill: (file: DiskFile) => void,
  options: {replaces?: boolean} = {},
): void {
  checkName(disk);
  const parent = disk.parentPath === undefined ? undefined : openDisk(disk.parentPath, true);
  try {
    const whole = completed(disk, parent);
    checkSizes(whole);
    publish(disk.path, options.replaces ?? false, file => {
      writeFormat(file, whole, parent);
      fill(file);
      file.flush();
    });
  } finally {
    parent?.close();
  }
}

/** Formats a file of another name and gives it its own name when it is complete. */
function publish(name: string, replaces: boolean, fill: (file: DiskFile) => void): void {
  const draft = `${name}.${randomBytes(4).toString('hex')}.draft.${extensionOf(name) || 'img'}`;
  const file = createDiskFile(draft, name);
  let isRenamed = false;
  try {
    fill(file);
    if (replaces) renameSync(draft, name);
    else linkSync(draft, name);
    isRenamed = replaces;
  } catch (error) {
    throw diskError(name, error);
  } finally {
    file.close();
    if (!isRenamed) unlinkSync(draft);
  }
}

function completed(disk: NewDisk, parent: DiskImage | undefined): WholeDisk {
  const isVhdx = disk.format.startsWith('vhdx');
  const isChild = disk.format.endsWith('differencing');
  const defaultBlock = isVhdx && !isChild ? 32 * MIB : DEFAULT_BLOCK_SIZE;
  return {
    ...disk,
    sizeBytes: disk.sizeBytes ?? parent?.sizeBytes ?? 0,
    blockSizeBytes: disk.blockSizeBytes ?? defaultBlock,
    logicalSectorSize: disk.logicalSectorSize ?? parent?.sectorSize ?? 512,
    physicalSectorSize:
      disk.physicalSectorSize ?? parent?.physicalSectorSize ?? (isVhdx ? 4096 : 512),
  };
}

function writeFormat(file: DiskFile, disk: WholeDisk, parent: DiskImage | undefined): void {
  switch (disk.format) {
    case 'raw':
      file.truncate(disk.sizeBytes);
      return;
    case 'vhd-fixed':
      formatFixed(file, footerOf(disk, VhdType.Fixed));
      return;
    case 'vhd-dynamic':
      formatDynamic(file, footerOf(disk, VhdType.Dynamic), disk.blockSizeBytes);
      return;
    case 'vhd-differencing':
      formatDifferencing(file, footerOf(disk, VhdType.Differencing), disk.blockSizeBytes, {
        child: disk.path,
        ...vhdParentOf(disk, parent),
      });
      return;
    default:
      formatVhdx(file, vhdxMetadata(disk, parent), disk.dataGuid);
  }
}

function vhdxMetadata(disk: WholeDisk, parent: DiskImage | undefined) {
  return {
    blockSize: disk.blockSizeBytes,
    leaveAllocated: disk.format === 'vhdx-fixed',
    sizeBytes: disk.sizeBytes,
    uniqueId: disk.uniqueId ?? randomBytes(16),
    sectorSize: disk.logicalSectorSize,
    physicalSectorSize: disk.physicalSectorSize,
    parent: parent && vhdxLocator(disk.path, parent),
  };
}

/** The locator by which a child finds and knows a VHDX. */
export function vhdxLocator(child: string, parent: DiskImage): ParentLocator {
  return new Map([
    [ParentKey.Linkage, `{${asVhdx(parent)?.dataGuid ?? ''}}`],
    [ParentKey.RelativePath, relativePath(child, parent.path)],
    [ParentKey.AbsolutePath, path.resolve(parent.path)],
  ]);
}

function vhdParentOf(disk: NewDisk, parent: DiskImage | undefined) {
  const file = disk.parentPath ?? '';
  const changedSeconds = Math.floor(statSync(file).mtimeMs / 1000);
  return {
    parent: path.resolve(file),
    uniqueId: parent?.uniqueId ?? new Uint8Array(16),
    changedSeconds,
  };
}

function footerOf(disk: WholeDisk, type: number): VhdFooter {
  const created = disk.createdSeconds ?? Math.floor(Date.now() / 1000);
  return newFooter(type, disk.sizeBytes, created, disk.uniqueId ?? randomBytes(16));
}

const EXTENSIONS: Readonly<Record<DiskFamily, string>> = {
  raw: 'raw',
  optical: 'iso',
  vhd: 'vhd',
  vhdx: 'vhdx',
};

/** The extension says the format, of the disk and of its parent. */
function checkName({path: name, format: wanted, parentPath}: NewDisk): void {
  const family = familyOf(name);
  const [wantedFamily] = wanted.split('-');
  if (family !== wantedFamily) {
    const text = `the extension (${EXTENSIONS[family]}) does not fit the format ${wanted}`;
    throw new DiskImageError('unsupported', name, text);
  }
  if (wanted.endsWith('differencing') !== (parentPath !== undefined))
    throw new DiskImageError(
      'unsupported',
      name,
      'a differencing disk, and no other, has a parent',
    );
  if (parentPath !== undefined && familyOf(parentPath) !== family)
    throw new DiskImageError('unsupported', name, `"${parentPath}" has another format`);
}

function checkSizes(disk: WholeDisk): void {
  checkSize(disk.path, disk.format, disk.sizeBytes, disk.logicalSectorSize);
  const {blockSizeBytes: block, logicalSectorSize, physicalSectorSize} = disk;
  const refuse = (text: string): never => {
    throw new DiskImageError('invalidSize', disk.path, text);
  };
  const family = familyOf(disk.path);
  if (family === 'vhd' && disk.format !== 'vhd-fixed' && !isBlockSize(block))
    refuse(`a block must be a power of two from 4 KB to 256 MB, not ${block}`);
  if (family === 'vhdx' && !isVhdxBlockSize(block))
    refuse(`a block must be a power of two from 1 MB to 256 MB, not ${block}`);
  const sectors = family === 'vhdx' ? [512, 4096] : [512];
  if (!sectors.includes(logicalSectorSize))
    refuse(`a logical sector must have ${sectors.join(' or ')} bytes, not ${logicalSectorSize}`);
  if (family === 'vhdx' && !sectors.includes(physicalSectorSize))
    refuse(`a physical sector must have ${sectors.join(' or ')} bytes, not ${physicalSectorSize}`);
}

/** Refuses a size that the format can not have. Throws DiskImageError (`invalidSize`). */
export function checkSize(name: string, format: DiskFormat, size: number, sector: number): void {
  const limits = {raw: Number.MAX_SAFE_INTEGER, vhd: VHD_MAX_BYTES, vhdx: VHDX_MAX_BYTES};
  const [family] = format.split('-');
  const limit = limits[family as keyof typeof limits];
  if (size > 0 && size <= limit && size % sector === 0) return;
  const text = `a disk must have ${sector} to ${limit} bytes in whole sectors of ${sector}, not ${size}`;
  throw new DiskImageError('invalidSize', name, text);
}
