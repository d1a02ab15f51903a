/** CRC-32C (Castagnoli) of VHDX structures, hyperv-wire.md 7.2. */

const POLYNOMIAL = 0x82f63b78;

const TABLE = Uint32Array.from({length: 256}, (_, byte) => {
  let crc = byte;
  for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ POLYNOMIAL : crc >>> 1;
  return crc;
});

/** The checksum of `bytes`, the 4 bytes at `fieldOffset` (its own place) counted as zeros. */
export function crc32c(bytes: Uint8Array, fieldOffset = -4): number {
  let crc = 0xffffffff;
  for (let i = 0; i < bytes.length; i++) {
    const byte = i >= fieldOffset && i < fieldOffset + 4 ? 0 : (bytes[i] ?? 0);
    crc = (TABLE[(crc ^ byte) & 0xff] ?? 0) ^ (crc >>> 8);
  }
  return ~crc >>> 0;
}
