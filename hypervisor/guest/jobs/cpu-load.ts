/** `load cpu 80`: computes for 80 % of each period and sleeps for the rest. */
import type {JobBase} from './job.ts';
import type {JobKind} from './job-host.ts';

/** 10 ms, in 100 ns. */
const PERIOD = 100_000;
/** Rounds of a slice: some 30 microseconds. */
const ROUNDS = 20_000;

export interface CpuLoad extends JobBase {
  kind: 'cpu';
  percent: number;
  /** When the present period began; 100 ns. */
  periodStart: number;
  /** What was computed so far: the work is real. */
  value: number;
}

export const cpuLoad: JobKind<CpuLoad> = {
  run(job, host) {
    job.value = scramble(job.value, ROUNDS);
    const now = host.time();
    const busyEnd = job.periodStart + (PERIOD * job.percent) / 100;
    job.wake = 'now';
    if (now < busyEnd) return false;
    const periodEnd = job.periodStart + PERIOD;
    job.periodStart = Math.max(periodEnd, now);
    if (job.percent < 100 && now < periodEnd) job.wake = periodEnd;
    return false;
  },

  stop: () => true,
};

/** xorshift32, `rounds` times. */
export function scramble(value: number, rounds: number): number {
  let x = value | 0 || 1;
  for (let i = 0; i < rounds; i++) {
    x ^= x << 13;
    x ^= x >>> 17;
    x ^= x << 5;
  }
  return x;
}
