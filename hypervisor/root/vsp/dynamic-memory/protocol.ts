/**
 * Dynamic memory, raw in-band messages of both sides (hyperv-wire.md 6.5).
 *
 * Header: type u16, size u16 of the whole message, transaction id u32. Pages are 4 KiB; a range is a
 * u64 with the first page in bits 39:0 and the count in 63:40. Nothing is answered by completions.
 */
import type {Untrusted} from '../../../wire/untrusted.ts';
import {rawBytes} from '../../../wire/untrusted.ts';

export const DYNAMIC_MEMORY_CLASS = '525074dc-8985-46e2-8057-a307dc18a502';
export const DYNAMIC_MEMORY_INSTANCE = '1eccfd72-4b41-45ef-b73a-4a6e44c12924';

/** Version: minor in bits 15:0, major in 31:16, as drivers count them. Newest first. */
export const DYNAMIC_MEMORY_VERSIONS: readonly number[] = [0x0002_0000, 0x0001_0000, 0x0000_0003];

export const MessageType = {
  VersionRequest: 1,
  VersionResponse: 2,
  Capabilities: 3,
  CapabilitiesResponse: 4,
  Status: 5,
  BalloonRequest: 6,
  BalloonResponse: 7,
  UnballoonRequest: 8,
  UnballoonResponse: 9,
  HotAddRequest: 10,
  HotAddResponse: 11,
  Info: 12,
} as const;

export const Capability = {Balloon: 1, HotAdd: 2} as const;

const HEADER = 8;
/** Longest message either side may send: a page. */
export const MESSAGE_MAX = 4096;
const RANGES_AT = 16;
/** Ranges that fit into one message. */
export const RANGES_MAX = (MESSAGE_MAX - RANGES_AT) / 8;
const COUNT_MAX = 2 ** 24 - 1;

export interface PageRange {
  readonly first: number;
  readonly count: number;
}

/** Figures of the guest, in pages. */
export interface MemoryStatus {
  readonly available: number;
  /** What its programs were promised, and the ballooned pages. */
  readonly committed: number;
}

export type GuestMemoryMessage =
  | {type: 'version'; version: number; isLast: boolean}
  | {type: 'capabilities'; flags: number; minimumPages: number}
  | ({type: 'status'} & MemoryStatus)
  | {type: 'ballooned'; ranges: readonly PageRange[]; more: boolean}
  | {type: 'unballooned'}
  | {type: 'hotAdded'; pages: number; isOk: boolean};

const SIZES: Readonly<Record<number, number>> = {
  [MessageType.VersionRequest]: 16,
  [MessageType.Capabilities]: 32,
  [MessageType.Status]: 40,
  [MessageType.BalloonResponse]: 16,
  [MessageType.UnballoonResponse]: 8,
  [MessageType.HotAddResponse]: 16,
};

/** A message of the guest, or undefined if it is none. */
export function parseGuestMemory(payload: Untrusted<Uint8Array>): GuestMemoryMessage | undefined {
  const bytes = rawBytes(payload);
  if (bytes.length < HEADER) return undefined;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const type = view.getUint16(0, true);
  const size = view.getUint16(2, true);
  if (size > bytes.length || size < (SIZES[type] ?? Number.POSITIVE_INFINITY)) return undefined;
  switch (type) {
    case MessageType.VersionRequest:
      return {
        type: 'version',
        version: view.getUint32(8, true),
        isLast: (view.getUint32(12, true) & 1) === 1,
      };
    case MessageType.Capabilities:
      return {
        type: 'capabilities',
        flags: view.getUint32(8, true),
        minimumPages: pagesAt(view, 16),
      };
    case MessageType.Status:
      return {type: 'status', available: pagesAt(view, 8), committed: pagesAt(view, 16)};
    case MessageType.BalloonResponse:
      return balloonResponse(view, size);
    case MessageType.UnballoonResponse:
      return {type: 'unballooned'};
    default:
      return {
        type: 'hotAdded',
        pages: view.getUint32(8, true),
        isOk: view.getUint32(12, true) === 1,
      };
  }
}

/** A 64-bit count of pages; what is above every machine is the largest exact number. */
function pagesAt(view: DataView, at: number): number {
  return Math.min(Number(view.getBigUint64(at, true)), Number.MAX_SAFE_INTEGER);
}

function balloonResponse(view: DataView, size: number): GuestMemoryMessage | undefined {
  const word = view.getUint32(12, true);
  const ranges = readRanges(view, word >>> 1, size);
  return ranges && {type: 'ballooned', ranges, more: (word & 1) === 1};
}

function readRanges(view: DataView, count: number, size: number): PageRange[] | undefined {
  if (count > RANGES_MAX || RANGES_AT + count * 8 > size) return undefined;
  return Array.from({length: count}, (_, index) => readRange(view, RANGES_AT + index * 8));
}

function readRange(view: DataView, at: number): PageRange {
  const [low, high] = [view.getUint32(at, true), view.getUint32(at + 4, true)];
  return {first: (high & 0xff) * 2 ** 32 + low, count: high >>> 8};
}

function writeRange(view: DataView, at: number, {first, count}: PageRange): void {
  view.setUint32(at, first % 2 ** 32, true);
  view.setUint32(at + 4, ((count << 8) | Math.floor(first / 2 ** 32)) >>> 0, true);
}

