/**
 * Requests of a component, one after another: each ends with the guest's reply or without one.
 *
 * For components that ask when they are told to (key-value pairs, file copy, backup); those that
 * only tick use IcSession themselves. A guest that does not answer costs the wait of one request.
 */
import type {HostChannel} from '../../vmbus/vsp.ts';
import type {Timers} from '../timers.ts';
import type {IcDescription, IcMessage, IcVersion} from './protocol.ts';
import type {IcState} from './saved-state.ts';
import {IcSession} from './session.ts';

/** Linux gives its daemons 30 s for an answer. */
export const REPLY_MS = 40_000;

interface Request {
  readonly body: Uint8Array;
  readonly timeoutMs: number;
  /** Called once: undefined when there was no reply in time, or the channel has gone. */
  readonly settle: (reply: IcMessage | undefined) => void;
}

export class IcTransactions {
  readonly #timers: Timers;
  readonly #session: IcSession;
  readonly #queue: Request[] = [];
  #current: Request | undefined;
  #cancel: () => void = () => {};
  #isOver = false;

  /** `onReady` is called after the negotiation; with `state` it is over already. */
  constructor(
    channel: HostChannel,
    device: IcDescription,
    {timers, onReady}: {timers: Timers; onReady: () => void},
    state?: IcState,
  ) {
    this.#timers = timers;
    const listener = {onReady, onReply: (reply: IcMessage) => this.#settle(reply)};
    this.#session = new IcSession(channel, device, listener, state && afterRestore(state));
  }

  /** Undefined until both sides agreed. */
  get version(): IcVersion | undefined {
    return this.#session.version;
  }

  /** Takes what the guest sent already; after a restore there may be no further signal. */
  drain(): void {
    this.#session.drain();
  }

  /** Sends the request when those before it have ended. Undefined: no reply. Never rejects. */
  ask(body: Uint8Array, timeoutMs: number = REPLY_MS): Promise<IcMessage | undefined> {
    if (this.#isOver || !this.version) return Promise.resolve(undefined);
    return new Promise(settle => {
      this.#queue.push({body, timeoutMs, settle});
      this.#next();
    });
  }

  /** The guest's processors stand still. */
  save(): IcState {
    return this.#session.save();
  }

  /** The channel has gone: nothing is answered any more. */
  end(): void {
    this.#isOver = true;
    this.#settle(undefined);
    for (const {settle} of this.#queue.splice(0)) settle(undefined);
  }

  #next(): void {
    if (this.#current || this.#isOver) return;
    const request = this.#queue.shift();
    if (!request) return;
    this.#current = request;
    this.#cancel = this.#timers.after(request.timeoutMs, () => this.#giveUp());
    if (!this.#session.request(request.body)) this.#settle(undefined);
  }

  #giveUp(): void {
    this.#session.abandon();
    this.#settle(undefined);
  }

  #settle(reply: IcMessage | undefined): void {
    const request = this.#current;
    if (!request) return;
    this.#current = undefined;
    this.#cancel();
    request.settle(reply);
    this.#next();
  }
}

/** More requests than can be sent between the saving of a component and that of the memory. */
const SKIPPED = 64;

/**
 * Nobody is left who waits for the replies to what was asked before the save; the numbers that
 * those carry are not used again soon. A negotiation goes on.
 */
function afterRestore(state: IcState): IcState {
  if (!state.version) return state;
  return {...state, transaction: (state.transaction + SKIPPED) & 0xff, waiting: undefined};
}
