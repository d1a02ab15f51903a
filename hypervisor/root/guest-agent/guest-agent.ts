/**
 * The host's side of the guest agent: runs scripts and carries files over a serial line.
 *
 * Requests may overlap, but only one at a time sends pieces, since the line has one reader. Everything that
 * arrives was written by a guest: lines and answers have a greatest length, unknown ids are ignored.
 */
import {randomBytes} from 'node:crypto';
import {
  type AgentAnswer,
  encodePath,
  encodeRequest,
  LINE_MAX,
  parseAnswer,
  PIECE_BYTES,
  UNASKED,
} from './protocol.ts';

/** `noContact`: no agent answers. `lost`: it went away meanwhile. `tooMuch`: more than ANSWER_MAX. */
export type AgentFailure = 'noContact' | 'lost' | 'tooMuch';

export class GuestAgentError extends Error {
  readonly kind: AgentFailure;

  constructor(kind: AgentFailure, message: string) {
    super(message);
    this.name = 'GuestAgentError';
    this.kind = kind;
  }
}

export interface AgentResult {
  /** 143 after `stop`, 124 when the seconds were over. */
  readonly exitCode: number;
  readonly output: Buffer;
  readonly errors: Buffer;
}

export interface AgentOptions {
  /** Ends the request in the guest. */
  readonly signal?: AbortSignal | undefined;
  /** How long the agent may take to answer at all. */
  readonly contactMs: number;
  readonly onProgress?: ((done: number, total: number) => void) | undefined;
}

export interface ScriptOptions extends AgentOptions {
  /** The guest ends the script after so many seconds. */
  readonly seconds?: number | undefined;
}

/** Bytes of one answer that the host keeps. */
const ANSWER_MAX = 64 * 1024 * 1024;
const HELLO_EVERY_MS = 1000;
const STOPPED = 143;
/** A stopped script that has not ended then is left alone. */
const STOP_MS = 5000;

interface Pending {
  readonly output: Buffer[];
  readonly errors: Buffer[];
  size: number;
  /** The agent that is there has answered for it. */
  isKnown: boolean;
  /** The guest has been told to run it. */
  isRunning: boolean;
  /** The answer that is waited for before the last one. */
  awaited: {readonly verb: 'ready' | 'got'; readonly settle: () => void} | undefined;
  readonly resolve: (result: AgentResult) => void;
  readonly reject: (error: GuestAgentError) => void;
  readonly done: Promise<AgentResult>;
}

export class GuestAgent {
  private readonly send: (bytes: Uint8Array) => void;
  private readonly pending = new Map<string, Pending>();
  private line = '';
  private lineIsTooLong = false;
  private hasContact = false;
  /** The last request that sends pieces; settles when the line is free. */
  private sending: Promise<unknown> = Promise.resolve();

  constructor(send: (bytes: Uint8Array) => void) {
    this.send = send;
  }

  /** Whether an agent has said that it is there since the guest began. */
  get isReady(): boolean {
    return this.hasContact;
  }

  /** The guest goes on from saved state: its agent was there, and may be within a line. */
  goOn(wasReady: boolean): void {
    this.hasContact = wasReady;
    if (wasReady) this.send(Buffer.from('\n'));
  }

  /** The guest began anew: what its agent knew of is lost, what waits for an agent goes on waiting. */
  restart(): void {
    this.hasContact = false;
    this.line = '';
    for (const [id, request] of this.pending) if (request.isKnown) this.drop(id, request);
  }

  /** The guest is gone. */
  close(): void {
    this.hasContact = false;
    for (const [id, request] of this.pending) this.drop(id, request);
  }

  /** Runs a script of sh. */
  run(script: string, options: ScriptOptions): Promise<AgentResult> {
    const words = options.seconds === undefined ? [] : [options.seconds];
    return this.request(Buffer.from(script), ['run', ...words], options);
  }

  /** Makes a file in the guest, with folders as needed; an exit code other than 0 comes with a text in `errors`. */
  write(path: string, mode: number, content: Uint8Array, options: AgentOptions) {
    return this.request(content, ['write', mode.toString(8), encodePath(path)], options);
  }

  read(path: string, options: AgentOptions): Promise<AgentResult> {
    return this.request(new Uint8Array(), ['read', encodePath(path)], options);
  }

  /** Bytes that came from the guest. */
  receive(bytes: Uint8Array): void {
    const lines = (this.line + Buffer.from(bytes).toString('latin1')).split('\n');
    this.line = lines.pop() ?? '';
    for (const line of lines) {
      if (!this.lineIsTooLong) this.onAnswer(parseAnswer(line));
      this.lineIsTooLong = false;
    }
    if (this.line.length <= LINE_MAX) return;
    this.lineIsTooLong = true;
    this.line = '';
  }

