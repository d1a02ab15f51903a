/**
 * The main thread's side of a runspace: starts its thread, gives it work, serves its requests, passes Ctrl-C.
 *
 * Only Node's own modules are loaded here before the thread runs: its start decides how fast the shell is.
 */
import {MessageChannel, SHARE_ENV, Worker} from 'node:worker_threads';
import {ChildProcesses} from '../native/child-processes.ts';
import {raiseStop, type Request, WORDS} from './channel.ts';
import {LineInput} from './line-input.ts';
import type {Work, WorkAnswers, WorkMessage} from './worker.ts';

export interface RunspaceData {
  readonly role: 'runspace';
  readonly words: Int32Array;
  readonly port: MessagePort;
  readonly mayAsk: boolean;
  readonly location: string;
}

export interface SessionClientOptions {
  /** The file that starts the product's threads. */
  readonly product: string;
  readonly mayAsk: boolean;
  readonly location: string;
}

export class SessionClient {
  readonly #worker: Worker;
  readonly #words = new Int32Array(new SharedArrayBuffer(WORDS * 4));
  readonly #children: ChildProcesses;
  readonly #lines: LineInput;
  readonly #pending = new Map<number, (answer: never) => void>();
  #serial = 0;
  #failure: Error | null = null;

  constructor(options: SessionClientOptions) {
    const {port1, port2} = new MessageChannel();
    const {product, mayAsk, location} = options;
    this.#worker = new Worker(product, {
      workerData: {role: 'runspace', words: this.#words, port: port2, mayAsk, location},
      transferList: [port2],
      env: SHARE_ENV,
      // The runspace writes to the terminal by itself.
      stdout: false,
      stderr: false,
      resourceLimits: {stackSizeMb: 32},
    });
    this.#children = new ChildProcesses(this.#words, answer => port1.postMessage(answer));
    this.#lines = new LineInput(this.#words, answer => port1.postMessage(answer));
    port1.on('message', (request: Request) => this.#serve(request));
    port1.unref();
    this.#worker.on('message', ({serial, answer}: {serial: number; answer: never}) => {
      const resolve = this.#pending.get(serial);
      this.#pending.delete(serial);
      resolve?.(answer);
    });
    this.#worker.on('error', error => {
      this.#failure = error;
      process.stderr.write(`${error.stack ?? error.message}\n`);
      process.exit(70);
    });
  }

  /** Gives the runspace work; the promise holds its answer. */
  ask<Kind extends Work['kind']>(work: Work & {kind: Kind}): Promise<WorkAnswers[Kind]> {
    if (this.#failure) return Promise.reject(this.#failure);
    const message: WorkMessage = {serial: ++this.#serial, work};
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

  /** Is something being run? */
  get isBusy(): boolean {
    return this.#pending.size > 0;
  }

  /** Closes the runspace's services and ends its thread. */
  async close(): Promise<void> {
    await this.ask({kind: 'close'});
    await this.#worker.terminate();
  }

  #serve(request: Request): void {
    if (request.kind === 'readLine') this.#lines.read(request.id, request.secret);
    else this.#children.handle(request);
  }
}

type MessagePort = InstanceType<typeof MessageChannel>['port1'];
