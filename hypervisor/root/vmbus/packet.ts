/**
 * Packets of a channel: descriptor, kinds, page ranges; for both sides.
 *
 * Source: hyperv-wire.md 3.7 and 3.8. The ring itself is ring.ts.
 */
import type {GpaRange} from '../../hv/guest-memory.ts';
import {pagesOf} from '../../hv/guest-memory.ts';
import type {Untrusted} from '../../wire/untrusted.ts';
import {rawBytes} from '../../wire/untrusted.ts';

export const PacketType = {
  InBand: 6,
  TransferPages: 7,
  GpaDirect: 9,
  Completion: 0xb,
} as const;

/** Descriptor before the packet, trailer after it, in bytes. */
export const DESCRIPTOR_SIZE = 16;
export const TRAILER_SIZE = 8;
/** The only flag: the sender wants a completion with the same transaction id. */
export const COMPLETION_REQUESTED = 1;

/** One part of a buffer that was set up before (hyperv-wire.md 5.3). */
export interface TransferRange {
  byteCount: number;
  byteOffset: number;
}

/** A packet out of a ring. The payload is a copy; it is padded to a multiple of 8 by the sender. */
export interface Packet {
  type: number;
  transactionId: bigint;
  completionRequested: boolean;
  payload: Untrusted<Uint8Array>;
  /** GPA-direct packets: where the data is in guest memory. Checked to lie inside the descriptor. */
  ranges: readonly GpaRange[];
  /** Transfer-page packets: the buffer and the parts of it. */
  transferPages?: {setId: number; ranges: readonly TransferRange[]};
}

/** A packet to be put into a ring. Without a type it is in-band data. */
export interface OutgoingPacket {
  type?: number;
  transactionId?: bigint;
  requestCompletion?: boolean;
  /** What stands between descriptor and payload: `gpaDirectHeader` or `transferPagesHeader`. */
  header?: Uint8Array;
  payload: Uint8Array;
}

/** Longest list of ranges that is looked at: 4095 pages of 4 KiB is far above any driver's limit. */
const MAX_RANGES = 4096;

/**
 * A little-endian word. By hand, because a DataView on a small array makes V8 move its bytes out
 * of the heap: a fifth of what a disk request cost.
 */
function wordAt(bytes: Uint8Array, at: number): number {
  const low = (bytes[at] ?? 0) | ((bytes[at + 1] ?? 0) << 8);
  return (low | ((bytes[at + 2] ?? 0) << 16) | ((bytes[at + 3] ?? 0) << 24)) >>> 0;
}

function putWord(bytes: Uint8Array, at: number, value: number): void {
  bytes[at] = value;
  bytes[at + 1] = value >>> 8;
  bytes[at + 2] = value >>> 16;
  bytes[at + 3] = value >>> 24;
}

/** Ranges out of `bytes` from `at`, or undefined if they are not well formed. */
export function parseGpaRanges(
  bytes: Uint8Array,
  at: number,
  count: number,
): GpaRange[] | undefined {
  if (count < 1 || count > MAX_RANGES) return undefined;
  const ranges: GpaRange[] = [];
  let place = at;
  for (let index = 0; index < count; index++) {
    if (bytes.length - place < 8) return undefined;
    const byteCount = wordAt(bytes, place);
    const byteOffset = wordAt(bytes, place + 4);
    place += 8;
    const pages = pagesOf(byteCount, byteOffset);
    if (byteCount === 0 || byteOffset > 4095 || pages * 8 > bytes.length - place) return undefined;
    const gpns: number[] = [];
    for (let page = 0; page < pages; page++, place += 8)
      gpns.push(wordAt(bytes, place + 4) * 2 ** 32 + wordAt(bytes, place));
    ranges.push({byteCount, byteOffset, gpns});
  }
  return ranges;
}

/** Bytes of the list of ranges as it travels in GPADLs and GPA-direct packets. */
export function encodeGpaRanges(ranges: readonly GpaRange[], before = 0): Uint8Array {
  const pages = ranges.reduce((sum, range) => sum + range.gpns.length, 0);
  const bytes = new Uint8Array(before + ranges.length * 8 + pages * 8);
  let at = before;
  for (const {byteCount, byteOffset, gpns} of ranges) {
    putWord(bytes, at, byteCount);
    putWord(bytes, at + 4, byteOffset);
    at += 8;
    for (const gpn of gpns) {
      putWord(bytes, at, gpn % 2 ** 32);
      putWord(bytes, at + 4, Math.floor(gpn / 2 ** 32));
      at += 8;
    }
  }
  return bytes;
}

/** Header of a GPA-direct packet: rsvd u32, rangeCount u32, ranges. */
export function gpaDirectHeader(ranges: readonly GpaRange[]): Uint8Array {
  const bytes = encodeGpaRanges(ranges, 8);
  putWord(bytes, 4, ranges.length);
  return bytes;
}

export function parseGpaDirectHeader(header: Untrusted<Uint8Array>): GpaRange[] | undefined {
  const bytes = rawBytes(header);
  if (bytes.length < 8) return undefined;
  const count = wordAt(bytes, 4);
  return parseGpaRanges(bytes, 8, count);
}

/** Header of a transfer-page packet: setId u16, senderOwnsSet u8, rsvd u8, rangeCount u32, ranges. */
export function transferPagesHeader(setId: number, ranges: readonly TransferRange[]): Uint8Array {
  const bytes = new Uint8Array(8 + ranges.length * 8);
  putWord(bytes, 0, setId & 0xffff);
  putWord(bytes, 4, ranges.length);
  ranges.forEach((range, index) => {
    putWord(bytes, 8 + index * 8, range.byteCount);
    putWord(bytes, 12 + index * 8, range.byteOffset);
  });
  return bytes;
}

export function parseTransferPagesHeader(
  header: Untrusted<Uint8Array>,
): NonNullable<Packet['transferPages']> | undefined {
  const bytes = rawBytes(header);
  if (bytes.length < 8) return undefined;
  const count = wordAt(bytes, 4);
  if (count < 1 || count > MAX_RANGES || count * 8 > bytes.length - 8) return undefined;
  const ranges: TransferRange[] = [];
  for (let index = 0; index < count; index++)
    ranges.push({
      byteCount: wordAt(bytes, 8 + index * 8),
      byteOffset: wordAt(bytes, 12 + index * 8),
    });
  return {setId: wordAt(bytes, 0) & 0xffff, ranges};
}
