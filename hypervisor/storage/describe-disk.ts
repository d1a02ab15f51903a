/** Describes disk files that need not be attached: what Get-VHD and Test-VHD ask for. */
import {realpathSync} from 'node:fs';
import path from 'node:path';
import {openDiskFile} from './disk-file.ts';
import {chainOf, type DiskFormat, type DiskImage, DiskImageError} from './disk-image.ts';
import {asVhdx, openAlone, openDisk} from './open-disk.ts';
import {parentPath} from './parent-search.ts';
import {partitionEnd} from './partition-end.ts';
import {DynamicVhd} from './vhd/dynamic-vhd.ts';
import {vhdParentLink} from './vhd/open-vhd.ts';
import {vhdxParentLink} from './vhdx/open-vhdx.ts';

export interface DiskInfo {
  path: string;
  format: DiskFormat;
  /** Size the guest sees. */
  sizeBytes: number;
  /** Length of the file. */
  fileSizeBytes: number;
  /** Bytes the file takes on the host. */
  allocatedBytes: number;
  blockSizeBytes: number;
  logicalSectorSize: number;
  physicalSectorSize: number;
  uniqueId: Uint8Array | undefined;
  /** Where the parent of a differencing disk is, or should be. */
  parentPath: string | undefined;
  /** Identifier that the parent must have. */
  parentIdentifier: string | undefined;
  /** In a hundred: blocks that do not follow the one before. */
  fragmentation: number;
}

/** Describes a disk file; its parent need not be there. Throws DiskImageError. */
export function describeDisk(file: string): DiskInfo {
  const image = openAlone(file);
  try {
    return {
      path: file,
      format: image.format,
      sizeBytes: image.sizeBytes,
      fileSizeBytes: fileSize(file),
      allocatedBytes: image.allocatedBytes,
      blockSizeBytes: image.format === 'vhd-fixed' ? 0 : (image.blockSize ?? 0),
      logicalSectorSize: image.sectorSize,
      physicalSectorSize: image.physicalSectorSize,
      uniqueId: image.uniqueId,
      ...parentOf(file, image),
      fragmentation:
        image instanceof DynamicVhd ? image.fragmentation : (asVhdx(image)?.fragmentation ?? 0),
    };
  } finally {
    image.close();
  }
}

function fileSize(name: string): number {
  const file = openDiskFile(name, true);
  try {
    return file.size();
  } finally {
    file.close();
  }
}

function parentOf(
  name: string,
  image: DiskImage,
): Pick<DiskInfo, 'parentPath' | 'parentIdentifier'> {
  const locator = asVhdx(image)?.metadata.parent;
  if (locator)
    return {
      parentPath: parentPath(name, vhdxParentLink(locator)),
      parentIdentifier: locator.get('parent_linkage'),
    };
  if (!(image instanceof DynamicVhd) || image.format !== 'vhd-differencing' || !image.header.parent)
    return {parentPath: undefined, parentIdentifier: undefined};
  const file = openDiskFile(name, true);
  try {
    return {
      parentPath: parentPath(name, vhdParentLink(file, image.header.parent)),
      parentIdentifier: Buffer.from(image.header.parent.uniqueId).toString('hex'),
    };
  } finally {
    file.close();
  }
}

/**
 * The least size that the content allows: where the last partition ends, undefined without any.
 * Opens the whole chain. Throws DiskImageError.
 */
export function minimumSize(file: string): number | undefined {
  const image = openDisk(file, true);
  try {
    return partitionEnd(image);
  } finally {
    image.close();
  }
}

/** The files of a chain, the disk itself first. Throws DiskImageError when one is missing or another. */
export function checkChain(file: string): string[] {
  const image = openDisk(file, true);
  try {
    return [...chainOf(image)].map(link => realpathSync(link.path));
  } finally {
    image.close();
  }
}

/** The disk and, as far as they are there, its parents: what is in use when the disk is. */
export function knownChain(file: string): string[] {
  const files: string[] = [];
  for (let next: string | undefined = path.resolve(file); next && !files.includes(next); ) {
    files.push(next);
    next = parentNamed(next);
  }
  return files;
}

function parentNamed(file: string): string | undefined {
  try {
    return describeDisk(file).parentPath;
  } catch (error) {
    if (error instanceof DiskImageError) return undefined;
    throw error;
  }
}
