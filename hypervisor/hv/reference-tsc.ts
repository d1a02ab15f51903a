/**
 * The reference TSC page: how a guest turns its time-stamp counter into reference time.
 *
 * Source: hyperv-wire.md 2.7. Sequence 0 tells the guest to read TIME_REF_COUNT instead: the
 * processor has no counter that it could read.
 */
import type {ProcessorTraits} from '../engines/engine.ts';
import {layout, reserved, u32, u64} from '../wire/layout.ts';

export const ReferenceTsc = layout(24, {
  sequence: u32(0),
  rsvd: reserved(4, 4),
  scale: u64(8),
  offset: u64(16), // signed
});

const UNITS_PER_SECOND = 10_000_000n;

/** Contents for a page made now; `change` counts the changes of the page. */
export function referenceTscPage(
  tsc: ProcessorTraits['tsc'],
  change: number,
  now: number,
): Uint8Array {
  if (!tsc) return ReferenceTsc.encode({sequence: 0});
  const scale = (UNITS_PER_SECOND << 64n) / BigInt(tsc.hz);
  const offset = BigInt.asUintN(64, BigInt(now) - ((tsc.read() * scale) >> 64n));
  return ReferenceTsc.encode({sequence: (change % 0xfffffffe) + 1, scale, offset});
}
