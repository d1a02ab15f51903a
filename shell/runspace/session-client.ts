/**
 * The main thread's side of a runspace: gives its thread work, serves its requests, passes Ctrl-C.
 */
import type {MessagePort, Worker} from 'node:worker_threads';
import {ChildProcesses} from '../native/child-processes.ts';
import {raiseStop, type Request} from './channel.ts';
import type * as Net from '../web/net-exchanges.ts';
import {LineInput} from './line-input.ts';
import {RawInput} from './raw-input.ts';
import type {Work, WorkAnswers, WorkMessage} from './worker.ts';

/** What the runspace's thread is started with. */
export interface RunspaceData {
  readonly role: 'runspace';
  readonly words: Int32Array;
  readonly port: MessagePort;
}

/** A runspace's thread and the ways to it. */
export interface RunspaceThread {
  readonly worker: Worker;
  readonly port: MessagePort;
  readonly words: Int32Array;
}

/** Exit code of a session whose runspace broke (EX_SOFTWARE). */
const BROKEN = 70;

export class SessionClient {
  readonly #worker: Worker;
  readonly #words: Int32Array;
  readonly #children: ChildProcesses;
  readonly #lines: LineInput;
  readonly #raw: RawInput;
  readonly #port: MessagePort;
  #exchanges: Net.NetExchanges | null = null;
  readonly #pending = new Map<number, (answer: never) => void>();
  #serial = 0;
  #lastAsked = false;

  constructor({worker, port, words}: RunspaceThread) {
    this.#worker = worker;
    this.#words = words;
    this.#port = port;
    this.#children = new ChildProcesses(words, answer => port.postMessage(answer));
    this.#lines = new LineInput(words, answer => port.postMessage(answer));
    this.#raw = new RawInput(words, answer => port.postMessage(answer));
    port.on('message', (request: Request) => this.#serve(request));
    port.unref();
    worker.on('message', ({serial, answer}: {serial: number; answer: never}) => {
      const resolve = this.#pending.get(serial);
      this.#pending.delete(serial);
      resolve?.(answer);
    });
    worker.on('error', error => {
      process.stderr.write(`${error.stack ?? error.message}\n`);
      process.exit(BROKEN);
    });
  }

  /** Gives the runspace work; the promise holds its answer. After the `last` piece it is closed. */
  ask<Kind extends Work['kind']>(
    work: Work & {kind: Kind},
    last = false,
  ): Promise<WorkAnswers[Kind]> {
    const message: WorkMessage = {serial: ++this.#serial, work, last};
    this.#lastAsked ||= last;
    return new Promise(resolve => {
      this.#pending.set(message.serial, resolve as (answer: never) => void);
      this.#worker.postMessage(message);
    });
  }

  /** Ctrl-C: stops what runs. */
  stop(fromTerminal: boolean): void {
    this.#children.interrupt(fromTerminal);
    raiseStop(this.#words);
  }

  /** Closes the runspace's services, unless the last work did. */
  async close(): Promise<void> {
    if (!this.#lastAsked) await this.ask({kind: 'close'}, true);
  }

  /** Node's network modules are loaded when something of them is asked for. */
  #net(): Net.NetExchanges {
    const {NetExchanges} = require('../web/net-exchanges.ts') as typeof Net;
    this.#exchanges ??= new NetExchanges(this.#words, answer => this.#port.postMessage(answer));
    return this.#exchanges;
  }

  #serve(request: Request): void {
    if (request.kind === 'readLine') this.#lines.read(request.id, request.secret);
    else if (request.kind === 'rawOpen') this.#raw.open(request.id);
    else if (request.kind === 'rawClose') this.#raw.close();
    else if (!this.#children.handle(request)) this.#net().handle(request);
  }
}
