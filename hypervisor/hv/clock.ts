/**
 * The one clock: microseconds on a scale that all threads of the process share.
 *
 * `performance.now()` counts from the start of each thread; one look at the process-wide
 * monotonic clock per thread moves it onto a common scale and keeps its price of some 30 ns.
 */
import {performance} from 'node:perf_hooks';

export interface Clock {
  /** Never goes back. The zero point means nothing. */
  micros(): number;
}

const offset = Number(process.hrtime.bigint()) / 1000 - performance.now() * 1000;

export const systemClock: Clock = {
  micros: () => performance.now() * 1000 + offset,
};
