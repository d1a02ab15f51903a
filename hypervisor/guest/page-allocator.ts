/**
 * The guest's page allocator: one bit a page, first fit, kept in guest memory itself.
 *
 * Because the bitmap is memory, it is saved, restored and migrated with it; only the count is not.
 */
import type {GuestMemory} from '../hv/guest-memory.ts';
import {FixedPage, gpaOf, PAGE} from './memory-map.ts';

export class PageAllocator {
  readonly memory: GuestMemory;
  readonly #bitmap: Uint8Array;
  #pages: number;
  #used = 0;
  /** No page below this one is free. */
  #lowest = 0;

  /**
   * `pages` of the memory are there; the rest may be added later. `fresh` marks the fixed pages as
   * used; otherwise the bitmap in memory is taken as it is.
   */
  constructor(memory: GuestMemory, fresh: boolean, pages = memory.size / PAGE) {
    const bytes = Math.ceil(memory.size / PAGE / 8);
    this.memory = memory;
    this.#pages = pages;
    this.#bitmap = memory.bytes(gpaOf(FixedPage.bitmap), bytes);
    if (fresh) this.#mark(0, FixedPage.bitmap + Math.ceil(bytes / PAGE), true);
    else for (const byte of this.#bitmap) this.#used += bitsOf(byte);
  }

  get totalPages(): number {
    return this.#pages;
  }

  get usedPages(): number {
    return this.#used;
  }

  get freePages(): number {
    return this.#pages - this.#used;
  }

  /** The number of the first of `count` neighbouring pages, zeroed, or undefined: out of memory. */
  allocate(count: number): number | undefined {
    const first = this.reserve(count);
    if (first !== undefined) this.memory.bytes(gpaOf(first), count * PAGE).fill(0);
    return first;
  }

  /** As `allocate`, but nothing is written: for pages that nobody will use. */
  reserve(count: number): number | undefined {
    const first = this.#find(count);
    if (first !== undefined) this.#mark(first, count, true);
    return first;
  }

  /** Further pages behind the last: those that the memory has, `count` at most. */
  grow(count: number): number {
    const added = Math.min(count, this.memory.size / PAGE - this.#pages);
    this.#pages += added;
    return added;
  }

  free(first: number, count: number): void {
    this.#mark(first, count, false);
    this.#lowest = Math.min(this.#lowest, first);
  }

  #find(count: number): number | undefined {
    let run = 0;
    let firstFree = true;
    for (let page = this.#lowest; page < this.#pages; page++) {
      if (this.#isUsed(page)) {
        run = 0;
        continue;
      }
      if (firstFree) this.#lowest = page;
      firstFree = false;
      run += 1;
      if (run === count) return page - count + 1;
    }
    return undefined;
  }

  #isUsed(page: number): boolean {
    return ((this.#bitmap[page >>> 3] ?? 0) & (1 << (page & 7))) !== 0;
  }

  #mark(first: number, count: number, used: boolean): void {
    for (let page = first; page < first + count; page++) {
      const bit = 1 << (page & 7);
      const byte = this.#bitmap[page >>> 3] ?? 0;
      this.#bitmap[page >>> 3] = used ? byte | bit : byte & ~bit;
    }
    this.#used += used ? count : -count;
  }
}

function bitsOf(byte: number): number {
  let bits = 0;
  for (let rest = byte; rest !== 0; rest &= rest - 1) bits += 1;
  return bits;
}
