/** Sequence numbers: 32 bits that wrap (RFC 9293 3.4). */

export function advance(sequence: number, by: number): number {
  return (sequence + by) >>> 0;
}

/** How far `to` is ahead of `from`, negative if it is behind. */
export function distance(from: number, to: number): number {
  return (to - from) | 0;
}
