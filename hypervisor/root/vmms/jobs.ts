/** Jobs: what a method started and has not finished, and how it ended (wmi.md 10). */
import {randomUUID} from 'node:crypto';
import {refusalOf, type VmmsError} from './vmms-error.ts';

export const JOB_STATE = {
  New: 2,
  Starting: 3,
  Running: 4,
  Completed: 7,
  Terminated: 8,
  Exception: 10,
} as const;

/** How long a job that ended can still be read. */
export const JOB_KEPT_MS = 5 * 60_000;

export interface JobTarget {
  /** WMI class and the object of VMMS it shows. */
  readonly className: string;
  readonly self: unknown;
}

export type JobClass =
  | 'Msvm_ConcreteJob'
  | 'Msvm_StorageJob'
  | 'Hvsh_GuestJob'
  | 'Msvm_CopyFileToGuestJob';

export class Job {
  readonly id = randomUUID().toUpperCase();
  readonly className: JobClass;
  readonly type: number;
  readonly name: string;
  /** The service whose method started it. */
  readonly owner: string;
  readonly affected: JobTarget[] = [];
  readonly submitted = Date.now();
  ended: number | undefined;
  changed = Date.now();
  state: number = JOB_STATE.Starting;
  percent = 0;
  /** What it does just now; undefined: nothing worth a word. */
  status: string | undefined;
  error: VmmsError | undefined;
  /** What a script in a guest answered. */
  answer: {exitCode: number; output: string} | undefined;
  /** Ends it early; only jobs whose body heeds the signal are cancellable. */
  readonly abort: AbortController | undefined;
  /** Settles when the job has ended; never rejects. */
  readonly done: Promise<void>;
  private finish: () => void = () => {};

  constructor(options: {
    type: number;
    name: string;
    owner: string;
    className?: JobClass;
    cancellable?: boolean;
  }) {
    this.className = options.className ?? 'Msvm_ConcreteJob';
    this.abort = options.cancellable ? new AbortController() : undefined;
    this.type = options.type;
    this.name = options.name;
    this.owner = options.owner;
    this.done = new Promise(resolve => {
      this.finish = resolve;
    });
  }

  get elapsedMs(): number {
    return (this.ended ?? Date.now()) - this.submitted;
  }

  end(error: VmmsError | undefined): void {
    this.error = error;
    const isAborted = this.abort?.signal.aborted ?? false;
    this.state = error
      ? isAborted
        ? JOB_STATE.Terminated
        : JOB_STATE.Exception
      : JOB_STATE.Completed;
    if (!error) this.percent = 100;
    this.ended = this.changed = Date.now();
    this.finish();
  }
}

type Body = (progress: (percent: number, status?: string) => void) => Promise<void> | void;

export class Jobs {
  readonly all = new Map<string, Job>();
  private readonly onChange: (job: Job, kind: 'create' | 'modify' | 'delete') => void;

  constructor(onChange: (job: Job, kind: 'create' | 'modify' | 'delete') => void) {
    this.onChange = onChange;
  }

  /** Starts a body as a job. Nothing the body throws gets out: it is the job's error. */
  run(job: Job, body: Body): Job {
    this.all.set(job.id, job);
    this.onChange(job, 'create');
    void this.carry(job, body);
    return job;
  }

  private async carry(job: Job, body: Body): Promise<void> {
    job.state = JOB_STATE.Running;
    let error: VmmsError | undefined;
    try {
      await body((percent, status) => {
        const rounded = Math.min(99, Math.round(percent));
        if (rounded === job.percent && status === job.status) return;
        job.percent = rounded;
        job.status = status;
        job.changed = Date.now();
        this.onChange(job, 'modify');
      });
    } catch (thrown) {
      error = refusalOf(thrown);
    }
    job.end(error);
    this.onChange(job, 'modify');
    setTimeout(() => this.forget(job), JOB_KEPT_MS).unref();
  }

  private forget(job: Job): void {
    this.all.delete(job.id);
    this.onChange(job, 'delete');
  }
}
