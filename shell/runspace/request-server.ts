/**
 * Serves the requests of a runspace (channel.ts), which blocks and so needs a thread with an event loop: child
 * processes, typed lines, the network, further runspaces, alarms. Passes Ctrl-C on.
 *
 * It runs on the main thread when the runspace has a thread of its own (session-client.ts), else on a thread
 * beside the main thread (request-thread.ts).
 */
import {ChildProcesses} from '../native/child-processes.ts';
import {isStopped} from '../session/stop-word.ts';
import type * as Net from '../web/net-exchanges.ts';
import {type Answer, raiseEvent, type Request} from './channel.ts';
import type * as Further from './further-runspaces.ts';
import {LineInput} from './line-input.ts';
import {RawInput} from './raw-input.ts';
import type {RunspaceThread} from './session-thread.ts';
import {judgeLater} from './stuck.ts';

export interface RequestServerOptions {
  /** Those of the runspace. */
  readonly words: Int32Array;
  readonly post: (answer: Answer) => void;
  /** Starts one more runspace. */
  readonly another: () => RunspaceThread;
  /** An alarm went off, or time passed while nothing ran: work for a runspace that has none. */
  readonly offer: (work: {readonly kind: 'events'} | {readonly kind: 'idle'}) => void;
  /** Nobody looked at the stop word: the runspace is inside something that never ends. */
  readonly stuck: () => void;
}

/** How long nothing runs before PowerShell.OnIdle, in ms. */
const IDLE_MS = 300;

export class RequestServer {
  readonly #options: RequestServerOptions;
  readonly #children: ChildProcesses;
  readonly #lines: LineInput;
  readonly #raw: RawInput;
  #exchanges: Net.NetExchanges | null = null;
  #further: Further.FurtherRunspaces | null = null;
  #idleTimer: NodeJS.Timeout | null = null;

  constructor(options: RequestServerOptions) {
    const {words, post} = options;
    this.#options = options;
    this.#children = new ChildProcesses(words, post);
    this.#lines = new LineInput(words, post);
    this.#raw = new RawInput(words, post);
  }

  serve(request: Request): void {
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

  /** Stops what runs, without judging whether it does. */
  interrupt(fromTerminal: boolean): void {
    // Raises the word, once: a second time would stop `finally` blocks.
    this.#children.interrupt(fromTerminal);
  }

  /** Ctrl-C: stops what runs, and tells when it does not. */
  stop(fromTerminal: boolean): void {
    this.interrupt(fromTerminal);
    const {words, stuck} = this.#options;
    // A program on the terminal may have its own way with Ctrl-C: the runspace waits for it.
    judgeLater(() => !isStopped(words) || this.#children.ownTerminal, stuck);
  }

  /** The runspace is gone. */
  end(): void {
    if (this.#idleTimer !== null) clearInterval(this.#idleTimer);
    this.#further?.endAll();
  }

  /** Node's network modules are loaded when something of them is asked for. */
  #net(): Net.NetExchanges {
    const {NetExchanges} = require('../web/net-exchanges.ts') as typeof Net;
    this.#exchanges ??= new NetExchanges(this.#options.words, this.#options.post);
    return this.#exchanges;
  }

  /** Loaded when the first job starts. */
  #runspaces(): Further.FurtherRunspaces {
    if (this.#further === null) {
      const {FurtherRunspaces} = require('./further-runspaces.ts') as typeof Further;
      const {words, another, post} = this.#options;
      this.#further = new FurtherRunspaces(words, another, post);
    }
    return this.#further;
  }

  /** Wakes the runspace for an event; one that has nothing to do is given the event as work. */
  #alarm(afterMs: number): void {
    const {words, offer} = this.#options;
    setTimeout(() => {
      raiseEvent(words);
      offer({kind: 'events'});
    }, afterMs).unref();
  }

  /** From now on the runspace hears of it when it has nothing to do. */
  #watchIdle(): void {
    this.#idleTimer ??= setInterval(() => this.#options.offer({kind: 'idle'}), IDLE_MS).unref();
  }
}
