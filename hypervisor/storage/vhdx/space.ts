/** Which space of a VHDX file is free, in MiB: gaps between what is used, and behind it all. */

interface Run {
  start: number;
  count: number;
}

const COUNTS = 2 ** 20;
/** Gaps beyond these are not used again: a hostile file may have millions. */
const MOST_GAPS = 65_536;

/** Runs that are used. As numbers outside the heap, since a fixed disk may have millions. */
export class UsedRuns {
  #values = new Float64Array(1024);
  #length = 0;

  /** `start` below 2^32, `count` below 2^20. */
  push(start: number, count: number): void {
    if (this.#length === this.#values.length) {
      const larger = new Float64Array(this.#length * 2);
      larger.set(this.#values);
      this.#values = larger;
    }
    this.#values[this.#length++] = start * COUNTS + count;
  }

  /** By their start. */
  *sorted(): Iterable<Run> {
    for (const value of this.#values.subarray(0, this.#length).sort()) {
      const count = value % COUNTS;
      yield {start: (value - count) / COUNTS, count};
    }
  }
}

export class Space {
  /** Sorted, apart from each other, below `end`. */
  #free: Run[] = [];
  /** Given back, and still named by what is on the disk. */
  #released: Run[] = [];
  #end: number;
  /** The highest end so far: below it the file has old bytes. */
  #touched: number;

  /** Around what is used. Undefined: two runs overlap. */
  static around(used: UsedRuns): Space | undefined {
    const space = new Space(0);
    for (const {start, count} of used.sorted()) {
      if (start < space.#end) return undefined;
      if (start > space.#end && space.#free.length < MOST_GAPS)
        space.#free.push({start: space.#end, count: start - space.#end});
      space.#end = start + count;
    }
    space.#touched = space.#end;
    return space;
  }

  private constructor(end: number) {
    this.#end = end;
    this.#touched = end;
  }

  /** MiB up to which the file is used. */
  get end(): number {
    return this.#end;
  }

  /** The first place of so many MiB; `isRecycled` when something else was there before. */
  allocate(count: number): {start: number; isRecycled: boolean} {
    const run = this.#free.find(candidate => candidate.count >= count);
    if (!run) {
      const start = this.#end;
      const isRecycled = start < this.#touched;
      this.#end += count;
      this.#touched = Math.max(this.#touched, this.#end);
      return {start, isRecycled};
    }
    const {start} = run;
    run.start += count;
    run.count -= count;
    if (run.count === 0) this.#free.splice(this.#free.indexOf(run), 1);
    return {start, isRecycled: true};
  }

  /** Gives back; free after `settle`. */
  release(start: number, count: number): void {
    this.#released.push({start, count});
  }

  /** What was released is not named on the disk any more. */
  settle(): void {
    if (this.#released.length === 0) return;
    const all = [...this.#free, ...this.#released].sort((a, b) => a.start - b.start);
    this.#released = [];
    this.#free = [];
    for (const run of all) {
      const last = this.#free.at(-1);
      if (last && last.start + last.count === run.start) last.count += run.count;
      else this.#free.push(run);
    }
    const last = this.#free.at(-1);
    if (last && last.start + last.count === this.#end) {
      this.#end = last.start;
      this.#free.pop();
    }
  }
}
