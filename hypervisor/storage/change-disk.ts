/** Changes of disk files that are not attached: size, parent, sector size, identity. */
import {randomBytes} from 'node:crypto';
import {statSync} from 'node:fs';
import path from 'node:path';
import {checkSize, vhdxLocator} from './create-disk.ts';
import {type DiskFile, diskError, openDiskFile} from './disk-file.ts';
import {type DiskImage, DiskImageError} from './disk-image.ts';
import {asVhdx, familyOf, imageOver, openAlone, openDisk} from './open-disk.ts';
import {partitionEnd} from './partition-end.ts';
import {RawImage} from './raw/raw-image.ts';
import {changeVhdParent} from './vhd/differencing-vhd.ts';
import {DynamicVhd} from './vhd/dynamic-vhd.ts';
import {FixedVhd} from './vhd/fixed-vhd.ts';
import {resizeVhdx} from './vhdx/resize-vhdx.ts';

/** Gives an unattached disk another size. Throws DiskImageError. */
export function resizeDisk(file: string, sizeBytes: number): void {
  const image = openDisk(file);
  try {
    resizeImage(image, sizeBytes);
  } catch (error) {
    throw diskError(file, error);
  } finally {
    image.close();
  }
}

/** Gives an open disk another size. VHDX and raw disks shrink, as far as their content allows. */
export function resizeImage(image: DiskImage, sizeBytes: number): void {
  checkSize(image.path, image.format, sizeBytes, image.sectorSize);
  if (sizeBytes < image.sizeBytes) checkShrink(image, sizeBytes);
  const vhdx = asVhdx(image);
  if (vhdx) resizeVhdx(vhdx, sizeBytes);
  else if (image instanceof DynamicVhd) image.grow(sizeBytes);
  else if (image instanceof FixedVhd || image instanceof RawImage) image.resize(sizeBytes);
  image.flush();
}

function checkShrink(image: DiskImage, sizeBytes: number): void {
  const refuse = (text: string): never => {
    throw new DiskImageError('invalidSize', image.path, text);
  };
  if (image instanceof DynamicVhd)
    refuse(`a dynamic VHD of ${image.sizeBytes} bytes can not shrink to ${sizeBytes}`);
  const end = partitionEnd(image) ?? dataEnd(image, sizeBytes);
  if (sizeBytes < end) refuse(`the disk can not shrink below ${end} bytes, where its data ends`);
}

const CHUNK = 0x100000;
const ZEROS = Buffer.alloc(CHUNK);

/** Of a disk without partitions: behind the last byte that is not zero, or `least`. */
function dataEnd(image: DiskImage, least: number): number {
  const buffer = Buffer.alloc(CHUNK);
  let end = least;
  const whole = [{offset: 0, length: image.sizeBytes, isZero: false}];
  for (const {offset, length} of image.parent ? whole : (image.ownRanges?.() ?? whole))
    for (let at = Math.max(offset, least); at < offset + length; at += CHUNK) {
      const piece = buffer.subarray(0, Math.min(CHUNK, offset + length - at));
      image.read(at, piece);
      if (ZEROS.compare(piece, 0, piece.length, 0, piece.length) !== 0) end = at + piece.length;
    }
  return end;
}

/**
 * Names the parent of a differencing disk anew. The identifier must be the one that the disk knows,
 * unless `ignoresIdentity`. Throws DiskImageError.
 */
export function setParent(child: string, parentPath: string, ignoresIdentity = false): void {
  if (familyOf(child) !== familyOf(parentPath))
    throw new DiskImageError('parentMismatch', child, `"${parentPath}" has another format`);
  const parent = openDisk(parentPath, true);
  const file = openDiskFile(child);
  try {
    if (path.resolve(child) === path.resolve(parentPath))
      throw new DiskImageError('cycle', child, 'a disk can not be its own parent');
    const image = imageOver(file, link => {
      if (ignoresIdentity || link.matches(parent)) return undefined;
      throw new DiskImageError(
        'parentMismatch',
        child,
        `"${parentPath}" is not the parent that the disk was made of, or was changed since`,
      );
    });
    relink(file, image, parent);
  } finally {
    file.close();
    parent.close();
  }
}

/** Writes the parent's name and identity into an open child. */
function relink(file: DiskFile, image: DiskImage, parent: DiskImage): void {
  const vhdx = asVhdx(image);
  if (!image.format.endsWith('differencing'))
    throw new DiskImageError('unsupported', image.path, 'the disk is no differencing disk');
  if (vhdx) {
    vhdx.keepDataGuid();
    vhdx.changeMetadata({parent: vhdxLocator(image.path, parent)});
    vhdx.seal();
  } else if (image instanceof DynamicVhd) {
    changeVhdParent(file, image, {
      child: image.path,
      parent: path.resolve(parent.path),
      uniqueId: parent.uniqueId ?? new Uint8Array(16),
      changedSeconds: Math.floor(statSync(parent.path).mtimeMs / 1000),
    });
  }
}

/** VHDX only: the physical sector size that the disk reports, 512 or 4096. */
export function setPhysicalSectorSize(file: string, physicalSectorSize: number): void {
  if (physicalSectorSize !== 512 && physicalSectorSize !== 4096)
    throw new DiskImageError('invalidSize', file, 'a physical sector must have 512 or 4096 bytes');
  changeVhdxMetadata(file, {physicalSectorSize});
}

/** Gives a VHDX another identifier: for a copy that shall not be taken for its original. */
export function resetIdentifier(file: string, uniqueId = randomBytes(16)): void {
  changeVhdxMetadata(file, {uniqueId});
}

function changeVhdxMetadata(
  file: string,
  change: {physicalSectorSize: number} | {uniqueId: Uint8Array},
): void {
  const image = openAlone(file, false);
  try {
    const vhdx = asVhdx(image);
    if (!vhdx)
      throw new DiskImageError('unsupported', file, 'only a VHDX can be changed in this way');
    vhdx.keepDataGuid();
    vhdx.changeMetadata(change);
  } finally {
    image.close();
  }
}

/** Children of this disk see that it is another now. VHDs have no such identifier. */
export function renewDataGuid(file: string): void {
  const image = openAlone(file, false);
  try {
    asVhdx(image)?.renewDataGuid();
  } finally {
    image.close();
  }
}

/** The identifier that a child must know this disk by, as text; undefined for VHDs. */
export function dataGuidOf(file: string): string | undefined {
  const image = openAlone(file);
  try {
    return asVhdx(image)?.dataGuid;
  } finally {
    image.close();
  }
}
