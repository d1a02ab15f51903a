/** The Internet checksum (RFC 1071) of headers and payloads. */

/** Sum of 16-bit words in network order, not folded; an odd last byte counts as the upper half. */
export function sumOf(bytes: Uint8Array, from: number, to: number, start = 0): number {
  let sum = start;
  const even = from + ((to - from) & ~1);
  for (let at = from; at < even; at += 2)
    sum += ((bytes[at] as number) << 8) | (bytes[at + 1] as number);
  if (even < to) sum += (bytes[even] as number) << 8;
  return sum;
}

/** The value for a checksum field. */
export function checksum(sum: number): number {
  let folded = sum;
  while (folded > 0xffff) folded = (folded & 0xffff) + Math.floor(folded / 0x1_0000);
  return ~folded & 0xffff;
}

/** Sum of the pseudo header of TCP and UDP: addresses of `addressBytes` from `at`, length, protocol. */
export function pseudoSum(
  bytes: Uint8Array,
  at: number,
  addressBytes: number,
  protocol: number,
  length: number,
): number {
  const sum = sumOf(bytes, at, at + 2 * addressBytes, protocol);
  return sum + (length & 0xffff) + (length >>> 16);
}

/** Whether the words of a header, its checksum among them, add up. */
export function isSumRight(bytes: Uint8Array, from: number, to: number, start = 0): boolean {
  return checksum(sumOf(bytes, from, to, start)) === 0;
}