/** Splits what a range's 24 bits of count can not hold. */
export function* rangesOf({first, count}: PageRange): Generator<PageRange> {
  for (let done = 0; done < count; done += COUNT_MAX)
    yield {first: first + done, count: Math.min(COUNT_MAX, count - done)};
}

// The host's messages.

/** Begins a message; `fill` writes what comes after the header. */
function message(
  type: number,
  transaction: number,
  size: number,
  fill: (view: DataView) => void,
): Uint8Array {
  const view = new DataView(new ArrayBuffer(size));
  view.setUint16(0, type, true);
  view.setUint16(2, size, true);
  view.setUint32(4, transaction, true);
  fill(view);
  return new Uint8Array(view.buffer);
}

export function encodeVersionResponse(transaction: number, accepted: boolean): Uint8Array {
  return message(MessageType.VersionResponse, transaction, 16, view =>
    view.setUint32(8, Number(accepted), true),
  );
}

export function encodeCapabilitiesResponse(transaction: number): Uint8Array {
  return message(MessageType.CapabilitiesResponse, transaction, 16, view =>
    view.setUint32(8, 1, true),
  );
}

export function encodeBalloonRequest(transaction: number, pages: number): Uint8Array {
  return message(MessageType.BalloonRequest, transaction, 16, view =>
    view.setUint32(8, pages, true),
  );
}

export function encodeUnballoonRequest(
  transaction: number,
  ranges: readonly PageRange[],
  more: boolean,
): Uint8Array {
  const size = RANGES_AT + ranges.length * 8;
  return message(MessageType.UnballoonRequest, transaction, size, view => {
    view.setUint32(8, Number(more), true);
    view.setUint32(12, ranges.length, true);
    ranges.forEach((range, index) => writeRange(view, RANGES_AT + index * 8, range));
  });
}

/** The second range is the region that the first lies in; they are the same here. */
export function encodeHotAddRequest(transaction: number, range: PageRange): Uint8Array {
  return message(MessageType.HotAddRequest, transaction, 24, view => {
    writeRange(view, 8, range);
    writeRange(view, 16, range);
  });
}

const INFO_MAX_PAGES = 0;

/** How many pages the machine can ever have. */
export function encodeMaximumInfo(transaction: number, pages: number): Uint8Array {
  return message(MessageType.Info, transaction, 32, view => {
    view.setUint32(12, 16, true);
    view.setUint32(16, INFO_MAX_PAGES, true);
    view.setUint32(20, 8, true);
    view.setBigUint64(24, BigInt(pages), true);
  });
}

// The guest's side.

export type HostMemoryMessage =
  | {type: 'version'; accepted: boolean}
  | {type: 'capabilities'; accepted: boolean}
  | {type: 'balloon'; pages: number}
  | {type: 'unballoon'; ranges: readonly PageRange[]; more: boolean}
  | {type: 'hotAdd'; range: PageRange};

/** A message of the host; undefined for those that ask for nothing. */
export function parseHostMemory(bytes: Uint8Array): HostMemoryMessage | undefined {
  if (bytes.length < 16) return undefined;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  switch (view.getUint16(0, true)) {
    case MessageType.VersionResponse:
      return {type: 'version', accepted: (view.getUint32(8, true) & 1) === 1};
    case MessageType.CapabilitiesResponse:
      return {type: 'capabilities', accepted: (view.getUint32(8, true) & 1) === 1};
    case MessageType.BalloonRequest:
      return {type: 'balloon', pages: view.getUint32(8, true)};
    case MessageType.UnballoonRequest: {
      const ranges = readRanges(view, view.getUint32(12, true), view.getUint16(2, true));
      return ranges && {type: 'unballoon', ranges, more: (view.getUint32(8, true) & 1) === 1};
    }
    case MessageType.HotAddRequest:
      return {type: 'hotAdd', range: readRange(view, 8)};
    default:
      return undefined;
  }
}

export function encodeVersionRequest(
  transaction: number,
  version: number,
  isLast: boolean,
): Uint8Array {
  return message(MessageType.VersionRequest, transaction, 16, view => {
    view.setUint32(8, version, true);
    view.setUint32(12, Number(isLast), true);
  });
}

export function encodeCapabilities(
  transaction: number,
  flags: number,
  minimumPages: number,
): Uint8Array {
  return message(MessageType.Capabilities, transaction, 32, view => {
    view.setUint32(8, flags, true);
    view.setBigUint64(16, BigInt(minimumPages), true);
  });
}

export function encodeStatus(transaction: number, status: MemoryStatus): Uint8Array {
  return message(MessageType.Status, transaction, 48, view => {
    view.setBigUint64(8, BigInt(status.available), true);
    view.setBigUint64(16, BigInt(status.committed), true);
  });
}

export function encodeBalloonResponse(
  transaction: number,
  ranges: readonly PageRange[],
  more: boolean,
): Uint8Array {
  const size = RANGES_AT + ranges.length * 8;
  return message(MessageType.BalloonResponse, transaction, size, view => {
    view.setUint32(12, ranges.length * 2 + Number(more), true);
    ranges.forEach((range, index) => writeRange(view, RANGES_AT + index * 8, range));
  });
}

export function encodeUnballoonResponse(transaction: number): Uint8Array {
  return message(MessageType.UnballoonResponse, transaction, 8, () => {});
}

export function encodeHotAddResponse(transaction: number, pages: number): Uint8Array {
  return message(MessageType.HotAddResponse, transaction, 16, view => {
    view.setUint32(8, pages, true);
    view.setUint32(12, Number(pages > 0), true);
  });
}
