/**
 * One ring in guest memory: a header page and data pages, which need not be neighbours.
 *
 * Knows places and arithmetic; ring-writer.ts and ring-reader.ts are its two ends, and each channel
 * has two rings. Both sides of the bus use these same classes. Source: hyperv-wire.md 3.8.
 */
import {type GuestMemory, PAGE_SHIFT, PAGE_SIZE} from '../../hv/guest-memory.ts';

/** Words of the header page. */
export const RingWord = {
  writeIndex: 0, //      written by the sender
  readIndex: 1, //       by the receiver
  interruptMask: 2, //   by the receiver: not 0 = do not signal
  pendingSendSize: 3, // by the sender: bytes it waits for
  featureBits: 16, //    by the sender: bit 0 = it uses pendingSendSize
} as const;

/** Kept free so that a full ring does not look like an empty one. */
export const RING_GAP = 8;

/** Up to this many bytes a loop is faster than `set` with its view (test: npm run bench -- ring). */
const SMALL_COPY = 16;

export class RingBuffer {
  readonly memory: GuestMemory;
  /** Page numbers: the header, then the data. */
  readonly gpns: readonly number[];
  /** Bytes of data. */
  readonly size: number;
  readonly words: Int32Array;
  /** Index of the header's first word. */
  readonly header: number;
  /** GPA of the data if its pages are neighbours, else -1. */
  private readonly base: number;
  private readonly u8: Uint8Array;

  /** All pages must lie in the memory (a GpaFault otherwise): who takes them from a guest checks. */
  constructor(memory: GuestMemory, gpns: readonly number[]) {
    const [header, ...data] = gpns;
    const [first] = data;
    if (header === undefined || first === undefined) throw new RangeError('a ring has two pages');
    for (const gpn of gpns) memory.check(gpn * PAGE_SIZE, PAGE_SIZE);
    this.memory = memory;
    this.gpns = gpns;
    this.size = data.length * PAGE_SIZE;
    this.words = memory.words;
    this.u8 = memory.u8;
    this.header = (header * PAGE_SIZE) >>> 2;
    this.base = data.every((gpn, index) => gpn === first + index) ? first * PAGE_SIZE : -1;
  }

  load(word: number): number {
    return Atomics.load(this.words, this.header + word) >>> 0;
  }

  store(word: number, value: number): void {
    Atomics.store(this.words, this.header + word, value);
  }

  /** Whether a number out of the header can be an index. */
  isIndex(value: number): boolean {
    return value < this.size && (value & 7) === 0;
  }

  /** Bytes in use between two indices. */
  used(readIndex: number, writeIndex: number): number {
    return writeIndex >= readIndex ? writeIndex - readIndex : this.size - readIndex + writeIndex;
  }

  /** Bytes a sender may fill: `RING_GAP` stays free. */
  writable(readIndex: number, writeIndex: number): number {
    return this.size - this.used(readIndex, writeIndex) - RING_GAP;
  }

  /** The index `count` bytes later. */
  advance(index: number, count: number): number {
    const next = index + count;
    return next >= this.size ? next - this.size : next;
  }

  /** GPA of a place in the data. */
  gpaOf(index: number): number {
    if (this.base >= 0) return this.base + index;
    const gpn = this.gpns[1 + (index >> PAGE_SHIFT)] ?? 0;
    return gpn * PAGE_SIZE + (index & (PAGE_SIZE - 1));
  }

  word(index: number): number {
    return this.words[this.gpaOf(index) >>> 2] ?? 0;
  }

  setWord(index: number, value: number): void {
    this.words[this.gpaOf(index) >>> 2] = value;
  }

  /** Copies `count` bytes at `index` out of the ring. */
  copyOut(index: number, target: Uint8Array, count: number): void {
    for (let done = 0, at = index; done < count; ) {
      const run = this.run(at, count - done);
      const gpa = this.gpaOf(at);
      if (run <= SMALL_COPY) for (let k = 0; k < run; k++) target[done + k] = this.u8[gpa + k] ?? 0;
      else target.set(this.u8.subarray(gpa, gpa + run), done);
      done += run;
      at = this.advance(at, run);
    }
  }

  /** Copies `source` into the ring at `index`. */
  copyIn(index: number, source: Uint8Array): void {
    const count = source.length;
    for (let done = 0, at = index; done < count; ) {
      const run = this.run(at, count - done);
      const gpa = this.gpaOf(at);
      if (run <= SMALL_COPY) for (let k = 0; k < run; k++) this.u8[gpa + k] = source[done + k] ?? 0;
      else this.u8.set(run === count ? source : source.subarray(done, done + run), gpa);
      done += run;
      at = this.advance(at, run);
    }
  }

  /** How many of `count` bytes from `index` lie in one piece. */
  private run(index: number, count: number): number {
    const end = this.base >= 0 ? this.size : (index | (PAGE_SIZE - 1)) + 1;
    return Math.min(count, end - index);
  }
}
