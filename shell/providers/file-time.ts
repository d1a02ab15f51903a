/** Times of files as DateTime values. */
import {construct, getProperty, invokeMethod, requireType} from '../values/index.ts';

const TICKS_1970 = 621_355_968_000_000_000n;
const TICKS_PER_MS = 10_000;

/** Local time of milliseconds since 1970, universal. */
export function localTimeOfMs(milliseconds: number): unknown {
  const ticks = TICKS_1970 + BigInt(Math.round(milliseconds * TICKS_PER_MS));
  return invokeMethod(construct(requireType('System.DateTime'), [ticks, 'Utc']), 'ToLocalTime', []);
}

/** Milliseconds since 1970, universal, of a DateTime. */
export function msOfTime(time: unknown): number {
  const universal = invokeMethod(time, 'ToUniversalTime', []);
  const ticks = BigInt(getProperty(universal, 'Ticks') as bigint) - TICKS_1970;
  return Number(ticks) / TICKS_PER_MS;
}
