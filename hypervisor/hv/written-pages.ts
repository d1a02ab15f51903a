/**
 * Which pages of a partition's memory the host wrote since its processor last looked: one bit a page.
 *
 * Any thread adds; the processor's own thread takes, before it delivers the interrupt that announces the
 * data, and forgets the code that it had translated from those pages.
 */

const PAGE_SHIFT = 12;

export class WrittenPages {
  readonly #bits: Int32Array;

  /** A buffer of `bytesFor` bytes; word 0 says whether there is anything. */
  constructor(buffer: SharedArrayBuffer) {
    this.#bits = new Int32Array(buffer);
  }

  static bytesFor(memoryBytes: number): number {
    return 4 * (1 + Math.ceil((memoryBytes >> PAGE_SHIFT) / 32));
  }

  add(gpa: number, length: number): void {
    if (length === 0) return;
    const last = (gpa + length - 1) >>> PAGE_SHIFT;
    for (let page = gpa >>> PAGE_SHIFT; page <= last; page++)
      Atomics.or(this.#bits, 1 + (page >> 5), 1 << (page & 31));
    Atomics.store(this.#bits, 0, 1);
  }

  /** Calls `each` with every run of written pages, as bytes from and to, and forgets them. */
  take(each: (from: number, to: number) => void): void {
    if (Atomics.exchange(this.#bits, 0, 0) === 0) return;
    for (let word = 1; word < this.#bits.length; word++) {
      if (Atomics.load(this.#bits, word) === 0) continue;
      takeWord(Atomics.exchange(this.#bits, word, 0), (word - 1) * 32, each);
    }
  }
}

function takeWord(bits: number, first: number, each: (from: number, to: number) => void): void {
  for (let bit = 0; bit < 32; bit++) {
    if ((bits & (1 << bit)) === 0) continue;
    const from = bit;
    while (bit < 31 && (bits & (1 << (bit + 1))) !== 0) bit++;
    each((first + from) << PAGE_SHIFT, (first + bit + 1) << PAGE_SHIFT);
  }
}
