/**
 * The backup component: brings the guest's file systems to rest for a snapshot, and wakes them.
 *
 * Whatever happens, a guest that was asked to freeze is asked to thaw: after the snapshot, after
 * the longest time, after a refusal or silence, and after a restore. Source: hyperv-wire.md 6.4.
 */
import {OfferFlags} from '../../vmbus/protocol.ts';
import type {HostChannel, Vsp, VspOffer} from '../../vmbus/vsp.ts';
import {HResult, IcDevice, type IcMessage} from '../ic/protocol.ts';
import {IcTransactions} from '../ic/transactions.ts';
import {systemTimers, type Timers} from '../timers.ts';
import {encodeVss, VssOperation} from './protocol.ts';
import type {VssState} from './saved-state.ts';
import type {FreezeLimits, FreezeResult} from './settings.ts';

const LIMITS: FreezeLimits = {answerMs: 60_000, frozenMs: 60_000};

export class VssVsp implements Vsp {
  readonly offer: VspOffer = {
    interfaceId: IcDevice.vss.interfaceId,
    instanceId: IcDevice.vss.instanceId,
    name: 'Backup (volume shadow copy)',
    flags: OfferFlags.NamedPipe,
  };
  readonly #timers: Timers;
  #transactions: IcTransactions | undefined;
  #restored: VssState | undefined;
  /** Asked to freeze, and not yet to thaw. */
  #isFrozen = false;
  #cancelThaw: () => void = () => {};

  constructor(timers: Timers = systemTimers) {
    this.#timers = timers;
  }

  /** Whether the guest's driver has answered the negotiation. */
  get isReady(): boolean {
    return this.#transactions?.version !== undefined;
  }

  get isFrozen(): boolean {
    return this.#isFrozen;
  }

  open(channel: HostChannel): void {
    const state = this.#restored;
    this.#restored = undefined;
    const options = {timers: this.#timers, onReady: () => {}};
    const transactions = new IcTransactions(channel, IcDevice.vss, options, state?.session);
    this.#transactions = transactions;
    channel.onClose(() => this.#onClose(transactions));
    transactions.drain();
    this.#isFrozen = state?.isFrozen ?? false;
    if (this.#isFrozen) void this.thaw();
  }

  save(): VssState | undefined {
    const session = this.#transactions?.save();
    return session && {session, isFrozen: this.#isFrozen};
  }

  /** The next `open` goes on with this state. */
  restore(state: VssState | undefined): void {
    this.#restored = state;
  }

  /** Ends with the guest's answer or the time-out. Never rejects. */
  async freeze(limits: FreezeLimits = LIMITS): Promise<FreezeResult> {
    const transactions = this.#transactions;
    if (!transactions?.version) return {outcome: 'noContact'};
    if (this.#isFrozen) return {outcome: 'busy'};
    this.#isFrozen = true;
    const ability = await this.#ask(transactions, VssOperation.HotBackup, limits.answerMs);
    const refusal = refusalOf(ability);
    if (refusal) {
      this.#isFrozen = false;
      return refusal;
    }
    const reply = await this.#ask(transactions, VssOperation.Freeze, limits.answerMs);
    if (reply?.status !== HResult.Ok || !this.#isFrozen) {
      await this.thaw();
      return reply
        ? {outcome: 'refused', status: reply.status || HResult.Fail}
        : {outcome: 'timeout'};
    }
    this.#cancelThaw = this.#timers.after(limits.frozenMs, () => void this.thaw());
    return {outcome: 'frozen'};
  }

  /** False: the guest did not say that it goes on, or had been thawed before: the snapshot is not clean. */
  async thaw(): Promise<boolean> {
    const transactions = this.#transactions;
    if (!transactions || !this.#isFrozen) return false;
    this.#isFrozen = false;
    this.#cancelThaw();
    const reply = await this.#ask(transactions, VssOperation.Thaw);
    await this.#ask(transactions, VssOperation.BackupComplete);
    return reply?.status === HResult.Ok;
  }

  #ask(
    transactions: IcTransactions,
    operation: number,
    timeoutMs?: number,
  ): Promise<IcMessage | undefined> {
    return transactions.ask(encodeVss({operation, flags: 0}), timeoutMs);
  }

  #onClose(transactions: IcTransactions): void {
    transactions.end();
    if (this.#transactions !== transactions) return;
    this.#transactions = undefined;
    this.#cancelThaw();
    this.#isFrozen = false;
  }
}

/** The status alone says whether it can: Linux 6.1 leaves the flags of its answer 0. */
function refusalOf(reply: IcMessage | undefined): FreezeResult | undefined {
  if (!reply) return {outcome: 'timeout'};
  return reply.status === HResult.Ok ? undefined : {outcome: 'refused', status: reply.status};
}
