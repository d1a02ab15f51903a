/**
 * ext4 on disk, as far as we write it: places of fields, feature bits, flags. Little-endian; the journal's
 * superblock is big-endian. Source: Linux, Documentation/filesystems/ext4/ (globals.rst, dynamic.rst).
 */
export const BLOCK = 4096;
export const BLOCKS_PER_GROUP = 8 * BLOCK;
export const INODE_BYTES = 256;
export const DESCRIPTOR_BYTES = 32;
export const SUPERBLOCK_AT = 1024;
export const SUPERBLOCK_BYTES = 1024;

export const MAGIC = 0xef53;
export const EXTENT_MAGIC = 0xf30a;
export const JOURNAL_MAGIC = 0xc03b3998;

/** Inodes with a meaning of their own. */
export const INODE = {root: 2, journal: 8, first: 11} as const;

export const COMPATIBLE = {hasJournal: 0x4, extendedAttributes: 0x8, indexedFolders: 0x20} as const;
export const INCOMPATIBLE = {fileTypes: 0x2, extents: 0x40, flexibleGroups: 0x200} as const;
export const READ_ONLY_COMPATIBLE = {
  sparseSuper: 0x1,
  largeFile: 0x2,
  hugeFile: 0x8,
  folderLinks: 0x20,
  extraInodeSize: 0x40,
} as const;

/** Flag of an inode whose block field holds extents. */
export const USES_EXTENTS = 0x80000;
/** Bytes of an inode behind its first 128 that are in use. */
export const EXTRA_INODE_BYTES = 32;
/** What an inode has room for: bytes of a short symlink, extents of a file. */
export const INLINE_BYTES = 60;
export const INLINE_EXTENTS = 4;
/** Blocks in one extent. */
export const EXTENT_MAX = 32768;

export const MODE = {file: 0x8000, folder: 0x4000, symlink: 0xa000, device: 0x2000} as const;
/** In folder entries. */
export const ENTRY_TYPE = {file: 1, folder: 2, device: 3, symlink: 7} as const;
