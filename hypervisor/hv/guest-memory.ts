/**
 * The memory of a partition: a SharedArrayBuffer, or a part of one, that every thread working for it maps.
 *
 * Guest physical addresses run from 0 to `size`. Every access is checked; what lies outside is a
 * `GpaFault`, which the caller turns into a status for the guest. Contents may change at any time:
 * who acts on them copies first and checks the copy (hyperv-wire.md 8.1).
 */

import {WrittenPages} from './written-pages.ts';

export const PAGE_SIZE = 4096;
export const PAGE_SHIFT = 12;

/** An access outside the partition's memory. Never leaves the hypervisor: guests get a status. */
export class GpaFault extends Error {
  readonly gpa: number;
  readonly length: number;

  constructor(gpa: number, length: number, size: number) {
    super(`GPA 0x${gpa.toString(16)}+${length} is outside ${size} bytes of memory`);
    this.name = 'GpaFault';
    this.gpa = gpa;
    this.length = length;
  }
}

/** A run of guest memory as drivers describe it: bytes scattered over pages (hyperv-wire.md 3.7). */
export interface GpaRange {
  /** Bytes in all. */
  byteCount: number;
  /** Where the bytes begin in the first page, 0 to 4095. */
  byteOffset: number;
  /** Page numbers in order. */
  gpns: readonly number[];
}

/** What a thread needs to map the memory of a partition. Structured-cloneable. */
export interface SharedMemory {
  readonly buffer: SharedArrayBuffer;
  /** Where GPA 0 lies in the buffer, a multiple of 4096. */
  readonly base: number;
  /** Bytes, a multiple of 4096. */
  readonly size: number;
  /** The pages that the host wrote, where an engine wants to know. */
  readonly written?: SharedArrayBuffer;
  /** The memory that `buffer` is of, for engines that are WebAssembly. */
  readonly wasm?: WebAssembly.Memory;
}

export class GuestMemory {
  /** What another thread needs to map this memory. */
  readonly shared: SharedMemory;
  /** Bytes. */
  readonly size: number;
  readonly u8: Uint8Array;
  /** The memory as 32-bit words, for `Atomics`. Index = GPA / 4. */
  readonly words: Int32Array;
  readonly view: DataView;
  /** Pages that the host wrote and an engine has not looked at yet; absent where none wants to know. */
  readonly written: WrittenPages | undefined;

  constructor(shared: SharedMemory) {
    const {buffer, base, size, written} = shared;
    this.shared = shared;
    this.size = size;
    this.u8 = new Uint8Array(buffer, base, size);
    this.words = new Int32Array(buffer, base, size >> 2);
    this.view = new DataView(buffer, base, size);
    this.written = written && new WrittenPages(written, size);
  }

  /** Memory of `size` bytes, a multiple of 4096, all zero. */
  static allocate(size: number): GuestMemory {
    if (size <= 0 || size % PAGE_SIZE !== 0)
      throw new RangeError(`memory must be a multiple of ${PAGE_SIZE} bytes, but is ${size}`);
    return new GuestMemory({buffer: new SharedArrayBuffer(size), base: 0, size});
  }

  /** To be called after each write of the host's through a view: translated code of the range is old. */
  wrote(gpa: number, length: number): void {
    this.written?.add(gpa, length);
  }

  get pages(): number {
    return this.size / PAGE_SIZE;
  }

  /** Whether all of the range lies inside. Any number may be asked for. */
  contains(gpa: number, length: number): boolean {
    return Number.isInteger(gpa) && gpa >= 0 && length >= 0 && length <= this.size - gpa;
  }

  check(gpa: number, length: number): void {
    if (!this.contains(gpa, length)) throw new GpaFault(gpa, length, this.size);
  }

  readU8(gpa: number): number {
    this.check(gpa, 1);
    return this.view.getUint8(gpa);
  }

  readU16(gpa: number): number {
    this.check(gpa, 2);
    return this.view.getUint16(gpa, true);
  }

  readU32(gpa: number): number {
    this.check(gpa, 4);
    return this.view.getUint32(gpa, true);
  }

  readU64(gpa: number): bigint {
    this.check(gpa, 8);
    return this.view.getBigUint64(gpa, true);
  }

  writeU8(gpa: number, value: number): void {
    this.check(gpa, 1);
    this.view.setUint8(gpa, value);
    this.wrote(gpa, 1);
  }

  writeU16(gpa: number, value: number): void {
    this.check(gpa, 2);
    this.view.setUint16(gpa, value, true);
    this.wrote(gpa, 2);
  }

  writeU32(gpa: number, value: number): void {
    this.check(gpa, 4);
    this.view.setUint32(gpa, value, true);
    this.wrote(gpa, 4);
  }

  writeU64(gpa: number, value: bigint): void {
    this.check(gpa, 8);
    this.view.setBigUint64(gpa, value, true);
    this.wrote(gpa, 8);
  }

  /** A view of the range, shared with the guest: no copy. */
  bytes(gpa: number, length: number): Uint8Array {
    this.check(gpa, length);
    return this.u8.subarray(gpa, gpa + length);
  }

  /** A copy of the range in memory of our own, for bytes that will be checked. */
  copyOut(gpa: number, length: number): Uint8Array {
    const copy = new Uint8Array(length);
    copy.set(this.bytes(gpa, length));
    return copy;
  }

  copyIn(gpa: number, source: Uint8Array): void {
    this.bytes(gpa, source.length).set(source);
    this.wrote(gpa, source.length);
  }

  dataView(gpa: number, length: number): DataView {
    this.check(gpa, length);
    return new DataView(this.u8.buffer, this.u8.byteOffset + gpa, length);
  }

  /** The page with this number. */
  page(gpn: number): Uint8Array {
    return this.bytes(gpn * PAGE_SIZE, PAGE_SIZE);
  }

  /**
   * Views of a scattered range, neighbouring pages joined, in order. Undefined if the range is not
   * well formed or leaves the memory: nothing of a bad range is used.
   */
  rangeViews(range: GpaRange): Uint8Array[] | undefined {
    const runs = this.rangeRuns(range);
    return runs?.map(([gpa, length]) => this.u8.subarray(gpa, gpa + length));
  }

  /** As `rangeViews`, but `[gpa, length]` pairs: for completions that carry what was written. */
  rangeRuns(range: GpaRange): [gpa: number, length: number][] | undefined {
    const {byteCount, byteOffset, gpns} = range;
    if (byteOffset >= PAGE_SIZE || gpns.length !== pagesOf(byteCount, byteOffset)) return undefined;
    const runs: [number, number][] = [];
    let left = byteCount;
    let offset = byteOffset;
    for (const gpn of gpns) {
      if (!(gpn < this.pages)) return undefined;
      const take = Math.min(left, PAGE_SIZE - offset);
      const gpa = gpn * PAGE_SIZE + offset;
      const last = runs.at(-1);
      if (last && last[0] + last[1] === gpa) last[1] += take;
      else runs.push([gpa, take]);
      left -= take;
      offset = 0;
    }
    return runs;
  }
}

/** How many pages a range of so many bytes at such an offset touches. */
export function pagesOf(byteCount: number, byteOffset: number): number {
  return Math.ceil((byteOffset + byteCount) / PAGE_SIZE);
}
