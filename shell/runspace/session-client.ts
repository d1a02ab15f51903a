/**
 * The main thread's side of a runspace: gives its thread work, serves its requests, passes Ctrl-C, and
 * outlives it: a runspace that does not stop is given up.
 */
import type {MessagePort, TransferListItem, Worker} from 'node:worker_threads';
import {ChildProcesses} from '../native/child-processes.ts';
import {isStopped} from '../session/stop-word.ts';
import type * as Net from '../web/net-exchanges.ts';
import {type Answer, raiseEvent, type Request, STOPPED_RUN} from './channel.ts';
import type * as Further from './further-runspaces.ts';
import {LineInput} from './line-input.ts';
import {RawInput} from './raw-input.ts';
import type {Work, WorkAnswers, WorkMessage} from './worker.ts';

/** What the runspace's thread is started with. */
export interface RunspaceData {
  readonly role: 'runspace';
  readonly words: Int32Array;
  readonly port: MessagePort;
}

/** A runspace's thread and the ways to it, as bin/launch.cjs starts it. */
export interface RunspaceThread {
  readonly worker: Worker;
  readonly port: MessagePort;
  readonly words: Int32Array;
  /** Starts one more. */
  readonly another: () => RunspaceThread;
}

export interface SessionClientOptions {
  /** The thread ended before it was closed; `message` says why. */
  readonly lost: (message: string) => void;
}

/** Time a runspace has to see Ctrl-C, in ms. One that runs `finally` blocks has seen it. */
const STUCK_MS = 2000;

/** How long nothing runs before PowerShell.OnIdle, in ms. */
const IDLE_MS = 300;

interface Pending {
  readonly resolve: (answer: never) => void;
  readonly kind: Work['kind'];
}

export class SessionClient {
  readonly #options: SessionClientOptions;
  readonly #worker: Worker;
  readonly #words: Int32Array;
  readonly #children: ChildProcesses;
  readonly #lines: LineInput;
  readonly #raw: RawInput;
  #exchanges: Net.NetExchanges | null = null;
  readonly #post: (answer: Answer) => void;
  readonly #another: () => RunspaceThread;
  readonly #pending = new Map<number, Pending>();
  #further: Further.FurtherRunspaces | null = null;
  #serial = 0;
  #idleTimer: NodeJS.Timeout | null = null;
  #lastAsked = false;
  #ended = false;

