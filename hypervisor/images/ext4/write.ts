/**
 * Writes a new ext4 file system with a tree of files in it. The disk must be all zeros: what is zero in the
 * file system is not written, so a thin disk stays thin.
 *
 * With a journal, extents, flexible groups; without checksums of metadata and 64-bit block numbers, which a
 * disk of this size does not need. The same tree and identity give the same bytes.
 */
import type {FileNode} from '../file-tree.ts';
import {Allocation, type Run} from './allocation.ts';
import {type FolderEntry, folderBytes} from './folder.ts';
import {type Geometry, geometryOf, hasSuperblock} from './geometry.ts';
import {BLOCK_FIELD, type InodeFields, inodeBytes} from './inode.ts';
import {
  BLOCK,
  BLOCKS_PER_GROUP,
  ENTRY_TYPE,
  INLINE_BYTES,
  INODE,
  INODE_BYTES,
  MODE,
  SUPERBLOCK_AT,
} from './layout.ts';
import {
  descriptors,
  type GroupUsage,
  type Identity,
  journalSuperblock,
  superblock,
} from './superblock.ts';

/** Where the bytes go: a disk image, or a test's file. */
export interface DiskSink {
  write(offset: number, bytes: Uint8Array): void;
}

/** Throws RangeError when the tree does not fit or the size is out of range. */
export function writeExt4(
  disk: DiskSink,
  sizeBytes: number,
  nodes: readonly FileNode[],
  identity: Identity,
): void {
  new Writer(disk, geometryOf(sizeBytes), identity).write(nodes);
}

const LOST_AND_FOUND = 'lost+found';

class Writer {
  private readonly disk: DiskSink;
  private readonly geometry: Geometry;
  private readonly identity: Identity;
  private readonly allocation: Allocation;
  private readonly folders: number[];
  private nextInode: number = INODE.first;

  constructor(disk: DiskSink, geometry: Geometry, identity: Identity) {
    this.disk = disk;
    this.geometry = geometry;
    this.identity = identity;
    this.allocation = new Allocation(geometry.blocks);
    this.folders = Array.from({length: geometry.groups}, () => 0);
    this.allocation.takeRun({start: 0, count: geometry.firstData});
    for (let group = 1; group < geometry.groups; group++)
      if (hasSuperblock(group))
        this.allocation.takeRun({
          start: group * BLOCKS_PER_GROUP,
          count: 1 + geometry.descriptorBlocks,
        });
  }

  write(nodes: readonly FileNode[]): void {
    const journal = this.writeJournal();
    const children = childrenOf(nodes);
    this.writeFolder(INODE.root, INODE.root, 0o755, '', children, true);
    this.writeTables(journal);
  }

  private writeJournal(): Buffer {
    const {journalBlocks} = this.geometry;
    const runs = this.allocate(journalBlocks);
    const bytes = journalSuperblock(journalBlocks, this.identity.uuid);
    this.disk.write(runs[0]!.start * BLOCK, bytes);
    return this.writeInode(INODE.journal, {
      mode: MODE.file | 0o600,
      links: 1,
      size: journalBlocks * BLOCK,
      contents: {kind: 'extents', runs},
    });
  }

  private writeFolder(
    own: number,
    parent: number,
    mode: number,
    path: string,
    children: ReadonlyMap<string, readonly FileNode[]>,
    isRoot = false,
  ): void {
    const entries: FolderEntry[] = [];
    let links = 2;
    if (isRoot) {
      entries.push(this.writeLostAndFound());
      links++;
    }
    for (const node of children.get(path) ?? []) {
      const inode = this.nextInode++;
      entries.push({inode, name: nameOf(node.path), type: ENTRY_TYPE[node.kind]});
      if (node.kind === 'folder') {
        links++;
        this.writeFolder(inode, own, node.mode, node.path, children);
      } else this.writeNode(inode, node);
    }
    const contents = this.store(folderBytes(own, parent, entries));
    this.countFolder(own);
    this.writeInode(own, {mode: MODE.folder | mode, links, ...contents});
  }

  /** e2fsck wants it there, inode 11. */
  private writeLostAndFound(): FolderEntry {
    const inode = this.nextInode++;
    const contents = this.store(folderBytes(inode, INODE.root, []));
    this.countFolder(inode);
    this.writeInode(inode, {mode: MODE.folder | 0o700, links: 2, ...contents});
    return {inode, name: LOST_AND_FOUND, type: ENTRY_TYPE.folder};
  }

