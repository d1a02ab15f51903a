/** The jobs of a session: their numbers, the pools they run in, waiting for them. */
import {service} from '../cmdlet/services.ts';
import type {Channel} from '../runspace/channel.ts';
import type {Session} from '../session/session.ts';
import type {ProgressRecord} from '../cmdlet/run.ts';
import type {Job, JobOptions} from './job.ts';
import {ProgressValue} from './progress-record.ts';
import {type Task, TaskPool, type TaskPoolOptions} from './task-pool.ts';

/** Thread jobs that run at the same time unless -ThrottleLimit says otherwise. */
const THREAD_LIMIT = 5;

type JobClass<Kind> = new (options: JobOptions) => Kind;

const tables = new WeakMap<Session, JobTable>();

/** Made at the first use. */
export function jobsOf(session: Session): JobTable {
  const known = tables.get(session);
  if (known !== undefined) return known;
  const made = new JobTable(session);
  tables.set(session, made);
  return made;
}

export class JobTable {
  readonly #session: Session;
  /** In order of their ids; children are not among them. */
  readonly jobs: Job[] = [];
  readonly #pools = new Set<TaskPool>();
  #processes: TaskPool | null = null;
  #threads: TaskPool | null = null;
  #lastId = 0;
  #pumping = false;

  constructor(session: Session) {
    this.#session = session;
    session.attendants.push(() => this.pump());
  }

  nextId(): number {
    return ++this.#lastId;
  }

  /** Takes in what arrived from all runspaces. */
  pump(): void {
    if (this.#pumping) return;
    this.#pumping = true;
    try {
      for (const pool of this.#pools) pool.pump();
    } finally {
      this.#pumping = false;
    }
  }

  newPool(options: Omit<TaskPoolOptions, 'session' | 'channel'>): TaskPool {
    const pool = new TaskPool({session: this.#session, channel: this.#channel, ...options});
    this.#pools.add(pool);
    return pool;
  }

  closePool(pool: TaskPool): void {
    this.#pools.delete(pool);
    pool.close();
  }

  /** Each of Start-Job's jobs has a process of its own. */
  get processes(): TaskPool {
    this.#processes ??= this.newPool({
      place: 'process',
      limit: Number.POSITIVE_INFINITY,
      reuse: false,
    });
    return this.#processes;
  }

  get threads(): TaskPool {
    this.#threads ??= this.newPool({place: 'thread', limit: THREAD_LIMIT, reuse: false});
    return this.#threads;
  }

  /** A job that does nothing yet; `stop` ends its work. */
  newJob<Kind extends Job>(
    kind: JobClass<Kind>,
    command: string,
    stop: () => void,
    name?: string,
  ): Kind {
    return this.#make(kind, this.nextId(), command, stop, name);
  }

  /** One that nobody finds by its number. */
  newUnlisted<Kind extends Job>(kind: JobClass<Kind>, command: string, stop: () => void): Kind {
    return this.#make(kind, 0, command, stop);
  }

  #make<Kind extends Job>(
    kind: JobClass<Kind>,
    id: number,
    command: string,
    stop: () => void,
    name?: string,
  ): Kind {
    return new kind({
      id,
      name: name ?? `Job${id}`,
      command,
      session: this.#session,
      refresh: () => this.pump(),
      stop,
    });
  }

  /** A task that fills `job`, and moves `parent` along. */
  taskFor(job: Job, run: Task['run'], parent: Job | null = null): Task {
    return {
      run,
      started() {
        job.change('Running');
        parent?.follow();
      },
      wrote(stream, value) {
        const isProgress = stream === 'progress';
        job.streams[stream].add(isProgress ? new ProgressValue(value as ProgressRecord) : value);
      },
      ended(state, reason) {
        job.change(state, reason);
        parent?.follow();
      },
    };
  }

  add(job: Job): void {
    this.jobs.push(job);
  }

  /** False when it is none of this table: a child, or removed already. */
  remove(job: Job): boolean {
    const at = this.jobs.indexOf(job);
    if (at >= 0) this.jobs.splice(at, 1);
    return at >= 0;
  }

  /** Waits until `test` holds; false when the time is over first. Throws PipelineStopped at Ctrl-C. */
  waitUntil(test: () => boolean, timeoutMs = Number.POSITIVE_INFINITY): boolean {
    return this.#channel.waitUntil(
      () => {
        this.pump();
        return test();
      },
      () => this.#session.checkStop(),
      timeoutMs,
    );
  }

  get #channel(): Channel {
    return service('channel');
  }
}
