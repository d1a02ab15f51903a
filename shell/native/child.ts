/**
 * A child process as the runspace sees it: started, fed and listened to through the channel.
 *
 * Everything blocks until the other thread answers; Ctrl-C ends every wait.
 */
import {PipelineStopped} from '../eval/flow.ts';
import {
  type Answer,
  type Channel,
  STDIN_PENDING,
  type SpawnRequest,
  TICK,
} from '../runspace/channel.ts';
import {flushOutput, leaveTerminal} from '../runspace/output.ts';
import {isStopped} from '../session/stop-word.ts';
import {takeName} from './process-name.ts';

/** Bytes under way to a child's input before the runspace waits. */
const STDIN_HIGH_WATER = 4 * 1024 * 1024;
/** Received bytes after which the child is let on. */
const RESUME_BYTES = 256 * 1024;

export interface ChildExit {
  readonly code: number; // 128 + number for a signal
}

/** The program could not be started. */
export class SpawnFailure {
  readonly code: string;
  readonly message: string;
  constructor(code: string, message: string) {
    this.code = code;
    this.message = message;
  }
}

type ChildData = Extract<Answer, {kind: 'data'}>;

export class Child {
  readonly #channel: Channel;
  readonly #id: number;
  readonly #attached: boolean;
  pid = 0;
  exit: ChildExit | null = null;
  #received = 0;

  /** Starts the program; throws SpawnFailure. */
  constructor(channel: Channel, request: Omit<SpawnRequest, 'kind' | 'id'>) {
    if (request.stdout === 'inherit' || request.stderr === 'inherit') leaveTerminal();
    else flushOutput();
    this.#channel = channel;
    this.#id = channel.newId();
    this.#attached = request.stdout === 'inherit';
    if (request.takesPlace) takeName(request.file);
    channel.post({kind: 'spawn', id: this.#id, ...request});
    const answer = channel.wait(this.#id, true);
    if (answer?.kind === 'failed') throw new SpawnFailure(answer.code, answer.message);
    if (answer?.kind === 'started') this.pid = answer.pid;
  }

  /** Sends bytes to its standard input; waits when it is far behind. */
  send(bytes: Uint8Array): void {
    const {words} = this.#channel;
    Atomics.add(words, STDIN_PENDING, bytes.length);
    this.#channel.post({kind: 'stdin', id: this.#id, bytes});
    while (Atomics.load(words, STDIN_PENDING) > STDIN_HIGH_WATER && this.exit === null) {
      const tick = Atomics.load(words, TICK);
      if (isStopped(words)) throw new PipelineStopped();
      if (Atomics.load(words, STDIN_PENDING) > STDIN_HIGH_WATER)
        Atomics.wait(words, TICK, tick, 50);
    }
  }

  endInput(): void {
    this.#channel.post({kind: 'stdinEnd', id: this.#id});
  }

  /** What came and was not taken; undefined when there is nothing now. */
  poll(): ChildData | undefined {
    return this.#take(this.#channel.poll(this.#id));
  }

  /** The next output, or undefined at the end. Throws PipelineStopped at Ctrl-C. */
  next(): ChildData | undefined {
    while (this.exit === null) {
      const answer = this.#channel.wait(this.#id, this.#attached);
      if (answer === undefined) throw new PipelineStopped();
      const data = this.#take(answer);
      if (data !== undefined) return data;
    }
    return undefined;
  }

  /** Ends the child when nobody wants it any more. */
  abandon(): void {
    if (this.exit !== null) return;
    this.#channel.post({kind: 'kill', id: this.#id, signal: 'SIGTERM'});
    this.#channel.post({kind: 'resume', id: this.#id});
  }

  #take(answer: Answer | undefined): ChildData | undefined {
    if (answer?.kind === 'exit') this.exit = {code: exitCode(answer.code, answer.signal)};
    if (answer?.kind !== 'data') return undefined;
    this.#received += answer.bytes.length;
    if (this.#received > RESUME_BYTES) {
      this.#received = 0;
      this.#channel.post({kind: 'resume', id: this.#id});
    }
    return answer;
  }
}

const SIGNALS: Readonly<Record<string, number>> = {
  SIGHUP: 1,
  SIGINT: 2,
  SIGQUIT: 3,
  SIGABRT: 6,
  SIGKILL: 9,
  SIGSEGV: 11,
  SIGPIPE: 13,
  SIGTERM: 15,
};

function exitCode(code: number | null, signal: string | null): number {
  return code ?? 128 + (SIGNALS[signal ?? ''] ?? 0);
}
