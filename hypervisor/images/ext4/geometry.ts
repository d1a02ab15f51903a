/**
 * Where things lie in a file system of a given size: superblocks and descriptors at the start of some groups,
 * all bitmaps and inode tables together in the first group (flex_bg), so that an empty disk stays small.
 */
import {BLOCK, BLOCKS_PER_GROUP, DESCRIPTOR_BYTES, INODE_BYTES} from './layout.ts';

export interface Geometry {
  readonly blocks: number;
  readonly groups: number;
  readonly inodesPerGroup: number;
  readonly inodeTableBlocks: number;
  readonly descriptorBlocks: number;
  /** First of `groups` block bitmaps; the inode bitmaps and the tables follow them. */
  readonly blockBitmaps: number;
  readonly inodeBitmaps: number;
  readonly inodeTables: number;
  /** First block behind the tables. */
  readonly firstData: number;
  readonly journalBlocks: number;
}

/** One inode for this many bytes: fewer than mke2fs makes, since tables lie in one group. */
const BYTES_PER_INODE = 65536;
const INODES_PER_BLOCK = BLOCK / INODE_BYTES;
/** A last group must have room for a superblock, descriptors and something to use. */
const LAST_GROUP_MIN = 64;

export const MIN_BYTES = 64 * 2 ** 20;
/** Bitmaps and tables of all groups must fit into the first one. */
export const MAX_BYTES = 24 * 2 ** 30;

export function geometryOf(sizeBytes: number): Geometry {
  if (sizeBytes < MIN_BYTES || sizeBytes > MAX_BYTES)
    throw new RangeError(`a file system has ${MIN_BYTES} to ${MAX_BYTES} bytes, not ${sizeBytes}`);
  const whole = Math.floor(sizeBytes / BLOCK);
  const rest = whole % BLOCKS_PER_GROUP;
  const blocks = rest < LAST_GROUP_MIN ? whole - rest : whole;
  const groups = Math.ceil(blocks / BLOCKS_PER_GROUP);
  const inodeTableBlocks = Math.ceil(
    (BLOCKS_PER_GROUP * BLOCK) / BYTES_PER_INODE / INODES_PER_BLOCK,
  );
  const descriptorBlocks = Math.ceil((groups * DESCRIPTOR_BYTES) / BLOCK);
  const blockBitmaps = 1 + descriptorBlocks;
  const inodeBitmaps = blockBitmaps + groups;
  const inodeTables = inodeBitmaps + groups;
  return {
    blocks,
    groups,
    inodesPerGroup: inodeTableBlocks * INODES_PER_BLOCK,
    inodeTableBlocks,
    descriptorBlocks,
    blockBitmaps,
    inodeBitmaps,
    inodeTables,
    firstData: inodeTables + groups * inodeTableBlocks,
    journalBlocks: sizeBytes >= 2 ** 30 ? 4096 : 1024,
  };
}

/** Groups that begin with a copy of superblock and descriptors: 0, 1 and powers of 3, 5, 7. */
export function hasSuperblock(group: number): boolean {
  return group <= 1 || [3, 5, 7].some(base => isPower(group, base));
}

function isPower(value: number, base: number): boolean {
  let rest = value;
  while (rest % base === 0) rest /= base;
  return rest === 1;
}
