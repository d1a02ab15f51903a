/**
 * Between a runspace and the thread that serves its requests: messages and the words they share.
 *
 * The runspace blocks; the other thread has an event loop. So that one starts child processes and
 * reads the terminal on request, and answers with messages; after each it adds one to the word TICK and
 * notifies. Ctrl-C sets the word STOP. Source: findings on synchronous calls (design 2).
 */
import {isStopped, setEvent, setStop, STOP} from '../session/stop-word.ts';
import {flushOutput} from './output.ts';
import {type MessagePort, receiveMessageOnPort, type TransferListItem} from 'node:worker_threads';

/** Indices into the shared words, of which there are four (bin/launch.cjs makes them). 0 is STOP. */
export const TICK = 1;
/** Bytes sent to children's standard input that they did not take yet. */
export const STDIN_PENDING = 2;
/** The serial of the job's run that is to stop: it may not have begun when the stop comes. */
export const STOPPED_RUN = 3;

/** Who gets what a child writes: the terminal, or the runspace as messages. */
export type StdioChoice = 'inherit' | 'pipe' | 'ignore';

export interface SpawnRequest {
  readonly kind: 'spawn';
  readonly id: number;
  readonly file: string;
  readonly args: readonly string[];
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>> | null; // null: that of the process
  readonly stdin: StdioChoice;
  readonly stdout: StdioChoice;
  readonly stderr: StdioChoice;
  /** The session ends with it: the process takes its name. */
  readonly takesPlace?: true;
}

/** Another runspace, for jobs: talks over `port` and wakes this one, see shell/jobs/. */
export interface RunspaceStart {
  readonly kind: 'runspaceStart';
  readonly id: number;
  /** A thread of this process, or a process of its own. */
  readonly place: 'thread' | 'process';
  readonly location: string;
  readonly port: MessagePort;
}

/** The word of the command line that makes a process the runspace of jobs. */
export const JOB_PROCESS = '--job-process';

/** One HTTP exchange, without redirects. */
export interface WebRequestMessage {
  readonly kind: 'web';
  readonly id: number;
  readonly url: string;
  readonly method: string;
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly body: Uint8Array | null;
  /** Until the head of the answer is there; 0: for ever. */
  readonly headTimeoutMs: number;
  /** Between two pieces of the body; 0: for ever. */
  readonly readTimeoutMs: number;
  /** Takes every certificate. */
  readonly isInsecure: boolean;
  /** Versions of TLS by their names in Node; null: those of Node. */
  readonly tls: readonly [min: string, max: string] | null;
  readonly proxy: {readonly url: string; readonly authorization: string | null} | null;
  readonly socketPath: string | null;
}

/** What the runspace asks for. Served by request-server.ts. */
export type Request =
  | SpawnRequest
  | WebRequestMessage
  | {readonly kind: 'webStop'; readonly id: number}
  | {
      readonly kind: 'connect';
      readonly id: number;
      readonly host: string;
      readonly port: number;
      readonly timeoutMs: number;
    }
  | {readonly kind: 'reverse'; readonly id: number; readonly address: string}
  | {
      readonly kind: 'lookup';
      readonly id: number;
      readonly host: string;
      readonly family: 0 | 4 | 6;
    }
  | RunspaceStart
  | {readonly kind: 'runspaceStop'; readonly id: number; readonly serial: number}
  | {readonly kind: 'runspaceEnd'; readonly id: number}
  | {readonly kind: 'alarm'; readonly afterMs: number}
  | {readonly kind: 'idle'}
  | {readonly kind: 'stdin'; readonly id: number; readonly bytes: Uint8Array}
  | {readonly kind: 'stdinEnd'; readonly id: number}
  | {readonly kind: 'resume'; readonly id: number}
  | {readonly kind: 'kill'; readonly id: number; readonly signal: NodeJS.Signals}
  | {readonly kind: 'rawOpen'; readonly id: number}
  | {readonly kind: 'rawClose'; readonly id: number}
  | {readonly kind: 'readLine'; readonly id: number; readonly secret: boolean};

