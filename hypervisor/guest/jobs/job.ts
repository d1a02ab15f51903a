/**
 * Work that goes on over many steps: plain data, and a table of what each kind does with it.
 *
 * A job says when it wants to run again with `wake`: now, at a reference time (100 ns), or when one
 * of its block requests ends. No closures are kept, so jobs are saved with the machine.
 */
import type {CpuLoad} from './cpu-load.ts';
import type {MemoryLoad} from './memory-load.ts';
import type {NetworkJob} from './network-job.ts';
import type {Transfer} from './transfer.ts';

export type Wake = 'now' | 'io' | number;

export interface JobBase {
  id: number;
  /** The shell waits for it unless it is in the background. */
  background: boolean;
  /** What was typed. */
  command: string;
  wake: Wake;
}

export type JobState = CpuLoad | MemoryLoad | Transfer | NetworkJob;
