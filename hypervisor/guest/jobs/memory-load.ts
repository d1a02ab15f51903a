/** `load memory 64M`: takes pages, writes into each, and into each again every second. */
import {gpaOf, PAGE} from '../memory-map.ts';
import type {JobBase} from './job.ts';
import type {JobHost, JobKind} from './job-host.ts';

/** Pages taken or touched in one slice: some 50 microseconds. */
const SLICE = 64;
const SECOND = 10_000_000;

export interface MemoryLoad extends JobBase {
  kind: 'memory';
  /** Pages still to be taken. */
  missing: number;
  /** First page and count of what was taken. */
  runs: [first: number, count: number][];
  /** Run that is touched next, and the round. */
  next: number;
  round: number;
}

export const memoryLoad: JobKind<MemoryLoad> = {
  run(job, host) {
    job.wake = 'now';
    if (job.missing > 0) return take(job, host);
    const run = job.runs[job.next];
    if (run) {
      touch(run, job.round, host);
      job.next += 1;
      return false;
    }
    job.next = 0;
    job.round += 1;
    job.wake = host.time() + SECOND;
    return false;
  },

  stop(job, host) {
    for (const [first, count] of job.runs) host.pages.free(first, count);
    job.runs = [];
    return true;
  },
};

/** True: there is no memory left. */
function take(job: MemoryLoad, host: JobHost): boolean {
  const count = Math.min(SLICE, job.missing);
  const first = host.pages.allocate(count);
  if (first === undefined) {
    host.print(`load: out of memory, ${(job.missing * PAGE) / 1024} KB missing\n`);
    return memoryLoad.stop(job, host);
  }
  job.missing -= count;
  job.runs.push([first, count]);
  touch([first, count], job.round, host);
  return false;
}

function touch([first, count]: [number, number], value: number, host: JobHost): void {
  for (let page = first; page < first + count; page++) {
    host.memory.words[gpaOf(page) >> 2] = value;
  }
}
