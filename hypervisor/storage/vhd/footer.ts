/**
 * The footer of a VHD file: 512 bytes, big-endian, in the last sector (and first, if not fixed).
 *
 * Source: hyperv-wire.md 7.1. Layout only; where footers are kept is the business of the images.
 */
import {vhdChecksum} from './checksum.ts';
import {type Geometry, geometryOf} from './geometry.ts';

export const FOOTER_SIZE = 512;
export const DYNAMIC_HEADER_OFFSET = 512;

/** VHD disk types; 0, 1, 5 and 6 are reserved or of older products. */
export const VhdType = {Fixed: 2, Dynamic: 3, Differencing: 4} as const;

const COOKIE = 'conectix';
const VERSION = 0x00010000;
const FEATURES_ALWAYS = 2;
const NO_HEADER = 0xffffffffffffffffn;
/** Seconds from 1970 to 2000, where VHD time stamps begin. */
export const EPOCH_2000 = 946684800;
/** qemu trusts the current size only of creators it knows; this one it does (7.1). */
const CREATOR = 'win ';
const CREATOR_VERSION = 0x000a0000;
const CREATOR_OS = 'Wi2k';
const CHECKSUM_AT = 64;

export interface VhdFooter {
  diskType: number;
  /** Byte offset of the dynamic header; undefined for a fixed disk. */
  headerOffset: number | undefined;
  /** Seconds since 1970-01-01 UTC. */
  createdSeconds: number;
  creator: string;
  originalSize: number;
  currentSize: number;
  geometry: Geometry;
  uniqueId: Uint8Array;
}

/** What a footer of a new disk says; the caller brings time and identity. */
export function newFooter(
  diskType: number,
  sizeBytes: number,
  createdSeconds: number,
  uniqueId: Uint8Array,
): VhdFooter {
  return {
    diskType,
    headerOffset: diskType === VhdType.Fixed ? undefined : DYNAMIC_HEADER_OFFSET,
    createdSeconds,
    creator: CREATOR,
    originalSize: sizeBytes,
    currentSize: sizeBytes,
    geometry: geometryOf(sizeBytes),
    uniqueId,
  };
}

export function encodeFooter(footer: VhdFooter): Uint8Array {
  const bytes = new Uint8Array(FOOTER_SIZE);
  const view = new DataView(bytes.buffer);
  writeText(bytes, 0, COOKIE);
  view.setUint32(8, FEATURES_ALWAYS);
  view.setUint32(12, VERSION);
  view.setBigUint64(
    16,
    footer.headerOffset === undefined ? NO_HEADER : BigInt(footer.headerOffset),
  );
  view.setUint32(24, Math.max(0, footer.createdSeconds - EPOCH_2000));
  writeText(bytes, 28, footer.creator);
  view.setUint32(32, CREATOR_VERSION);
  writeText(bytes, 36, CREATOR_OS);
  view.setBigUint64(40, BigInt(footer.originalSize));
  view.setBigUint64(48, BigInt(footer.currentSize));
  view.setUint16(56, footer.geometry.cylinders);
  view.setUint8(58, footer.geometry.heads);
  view.setUint8(59, footer.geometry.sectorsPerTrack);
  view.setUint32(60, footer.diskType);
  bytes.set(footer.uniqueId, 68);
  view.setUint32(CHECKSUM_AT, vhdChecksum(bytes, CHECKSUM_AT));
  return bytes;
}

/** The footer in `bytes`, or the sentence that says why it is none. */
export function parseFooter(bytes: Uint8Array): VhdFooter | string {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (readText(bytes, 0, 8) !== COOKIE) return 'no VHD footer';
  const checksum = vhdChecksum(bytes, CHECKSUM_AT);
  if (view.getUint32(CHECKSUM_AT) !== checksum) return 'the checksum of the VHD footer is wrong';
  if (view.getUint32(12) >>> 16 !== VERSION >>> 16) return 'the VHD version is not 1';
  const currentSize = view.getBigUint64(48);
  if (currentSize === 0n || currentSize % 512n !== 0n || currentSize > 1n << 42n) {
    return `a VHD can not have ${currentSize} bytes`;
  }
  const headerOffset = view.getBigUint64(16);
  return {
    diskType: view.getUint32(60),
    headerOffset: headerOffset >= 1n << 52n ? undefined : Number(headerOffset),
    createdSeconds: view.getUint32(24) + EPOCH_2000,
    creator: readText(bytes, 28, 4),
    originalSize: Number(view.getBigUint64(40)),
    currentSize: Number(currentSize),
    geometry: {
      cylinders: view.getUint16(56),
      heads: view.getUint8(58),
      sectorsPerTrack: view.getUint8(59),
    },
    uniqueId: bytes.slice(68, 84),
  };
}

/** Writes ASCII; longer text is a bug of the caller and would be cut by the typed array. */
export function writeText(bytes: Uint8Array, at: number, text: string): void {
  for (let i = 0; i < text.length; i++) bytes[at + i] = text.charCodeAt(i);
}

export function readText(bytes: Uint8Array, at: number, length: number): string {
  return String.fromCharCode(...bytes.subarray(at, at + length));
}
