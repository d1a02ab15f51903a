/**
 * Work on whole disks: convert, compact, merge. Long, so with progress, and each can be broken off
 * between two pieces; a new file gets its name when it is complete.
 */
import {realpathSync, unlinkSync} from 'node:fs';
import {renewDataGuid, resizeImage} from './change-disk.ts';
import {type NewDisk, writeDisk} from './create-disk.ts';
import {checkChain, describeDisk} from './describe-disk.ts';
import type {DiskFile} from './disk-file.ts';
import {chainOf, type DiskImage, DiskImageError, type LayerRange} from './disk-image.ts';
import {asVhdx, imageOver, openDisk} from './open-disk.ts';

/** How work says where it is, and hears that it shall end. */
export interface Work {
  /** 0 to 100. */
  progress?(percent: number): void;
  /** Throws to break the work off. */
  check?(): void;
}

const CHUNK = 0x100000;
const ZEROS = Buffer.alloc(CHUNK);

function isAllZero(bytes: Uint8Array): boolean {
  return ZEROS.compare(bytes, 0, bytes.length, 0, bytes.length) === 0;
}

/** Copies what is not zero into a new file of another format; a chain becomes one disk. */
export function convertDisk(from: string, to: NewDisk, work: Work = {}): void {
  const source = openDisk(from, true);
  try {
    const logicalSectorSize = to.format.startsWith('vhdx') ? source.sectorSize : 512;
    const disk = {logicalSectorSize, ...to, sizeBytes: source.sizeBytes};
    const whole = {offset: 0, length: source.sizeBytes, isZero: false};
    writeDisk(disk, file => fillNew(file, to.parentPath, source, () => [whole], work));
  } finally {
    source.close();
  }
}

/**
 * Rewrites a dynamic or differencing disk without blocks of zeros and without gaps, under the same
 * name and identity. Throws DiskImageError (`unsupported`) for fixed disks.
 */
export function compactDisk(file: string, work: Work = {}): void {
  const info = describeDisk(file);
  if (info.format === 'raw' || info.format.endsWith('fixed'))
    throw new DiskImageError('unsupported', file, 'a fixed disk can not be compacted');
  const source = openDisk(file, true);
  try {
    const dataGuid = asVhdx(source)?.dataGuid;
    const disk: NewDisk = {
      path: file,
      format: info.format,
      sizeBytes: info.sizeBytes,
      blockSizeBytes: info.blockSizeBytes,
      logicalSectorSize: info.logicalSectorSize,
      physicalSectorSize: info.physicalSectorSize,
      ...(info.uniqueId ? {uniqueId: info.uniqueId} : {}),
      ...(dataGuid === undefined ? {} : {dataGuid}),
      ...(source.parent ? {parentPath: source.parent.path} : {}),
    };
    writeDisk(
      disk,
      target =>
        fillNew(target, source.parent?.path, source, () => source.ownRanges?.() ?? [], work),
      {replaces: true},
    );
  } finally {
    source.close();
  }
}

/** Zeros are left out of a new disk without a parent: it has them already. */
function fillNew(
  file: DiskFile,
  parentPath: string | undefined,
  source: DiskImage,
  ranges: () => Iterable<LayerRange>,
  work: Work,
): void {
  const parent = parentPath === undefined ? undefined : openDisk(parentPath, true);
  try {
    const target = imageOver(file, () => parent);
    const vhdx = asVhdx(target);
    vhdx?.keepDataGuid();
    copyRanges(source, target, ranges, {...work, leavesZeros: parent === undefined});
    target.flush();
    vhdx?.seal();
  } finally {
    parent?.close();
  }
}

/** Copies ranges of one disk to the same places of another. */
function copyRanges(
  source: DiskImage,
  target: DiskImage,
  ranges: () => Iterable<LayerRange>,
  {progress, check, leavesZeros}: Work & {leavesZeros: boolean},
): void {
  let total = 0;
  for (const {length} of ranges()) total += length;
  const buffer = new Uint8Array(CHUNK);
  let done = 0;
  for (const {offset, length, isZero} of ranges()) {
    for (let at = 0; at < length; at += CHUNK) {
      check?.();
      const piece = buffer.subarray(0, Math.min(CHUNK, length - at));
      if (!isZero) source.read(offset + at, piece);
      if (!isZero && !isAllZero(piece)) target.write(offset + at, piece);
      else if (!leavesZeros) putZeros(target, offset + at, piece.length);
      done += piece.length;
      progress?.(Math.floor((done * 100) / Math.max(total, 1)));
    }
  }
}

function putZeros(target: DiskImage, offset: number, length: number): void {
  if (target.unmap) target.unmap(offset, length);
  else target.write(offset, ZEROS.subarray(0, length));
}

/**
 * Puts what a disk and the links between have into one of its parents. What the disk shows stays the
 * same all the time, and doing it again does no harm: a kill on the way leaves a good chain. The
 * disks between are as before; who is their child shall name the parent anew.
 */
export function mergeInto(child: string, ancestor: string, work: Work = {}): void {
  const source = openDisk(child, true);
  try {
    const chain = [...chainOf(source)];
    const at = chain.findIndex(link => realpathSync(link.path) === realpathSync(ancestor));
    if (at < 1)
      throw new DiskImageError('parentMismatch', child, `"${ancestor}" is no parent of it`);
    const target = openDisk(ancestor);
    try {
      asVhdx(target)?.keepDataGuid();
      if (source.sizeBytes > target.sizeBytes) resizeImage(target, source.sizeBytes);
      const links = chain.slice(0, at).toReversed();
      links.forEach((link, index) => {
        const progress = (percent: number): void =>
          work.progress?.((index * 100 + percent) / links.length);
        copyRanges(link, target, () => link.ownRanges?.() ?? [], {
          ...work,
          progress,
          leavesZeros: false,
        });
      });
      target.flush();
    } finally {
      target.close();
    }
  } finally {
    source.close();
  }
}

/** Merges and removes what is merged; other children of the parent see that it changed. */
export function mergeDisk(child: string, ancestor: string, work: Work = {}): void {
  const merged = checkChain(child);
  mergeInto(child, ancestor, work);
  for (const file of merged.slice(0, merged.indexOf(realpathSync(ancestor)))) unlinkSync(file);
  renewDataGuid(ancestor);
}
