/**
 * Which pages of a machine its guest has: one bit a page, set for those in the balloon.
 *
 * What the guest names is checked here before it counts: a page belongs to the machine, is there,
 * and is in the balloon or is not.
 */
import type {PageRange} from './protocol.ts';

export class PageOwnership {
  readonly #ballooned: Uint8Array;
  #present: number;
  #count = 0;

  /** `present`: pages that the guest has from the start; `most`: those that it can ever have. */
  constructor(present: number, most: number) {
    this.#present = present;
    this.#ballooned = new Uint8Array(Math.ceil(most / 8));
  }

  /** Pages that the guest was ever given. */
  get present(): number {
    return this.#present;
  }

  get ballooned(): number {
    return this.#count;
  }

  /** Pages that the guest has. */
  get assigned(): number {
    return this.#present - this.#count;
  }

  /** Further pages behind those that are present. */
  grow(pages: number): void {
    this.#present = Math.min(this.#present + pages, this.#ballooned.length * 8);
  }

  /** Whether all ranges are the guest's own, named once, and `most` pages together at most. */
  owns(ranges: readonly PageRange[], most: number): boolean {
    let sum = 0;
    const sorted = ranges.toSorted((a, b) => a.first - b.first);
    let end = 0;
    for (const {first, count} of sorted) {
      sum += count;
      if (count === 0 || first < end || count > this.#present - first || sum > most) return false;
      end = first + count;
    }
    return sorted.every(range => this.#isOwned(range));
  }

  take(ranges: readonly PageRange[]): void {
    for (const range of ranges) this.#mark(range, true);
  }

  give(ranges: readonly PageRange[]): void {
    for (const range of ranges) this.#mark(range, false);
  }

  /** Runs in the balloon, the highest pages first, of `most` pages together. */
  runs(most: number): PageRange[] {
    const found: PageRange[] = [];
    let left = Math.min(most, this.#count);
    for (let page = this.#present - 1; page >= 0 && left > 0; page--) {
      if (!this.#has(page)) continue;
      let count = 1;
      while (count < left && page > 0 && this.#has(page - 1)) {
        page -= 1;
        count += 1;
      }
      found.push({first: page, count});
      left -= count;
    }
    return found;
  }

  #isOwned({first, count}: PageRange): boolean {
    for (let page = first; page < first + count; page++) if (this.#has(page)) return false;
    return true;
  }

  #has(page: number): boolean {
    return ((this.#ballooned[page >>> 3] ?? 0) & (1 << (page & 7))) !== 0;
  }

  #mark({first, count}: PageRange, isBallooned: boolean): void {
    for (let page = first; page < first + count; page++) {
      const bit = 1 << (page & 7);
      const byte = this.#ballooned[page >>> 3] ?? 0;
      if (((byte & bit) !== 0) === isBallooned) continue;
      this.#ballooned[page >>> 3] = byte ^ bit;
      this.#count += isBallooned ? 1 : -1;
    }
  }
}
