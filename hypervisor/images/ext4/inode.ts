/** One inode: mode, size, and its extents, short symlink or device number. */
import type {Run} from './allocation.ts';
import {
  BLOCK,
  EXTENT_MAGIC,
  EXTRA_INODE_BYTES,
  INLINE_BYTES,
  INLINE_EXTENTS,
  INODE_BYTES,
  USES_EXTENTS,
} from './layout.ts';

export interface InodeFields {
  /** Kind and permissions. */
  readonly mode: number;
  readonly links: number;
  readonly size: number;
  readonly seconds: number;
  readonly contents:
    | {kind: 'extents'; runs: readonly Run[]}
    | {kind: 'inline'; bytes: Uint8Array}
    | {kind: 'device'; device: readonly [number, number]};
}

/** Place of the block field. */
export const BLOCK_FIELD = 0x28;

export function inodeBytes({mode, links, size, seconds, contents}: InodeFields): Buffer {
  const inode = Buffer.alloc(INODE_BYTES);
  inode.writeUInt16LE(mode, 0);
  inode.writeUInt32LE(size % 2 ** 32, 4);
  for (const at of [0x08, 0x0c, 0x10, 0x90]) inode.writeUInt32LE(seconds, at);
  inode.writeUInt16LE(links, 0x1a);
  inode.writeUInt32LE(Math.floor(size / 2 ** 32), 0x6c);
  inode.writeUInt16LE(EXTRA_INODE_BYTES, 0x80);
  if (contents.kind === 'inline') inode.set(contents.bytes, BLOCK_FIELD);
  else if (contents.kind === 'device') inode.writeUInt16LE(oldDevice(contents.device), BLOCK_FIELD);
  else {
    const blocks = contents.runs.reduce((sum, run) => sum + run.count, 0);
    inode.writeUInt32LE((blocks * BLOCK) / 512, 0x1c);
    inode.writeUInt32LE(USES_EXTENTS, 0x20);
    inode.set(extents(contents.runs), BLOCK_FIELD);
  }
  return inode;
}

function oldDevice([major, minor]: readonly [number, number]): number {
  return (major << 8) | minor;
}

function extents(runs: readonly Run[]): Buffer {
  if (runs.length > INLINE_EXTENTS)
    throw new RangeError(`a file in ${runs.length} pieces: an inode holds ${INLINE_EXTENTS}`);
  const field = Buffer.alloc(INLINE_BYTES);
  [EXTENT_MAGIC, runs.length, INLINE_EXTENTS].forEach((half, index) =>
    field.writeUInt16LE(half, index * 2),
  );
  let first = 0;
  runs.forEach(({start, count}, index) => {
    const at = 12 * (index + 1);
    field.writeUInt32LE(first, at);
    field.writeUInt16LE(count, at + 4);
    field.writeUInt32LE(start, at + 8);
    first += count;
  });
  return field;
}