  private drop(id: string, {reject}: Pending): void {
    this.pending.delete(id);
    reject(new GuestAgentError('lost', 'The agent of the guest went away.'));
  }

  private async request(
    content: Uint8Array,
    words: readonly (string | number)[],
    options: AgentOptions,
  ): Promise<AgentResult> {
    const id = randomBytes(6).toString('hex');
    const request = pendingRequest();
    this.pending.set(id, request);
    const stop = (): void => void this.stop(id, request);
    options.signal?.addEventListener('abort', stop);
    try {
      const sent = this.sending.then(() => this.sendPieces(id, request, content, options));
      this.sending = Promise.race([sent, request.done]).catch(() => {});
      await Promise.race([sent, request.done]);
      if (!options.signal?.aborted) this.send(encodeRequest(id, ...words));
      request.isRunning = words[0] === 'run';
      return await request.done;
    } finally {
      options.signal?.removeEventListener('abort', stop);
      this.pending.delete(id);
    }
  }

  /** A script that runs is ended in the guest, which then says its end; everything else is over at once. */
  private async stop(id: string, request: Pending): Promise<void> {
    if (request.isRunning) {
      this.send(encodeRequest(id, 'stop'));
      await later(STOP_MS);
    }
    request.resolve(resultOf(request, STOPPED));
  }

  private async sendPieces(
    id: string,
    request: Pending,
    content: Uint8Array,
    {contactMs, onProgress}: AgentOptions,
  ): Promise<void> {
    await this.contact(id, request, contactMs);
    request.isKnown = true;
    for (let at = 0; at < content.length && this.pending.has(id); at += PIECE_BYTES) {
      const piece = content.subarray(at, at + PIECE_BYTES);
      const got = step(request, 'got');
      this.send(Buffer.concat([encodeRequest(id, 'put', piece.length), piece]));
      await got;
      onProgress?.(at + piece.length, content.length);
    }
  }

  /** Says hello until the agent answers; a guest that starts has none yet. */
  private async contact(id: string, request: Pending, contactMs: number): Promise<void> {
    const deadline = Date.now() + contactMs;
    const answered = step(request, 'ready').then(() => true);
    while (this.pending.has(id)) {
      this.send(encodeRequest(id, 'hello'));
      const left = Math.min(HELLO_EVERY_MS, deadline - Date.now());
      if (await Promise.race([answered, later(left)])) return;
      if (Date.now() >= deadline)
        throw new GuestAgentError('noContact', 'No agent of the guest answers.');
    }
  }

  private onAnswer(answer: AgentAnswer | undefined): void {
    if (!answer) return;
    if (answer.verb === 'ready') this.onReady(answer.id);
    const request = this.pending.get(answer.id);
    if (!request) return;
    if (answer.verb === request.awaited?.verb) request.awaited.settle();
    else if (answer.verb === 'ready' || answer.verb === 'got') return;
    else if (answer.verb === 'end') request.resolve(resultOf(request, answer.code));
    else this.keep(answer.id, request, answer);
  }

  private onReady(id: string): void {
    // An agent that was started anew knows nothing of what the one before was asked.
    if (id === UNASKED && this.hasContact) this.restart();
    this.hasContact = true;
  }

  private keep(
    id: string,
    request: Pending,
    {verb, bytes}: {verb: 'out' | 'err'; bytes: Buffer},
  ): void {
    request.size += bytes.length;
    if (request.size <= ANSWER_MAX) {
      (verb === 'out' ? request.output : request.errors).push(bytes);
      return;
    }
    this.send(encodeRequest(id, 'stop'));
    const most = ANSWER_MAX / 1024 ** 2;
    request.reject(new GuestAgentError('tooMuch', `The guest answered more than ${most} MB.`));
  }
}

function pendingRequest(): Pending {
  let resolve: Pending['resolve'] = () => {};
  let reject: Pending['reject'] = () => {};
  const done = new Promise<AgentResult>((settle, fail) => {
    resolve = settle;
    reject = fail;
  });
  done.catch(() => {});
  const nothing = {
    output: [],
    errors: [],
    size: 0,
    isKnown: false,
    isRunning: false,
    awaited: undefined,
  };
  return {...nothing, resolve, reject, done};
}

/** The next answer of the kind. */
function step(request: Pending, verb: 'ready' | 'got'): Promise<void> {
  return new Promise(settle => {
    request.awaited = {verb, settle};
  });
}

function resultOf({output, errors}: Pending, exitCode: number): AgentResult {
  return {exitCode, output: Buffer.concat(output), errors: Buffer.concat(errors)};
}

function later(ms: number): Promise<false> {
  return new Promise(resolve => {
    setTimeout(() => resolve(false), Math.max(0, ms));
  });
}
