/** Which blocks of a new file system are taken, and the next free ones. */
import {BLOCKS_PER_GROUP, EXTENT_MAX} from './layout.ts';

/** Blocks that lie side by side. */
export interface Run {
  readonly start: number;
  readonly count: number;
}

export class Allocation {
  readonly blocks: number;
  /** A bit a block, as in the bitmaps on disk. */
  readonly bitmap: Uint8Array;
  private next = 0;

  constructor(blocks: number) {
    this.blocks = blocks;
    const groups = Math.ceil(blocks / BLOCKS_PER_GROUP);
    this.bitmap = new Uint8Array((groups * BLOCKS_PER_GROUP) / 8);
    //           The last group's bitmap goes on behind the end of the disk.
    for (let block = blocks; block < this.bitmap.length * 8; block++) this.take(block);
  }

  take(block: number): void {
    this.bitmap[block >> 3]! |= 1 << (block & 7);
  }

  takeRun({start, count}: Run): void {
    for (let block = start; block < start + count; block++) this.take(block);
  }

  isTaken(block: number): boolean {
    return (this.bitmap[block >> 3]! & (1 << (block & 7))) !== 0;
  }

  /** The next `count` free blocks in as few runs as there are gaps. Undefined when there are not that many. */
  allocate(count: number): Run[] | undefined {
    const runs: Run[] = [];
    for (let left = count; left > 0; ) {
      while (this.next < this.blocks && this.isTaken(this.next)) this.next++;
      const start = this.next;
      while (this.next < this.blocks && this.next - start < Math.min(left, EXTENT_MAX)) {
        if (this.isTaken(this.next)) break;
        this.take(this.next++);
      }
      if (this.next === start) return undefined;
      runs.push({start, count: this.next - start});
      left -= this.next - start;
    }
    return runs;
  }

  freeIn(group: number): number {
    const from = group * (BLOCKS_PER_GROUP / 8);
    let free = 0;
    for (const byte of this.bitmap.subarray(from, from + BLOCKS_PER_GROUP / 8))
      free += ZEROS_OF[byte]!;
    return free;
  }
}

const ZEROS_OF = Uint8Array.from({length: 256}, (_, byte) => {
  let zeros = 8;
  for (let rest = byte; rest > 0; rest >>= 1) zeros -= rest & 1;
  return zeros;
});