  constructor({worker, port, words, another}: RunspaceThread, options: SessionClientOptions) {
    this.#options = options;
    this.#worker = worker;
    this.#words = words;
    this.#another = another;
    this.#post = answer => port.postMessage(answer);
    this.#children = new ChildProcesses(words, this.#post);
    this.#lines = new LineInput(words, this.#post);
    this.#raw = new RawInput(words, this.#post);
    port.on('message', (request: Request) => this.#serve(request));
    port.unref();
    worker.on('message', ({serial, answer}: {serial: number; answer: never}) => {
      const pending = this.#pending.get(serial);
      this.#pending.delete(serial);
      this.#ended ||= this.#lastAsked && this.#pending.size === 0;
      pending?.resolve(answer);
    });
    worker.on('error', error => this.#lose(error.message));
    worker.on('exit', () => this.#lose('its thread ended'));
  }

  /** Gives the runspace work; the promise holds its answer. After the `last` piece it is closed. */
  ask<Kind extends Work['kind']>(
    work: Work & {kind: Kind},
    {last = false, transfer = []}: {last?: boolean; transfer?: readonly TransferListItem[]} = {},
  ): Promise<WorkAnswers[Kind]> {
    const message: WorkMessage = {serial: ++this.#serial, work, last};
    this.#lastAsked ||= last;
    return new Promise(resolve => {
      this.#pending.set(message.serial, {
        resolve: resolve as (answer: never) => void,
        kind: work.kind,
      });
      if (this.#ended) this.#giveUp();
      else this.#worker.postMessage(message, transfer);
    });
  }

  /** Stops one run of a runspace that serves jobs. */
  stopRun(serial: number): void {
    Atomics.store(this.#words, STOPPED_RUN, serial);
    this.#children.interrupt(false);
  }

  /** Ctrl-C: stops what runs. */
  stop(fromTerminal: boolean): void {
    // Raises the word, once: a second time would stop `finally` blocks.
    this.#children.interrupt(fromTerminal);
    setTimeout(() => this.#judge(), STUCK_MS).unref();
  }

  /** Ends the thread as it is. */
  terminate(): void {
    this.#ended = true;
    if (this.#idleTimer !== null) clearInterval(this.#idleTimer);
    this.#further?.endAll();
    void this.#worker.terminate();
  }

  /** Closes the runspace's services, unless the last work did. */
  async close(): Promise<void> {
    if (!this.#lastAsked) await this.ask({kind: 'close'}, {last: true});
  }

  /** Nobody looked at the stop word: the thread is inside something that never ends. */
  #judge(): void {
    if (this.#ended || !isStopped(this.#words) || this.#pending.size === 0) return;
    this.#lose('it did not stop');
    void this.#worker.terminate();
  }

  #lose(message: string): void {
    if (this.#ended) return;
    this.#ended = true;
    this.#further?.endAll();
    this.#options.lost(message);
    this.#giveUp();
  }

  /** Answers for those who still wait for the thread that is gone. */
  #giveUp(): void {
    for (const {resolve, kind} of this.#pending.values()) resolve(LOST_ANSWERS[kind] as never);
    this.#pending.clear();
  }

  /** Node's network modules are loaded when something of them is asked for. */
  #net(): Net.NetExchanges {
    const {NetExchanges} = require('../web/net-exchanges.ts') as typeof Net;
    this.#exchanges ??= new NetExchanges(this.#words, this.#post);
    return this.#exchanges;
  }

  #serve(request: Request): void {
    switch (request.kind) {
      case 'readLine':
        return this.#lines.read(request.id, request.secret);
      case 'rawOpen':
        return this.#raw.open(request.id);
      case 'rawClose':
        return this.#raw.close();
      case 'runspaceStart':
        return this.#runspaces().start(request);
      case 'runspaceStop':
        return this.#runspaces().stop(request.id, request.serial);
      case 'runspaceEnd':
        return this.#runspaces().end(request.id);
      case 'alarm':
        return this.#alarm(request.afterMs);
      case 'idle':
        return this.#watchIdle();
      default:
        if (!this.#children.handle(request)) this.#net().handle(request);
    }
  }

  /** Loaded when the first job starts. */
  #runspaces(): Further.FurtherRunspaces {
    if (this.#further === null) {
      const {FurtherRunspaces} = require('./further-runspaces.ts') as typeof Further;
      this.#further = new FurtherRunspaces(this.#words, this.#another, this.#post);
    }
    return this.#further;
  }

  /** Wakes the runspace for an event; one that has nothing to do is given the event as work. */
  #alarm(afterMs: number): void {
    setTimeout(() => {
      raiseEvent(this.#words);
      if (this.#isIdle) void this.ask({kind: 'events'});
    }, afterMs).unref();
  }

  get #isIdle(): boolean {
    return this.#pending.size === 0 && !this.#ended;
  }

  /** From now on the runspace hears of it when it has nothing to do. */
  #watchIdle(): void {
    this.#idleTimer ??= setInterval(() => {
      if (this.#isIdle) void this.ask({kind: 'idle'});
    }, IDLE_MS).unref();
  }
}

const FAILED = {failed: true, ok: false} as const;
const LOST_ANSWERS: WorkAnswers = {
  open: undefined,
  profiles: undefined,
  text: FAILED,
  file: FAILED,
  prompt: '',
  incomplete: false,
  complete: {replacementIndex: 0, replacementLength: 0, matches: []},
  jobs: undefined,
  events: undefined,
  idle: undefined,
  close: undefined,
};
