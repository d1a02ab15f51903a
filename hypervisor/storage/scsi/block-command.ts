/** Address and length of the commands that name blocks, in their 6, 10, 12 and 16 byte forms. */

export interface BlockRange {
  /** First block; 64 bits wide in the 16-byte form, so not yet a number. */
  lba: bigint;
  blocks: number;
  /** Bits 7:0 of the second byte: FUA, protection, relative address. */
  options: number;
}

export const FUA = 0x08;
export const RELATIVE_ADDRESS = 0x01;
const PROTECTION = 0xe0;

/** The form follows from the group of the operation code (its upper three bits). */
export function blockRange(cdb: Uint8Array): BlockRange {
  const view = new DataView(cdb.buffer, cdb.byteOffset, cdb.byteLength);
  const options = view.getUint8(1);
  const lba32 = () => BigInt(view.getUint32(2));
  switch (view.getUint8(0) >>> 5) {
    case 0:
      return {lba: BigInt(view.getUint32(0) & 0x1fffff), blocks: view.getUint8(4), options: 0};
    case 4:
      return {lba: view.getBigUint64(2), blocks: view.getUint32(10), options};
    case 5:
      return {lba: lba32(), blocks: view.getUint32(6), options};
    default:
      return {lba: lba32(), blocks: view.getUint16(7), options};
  }
}

/** Bits that a disk without protection information and without address arithmetic refuses. */
export function hasUnsupportedOptions(range: BlockRange): boolean {
  return (range.options & (PROTECTION | RELATIVE_ADDRESS)) !== 0;
}
