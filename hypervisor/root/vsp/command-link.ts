/**
 * Commands from the service's main thread to a thread that serves devices, and their answers.
 *
 * Messages go over the worker's own port; each kind of command has its own result, which the
 * thread's command file says. What the thread says unasked is a notice.
 */
import type {Worker} from 'node:worker_threads';

export interface CommandMessage<Command> {
  id: number;
  command: Command;
}

/** What comes back from a thread: an answer by number, or a notice. */
export type ThreadMessage<Failure, Notice> =
  | {id: number; result: unknown}
  | {id: number; failure: Failure}
  | {notice: Notice};

interface Waiting {
  resolve(result: unknown): void;
  reject(error: Error): void;
}

export interface LinkEvents<Failure, Notice> {
  /** A message was posted: wakes a thread that does not wait for messages. */
  onPost?(): void;
  onNotice(notice: Notice): void;
  errorOf(failure: Failure): Error;
}

export class CommandLink<
  Command extends {kind: string},
  Results extends Record<Command['kind'], unknown>,
  Failure,
  Notice,
> {
  readonly #worker: Worker;
  readonly #events: LinkEvents<Failure, Notice>;
  readonly #waiting = new Map<number, Waiting>();
  #lastId = 0;

  /** The worker keeps the process alive only while an answer is due. */
  constructor(worker: Worker, name: string, events: LinkEvents<Failure, Notice>) {
    this.#worker = worker;
    this.#events = events;
    worker.on('message', (message: ThreadMessage<Failure, Notice>) => this.#onMessage(message));
    worker.on('error', error => this.#onEnd(error));
    worker.on('exit', () => this.#onEnd(new Error(`the ${name} thread has ended`)));
    worker.unref();
  }

  call<Asked extends Command>(command: Asked): Promise<Results[Asked['kind']]> {
    this.#lastId += 1;
    const message: CommandMessage<Asked> = {id: this.#lastId, command};
    const answer = new Promise<unknown>((resolve, reject) => {
      this.#waiting.set(message.id, {resolve, reject});
    });
    this.#worker.ref();
    this.#worker.postMessage(message);
    this.#events.onPost?.();
    // The thread answers each kind of command with its own result: `Results` is its contract.
    return answer as Promise<Results[Asked['kind']]>;
  }

  /** Sends the command that ends the thread; settles when it has ended. */
  async stop(command: Command): Promise<void> {
    // Answer and end may come in one turn of the event loop: listen before asking.
    const ended = new Promise<void>(resolve => {
      this.#worker.once('exit', () => resolve());
    });
    await this.call(command);
    this.#worker.ref();
    await ended;
  }

  #onMessage(message: ThreadMessage<Failure, Notice>): void {
    if ('notice' in message) return this.#events.onNotice(message.notice);
    const waiting = this.#waiting.get(message.id);
    this.#waiting.delete(message.id);
    if (this.#waiting.size === 0) this.#worker.unref();
    if ('failure' in message) waiting?.reject(this.#events.errorOf(message.failure));
    else waiting?.resolve(message.result);
  }

  #onEnd(error: Error): void {
    for (const waiting of this.#waiting.values()) waiting.reject(error);
    this.#waiting.clear();
  }
}
