/** The blocks of a folder: entries one behind the other, the last of a block reaches to its end. */
import {BLOCK, ENTRY_TYPE} from './layout.ts';

export interface FolderEntry {
  readonly inode: number;
  readonly name: string;
  readonly type: number;
}

const HEAD = 8;

/** `entries` without `.` and `..`. A multiple of the block size. */
export function folderBytes(own: number, parent: number, entries: readonly FolderEntry[]): Buffer {
  const blocks: Buffer[] = [];
  let block = Buffer.alloc(BLOCK);
  let at = 0;
  let last = 0;
  const finish = (): void => {
    block.writeUInt16LE(BLOCK - last, last + 4);
    blocks.push(block);
  };
  const dots = [
    {inode: own, name: '.', type: ENTRY_TYPE.folder},
    {inode: parent, name: '..', type: ENTRY_TYPE.folder},
  ];
  for (const {inode, name, type} of [...dots, ...entries]) {
    const text = Buffer.from(name);
    const length = (HEAD + text.length + 3) & ~3;
    if (at + length > BLOCK) {
      finish();
      block = Buffer.alloc(BLOCK);
      at = 0;
    }
    block.writeUInt32LE(inode, at);
    block.writeUInt16LE(length, at + 4);
    block[at + 6] = text.length;
    block[at + 7] = type;
    block.set(text, at + HEAD);
    last = at;
    at += length;
  }
  finish();
  return Buffer.concat(blocks);
}
