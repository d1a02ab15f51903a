/** Checksum of VHD structures: one's complement of the byte sum, its own field counted as zeros. */
export function vhdChecksum(bytes: Uint8Array, fieldOffset: number): number {
  let sum = 0;
  for (let i = 0; i < bytes.length; i++) {
    if (i < fieldOffset || i >= fieldOffset + 4) sum += bytes[i] ?? 0;
  }
  return ~sum >>> 0;
}
