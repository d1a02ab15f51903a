/**
 * Which virtual processors a call is about: a mask of 64, or sparse banks of 64.
 *
 * Source: hyperv-wire.md 1.11.
 */
const SPARSE = 0n;
const ALL = 1n;
const BANK_SIZE = 64;

function fromMask(mask: bigint, first: number, vpCount: number): number[] {
  const vps: number[] = [];
  for (let index = 0; index < BANK_SIZE && first + index < vpCount; index++)
    if ((mask >> BigInt(index)) & 1n) vps.push(first + index);
  return vps;
}

/** Processors in a 64-bit mask; bits beyond the last processor are ignored. */
export function vpsOfMask(mask: bigint, vpCount: number): number[] {
  return fromMask(mask, 0, vpCount);
}

/**
 * The set at `at` of the parameters: format, valid banks, then one mask a bank. Undefined if the
 * format is unknown or banks are missing.
 */
export function parseVpSet(input: Uint8Array, at: number, vpCount: number): number[] | undefined {
  const view = new DataView(input.buffer, input.byteOffset, input.byteLength);
  const format = view.getBigUint64(at, true);
  if (format === ALL) return Array.from({length: vpCount}, (_, index) => index);
  if (format !== SPARSE) return undefined;
  const banks = view.getBigUint64(at + 8, true);
  const vps: number[] = [];
  let place = at + 16;
  for (let bank = 0; bank < BANK_SIZE; bank++) {
    if (((banks >> BigInt(bank)) & 1n) === 0n) continue;
    if (input.length - place < 8) return undefined;
    vps.push(...fromMask(view.getBigUint64(place, true), bank * BANK_SIZE, vpCount));
    place += 8;
  }
  return vps;
}
