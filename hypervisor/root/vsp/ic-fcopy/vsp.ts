/**
 * The guest service interface's file copy: one file from the host to the guest, in pieces of 6 KiB.
 *
 * Each piece is answered before the next is sent. A copy that fails in the middle is cancelled, so
 * that the guest removes what it has. Source: hyperv-wire.md 6.4.
 */
import {OfferFlags} from '../../vmbus/protocol.ts';
import type {HostChannel, Vsp, VspOffer} from '../../vmbus/vsp.ts';
import {HResult, IcDevice} from '../ic/protocol.ts';
import {IcTransactions} from '../ic/transactions.ts';
import {systemTimers, type Timers} from '../timers.ts';
import {
  encodeFcopyEnd,
  encodeFcopyStart,
  encodeFcopyWrite,
  FCOPY_FRAGMENT,
  FcopyFlags,
  FcopyOperation,
} from './protocol.ts';
import type {FcopyState} from './saved-state.ts';
import type {CopyRequest, CopyResult} from './settings.ts';

export class FcopyVsp implements Vsp {
  readonly offer: VspOffer = {
    interfaceId: IcDevice.fcopy.interfaceId,
    instanceId: IcDevice.fcopy.instanceId,
    name: 'Guest services',
    flags: OfferFlags.NamedPipe,
  };
  readonly #timers: Timers;
  #transactions: IcTransactions | undefined;
  #restored: FcopyState | undefined;
  #isBusy = false;

  constructor(timers: Timers = systemTimers) {
    this.#timers = timers;
  }

  /** Whether the guest's driver has answered the negotiation. */
  get isReady(): boolean {
    return this.#transactions?.version !== undefined;
  }

  open(channel: HostChannel): void {
    const state = this.#restored;
    this.#restored = undefined;
    const options = {timers: this.#timers, onReady: () => {}};
    const transactions = new IcTransactions(channel, IcDevice.fcopy, options, state);
    this.#transactions = transactions;
    channel.onClose(() => {
      transactions.end();
      if (this.#transactions === transactions) this.#transactions = undefined;
    });
    transactions.drain();
  }

  save(): FcopyState | undefined {
    return this.#transactions?.save();
  }

  /** The next `open` goes on with this state. */
  restore(state: FcopyState | undefined): void {
    this.#restored = state;
  }

  /** Rejects only when the source can not be read; the guest then forgets what it has of the file. */
  async copy(request: CopyRequest): Promise<CopyResult> {
    const transactions = this.#transactions;
    if (!transactions?.version) return {outcome: 'noContact'};
    if (this.#isBusy) return {outcome: 'busy'};
    this.#isBusy = true;
    let result: CopyResult | undefined;
    try {
      result = await this.#copy(transactions, request);
      return result;
    } finally {
      if (result?.outcome !== 'copied')
        await transactions.ask(encodeFcopyEnd(FcopyOperation.Cancel));
      this.#isBusy = false;
    }
  }

  async #copy(transactions: IcTransactions, request: CopyRequest): Promise<CopyResult> {
    const {name, path, size, overwrite, createPath} = request;
    const flags = (overwrite ? FcopyFlags.Overwrite : 0) | (createPath ? FcopyFlags.CreatePath : 0);
    const start = encodeFcopyStart({name, path, flags, size});
    let refusal = await this.#ask(transactions, start);
    for (let offset = 0; offset < size && !refusal; ) {
      const data = await request.read(offset, Math.min(FCOPY_FRAGMENT, size - offset));
      if (data.length === 0) throw new Error('the source ended before its size');
      refusal = await this.#ask(transactions, encodeFcopyWrite(offset, data));
      offset += data.length;
      if (!refusal) request.onProgress?.(offset);
    }
    refusal ??= await this.#ask(transactions, encodeFcopyEnd(FcopyOperation.Complete));
    return refusal ?? {outcome: 'copied'};
  }

  /** Undefined: the guest said yes. */
  async #ask(transactions: IcTransactions, body: Uint8Array): Promise<CopyResult | undefined> {
    const reply = await transactions.ask(body);
    if (reply) {
      return reply.status === HResult.Ok ? undefined : {outcome: 'refused', status: reply.status};
    }
    return {outcome: this.#transactions === transactions ? 'timeout' : 'noContact'};
  }
}
