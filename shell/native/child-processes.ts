/**
 * The serving side of native commands (runspace/request-server.ts): starts child processes for the runspace and carries their bytes.
 *
 * A child whose output is not wanted fast enough is paused after HIGH_WATER bytes that the runspace has not
 * taken; `resume` lets it go on. Source: language specification 13.
 */
import {type ChildProcess, spawn} from 'node:child_process';
import {
  type Answer,
  raiseStop,
  type Request,
  ring,
  STDIN_PENDING,
  type SpawnRequest,
} from '../runspace/channel.ts';
import {isStopped} from '../session/stop-word.ts';
import {takeName} from './process-name.ts';

const HIGH_WATER = 1024 * 1024;
/** Time a child has to end after SIGINT, then after SIGTERM, in ms. */
const TERM_AFTER_MS = 50;
const KILL_AFTER_MS = 500;
/** Exit code of a shell whose child died of SIGINT. */
const INTERRUPTED = 128 + 2;
/**
 * Ctrl-C signals the child and this process, in no certain order: time that our own signal has to come after a
 * child died of its, in ms.
 */
const OWN_SIGNAL_MS = 50;

interface Child {
  readonly process: ChildProcess;
  readonly ownsTerminal: boolean;
  unread: number;
}

export class ChildProcesses {
  readonly #words: Int32Array;
  readonly #send: (answer: Answer) => void;
  readonly #children = new Map<number, Child>();

  constructor(words: Int32Array, post: (answer: Answer) => void) {
    this.#words = words;
    this.#send = answer => {
      post(answer);
      ring(words);
    };
  }

  /** Does a child run that has the terminal? */
  get ownTerminal(): boolean {
    return [...this.#children.values()].some(child => child.ownsTerminal);
  }

  /** Answers true when the request was for a child. */
  handle(request: Request): boolean {
    switch (request.kind) {
      case 'spawn':
        this.#start(request);
        return true;
      case 'stdin':
        this.#write(request.id, request.bytes);
        return true;
      case 'stdinEnd':
        this.#children.get(request.id)?.process.stdin?.end();
        return true;
      case 'resume':
        this.#resume(request.id);
        return true;
      case 'kill':
        this.#kill(request.id, request.signal);
        return true;
      default:
        return false;
    }
  }

  /**
   * Ctrl-C. A child that owns the terminal got the signal from there; the others get it from here, and a
   * child that does not end is ended.
   */
  interrupt(fromTerminal: boolean): void {
    for (const [id, child] of this.#children) {
      if (child.ownsTerminal && fromTerminal) continue;
      child.process.kill('SIGINT');
      if (child.ownsTerminal) continue;
      setTimeout(() => this.#kill(id, 'SIGTERM'), TERM_AFTER_MS).unref();
      setTimeout(() => this.#kill(id, 'SIGKILL'), KILL_AFTER_MS).unref();
    }
    raiseStop(this.#words);
  }

  #kill(id: number, signal: NodeJS.Signals): void {
    this.#children.get(id)?.process.kill(signal);
  }

  /** Node throws what the system says of a command line that is too long, and of one with null bytes. */
  #start(request: SpawnRequest): void {
    try {
      this.#spawn(request);
    } catch (error) {
      this.#tellFailure(request.id, error as NodeJS.ErrnoException);
    }
  }

  #tellFailure(id: number, {code = '', message}: NodeJS.ErrnoException): void {
    this.#send({kind: 'failed', id, code, message});
  }

  #spawn(request: SpawnRequest): void {
    const {id, file, args, cwd, env, stdin, stdout, stderr} = request;
    const child = spawn(file, args, {
      cwd,
      env: env ?? process.env,
      stdio: [stdin, stdout, stderr],
    });
    if (request.takesPlace) takeName(file);
    const ownsTerminal = stdout === 'inherit';
    const entry: Child = {process: child, ownsTerminal, unread: 0};
    this.#children.set(id, entry);
    child.on('spawn', () => {
      this.#send({kind: 'started', id, pid: child.pid ?? 0});
      // Ctrl-C came before there was a child to get it.
      if (isStopped(this.#words)) child.kill('SIGINT');
    });
    child.on('error', (error: NodeJS.ErrnoException) => {
      if (this.#children.delete(id)) this.#tellFailure(id, error);
    });
    child.on('close', (code, signal) => {
      if (!this.#children.delete(id)) return;
      const tell = () => this.#send({kind: 'exit', id, code, signal});
      const interrupted = signal === 'SIGINT' || code === INTERRUPTED;
      // An immediate comes after the signals that wait.
      if (interrupted && !isStopped(this.#words))
        setTimeout(() => setImmediate(tell), OWN_SIGNAL_MS);
      else tell();
    });
    for (const stream of ['stdout', 'stderr'] as const)
      child[stream]?.on('data', (bytes: Buffer) => this.#data(id, entry, stream, bytes));
    // A child that closes its input early is no error: what follows is dropped.
    child.stdin?.on('error', () => undefined);
  }

  #data(id: number, child: Child, stream: 'stdout' | 'stderr', bytes: Buffer): void {
    child.unread += bytes.length;
    if (child.unread > HIGH_WATER) {
      child.process.stdout?.pause();
      child.process.stderr?.pause();
    }
    this.#send({kind: 'data', id, stream, bytes: new Uint8Array(bytes)});
  }

  #resume(id: number): void {
    const child = this.#children.get(id);
    if (child === undefined) return;
    child.unread = 0;
    child.process.stdout?.resume();
    child.process.stderr?.resume();
  }

  #write(id: number, bytes: Uint8Array): void {
    const stdin = this.#children.get(id)?.process.stdin;
    const taken = () => {
      Atomics.sub(this.#words, STDIN_PENDING, bytes.length);
      ring(this.#words);
    };
    if (!stdin || stdin.destroyed || stdin.writableEnded) taken();
    else stdin.write(bytes, taken);
  }
}
