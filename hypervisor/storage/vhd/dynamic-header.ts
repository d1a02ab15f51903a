/**
 * The header of a dynamic VHD: 1024 bytes, big-endian, between the footer's copy and the BAT.
 *
 * Source: hyperv-wire.md 7.1.
 */
import {encodeLocators, parseLocators, type ParentLocatorEntry} from './parent-locator.ts';
import {vhdChecksum} from './checksum.ts';
import {EPOCH_2000, readText, writeText} from './footer.ts';

export const HEADER_SIZE = 1024;
export const DEFAULT_BLOCK_SIZE = 0x200000;
/** A BAT entry of this value: the block is absent and reads as zeros. */
export const BLOCK_ABSENT = 0xffffffff;

const COOKIE = 'cxsparse';
const VERSION = 0x00010000;
const NOTHING = 0xffffffffffffffffn;
const CHECKSUM_AT = 36;
const SMALLEST_BLOCK = 4096;
const LARGEST_BLOCK = 0x10000000;

export interface DynamicHeader {
  batOffset: number;
  maxBatEntries: number;
  blockSize: number;
  /** Of a differencing disk. */
  parent?: VhdParent | undefined;
}

export interface VhdParent {
  /** Unique id of the parent. */
  uniqueId: Uint8Array;
  /** When the parent was changed last, in seconds since 1970; for people. */
  changedSeconds: number;
  /** File name of the parent. */
  name: string;
  /** Where in the file its paths are. */
  locators: readonly ParentLocatorEntry[];
}

/** A block size that this format allows: a power of two from 4 KiB to 256 MiB. */
export function isBlockSize(size: number): boolean {
  const inRange = size >= SMALLEST_BLOCK && size <= LARGEST_BLOCK;
  return inRange && Number.isInteger(Math.log2(size));
}

export function encodeDynamicHeader(header: DynamicHeader): Uint8Array {
  const bytes = new Uint8Array(HEADER_SIZE);
  const view = new DataView(bytes.buffer);
  writeText(bytes, 0, COOKIE);
  view.setBigUint64(8, NOTHING);
  view.setBigUint64(16, BigInt(header.batOffset));
  view.setUint32(24, VERSION);
  view.setUint32(28, header.maxBatEntries);
  view.setUint32(32, header.blockSize);
  if (header.parent) encodeParent(bytes, view, header.parent);
  view.setUint32(CHECKSUM_AT, vhdChecksum(bytes, CHECKSUM_AT));
  return bytes;
}

const NAME_AT = 64;
const NAME_SIZE = 512;
const LOCATORS_AT = 576;

function encodeParent(bytes: Uint8Array, view: DataView, parent: VhdParent): void {
  bytes.set(parent.uniqueId, 40);
  view.setUint32(56, Math.max(0, parent.changedSeconds - EPOCH_2000));
  const name = Buffer.from(parent.name, 'utf16le').subarray(0, NAME_SIZE).swap16();
  bytes.set(name, NAME_AT);
  encodeLocators(view, LOCATORS_AT, parent.locators);
}

/** The fields of a parent, which are zeros in a disk without one. */
function parseParent(bytes: Uint8Array, view: DataView): VhdParent {
  const name = Buffer.from(bytes.slice(NAME_AT, NAME_AT + NAME_SIZE))
    .swap16()
    .toString('utf16le');
  const end = name.indexOf('\0');
  return {
    uniqueId: bytes.slice(40, 56),
    changedSeconds: view.getUint32(56) + EPOCH_2000,
    name: end < 0 ? name : name.slice(0, end),
    locators: parseLocators(view, LOCATORS_AT),
  };
}

/** The header in `bytes`, or the sentence that says why it is none. */
export function parseDynamicHeader(bytes: Uint8Array): DynamicHeader | string {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (readText(bytes, 0, 8) !== COOKIE) return 'no dynamic disk header';
  if (view.getUint32(CHECKSUM_AT) !== vhdChecksum(bytes, CHECKSUM_AT)) {
    return 'the checksum of the dynamic disk header is wrong';
  }
  if (view.getUint32(24) !== VERSION) return 'the version of the dynamic disk header is not 1.0';
  const blockSize = view.getUint32(32);
  if (!isBlockSize(blockSize)) return `a block of ${blockSize} bytes is not supported`;
  const batOffset = view.getBigUint64(16);
  if (batOffset % 512n !== 0n || batOffset >= 1n << 52n) return `no BAT can be at ${batOffset}`;
  const parent = parseParent(bytes, view);
  return {batOffset: Number(batOffset), maxBatEntries: view.getUint32(28), blockSize, parent};
}

/** Bytes of the sector bitmap before the data of a block: a bit a sector, in whole sectors. */
export function bitmapSize(blockSize: number): number {
  return Math.ceil(blockSize / 512 / 8 / 512) * 512;
}

/** Bytes that `entries` BAT entries take in the file: whole sectors. */
export function batSize(entries: number): number {
  return Math.ceil((entries * 4) / 512) * 512;
}
