/** Making dates and time spans: the few ways the cmdlets of this folder need. */
import {construct, getProperty, readStatic, requireType} from '../../shell/values/index.ts';

const TICKS_PER_MS = 10_000;

/** A TimeSpan of `ticks` (100 ns each). */
export function timeSpanOfTicks(ticks: bigint): unknown {
  return construct(requireType('System.TimeSpan'), [ticks]);
}

/** A TimeSpan to the tick. */
export function timeSpanOfMs(milliseconds: number): unknown {
  return timeSpanOfTicks(BigInt(Math.round(milliseconds * TICKS_PER_MS)));
}

/** The present time, local. */
export function localNow(): unknown {
  return readStatic(requireType('System.DateTime'), 'Now');
}

/** Ticks of a date or time span. */
export function ticksOf(value: unknown): bigint {
  return BigInt(getProperty(value, 'Ticks') as bigint);
}
