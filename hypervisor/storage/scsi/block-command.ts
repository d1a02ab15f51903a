/** Address and length of the commands that name blocks, in their 6, 10, 12 and 16 byte forms. */

export interface BlockRange {
  /** First block. Of the 16-byte form's 64 bits those above 2^53 are inexact: no disk is as large. */
  lba: number;
  blocks: number;
  /** Bits 7:0 of the second byte: FUA, protection, relative address. */
  options: number;
}

export const FUA = 0x08;
export const RELATIVE_ADDRESS = 0x01;
const PROTECTION = 0xe0;

/** The form follows from the group of the operation code (its upper three bits). */
export function blockRange(cdb: DataView): BlockRange {
  const options = cdb.getUint8(1);
  const lba32 = cdb.getUint32(2);
  switch (cdb.getUint8(0) >>> 5) {
    case 0:
      return {lba: cdb.getUint32(0) & 0x1fffff, blocks: cdb.getUint8(4), options: 0};
    case 4:
      return {lba: lba32 * 2 ** 32 + cdb.getUint32(6), blocks: cdb.getUint32(10), options};
    case 5:
      return {lba: lba32, blocks: cdb.getUint32(6), options};
    default:
      return {lba: lba32, blocks: cdb.getUint16(7), options};
  }
}

/** Bits that a disk without protection information and without address arithmetic refuses. */
export function hasUnsupportedOptions(range: BlockRange): boolean {
  return (range.options & (PROTECTION | RELATIVE_ADDRESS)) !== 0;
}
