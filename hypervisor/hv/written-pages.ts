/**
 * Which pages of a partition's memory the host wrote since its processor last looked: one bit a page.
 *
 * Any thread adds; the processor's own thread takes, before it delivers the interrupt that announces the
 * data, and forgets the code that it had translated from those pages. A bit stands for each 32 bits below it, and
 * one word for all, since a look must be cheap: a disk request writes one page of many thousands.
 */

const PAGE_SHIFT = 12;
const BITS = 32;

const wordsFor = (bits: number): number => Math.ceil(bits / BITS);

export class WrittenPages {
  /** Word 0: whether there is anything. */
  readonly #any: Int32Array;
  /** A bit for each word of `#pages`. */
  readonly #summary: Int32Array;
  readonly #pages: Int32Array;

  /** A buffer of `bytesFor` bytes, for the same memory. */
  constructor(buffer: SharedArrayBuffer, memoryBytes: number) {
    const pages = wordsFor(memoryBytes >>> PAGE_SHIFT);
    this.#any = new Int32Array(buffer, 0, 1);
    this.#summary = new Int32Array(buffer, 4, wordsFor(pages));
    this.#pages = new Int32Array(buffer, 4 * (1 + wordsFor(pages)), pages);
  }

  static bytesFor(memoryBytes: number): number {
    const pages = wordsFor(memoryBytes >>> PAGE_SHIFT);
    return 4 * (1 + wordsFor(pages) + pages);
  }

  add(gpa: number, length: number): void {
    if (length === 0) return;
    const last = (gpa + length - 1) >>> PAGE_SHIFT;
    for (let page = gpa >>> PAGE_SHIFT; page <= last; ) {
      const word = Math.floor(page / BITS);
      const end = Math.min(last, word * BITS + BITS - 1);
      Atomics.or(this.#pages, word, bitsOf(page % BITS, end % BITS));
      Atomics.or(this.#summary, word >> 5, 1 << (word & 31));
      page = end + 1;
    }
    Atomics.store(this.#any, 0, 1);
  }

  /** Calls `each` with every run of written pages, as bytes from and to, and forgets them. */
  take(each: (from: number, to: number) => void): void {
    if (Atomics.load(this.#any, 0) === 0) return;
    Atomics.store(this.#any, 0, 0);
    for (let at = 0; at < this.#summary.length; at++)
      forEachRun(takeWord(this.#summary, at), (from, to) => {
        for (let word = at * BITS + from; word < at * BITS + to; word++)
          forEachRun(takeWord(this.#pages, word), (first, end) =>
            each((word * BITS + first) << PAGE_SHIFT, (word * BITS + end) << PAGE_SHIFT),
          );
      });
  }
}

/** Bits `from` to `to`, both included. */
const bitsOf = (from: number, to: number): number => (-1 << from) & (-1 >>> (BITS - 1 - to));

function takeWord(words: Int32Array, at: number): number {
  return Atomics.load(words, at) === 0 ? 0 : Atomics.exchange(words, at, 0);
}

/** Calls `each` with every run of set bits, from its first to behind its last. */
function forEachRun(bits: number, each: (from: number, to: number) => void): void {
  for (let left = bits; left !== 0; ) {
    const from = BITS - 1 - Math.clz32(left & -left);
    const above = ~(left >> from);
    const length = above === 0 ? BITS - from : BITS - 1 - Math.clz32(above & -above);
    const end = Math.min(BITS, from + length);
    each(from, end);
    left &= ~bitsOf(from, end - 1);
  }
}
