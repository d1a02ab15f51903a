/**
 * The main thread's side of the storage thread: starts it with the first machine, talks to it.
 */
import type {Worker} from 'node:worker_threads';
import {DiskImageError} from '../../../storage/disk-image.ts';
import {startThread} from '../../../thread.ts';
import type {ServiceDoorbell} from '../../vmbus/vsp.ts';
import type {
  CommandFailure,
  CommandMessage,
  CommandResults,
  StorageCommand,
  ThreadMessage,
} from './thread-commands.ts';

interface Waiting {
  resolve(result: unknown): void;
  reject(error: Error): void;
}

type FaultListener = (relid: number, reason: string) => void;

/** One for the whole service. */
export class StorageService {
  readonly doorbell: ServiceDoorbell = {buffer: new SharedArrayBuffer(64), index: 0};
  readonly #bell = new Int32Array(this.doorbell.buffer);
  readonly #worker: Worker;
  readonly #waiting = new Map<number, Waiting>();
  readonly #faults = new Map<string, FaultListener>();
  #lastId = 0;

  constructor() {
    this.#worker = startThread('storage', {doorbell: this.doorbell});
    this.#worker.on('message', (message: ThreadMessage) => this.#onMessage(message));
    this.#worker.on('error', error => this.#onEnd(error));
    this.#worker.on('exit', () => this.#onEnd(new Error('the storage thread has ended')));
    this.#worker.unref();
  }

  /** Rejects with DiskImageError where a disk file is the reason. */
  call<Command extends StorageCommand>(command: Command): Promise<CommandResults[Command['kind']]> {
    this.#lastId += 1;
    const message: CommandMessage = {id: this.#lastId, command};
    const answer = new Promise<unknown>((resolve, reject) => {
      this.#waiting.set(message.id, {resolve, reject});
    });
    this.#worker.ref();
    this.#worker.postMessage(message);
    Atomics.add(this.#bell, this.doorbell.index, 1);
    Atomics.notify(this.#bell, this.doorbell.index);
    // The thread answers each kind of command with its own result: `CommandResults` is its contract.
    return answer as Promise<CommandResults[Command['kind']]>;
  }

  /** Who hears that the guest broke the protocol of a controller's channel. */
  onFault(controller: string, listener: FaultListener | undefined): void {
    if (listener) this.#faults.set(controller, listener);
    else this.#faults.delete(controller);
  }

  /** Ends the thread; all disks are closed then. */
  async stop(): Promise<void> {
    // Answer and end may come in one turn of the event loop: listen before asking.
    const ended = new Promise<void>(resolve => {
      this.#worker.once('exit', () => resolve());
    });
    await this.call({kind: 'stop'});
    this.#worker.ref();
    await ended;
  }

  #onMessage(message: ThreadMessage): void {
    if ('fault' in message) {
      this.#faults.get(message.controller)?.(message.relid, message.fault);
      return;
    }
    const waiting = this.#waiting.get(message.id);
    this.#waiting.delete(message.id);
    if (this.#waiting.size === 0) this.#worker.unref();
    if ('failure' in message) waiting?.reject(errorOf(message.failure));
    else waiting?.resolve(message.result);
  }

  #onEnd(error: Error): void {
    for (const waiting of this.#waiting.values()) waiting.reject(error);
    this.#waiting.clear();
  }
}

function errorOf({kind, path, text}: CommandFailure): Error {
  return kind === undefined ? new Error(text) : new DiskImageError(kind, path, text);
}
