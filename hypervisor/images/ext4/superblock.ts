/** The superblock, the group descriptors and the journal's superblock of a new file system. */
import type {Geometry} from './geometry.ts';
import {
  BLOCK,
  BLOCKS_PER_GROUP,
  COMPATIBLE,
  DESCRIPTOR_BYTES,
  EXTRA_INODE_BYTES,
  INCOMPATIBLE,
  INODE,
  INODE_BYTES,
  JOURNAL_MAGIC,
  MAGIC,
  READ_ONLY_COMPATIBLE,
  SUPERBLOCK_BYTES,
} from './layout.ts';

export interface Identity {
  /** 16 bytes. */
  readonly uuid: Uint8Array;
  /** At most 16 bytes. */
  readonly label: string;
  /** Seconds since 1970: the time of everything in it. */
  readonly seconds: number;
}

export interface Usage {
  readonly freeBlocks: number;
  readonly freeInodes: number;
  /** The block field and size of the journal's inode, kept in the superblock as well. */
  readonly journalInode: Uint8Array;
}

const LOG_BLOCK_SIZE = 2; // 1024 << 2
const CLEAN = 1;
const CONTINUE_ON_ERRORS = 1;
const NO_LIMIT = 0xffff;
const HALF_MD4 = 1;
const SIGNED_HASH = 1;
const JOURNAL_BACKUP_BLOCKS = 1;
/** One flexible group for the whole disk. */
const LOG_GROUPS_PER_FLEX = 8;

const bits = (table: Readonly<Record<string, number>>): number =>
  Object.values(table).reduce((all, bit) => all | bit, 0);

export function superblock(
  geometry: Geometry,
  {uuid, label, seconds}: Identity,
  {freeBlocks, freeInodes, journalInode}: Usage,
): Buffer {
  const block = Buffer.alloc(SUPERBLOCK_BYTES);
  const words: readonly (readonly [number, number])[] = [
    [0x00, geometry.groups * geometry.inodesPerGroup],
    [0x04, geometry.blocks],
    [0x0c, freeBlocks],
    [0x10, freeInodes],
    [0x18, LOG_BLOCK_SIZE],
    [0x1c, LOG_BLOCK_SIZE],
    [0x20, BLOCKS_PER_GROUP],
    [0x24, BLOCKS_PER_GROUP],
    [0x28, geometry.inodesPerGroup],
    [0x30, seconds], //     written
    [0x40, seconds], //     checked
    [0x4c, 1], //           revision with features
    [0x54, INODE.first],
    [0x5c, bits(COMPATIBLE)],
    [0x60, bits(INCOMPATIBLE)],
    [0x64, bits(READ_ONLY_COMPATIBLE)],
    [0xe0, INODE.journal],
    [0x108, seconds], //    made
    [0x160, SIGNED_HASH],
  ];
  const halves: readonly (readonly [number, number])[] = [
    [0x36, NO_LIMIT],
    [0x38, MAGIC],
    [0x3a, CLEAN],
    [0x3c, CONTINUE_ON_ERRORS],
    [0x58, INODE_BYTES],
    [0x15c, EXTRA_INODE_BYTES],
    [0x15e, EXTRA_INODE_BYTES],
  ];
  for (const [at, value] of words) block.writeUInt32LE(value, at);
  for (const [at, value] of halves) block.writeUInt16LE(value, at);
  block.set(uuid, 0x68);
  block.write(label, 0x78, 16, 'latin1');
  block.set(uuid, 0xec); // seed of the hashes of names
  block[0xfc] = HALF_MD4;
  block[0xfd] = JOURNAL_BACKUP_BLOCKS;
  block.set(journalInode, 0x10c);
  block[0x174] = LOG_GROUPS_PER_FLEX;
  return block;
}

export interface GroupUsage {
  readonly freeBlocks: number;
  readonly freeInodes: number;
  readonly folders: number;
}

/** The table of all groups. */
export function descriptors(geometry: Geometry, usage: readonly GroupUsage[]): Buffer {
  const table = Buffer.alloc(geometry.descriptorBlocks * BLOCK);
  usage.forEach(({freeBlocks, freeInodes, folders}, group) => {
    const at = group * DESCRIPTOR_BYTES;
    table.writeUInt32LE(geometry.blockBitmaps + group, at);
    table.writeUInt32LE(geometry.inodeBitmaps + group, at + 4);
    table.writeUInt32LE(geometry.inodeTables + group * geometry.inodeTableBlocks, at + 8);
    table.writeUInt16LE(freeBlocks, at + 12);
    table.writeUInt16LE(freeInodes, at + 14);
    table.writeUInt16LE(folders, at + 16);
  });
  return table;
}

/** Version 2, empty: nothing to replay. */
export function journalSuperblock(blocks: number, uuid: Uint8Array): Buffer {
  const block = Buffer.alloc(SUPERBLOCK_BYTES);
  //                             magic, kind, -, block size, blocks, first, sequence
  [JOURNAL_MAGIC, 4, 0, BLOCK, blocks, 1, 1].forEach((word, index) =>
    block.writeUInt32BE(word, index * 4),
  );
  block.set(uuid, 0x30);
  block.writeUInt32BE(1, 0x40); // users
  return block;
}
