/** A buffer that the guest shared by a GPADL: bytes by offset, scattered over its pages. */
import type {GpaRange, GuestMemory} from '../../../hv/guest-memory.ts';

export class SharedBuffer {
  readonly size: number;
  readonly #memory: GuestMemory;
  /** Runs of neighbouring pages: where each begins in the buffer and in memory; the end comes last. */
  readonly #starts: number[] = [];
  readonly #gpas: number[] = [];

  private constructor(memory: GuestMemory, runs: readonly [gpa: number, length: number][]) {
    this.#memory = memory;
    let size = 0;
    for (const [gpa, length] of runs) {
      this.#starts.push(size);
      this.#gpas.push(gpa);
      size += length;
    }
    this.#starts.push(size);
    this.size = size;
  }

  /** Undefined: a range leaves the memory. */
  static over(memory: GuestMemory, ranges: readonly GpaRange[]): SharedBuffer | undefined {
    const runs = ranges.map(range => memory.rangeRuns(range));
    return runs.every(run => run !== undefined) ? new SharedBuffer(memory, runs.flat()) : undefined;
  }

  /** Copies `length` bytes of `source` into the buffer. What does not fit is not written. */
  write(at: number, source: Uint8Array, from: number, length: number): void {
    this.#eachRun(at, length, (gpa, done, take) => {
      this.#memory.u8.set(source.subarray(from + done, from + done + take), gpa);
      this.#memory.wrote(gpa, take);
    });
  }

  /** Copies bytes of the buffer to `target`. */
  read(at: number, target: Uint8Array, to: number, length: number): void {
    this.#eachRun(at, length, (gpa, done, take) => {
      target.set(this.#memory.u8.subarray(gpa, gpa + take), to + done);
    });
  }

  #eachRun(
    at: number,
    length: number,
    visit: (gpa: number, done: number, take: number) => void,
  ): void {
    const end = Math.min(this.size, at + length);
    let run = this.#runAt(at);
    for (let place = at; place < end; run++) {
      const start = this.#starts[run] as number;
      const take = Math.min(end, this.#starts[run + 1] as number) - place;
      visit((this.#gpas[run] as number) + place - start, place - at, take);
      place += take;
    }
  }

  #runAt(at: number): number {
    let low = 0;
    let high = this.#gpas.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >>> 1;
      if ((this.#starts[middle] as number) <= at) low = middle;
      else high = middle - 1;
    }
    return low;
  }
}