  private writeNode(inode: number, node: FileNode): void {
    const bytes = node.kind === 'symlink' ? Buffer.from(node.target) : node.data;
    const mode = MODE[node.kind] | node.mode;
    if (node.kind === 'device') {
      const contents = {kind: 'device', device: node.device} as const;
      this.writeInode(inode, {mode, links: 1, size: 0, contents});
    } else if (node.kind === 'symlink' && bytes.length < INLINE_BYTES) {
      const contents = {kind: 'inline', bytes} as const;
      this.writeInode(inode, {mode, links: 1, size: bytes.length, contents});
    } else this.writeInode(inode, {mode, links: 1, ...this.store(bytes)});
  }

  private store(bytes: Uint8Array): Pick<InodeFields, 'size' | 'contents'> {
    const runs = this.allocate(Math.ceil(bytes.length / BLOCK));
    let done = 0;
    for (const {start, count} of runs) {
      this.disk.write(start * BLOCK, bytes.subarray(done, done + count * BLOCK));
      done += count * BLOCK;
    }
    return {size: bytes.length, contents: {kind: 'extents', runs}};
  }

  private allocate(blocks: number): Run[] {
    const runs = this.allocation.allocate(blocks);
    if (!runs) throw new RangeError('the files do not fit on the disk');
    return runs;
  }

  private writeInode(number: number, fields: Omit<InodeFields, 'seconds'>): Buffer {
    const {inodesPerGroup, inodeTables, groups} = this.geometry;
    if (number > groups * inodesPerGroup) throw new RangeError('too many files for the disk');
    const bytes = inodeBytes({...fields, seconds: this.identity.seconds});
    this.disk.write(inodeTables * BLOCK + (number - 1) * INODE_BYTES, bytes);
    return bytes;
  }

  private countFolder(inode: number): void {
    this.folders[Math.floor((inode - 1) / this.geometry.inodesPerGroup)]!++;
  }

  private writeTables(journal: Buffer): void {
    const {geometry, allocation} = this;
    const {groups, inodesPerGroup} = geometry;
    this.disk.write(geometry.blockBitmaps * BLOCK, allocation.bitmap);
    this.disk.write(geometry.inodeBitmaps * BLOCK, this.inodeBitmaps());
    const usage = Array.from({length: groups}, (_, group): GroupUsage => {
      const used = Math.min(
        inodesPerGroup,
        Math.max(0, this.nextInode - 1 - group * inodesPerGroup),
      );
      return {
        freeBlocks: allocation.freeIn(group),
        freeInodes: inodesPerGroup - used,
        folders: this.folders[group]!,
      };
    });
    const total = (field: keyof GroupUsage): number =>
      usage.reduce((sum, group) => sum + group[field], 0);
    const block = superblock(geometry, this.identity, {
      freeBlocks: total('freeBlocks'),
      freeInodes: total('freeInodes'),
      journalInode: journalBackup(journal),
    });
    this.writeSuperblocks(block, descriptors(geometry, usage));
  }

  /** Inodes are used from the first on. */
  private inodeBitmaps(): Uint8Array {
    const {groups, inodesPerGroup} = this.geometry;
    const bitmaps = new Uint8Array(groups * BLOCK);
    for (let group = 0; group < groups; group++) {
      const bitmap = bitmaps.subarray(group * BLOCK, (group + 1) * BLOCK);
      bitmap.fill(0xff, inodesPerGroup / 8);
      for (let index = 0; index < inodesPerGroup; index++)
        if (group * inodesPerGroup + index < this.nextInode - 1)
          bitmap[index >> 3]! |= 1 << (index & 7);
    }
    return bitmaps;
  }

  private writeSuperblocks(block: Buffer, table: Buffer): void {
    for (let group = 0; group < this.geometry.groups; group++) {
      if (!hasSuperblock(group)) continue;
      block.writeUInt16LE(group, 0x5a);
      const start = group * BLOCKS_PER_GROUP * BLOCK;
      this.disk.write(group === 0 ? SUPERBLOCK_AT : start, block);
      this.disk.write(start + BLOCK, table);
    }
  }
}

/** The block field and both halves of the size, as the superblock keeps them. */
function journalBackup(inode: Buffer): Buffer {
  const words = [inode.subarray(BLOCK_FIELD, BLOCK_FIELD + INLINE_BYTES)];
  words.push(inode.subarray(0x6c, 0x70), inode.subarray(0x04, 0x08));
  return Buffer.concat(words);
}

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

function childrenOf(nodes: readonly FileNode[]): Map<string, FileNode[]> {
  const children = new Map<string, FileNode[]>();
  for (const node of nodes) {
    const slash = node.path.lastIndexOf('/');
    const parent = slash < 0 ? '' : node.path.slice(0, slash);
    const list = children.get(parent);
    if (list) list.push(node);
    else children.set(parent, [node]);
  }
  return children;
}