/** What is answered. */
export type Answer =
  | {readonly kind: 'started'; readonly id: number; readonly pid: number}
  | {readonly kind: 'failed'; readonly id: number; readonly code: string; readonly message: string}
  | {
      readonly kind: 'data';
      readonly id: number;
      readonly stream: 'stdin' | 'stdout' | 'stderr';
      readonly bytes: Uint8Array;
    }
  | {
      readonly kind: 'exit';
      readonly id: number;
      readonly code: number | null;
      readonly signal: string | null;
    }
  | {readonly kind: 'line'; readonly id: number; readonly text: string | null}
  | {
      readonly kind: 'webHead';
      readonly id: number;
      readonly status: number;
      readonly reason: string;
      readonly version: string; // '1.1'
      /** Names and values by turns, as they came. */
      readonly headers: readonly string[];
    }
  | {readonly kind: 'webEnd'; readonly id: number}
  | {readonly kind: 'connected'; readonly id: number; readonly milliseconds: number}
  | {readonly kind: 'found'; readonly id: number; readonly names: readonly string[]}
  | {readonly kind: 'runspaceEnded'; readonly id: number; readonly message: string};

/** Something that nobody rings for (a stopped job that does not end) is looked at again after this time. */
const LOOK_AGAIN_MS = 1000;

/** The runspace's end. */
export class Channel {
  readonly words: Int32Array;
  readonly #connect: () => MessagePort;
  #made: MessagePort | null = null;
  #nextId = 1;
  /** Answers that came while somebody else's were awaited. */
  readonly #kept = new Map<number, Answer[]>();

  /** `connect` is called when the port is first needed: it may start the thread at its other end. */
  constructor(connect: () => MessagePort, words: Int32Array) {
    this.#connect = connect;
    this.words = words;
  }

  get #port(): MessagePort {
    this.#made ??= this.#connect();
    return this.#made;
  }

  newId(): number {
    return this.#nextId++;
  }

  post(request: Request, transfer: readonly TransferListItem[] = []): void {
    this.#port.postMessage(request, transfer);
  }

  /** The next answer for `id` if it is there. */
  poll(id: number): Answer | undefined {
    const kept = this.#kept.get(id)?.shift();
    if (kept !== undefined) return kept;
    for (;;) {
      const answer = receiveMessageOnPort(this.#port)?.message as Answer | undefined;
      if (answer === undefined || answer.id === id) return answer;
      const others = this.#kept.get(answer.id) ?? [];
      others.push(answer);
      this.#kept.set(answer.id, others);
    }
  }

  /** The next answer for `id`; undefined when Ctrl-C came first (unless `through`), or the time is over. */
  wait(id: number, through = false, timeoutMs = Number.POSITIVE_INFINITY): Answer | undefined {
    const end = performance.now() + timeoutMs;
    for (;;) {
      const tick = Atomics.load(this.words, TICK);
      const answer = this.poll(id);
      if (answer !== undefined) return answer;
      if (!through && isStopped(this.words)) return undefined;
      const left = end - performance.now();
      if (left <= 0) return undefined;
      flushOutput();
      Atomics.wait(this.words, TICK, tick, left);
    }
  }

  /** Waits until `test` holds; `safePoint` runs at each look. False when the time is over first. */
  waitUntil(test: () => boolean, safePoint: () => void, timeoutMs: number): boolean {
    const end = performance.now() + timeoutMs;
    for (;;) {
      const tick = Atomics.load(this.words, TICK);
      if (test()) return true;
      safePoint();
      const left = end - performance.now();
      if (left <= 0) return false;
      flushOutput();
      Atomics.wait(this.words, TICK, tick, Math.min(left, LOOK_AGAIN_MS));
    }
  }

  /** Forgets answers of `id` that nobody waits for. */
  drop(id: number): void {
    this.#kept.delete(id);
  }
}

/** Wakes the runspace after a message. */
export function ring(words: Int32Array): void {
  Atomics.add(words, TICK, 1);
  Atomics.notify(words, TICK);
}

/** Ctrl-C: loops, sleeps and waits of the runspace end. */
export function raiseStop(words: Int32Array): void {
  setStop(words);
  Atomics.notify(words, STOP);
  ring(words);
}

/** Something happened that the runspace looks at before its next statement. */
export function raiseEvent(words: Int32Array): void {
  setEvent(words);
  ring(words);
}
