/**
 * The block allocation table of a VHDX file: where each block of the disk is, and in what state.
 *
 *     payload 0 .. ratio-1 | bitmap of chunk 0 | payload ratio .. 2 ratio-1 | bitmap of chunk 1 | ...
 *
 * Source: [MS-VHDX] 2.5, hyperv-wire.md 7.2.
 */
import type {DiskFile} from '../disk-file.ts';
import {MIB} from './header.ts';
import type {Journal} from './journal.ts';
import type {Extent} from './region-table.ts';

export const BlockState = {
  NotPresent: 0,
  Undefined: 1,
  Zero: 2,
  Unmapped: 3,
  FullyPresent: 6,
  PartiallyPresent: 7,
} as const;

const STATE = 0x7;
const RESERVED = 0xffff8;
const ENTRY = 8;
const SECTORS_PER_CHUNK = 2 ** 23;

/** Blocks whose sectors one bitmap block describes. */
export function chunkRatio(blockSize: number, sectorSize: number): number {
  return (SECTORS_PER_CHUNK * sectorSize) / blockSize;
}

/** Entries that a disk needs. */
export function batEntries(blocks: number, ratio: number, hasParent: boolean): number {
  if (hasParent) return Math.ceil(blocks / ratio) * (ratio + 1);
  return blocks + Math.floor((blocks - 1) / ratio);
}

/** Bytes of a region for so many entries. */
export function batLength(entries: number): number {
  return Math.ceil((entries * ENTRY) / MIB) * MIB;
}

const SCAN = MIB;
const ZEROS = Buffer.alloc(SCAN);

export interface BatEntry {
  readonly index: number;
  readonly state: number;
  /** Byte offset in the file. */
  readonly place: number;
  /** Bits are set that must not be. */
  readonly isReserved: boolean;
}

export class Bat {
  readonly ratio: number;
  readonly #journal: Journal;
  /** Moves when the disk outgrows it. */
  region: Extent;

  constructor(journal: Journal, region: Extent, ratio: number) {
    this.#journal = journal;
    this.region = region;
    this.ratio = ratio;
  }

  payloadIndex(block: number): number {
    return block + Math.floor(block / this.ratio);
  }

  bitmapIndex(chunk: number): number {
    return (chunk + 1) * this.ratio + chunk;
  }

  state(index: number): number {
    const place = this.region.offset + index * ENTRY;
    return (this.#journal.sector(place)[place % 4096] ?? 0) & STATE;
  }

  /** Byte offset in the file. */
  place(index: number): number {
    const at = this.region.offset + index * ENTRY;
    const sector = this.#journal.sector(at);
    return offsetOf(new DataView(sector.buffer, sector.byteOffset), at % 4096);
  }

  /** Whether an entry is that of a bitmap block. */
  isBitmap(index: number): boolean {
    return index % (this.ratio + 1) === this.ratio;
  }

  /** Those of the first `entries` that are not zero, as they are in the file. */
  *scan(file: DiskFile, entries: number): Iterable<BatEntry> {
    const bytes = new Uint8Array(SCAN);
    const view = new DataView(bytes.buffer);
    for (let first = 0; first < entries; first += SCAN / ENTRY) {
      const count = Math.min(entries - first, SCAN / ENTRY);
      const piece = bytes.subarray(0, count * ENTRY);
      file.read(this.region.offset + first * ENTRY, piece);
      if (ZEROS.compare(piece, 0, piece.length, 0, piece.length) === 0) continue;
      for (let i = 0; i < count; i++) {
        const low = view.getUint32(i * ENTRY, true);
        if (low === 0 && view.getUint32(i * ENTRY + 4, true) === 0) continue;
        const place = offsetOf(view, i * ENTRY);
        yield {index: first + i, state: low & STATE, place, isReserved: (low & RESERVED) !== 0};
      }
    }
  }

  set(index: number, state: number, place: number): void {
    const at = this.region.offset + index * ENTRY;
    const sector = this.#journal.change(at);
    const view = new DataView(sector.buffer, sector.byteOffset + (at % 4096));
    view.setBigUint64(0, BigInt(place) | BigInt(state), true);
  }
}

function offsetOf(view: DataView, at: number): number {
  const low = view.getUint32(at, true);
  return (view.getUint32(at + 4, true) * 4096 + (low >>> 20)) * MIB;
}
