/**
 * The main thread's side of a runspace on a thread of its own: gives it work, serves its requests, passes Ctrl-C,
 * and outlives it: a runspace that does not stop is given up.
 */
import type {TransferListItem, Worker} from 'node:worker_threads';
import {type Request, STOPPED_RUN} from './channel.ts';
import {RequestServer} from './request-server.ts';
import type {RunspaceThread} from './session-thread.ts';
import type {RunspaceClient, Work, WorkAnswers, WorkMessage} from './worker.ts';

export interface SessionClientOptions {
  /** The thread ended before it was closed; `message` says why. */
  readonly lost: (message: string) => void;
}

interface Pending {
  readonly resolve: (answer: never) => void;
  readonly kind: Work['kind'];
}

export class SessionClient implements RunspaceClient {
  readonly #options: SessionClientOptions;
  readonly #worker: Worker;
  readonly #words: Int32Array;
  readonly #server: RequestServer;
  readonly #pending = new Map<number, Pending>();
  #serial = 0;
  #lastAsked = false;
  #ended = false;

  constructor({worker, port, words, another}: RunspaceThread, options: SessionClientOptions) {
    this.#options = options;
    this.#worker = worker;
    this.#words = words;
    this.#server = new RequestServer({
      words,
      post: answer => port.postMessage(answer),
      another,
      offer: work => {
        if (this.#isIdle) void this.ask(work);
      },
      stuck: () => this.#giveUpStuck(),
    });
    port.on('message', (request: Request) => this.#server.serve(request));
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
    this.#server.interrupt(false);
  }

  /** Ctrl-C: stops what runs. */
  stop(fromTerminal: boolean): void {
    this.#server.stop(fromTerminal);
  }

  /** Ends the thread as it is. */
  terminate(): void {
    this.#ended = true;
    this.#server.end();
    void this.#worker.terminate();
  }

  async close(): Promise<void> {
    if (!this.#lastAsked) await this.ask({kind: 'close'}, {last: true});
  }

  #giveUpStuck(): void {
    if (this.#ended || this.#pending.size === 0) return;
    this.#lose('it did not stop');
    void this.#worker.terminate();
  }

  #lose(message: string): void {
    if (this.#ended) return;
    this.#ended = true;
    this.#server.end();
    this.#options.lost(message);
    this.#giveUp();
  }

  /** Answers for those who still wait for the thread that is gone. */
  #giveUp(): void {
    for (const {resolve, kind} of this.#pending.values()) resolve(LOST_ANSWERS[kind] as never);
    this.#pending.clear();
  }

  get #isIdle(): boolean {
    return this.#pending.size === 0 && !this.#ended;
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
