/** The running jobs: who is next, who sleeps until when, who waits for the disk. */
import {type CpuLoad, cpuLoad} from './cpu-load.ts';
import type {JobBase, JobState} from './job.ts';
import type {JobHost, JobKind} from './job-host.ts';
import {type MemoryLoad, memoryLoad} from './memory-load.ts';
import {type NetworkJob, networkJob} from './network-job.ts';
import {type Transfer, transfer} from './transfer.ts';

/** What a new job brings; the table gives the number. */
export type NewJob =
  | Started<CpuLoad>
  | Started<MemoryLoad>
  | Started<Transfer>
  | Started<NetworkJob>;
type Started<Job extends JobBase> = Omit<Job, 'id'>;

const KINDS: {[Kind in JobState['kind']]: JobKind<Extract<JobState, {kind: Kind}>>} = {
  cpu: cpuLoad,
  memory: memoryLoad,
  network: networkJob,
  transfer,
};

export class JobTable {
  readonly #host: JobHost;
  readonly #onEnd: (job: JobState) => void;
  #jobs: JobState[];
  #lastId: number;
  /** Jobs run in turn. */
  #turn = 0;

  constructor(host: JobHost, onEnd: (job: JobState) => void, jobs: JobState[] = [], lastId = 0) {
    this.#host = host;
    this.#onEnd = onEnd;
    this.#jobs = jobs;
    this.#lastId = lastId;
  }

  get lastId(): number {
    return this.#lastId;
  }

  /** Those that were not told to stop. */
  list(): readonly JobState[] {
    return this.#jobs.filter(job => !(job.kind === 'transfer' && job.stopped));
  }

  start(job: NewJob): number {
    this.#lastId += 1;
    this.#jobs.push({...job, id: this.#lastId});
    return this.#lastId;
  }

  stop(id: number): void {
    const job = this.#jobs.find(other => other.id === id);
    if (job && kindOf(job).stop(job, this.#host)) this.#end(job);
  }

  /** Runs one slice of the next job that can run. False: none can. */
  runOne(): boolean {
    for (let count = 0; count < this.#jobs.length; count++) {
      this.#turn = (this.#turn + 1) % this.#jobs.length;
      const job = this.#jobs[this.#turn];
      if (!job || !this.#canRun(job)) continue;
      if (kindOf(job).run(job, this.#host)) this.#end(job);
      return true;
    }
    return false;
  }

  /** When the next sleeping job wakes; 100 ns of reference time. */
  nextWake(): number | undefined {
    const times = this.#jobs.map(job => job.wake).filter(wake => typeof wake === 'number');
    return times.length === 0 ? undefined : Math.min(...times);
  }

  onBlock(id: number, tag: number, ok: boolean): void {
    const job = this.#jobs.find(other => other.id === id);
    if (job && kindOf(job).onBlock?.(job, tag, ok, this.#host)) this.#end(job);
  }

  /** Something came from the network: who waits for it looks. */
  onNetwork(): void {
    for (const job of this.#jobs) if (job.kind === 'network') job.wake = 'now';
  }

  save(): JobState[] {
    return structuredClone(this.#jobs);
  }

  #canRun({wake}: JobState): boolean {
    return wake === 'now' || (typeof wake === 'number' && wake <= this.#host.time());
  }

  #end(job: JobState): void {
    this.#jobs = this.#jobs.filter(other => other !== job);
    this.#onEnd(job);
  }
}

/** The table's types pair each state with its kind; a lookup by `kind` keeps the pair. */
function kindOf<Job extends JobState>(job: Job): JobKind<Job> {
  return KINDS[job.kind] as unknown as JobKind<Job>;
}
