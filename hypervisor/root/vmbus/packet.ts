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

/** Ranges out of `bytes` from `at`, or undefined if they are not well formed. */
export function parseGpaRanges(
  bytes: Uint8Array,
  at: number,
  count: number,
): GpaRange[] | undefined {
  if (count < 1 || count > MAX_RANGES) return undefined;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const ranges: GpaRange[] = [];
  let place = at;
  for (let index = 0; index < count; index++) {
    if (bytes.length - place < 8) return undefined;
    const byteCount = view.getUint32(place, true);
    const byteOffset = view.getUint32(place + 4, true);
    place += 8;
    const pages = pagesOf(byteCount, byteOffset);
    if (byteCount === 0 || byteOffset > 4095 || pages * 8 > bytes.length - place) return undefined;
    const gpns: number[] = [];
    for (let page = 0; page < pages; page++, place += 8)
      gpns.push(view.getUint32(place + 4, true) * 2 ** 32 + view.getUint32(place, true));
    ranges.push({byteCount, byteOffset, gpns});
  }
  return ranges;
}

/** Bytes of the list of ranges as it travels in GPADLs and GPA-direct packets. */
export function encodeGpaRanges(ranges: readonly GpaRange[], before = 0): Uint8Array {
  const pages = ranges.reduce((sum, range) => sum + range.gpns.length, 0);
  const bytes = new Uint8Array(before + ranges.length * 8 + pages * 8);
  const view = new DataView(bytes.buffer);
  let at = before;
  for (const {byteCount, byteOffset, gpns} of ranges) {
    view.setUint32(at, byteCount, true);
    view.setUint32(at + 4, byteOffset, true);
    at += 8;
    for (const gpn of gpns) {
      view.setUint32(at, gpn % 2 ** 32, true);
      view.setUint32(at + 4, Math.floor(gpn / 2 ** 32), true);
      at += 8;
    }
  }
  return bytes;
}

/** Header of a GPA-direct packet: rsvd u32, rangeCount u32, ranges. */
export function gpaDirectHeader(ranges: readonly GpaRange[]): Uint8Array {
  const bytes = encodeGpaRanges(ranges, 8);
  new DataView(bytes.buffer).setUint32(4, ranges.length, true);
  return bytes;
}

export function parseGpaDirectHeader(header: Untrusted<Uint8Array>): GpaRange[] | undefined {
  const bytes = rawBytes(header);
  if (bytes.length < 8) return undefined;
  const count = new DataView(bytes.buffer, bytes.byteOffset, bytes.length).getUint32(4, true);
  return parseGpaRanges(bytes, 8, count);
}

/** Header of a transfer-page packet: setId u16, senderOwnsSet u8, rsvd u8, rangeCount u32, ranges. */
export function transferPagesHeader(setId: number, ranges: readonly TransferRange[]): Uint8Array {
  const bytes = new Uint8Array(8 + ranges.length * 8);
  const view = new DataView(bytes.buffer);
  view.setUint16(0, setId, true);
  view.setUint32(4, ranges.length, true);
  ranges.forEach((range, index) => {
    view.setUint32(8 + index * 8, range.byteCount, true);
    view.setUint32(12 + index * 8, range.byteOffset, true);
  });
  return bytes;
}

export function parseTransferPagesHeader(
  header: Untrusted<Uint8Array>,
): NonNullable<Packet['transferPages']> | undefined {
  const bytes = rawBytes(header);
  if (bytes.length < 8) return undefined;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const count = view.getUint32(4, true);
  if (count < 1 || count > MAX_RANGES || count * 8 > bytes.length - 8) return undefined;
  const ranges: TransferRange[] = [];
  for (let index = 0; index < count; index++)
    ranges.push({
      byteCount: view.getUint32(8 + index * 8, true),
      byteOffset: view.getUint32(12 + index * 8, true),
    });
  return {setId: view.getUint16(0, true), ranges};
}
