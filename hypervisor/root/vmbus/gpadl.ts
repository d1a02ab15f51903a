/**
 * GPADLs: lists of guest pages that the guest shares with a channel, sent in pieces.
 *
 * Everything here comes from the guest: counts and lengths are checked against each other and
 * against the partition's memory before a list is accepted. hyperv-wire.md 3.7 and 8.2.
 */
import {type GpaRange, PAGE_SIZE} from '../../hv/guest-memory.ts';
import {parseGpaRanges} from './packet.ts';

/** Pages that all GPADLs of a partition may share: 1280 MB, as Hyper-V has it. */
export const MAX_SHARED_PAGES = (1280 * 2 ** 20) / PAGE_SIZE;
/** Lists of one channel, complete or not. */
export const MAX_GPADLS_PER_CHANNEL = 64;
/** Incomplete lists of a partition; a further one makes the oldest fail. */
export const MAX_INCOMPLETE = 16;

/** A list while its pieces arrive. */
export class GpadlAssembly {
  readonly relid: number;
  readonly id: number;
  private readonly bytes: Uint8Array;
  private readonly rangeCount: number;
  private filled = 0;

  constructor(relid: number, id: number, byteLength: number, rangeCount: number) {
    this.relid = relid;
    this.id = id;
    this.bytes = new Uint8Array(byteLength);
    this.rangeCount = rangeCount;
  }

  save(): SavedAssembly {
    const {relid, id, rangeCount, bytes} = this;
    return {relid, id, rangeCount, byteLength: bytes.length, piece: bytes.slice(0, this.filled)};
  }

  static restore({relid, id, rangeCount, byteLength, piece}: SavedAssembly): GpadlAssembly {
    const assembly = new GpadlAssembly(relid, id, byteLength, rangeCount);
    assembly.add(piece);
    return assembly;
  }

  /** Takes a piece; what is longer than announced is cut. True: complete. */
  add(piece: Uint8Array): boolean {
    const part = piece.subarray(0, this.bytes.length - this.filled);
    this.bytes.set(part, this.filled);
    this.filled += part.length;
    return this.filled === this.bytes.length;
  }

  /** The ranges of a complete list, or undefined if they make no sense in this memory. */
  ranges(memoryPages: number): GpaRange[] | undefined {
    const ranges = parseGpaRanges(this.bytes, 0, this.rangeCount);
    if (!ranges?.every(range => range.gpns.every(gpn => gpn < memoryPages))) return undefined;
    const length = ranges.reduce((sum, range) => sum + 8 + range.gpns.length * 8, 0);
    return length === this.bytes.length ? ranges : undefined;
  }
}

/** Structured-cloneable. */
export interface SavedAssembly {
  relid: number;
  id: number;
  rangeCount: number;
  byteLength: number;
  /** What has arrived. */
  piece: Uint8Array;
}

export interface Gpadl {
  ranges: readonly GpaRange[];
  /** Rings of an open channel lie in it. */
  inUse: boolean;
  /** The guest wants it back; answered when the channel has closed. */
  tornDown: boolean;
}

export function pageCount(ranges: readonly GpaRange[]): number {
  return ranges.reduce((sum, range) => sum + range.gpns.length, 0);
}

/** The two rings of a channel. */
export interface RingPages {
  incomingGpns: readonly number[];
  outgoingGpns: readonly number[];
}

/**
 * Splits a ring GPADL at `downstreamPage`: guest to host first, then host to guest. Each part
 * needs a header page and a page of data. Undefined if it can not hold two rings.
 */
export function ringPages(
  ranges: readonly GpaRange[],
  downstreamPage: number,
): RingPages | undefined {
  const [range, another] = ranges;
  if (!range || another || range.byteOffset !== 0 || range.byteCount % PAGE_SIZE !== 0)
    return undefined;
  const {gpns} = range;
  if (downstreamPage < 2 || gpns.length - downstreamPage < 2) return undefined;
  return {incomingGpns: gpns.slice(0, downstreamPage), outgoingGpns: gpns.slice(downstreamPage)};
}
