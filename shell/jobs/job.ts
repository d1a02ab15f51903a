/**
 * Jobs as scripts hold them. A job of Start-Job or -Parallel is a parent whose children do the work and keep
 * the output; a thread job has no children and does it itself.
 */
import type {Session} from '../session/session.ts';
import type {Value} from '../values/value.ts';
import {DataCollection, type Entry} from './data-collection.ts';
import {JOB_STREAMS, type JobStream} from './job-messages.ts';

export type JobState = 'NotStarted' | 'Running' | 'Completed' | 'Failed' | 'Stopped' | 'Blocked';

/** What happened to a job, for `-WriteEvents` and StateChanged. */
export interface StateChange {
  readonly job: Job;
  readonly state: JobState;
  readonly previous: JobState;
}

/** A received object of one of the streams. */
export interface Received {
  readonly stream: JobStream;
  readonly value: Value;
}

export interface JobOptions {
  readonly id: number;
  readonly name: string;
  readonly command: string;
  readonly session: Session;
  /** Takes in what arrived for this job; called before anything of it is shown. */
  readonly refresh: () => void;
  readonly stop: () => void;
}

export abstract class Job {
  readonly id: number;
  readonly instanceId: string;
  name: string;
  readonly command: string;
  /** `PSJobTypeName` */
  abstract readonly kind: string;
  /** Where what ended it is found: among its errors, or in JobStateInfo only until it is received. */
  readonly failure: 'error' | 'reason' = 'error';
  /** Where it runs. */
  readonly location: string = 'PowerShell';
  readonly session: Session;
  readonly children: Job[] = [];
  readonly streams: Readonly<Record<JobStream, DataCollection>>;
  readonly refresh: () => void;
  readonly stop: () => void;
  readonly listeners = new Set<(change: StateChange) => void>();
  /** The ErrorRecord that ended it; null: none. */
  reason: Value = null;
  begin: Date | null = null;
  end: Date | null = null;
  /** The reason was written by Receive-Job, or stands among the errors. */
  reasonTaken = false;
  #state: JobState = 'NotStarted';

  constructor(options: JobOptions) {
    const {id, name, command, session, refresh, stop} = options;
    this.id = id;
    this.instanceId = crypto.randomUUID();
    this.name = name;
    this.command = command;
    this.session = session;
    this.refresh = refresh;
    this.stop = stop;
    this.streams = Object.fromEntries(
      JOB_STREAMS.map(stream => [stream, new DataCollection()]),
    ) as Record<JobStream, DataCollection>;
  }

  get state(): JobState {
    return this.#state;
  }

  get isFinished(): boolean {
    return this.#state === 'Completed' || this.#state === 'Failed' || this.#state === 'Stopped';
  }

  /** This job and those below it. */
  get family(): Job[] {
    return [this, ...this.children];
  }

  /** Something came that nobody received. */
  get hasResults(): boolean {
    return this.family.some(job =>
      Object.values(job.streams).some(stream => stream.entries.length > 0),
    );
  }

  /** Something to receive, or something may still come. */
  get hasMoreData(): boolean {
    return this.hasResults || this.family.some(job => job.#state === 'Running');
  }

  change(state: JobState, reason: Value = null): void {
    const previous = this.#state;
    if (previous === state || this.isFinished) return;
    this.#state = state;
    if (state === 'Running') this.begin = new Date();
    if (this.isFinished) this.end = new Date();
    if (state === 'Failed') this.#fail(reason);
    for (const listener of this.listeners) listener({job: this, state, previous});
  }

  #fail(reason: Value): void {
    this.reason = reason;
    if (this.failure === 'reason' || reason === null) return;
    this.streams.error.add(reason);
    this.reasonTaken = true;
  }

  /** The state that follows from those of the children. */
  follow(): void {
    const states = this.children.map(child => child.state);
    if (states.includes('Running')) this.change('Running');
    if (!this.children.every(child => child.isFinished)) return;
    this.change(
      states.find(state => state === 'Failed') ??
        states.find(state => state === 'Stopped') ??
        'Completed',
    );
  }

  /** What came since the last time, of all streams, in order. With `keep` it can be had again. */
  receive(keep: boolean): Received[] {
    const all = JOB_STREAMS.flatMap(stream =>
      this.streams[stream].take(keep).map((entry: Entry) => ({stream, ...entry})),
    ).sort((a, b) => a.order - b.order);
    const failed = this.reason !== null && !this.reasonTaken;
    if (!failed) return all;
    this.reasonTaken = !keep;
    return [...all, {stream: 'error', value: this.reason}];
  }
}
