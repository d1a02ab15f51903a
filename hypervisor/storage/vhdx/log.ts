/**
 * Entries of the VHDX log: 4 KiB sectors of metadata and where they belong.
 *
 *     header, descriptors (126 in the first sector, 128 in each further one) | a sector for each "desc"
 *
 * Layout only: journal.ts writes entries, replay.ts finds and applies them.
 * Source: [MS-VHDX] 2.3, hyperv-wire.md 7.2.
 */
import {guidFromBytes, guidToBytes} from '../../wire/guid.ts';
import {crc32c} from './crc32c.ts';

export const LOG_SECTOR = 4096;
const ENTRY_HEADER = 64;
const DESCRIPTOR = 32;
const CHECKSUM_AT = 4;
/** Bytes of a data sector that its descriptor carries: the first 8 and the last 4. */
const LEADING = 8;
const TRAILING = 4;

/** One piece of an entry: `bytes` (one sector) at `offset`, or `length` zeros. */
export interface LogPatch {
  readonly offset: number;
  readonly length: number;
  readonly bytes: Uint8Array | undefined;
}

export interface LogEntry {
  readonly sequence: bigint;
  readonly logGuid: string;
  /** Offset in the log of the oldest entry that must be applied with this one. */
  readonly tail: number;
  /** The file had at least this length, on stable storage, when the entry was written. */
  readonly flushedFileOffset: number;
  /** The file must have this length after the entry. */
  readonly lastFileOffset: number;
  readonly patches: readonly LogPatch[];
}

function descriptorSectors(count: number): number {
  return Math.ceil((ENTRY_HEADER + count * DESCRIPTOR) / LOG_SECTOR);
}

/** How many sectors an entry of `room` bytes can carry. */
export function sectorsInEntry(room: number): number {
  const sectors = room / LOG_SECTOR;
  let count = sectors - 1;
  while (count + descriptorSectors(count) > sectors) count -= 1;
  return count;
}

/** The bytes of an entry; every patch is one sector. */
export function encodeEntry(entry: LogEntry): Uint8Array {
  const {patches, sequence} = entry;
  const head = descriptorSectors(patches.length);
  const bytes = new Uint8Array((head + patches.length) * LOG_SECTOR);
  const view = new DataView(bytes.buffer);
  bytes.set(Buffer.from('loge'));
  view.setUint32(8, bytes.length, true);
  view.setUint32(12, entry.tail, true);
  view.setBigUint64(16, sequence, true);
  view.setUint32(24, patches.length, true);
  bytes.set(guidToBytes(entry.logGuid), 32);
  view.setBigUint64(48, BigInt(entry.flushedFileOffset), true);
  view.setBigUint64(56, BigInt(entry.lastFileOffset), true);
  patches.forEach((patch, index) => {
    const data = patch.bytes ?? new Uint8Array(LOG_SECTOR);
    const at = ENTRY_HEADER + index * DESCRIPTOR;
    bytes.set(Buffer.from('desc'), at);
    bytes.set(data.subarray(LOG_SECTOR - TRAILING), at + 4);
    bytes.set(data.subarray(0, LEADING), at + 8);
    view.setBigUint64(at + 16, BigInt(patch.offset), true);
    view.setBigUint64(at + 24, sequence, true);
    const place = (head + index) * LOG_SECTOR;
    bytes.set(data, place);
    bytes.set(Buffer.from('data'), place);
    view.setUint32(place + 4, Number(sequence >> 32n), true);
    view.setUint32(place + LOG_SECTOR - TRAILING, Number(sequence & 0xffffffffn), true);
  });
  view.setUint32(CHECKSUM_AT, crc32c(bytes), true);
  return bytes;
}

/** Length in bytes that the entry beginning in this sector claims; undefined: none begins here. */
export function entryLength(sector: Uint8Array, logLength: number): number | undefined {
  const view = new DataView(sector.buffer, sector.byteOffset, sector.byteLength);
  if (view.getUint32(0, true) !== 0x65676f6c) return undefined;
  const length = view.getUint32(8, true);
  return length >= LOG_SECTOR && length % LOG_SECTOR === 0 && length < logLength
    ? length
    : undefined;
}

/** The entry in `bytes`, whole and consistent, or undefined. */
export function parseEntry(bytes: Uint8Array, logGuid: string): LogEntry | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const count = view.getUint32(24, true);
  const sequence = view.getBigUint64(16, true);
  const tail = view.getUint32(12, true);
  if (guidFromBytes(bytes.subarray(32, 48)) !== logGuid || sequence === 0n) return undefined;
  if (tail % LOG_SECTOR !== 0 || descriptorSectors(count) * LOG_SECTOR > bytes.length)
    return undefined;
  if (view.getUint32(CHECKSUM_AT, true) !== crc32c(bytes, CHECKSUM_AT)) return undefined;
  const patches: LogPatch[] = [];
  let place = descriptorSectors(count) * LOG_SECTOR;
  for (let at = ENTRY_HEADER; at < ENTRY_HEADER + count * DESCRIPTOR; at += DESCRIPTOR) {
    const patch = patchAt(bytes, view, at, place, sequence);
    if (!patch) return undefined;
    if (patch.bytes) place += LOG_SECTOR;
    patches.push(patch);
  }
  return {
    sequence,
    logGuid,
    tail,
    flushedFileOffset: Number(view.getBigUint64(48, true)),
    lastFileOffset: Number(view.getBigUint64(56, true)),
    patches,
  };
}

function patchAt(
  bytes: Uint8Array,
  view: DataView,
  at: number,
  place: number,
  sequence: bigint,
): LogPatch | undefined {
  if (view.getBigUint64(at + 24, true) !== sequence) return undefined;
  const offset = Number(view.getBigUint64(at + 16, true));
  if (offset % LOG_SECTOR !== 0 || offset >= 2 ** 52) return undefined;
  const signature = Buffer.from(bytes.subarray(at, at + 4)).toString('latin1');
  if (signature === 'zero') {
    const length = Number(view.getBigUint64(at + 8, true));
    return length % LOG_SECTOR === 0 && length < 2 ** 52
      ? {offset, length, bytes: undefined}
      : undefined;
  }
  if (signature !== 'desc' || place + LOG_SECTOR > bytes.length) return undefined;
  const isData = Buffer.from(bytes.subarray(place, place + 4)).toString('latin1') === 'data';
  const high = BigInt(view.getUint32(place + 4, true));
  const low = BigInt(view.getUint32(place + LOG_SECTOR - TRAILING, true));
  if (!isData || ((high << 32n) | low) !== sequence) return undefined;
  const data = bytes.slice(place, place + LOG_SECTOR);
  data.set(bytes.subarray(at + 8, at + 8 + LEADING));
  data.set(bytes.subarray(at + 4, at + 4 + TRAILING), LOG_SECTOR - TRAILING);
  return {offset, length: LOG_SECTOR, bytes: data};
}
