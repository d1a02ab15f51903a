/** INQUIRY data of a virtual disk: standard data and the vital product data pages (4.4). */
import type {DiskImage} from '../disk-image.ts';
import {writeText} from '../vhd/footer.ts';

export const VENDOR = 'Msft    ';
const PRODUCT = 'Virtual Disk    ';
const REVISION = '1.0 ';
const STANDARD_SIZE = 104;
/** NAA 6 with Microsoft's company id, 00-22-48. */
const NAA_PREFIX = [0x60, 0x02, 0x24, 0x80];
/** Peripheral qualifier 3 and type 0x1F: no unit here. */
const NO_UNIT = 0x7f;
/** Most blocks of one WRITE SAME, so that one command stays a bounded piece of work. */
export const MAX_WRITE_SAME_BLOCKS = 65536;
export const MAX_UNMAP_DESCRIPTORS = 4096;

export interface DiskIdentity {
  /** 16 bytes that name the disk. */
  readonly uniqueId: Uint8Array;
  /** ASCII; without one there is no page 80. */
  readonly serialNumber?: string;
}

export function standardInquiry(): Uint8Array {
  const bytes = new Uint8Array(STANDARD_SIZE);
  bytes.set([0, 0, 5, 2, STANDARD_SIZE - 5, 0, 0, 0x02]);
  writeText(bytes, 8, VENDOR + PRODUCT + REVISION);
  return bytes;
}

/** What an address without a unit answers; Linux logs an error if byte 4 is zero. */
export function missingUnitInquiry(): Uint8Array {
  const bytes = new Uint8Array(36);
  bytes[0] = NO_UNIT;
  bytes[4] = bytes.length - 5;
  return bytes;
}

/** A vital product data page with its header, or undefined if the disk has no such page. */
export function vitalProductData(
  page: number,
  image: DiskImage,
  identity: DiskIdentity,
): Uint8Array | undefined {
  const body = page === 0 ? pageList(image, identity) : PAGES[page]?.(image, identity);
  return body && pageOf(0, page, body);
}

/** The same for a DVD drive, which has two pages. */
export function opticalProductData(page: number, identity: DiskIdentity): Uint8Array | undefined {
  if (page === 0) return pageOf(OPTICAL, page, Uint8Array.of(0, 0x83));
  if (page !== 0x83) return undefined;
  return pageOf(OPTICAL, page, deviceIdentification(identity.uniqueId));
}

const OPTICAL = 5;

function pageOf(deviceType: number, page: number, body: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(4 + body.length);
  bytes.set([deviceType, page, body.length >>> 8, body.length & 0xff]);
  bytes.set(body, 4);
  return bytes;
}

type PageBody = (image: DiskImage, identity: DiskIdentity) => Uint8Array | undefined;

const PAGES: Readonly<Record<number, PageBody>> = {
  0x80: (_, identity) => (identity.serialNumber ? ascii(identity.serialNumber) : undefined),
  0x83: (_, identity) => deviceIdentification(identity.uniqueId),
  0xb0: blockLimits,
  0xb1: deviceCharacteristics,
  0xb2: logicalBlockProvisioning,
};

function pageList(image: DiskImage, identity: DiskIdentity): Uint8Array {
  const present = Object.keys(PAGES).filter(page => PAGES[Number(page)]?.(image, identity));
  return Uint8Array.from([0, ...present.map(Number)]);
}

function deviceIdentification(uniqueId: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(4 + 24 + 4 + 16);
  bytes.set([1, 1, 0, 24]);
  writeText(bytes, 4, VENDOR);
  bytes.set(uniqueId, 12);
  bytes.set([1, 3, 0, 16], 28);
  bytes.set(NAA_PREFIX, 32);
  bytes.set(uniqueId.subarray(0, 6), 36);
  bytes.set(uniqueId.subarray(10, 16), 42);
  return bytes;
}

/** Offsets are those of the whole page less its 4-byte header. */
function blockLimits(image: DiskImage): Uint8Array {
  const bytes = new Uint8Array(60);
  const view = new DataView(bytes.buffer);
  bytes[0] = 1; // a WRITE SAME of 0 blocks (to the end) is refused
  if (image.unmap) {
    view.setUint32(16, 0xffffffff);
    view.setUint32(20, MAX_UNMAP_DESCRIPTORS);
    view.setUint32(24, 1);
    view.setUint32(28, 0x80000000);
  }
  view.setBigUint64(32, BigInt(MAX_WRITE_SAME_BLOCKS));
  return bytes;
}

/** Not a rotating medium. */
function deviceCharacteristics(): Uint8Array {
  const bytes = new Uint8Array(60);
  bytes[1] = 1;
  return bytes;
}

function logicalBlockProvisioning(image: DiskImage): Uint8Array | undefined {
  return image.unmap ? Uint8Array.of(1, 0x80, 2, 0) : undefined;
}

function ascii(text: string): Uint8Array {
  const bytes = new Uint8Array(text.length);
  writeText(bytes, 0, text);
  return bytes;
}
