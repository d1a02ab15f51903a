/**
 * Tasks for other runspaces: at most `limit` run at a time, the others wait in order.
 *
 * Nothing happens by itself: `pump` takes in what arrived and starts what may start. It is called when somebody
 * looks at a job, in waits, and at safe points after a task ended.
 */
import type {Channel, RunspaceStart} from '../runspace/channel.ts';
import type {Session} from '../session/session.ts';
import type {Value} from '../values/value.ts';
import type {EndState, JobRun, JobStream} from './job-messages.ts';
import {JobRunspace} from './job-runspace.ts';
import {NetException} from '../values/net-exception.ts';
import {ErrorRecord} from '../errors/error-record.ts';
import {unpack} from './unpack.ts';

/** Who wants something run, and hears what becomes of it. */
export interface Task {
  readonly run: Omit<JobRun, 'serial'>;
  started(): void;
  wrote(stream: JobStream, value: Value): void;
  /** `reason`: the ErrorRecord of a failure. */
  ended(state: EndState, reason: Value): void;
}

interface Active {
  readonly task: Task;
  readonly serial: number;
  readonly runspace: JobRunspace;
  /** When it is given up, in ms of performance.now(); 0: nobody wants it stopped. */
  giveUpAt: number;
}

export interface TaskPoolOptions {
  readonly session: Session;
  readonly channel: Channel;
  readonly place: RunspaceStart['place'];
  readonly limit: number;
  /** Runspaces whose task ended take the next one. */
  readonly reuse: boolean;
}

/** Time a stopped task has for its `finally` blocks, in ms. */
const GIVE_UP_MS = 5000;

export class TaskPool {
  readonly #options: TaskPoolOptions;
  limit: number;
  readonly #waiting: Task[] = [];
  #active: Active[] = [];
  readonly #idle: JobRunspace[] = [];
  #serial = 0;

  constructor(options: TaskPoolOptions) {
    this.#options = options;
    this.limit = options.limit;
  }

  add(task: Task): void {
    this.#waiting.push(task);
    this.#startSome();
  }

  /** Tasks that did not end. */
  get pending(): number {
    return this.#waiting.length + this.#active.length;
  }

  pump(): void {
    for (const active of this.#active) this.#takeIn(active);
    this.#startSome();
  }

  /** As Ctrl-C does; one that did not start never will. */
  stop(task: Task): void {
    const at = this.#waiting.indexOf(task);
    if (at >= 0) {
      this.#waiting.splice(at, 1);
      task.ended('Stopped', null);
    }
    const active = this.#active.find(one => one.task === task);
    if (active === undefined || active.giveUpAt > 0) return;
    active.giveUpAt = performance.now() + GIVE_UP_MS;
    active.runspace.stop(active.serial);
  }

  stopAll(): void {
    for (const task of [...this.#waiting, ...this.#active.map(active => active.task)])
      this.stop(task);
  }

  /** Ends every runspace as it is. */
  close(): void {
    this.#waiting.length = 0;
    for (const runspace of [...this.#idle, ...this.#active.map(active => active.runspace)])
      runspace.end();
    this.#idle.length = 0;
    this.#active = [];
  }

  #startSome(): void {
    while (this.#active.length < this.limit) {
      const task = this.#waiting.shift();
      if (task === undefined) return;
      const {channel, place} = this.#options;
      const runspace = this.#idle.pop() ?? new JobRunspace(channel, place, task.run.location);
      const serial = ++this.#serial;
      this.#active.push({task, serial, runspace, giveUpAt: 0});
      task.started();
      runspace.run({...task.run, serial});
    }
  }

  #takeIn(active: Active): void {
    const {task, runspace} = active;
    const {session} = this.#options;
    for (;;) {
      const message = runspace.poll();
      if (message === undefined) break;
      if ('lost' in message) return this.#finish(active, 'Failed', lostError(message.lost));
      if ('stream' in message) task.wrote(message.stream, unpack(message.value, session));
      else return this.#finish(active, message.done, unpack(message.reason, session));
    }
    if (active.giveUpAt > 0 && performance.now() > active.giveUpAt)
      this.#finish(active, 'Stopped', null, true);
  }

  #finish(active: Active, state: EndState, reason: Value, isStuck = false): void {
    const {task, runspace} = active;
    this.#active = this.#active.filter(one => one !== active);
    const wanted = this.#options.reuse && !isStuck && !isLost(reason);
    if (wanted) this.#idle.push(runspace);
    else runspace.end();
    task.ended(state, reason);
  }
}

const LOST_ID = 'JobRunspaceLost';

function lostError(message: string): ErrorRecord {
  return new ErrorRecord(
    new NetException('System.Management.Automation.RuntimeException', message),
    LOST_ID,
    'ResourceUnavailable',
  );
}

function isLost(reason: Value): boolean {
  return reason instanceof ErrorRecord && reason.fullyQualifiedErrorId === LOST_ID;
}
