/**
 * The CPU time of the calling thread.
 *
 * Charging wall time would charge a processor for what other programs used (measured: 10-20 %
 * error on a loaded machine against 0.7 %). Linux tells a thread its own time in
 * /proc/.../schedstat: one small read, no privilege. Elsewhere the wall clock must do.
 */
import {closeSync, openSync, readlinkSync, readSync} from 'node:fs';
import type {Clock} from '../clock.ts';

export interface CpuClock {
  /** Microseconds of CPU time this thread used since some point; never goes back. */
  micros(): number;
  close(): void;
}

const DIGIT_0 = 48;

/** Must be called on the thread whose time is meant. */
export function threadCpuClock(wall: Clock): CpuClock {
  let file: number;
  try {
    const thread = readlinkSync('/proc/thread-self').split('/').at(-1);
    file = openSync(`/proc/self/task/${thread}/schedstat`, 'r');
  } catch {
    return {micros: () => wall.micros(), close: () => {}};
  }
  const text = Buffer.alloc(64);
  let last = 0;
  return {
    micros() {
      const length = readSync(file, text, 0, text.length, 0);
      let nanos = 0;
      for (let at = 0; at < length && (text[at] ?? 0) >= DIGIT_0; at++)
        nanos = nanos * 10 + (text[at] ?? 0) - DIGIT_0;
      last = Math.max(last, nanos / 1000);
      return last;
    },
    close: () => closeSync(file),
  };
}
