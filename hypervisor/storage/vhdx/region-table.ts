/**
 * The region tables of a VHDX file: where BAT and metadata are. Two copies, both written alike.
 * Source: [MS-VHDX] 2.2.3, hyperv-wire.md 7.2.
 */
import {guidFromBytes, guidToBytes} from '../../wire/guid.ts';
import type {DiskFile} from '../disk-file.ts';
import {DiskImageError} from '../disk-image.ts';
import {crc32c} from './crc32c.ts';
import {MIB} from './header.ts';

const TABLE_SIZE = 0x10000;
export const REGION_TABLES = [0x30000, 0x40000] as const;
const SIGNATURE = 'regi';
const CHECKSUM_AT = 4;
const COUNT_AT = 8;
const ENTRY_AT = 16;
const ENTRY_SIZE = 32;
const MAX_ENTRIES = 2047;
const REQUIRED = 1;
const BAT = '2dc27766-f623-4200-9d64-115e9bfd4a08';
const METADATA = '8b7ca206-4790-4b9a-b8fe-575f050f886e';
/** Largest regions that are opened: a BAT of 64 TiB in blocks of 1 MiB, and plenty of metadata. */
const MAX_LENGTH: Readonly<Record<string, number>> = {[BAT]: 513 * MIB, [METADATA]: 128 * MIB};

export interface Extent {
  /** Bytes from the beginning of the file, a multiple of 1 MiB. */
  offset: number;
  length: number;
}

export interface Regions {
  bat: Extent;
  metadata: Extent;
  /** Regions that are not known and not required; their space is theirs. */
  others: readonly Extent[];
}

/** The table as it stands in the file, twice. */
export function encodeRegionTable({bat, metadata}: Omit<Regions, 'others'>): Uint8Array {
  const bytes = new Uint8Array(TABLE_SIZE);
  const view = new DataView(bytes.buffer);
  bytes.set(Buffer.from(SIGNATURE));
  view.setUint32(COUNT_AT, 2, true);
  const rows = [
    [BAT, bat],
    [METADATA, metadata],
  ] as const;
  rows.forEach(([id, {offset, length}], index) => {
    const at = ENTRY_AT + index * ENTRY_SIZE;
    bytes.set(guidToBytes(id), at);
    view.setBigUint64(at + 16, BigInt(offset), true);
    view.setUint32(at + 24, length, true);
    view.setUint32(at + 28, REQUIRED, true);
  });
  view.setUint32(CHECKSUM_AT, crc32c(bytes), true);
  return bytes;
}

/** Throws DiskImageError. */
export function readRegions(file: DiskFile): Regions {
  for (const place of REGION_TABLES) {
    const bytes = new Uint8Array(TABLE_SIZE);
    file.read(place, bytes);
    const view = new DataView(bytes.buffer);
    const isTable = Buffer.from(bytes.subarray(0, 4)).toString('latin1') === SIGNATURE;
    if (isTable && view.getUint32(CHECKSUM_AT, true) === crc32c(bytes, CHECKSUM_AT))
      return parse(file, bytes, view);
  }
  throw new DiskImageError('corrupt', file.path, 'both region tables are damaged');
}

function parse(file: DiskFile, bytes: Uint8Array, view: DataView): Regions {
  const refuse = (text: string): never => {
    throw new DiskImageError('corrupt', file.path, text);
  };
  const count = view.getUint32(COUNT_AT, true);
  if (count > MAX_ENTRIES) refuse(`a region table can not have ${count} entries`);
  const found = new Map<string, Extent>();
  for (let at = ENTRY_AT; at < ENTRY_AT + count * ENTRY_SIZE; at += ENTRY_SIZE) {
    const id = guidFromBytes(bytes.subarray(at, at + 16));
    const extent = {
      offset: Number(view.getBigUint64(at + 16, true)),
      length: view.getUint32(at + 24, true),
    };
    const isRequired = (view.getUint32(at + 28, true) & REQUIRED) !== 0;
    if (found.has(id)) refuse(`the region ${id} is there twice`);
    if (isRequired && MAX_LENGTH[id] === undefined)
      throw new DiskImageError('unsupported', file.path, `the required region ${id} is not known`);
    if (extent.length > (MAX_LENGTH[id] ?? Number.MAX_SAFE_INTEGER)) refuse('a region is too long');
    const isAligned = extent.offset % MIB === 0 && extent.length % MIB === 0;
    if (!isAligned || extent.offset < MIB || extent.length === 0) refuse('a region is misplaced');
    if (extent.offset + extent.length > file.size()) refuse('a region is cut off');
    found.set(id, extent);
  }
  const bat = found.get(BAT) ?? refuse('there is no BAT');
  const metadata = found.get(METADATA) ?? refuse('there is no metadata');
  found.delete(BAT);
  found.delete(METADATA);
  return {bat, metadata, others: [...found.values()]};
}
