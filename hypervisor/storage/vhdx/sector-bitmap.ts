/**
 * Which sectors of a partially present block are here and which are the parent's: one bit a sector,
 * least significant first, in bitmap blocks of 1 MiB for each chunk (hyperv-wire.md 7.2).
 */
import type {Journal} from './journal.ts';

const SECTOR_BYTES = 4096;

/** Sets or clears bits `first` up to `first + count` of the bitmap at `place`. */
export function fillBits(
  journal: Journal,
  place: number,
  first: number,
  count: number,
  value: boolean,
): void {
  for (let bit = first; bit < first + count; ) {
    const at = place + (bit >>> 3);
    const whole = (bit & 7) === 0 && first + count - bit >= 8;
    if (whole) {
      const bytes = Math.min((first + count - bit) >>> 3, SECTOR_BYTES - (at % SECTOR_BYTES));
      fillBytes(journal, at, bytes, value ? 0xff : 0);
      bit += bytes * 8;
    } else {
      const old = journal.sector(at)[at % SECTOR_BYTES] ?? 0;
      const mask = 1 << (bit & 7);
      fillBytes(journal, at, 1, value ? old | mask : old & ~mask);
      bit += 1;
    }
  }
}

/** Does not count a sector as changed that has the bytes already. */
function fillBytes(journal: Journal, at: number, count: number, value: number): void {
  const within = at % SECTOR_BYTES;
  if (
    journal
      .sector(at)
      .subarray(within, within + count)
      .every(byte => byte === value)
  )
    return;
  journal.change(at).fill(value, within, within + count);
}

/** The run of equal bits from `first`, at most to `end`: its value and where it ends. */
export function bitRun(
  journal: Journal,
  place: number,
  first: number,
  end: number,
): {value: boolean; end: number} {
  let sector = journal.sector(place + (first >>> 3));
  const byteOf = (bit: number): number => {
    const within = (place + (bit >>> 3)) % SECTOR_BYTES;
    if (within === 0 && (bit & 7) === 0) sector = journal.sector(place + (bit >>> 3));
    return sector[within] ?? 0;
  };
  const value = ((byteOf(first) >>> (first & 7)) & 1) === 1;
  const same = value ? 0xff : 0;
  let bit = first + 1;
  while (bit < end) {
    const byte = byteOf(bit);
    if (byte === same) bit = Math.min(end, (bit | 7) + 1);
    else if ((((byte >>> (bit & 7)) & 1) === 1) === value) bit += 1;
    else break;
  }
  return {value, end: bit};
}
