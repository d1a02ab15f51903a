/**
 * Makes, describes, converts and resizes disk files: what New-VHD, Get-VHD, Convert-VHD and
 * Resize-VHD ask for. A new file appears under its name complete or not at all.
 */
import {randomBytes} from 'node:crypto';
import {linkSync, unlinkSync} from 'node:fs';
import {createDiskFile, type DiskFile, diskError, openDiskFile} from './disk-file.ts';
import {type DiskFormat, type DiskImage, DiskImageError} from './disk-image.ts';
import {extensionOf, imageOver, openDisk} from './open-disk.ts';
import {DEFAULT_BLOCK_SIZE, isBlockSize} from './vhd/dynamic-header.ts';
import {DynamicVhd, formatDynamic} from './vhd/dynamic-vhd.ts';
import {FixedVhd, formatFixed, resizeFixed} from './vhd/fixed-vhd.ts';
import {newFooter, type VhdFooter, VhdType} from './vhd/footer.ts';
import {readFooter} from './vhd/open-vhd.ts';

/** [MS-VHD]: 2040 GiB, the most that a VHD can hold. */
export const VHD_MAX_BYTES = 2040 * 2 ** 30;

export interface NewDisk {
  path: string;
  format: DiskFormat;
  /** A multiple of 512. */
  sizeBytes: number;
  /** Dynamic disks only; 2 MiB when absent. */
  blockSizeBytes?: number;
  /** 16 bytes; random when absent. */
  uniqueId?: Uint8Array;
  /** Seconds since 1970; now when absent. */
  createdSeconds?: number;
}

/** Makes a new disk file full of zeros. Throws DiskImageError. */
export function createDisk(disk: NewDisk): void {
  checkNewDisk(disk);
  publish(disk.path, file => writeFormat(file, disk));
}

/** What Get-VHD shows of a file that need not be attached. */
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
}

/** Describes a disk file. Throws DiskImageError. */
export function describeDisk(path: string): DiskInfo {
  const file = openDiskFile(path, true);
  try {
    const image = imageOver(file);
    return {
      path,
      format: image.format,
      sizeBytes: image.sizeBytes,
      fileSizeBytes: file.size(),
      allocatedBytes: image.allocatedBytes,
      blockSizeBytes: image instanceof DynamicVhd ? image.blockSize : 0,
      logicalSectorSize: image.sectorSize,
      physicalSectorSize: image.physicalSectorSize,
      uniqueId: image.uniqueId,
    };
  } finally {
    file.close();
  }
}

/** Copies what is not zero into a new file of another format. `onProgress` gets 0 to 100. */
export function convertDisk(
  from: string,
  to: Omit<NewDisk, 'sizeBytes'>,
  onProgress: (percent: number) => void = () => {},
): void {
  const source = openDisk(from, true);
  try {
    const disk = {...to, sizeBytes: source.sizeBytes};
    checkNewDisk(disk);
    publish(to.path, file => {
      writeFormat(file, disk);
      copyDisk(source, imageOver(file), onProgress);
      file.flush();
    });
  } finally {
    source.close();
  }
}

/** Gives an unattached disk another size. Dynamic disks only grow. Throws DiskImageError. */
export function resizeDisk(path: string, sizeBytes: number): void {
  const file = openDiskFile(path);
  try {
    const image = imageOver(file);
    checkSize(path, image.format, sizeBytes);
    if (image instanceof FixedVhd) resizeFixed(file, readFooter(file), sizeBytes);
    else if (image instanceof DynamicVhd) growDynamic(image, sizeBytes);
    else file.truncate(sizeBytes);
    file.flush();
  } catch (error) {
    throw diskError(path, error);
  } finally {
    file.close();
  }
}

function growDynamic(image: DynamicVhd, sizeBytes: number): void {
  if (sizeBytes < image.sizeBytes) {
    const text = `a dynamic disk of ${image.sizeBytes} bytes can not shrink to ${sizeBytes}`;
    throw new DiskImageError('invalidSize', image.path, text);
  }
  image.grow(sizeBytes);
}

/** Formats a file of another name and gives it its own name when it is complete. */
function publish(path: string, fill: (file: DiskFile) => void): void {
  const extension = extensionOf(path);
  const draft = `${path}.${randomBytes(4).toString('hex')}.${extension}`;
  const file = createDiskFile(draft, path);
  try {
    fill(file);
    linkSync(draft, path);
  } catch (error) {
    throw diskError(path, error);
  } finally {
    file.close();
    unlinkSync(draft);
  }
}

function writeFormat(file: DiskFile, disk: NewDisk): void {
  if (disk.format === 'raw') file.truncate(disk.sizeBytes);
  else if (disk.format === 'vhd-fixed') formatFixed(file, footerOf(disk, VhdType.Fixed));
  else formatDynamic(file, footerOf(disk, VhdType.Dynamic), blockSizeOf(disk));
}

function footerOf(disk: NewDisk, type: number): VhdFooter {
  const created = disk.createdSeconds ?? Math.floor(Date.now() / 1000);
  return newFooter(type, disk.sizeBytes, created, disk.uniqueId ?? randomBytes(16));
}

function blockSizeOf(disk: NewDisk): number {
  return disk.blockSizeBytes ?? DEFAULT_BLOCK_SIZE;
}

function checkNewDisk(disk: NewDisk): void {
  checkSize(disk.path, disk.format, disk.sizeBytes);
  if (disk.format === 'vhd-dynamic' && !isBlockSize(blockSizeOf(disk))) {
    const text = `a block must be a power of two from 4 KB to 256 MB, not ${blockSizeOf(disk)}`;
    throw new DiskImageError('invalidSize', disk.path, text);
  }
  if ((extensionOf(disk.path) === 'vhd') !== (disk.format !== 'raw')) {
    const text = `the extension does not fit the format ${disk.format}`;
    throw new DiskImageError('unsupported', disk.path, text);
  }
}

function checkSize(path: string, format: DiskFormat, size: number): void {
  const limit = format === 'raw' ? Number.MAX_SAFE_INTEGER : VHD_MAX_BYTES;
  if (size > 0 && size <= limit && size % 512 === 0) return;
  const text = `a disk must have 512 to ${limit} bytes in whole sectors of 512, not ${size}`;
  throw new DiskImageError('invalidSize', path, text);
}

const CHUNK = 0x100000;

function copyDisk(from: DiskImage, to: DiskImage, onProgress: (percent: number) => void): void {
  const buffer = new Uint8Array(CHUNK);
  for (let offset = 0; offset < from.sizeBytes; offset += CHUNK) {
    const piece = buffer.subarray(0, Math.min(CHUNK, from.sizeBytes - offset));
    from.read(offset, piece);
    if (!isZero(piece)) to.write(offset, piece);
    onProgress(Math.floor(((offset + piece.length) * 100) / from.sizeBytes));
  }
}

const ZEROS = Buffer.alloc(CHUNK);

function isZero(bytes: Uint8Array): boolean {
  return ZEROS.compare(bytes, 0, bytes.length, 0, bytes.length) === 0;
}
