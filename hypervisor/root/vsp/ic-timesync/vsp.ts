/**
 * Time synchronisation: sets the guest's clock at the start and when it goes on after a pause, then samples.
 *
 * Source: hyperv-wire.md 6.2.
 */
import {OfferFlags} from '../../vmbus/protocol.ts';
import type {HostChannel, Vsp, VspOffer} from '../../vmbus/vsp.ts';
import {IcDevice} from '../ic/protocol.ts';
import {IcSession} from '../ic/session.ts';
import {systemTimers, type Timers} from '../timers.ts';
import {encodeTimeSync, TimeFlags, UNIX_EPOCH} from './protocol.ts';
import type {TimeSyncState} from './saved-state.ts';
import type {TimeSource} from './settings.ts';

/** Windows samples every 5 s; a sample wakes an idle guest, so here it is the life of its clock. */
const SAMPLE_MS = 60_000;

export class TimeSyncVsp implements Vsp {
  readonly offer: VspOffer = {
    interfaceId: IcDevice.timesync.interfaceId,
    instanceId: IcDevice.timesync.instanceId,
    name: 'Time Synchronization',
    flags: OfferFlags.NamedPipe,
  };
  readonly #source: TimeSource;
  readonly #timers: Timers;
  #session: IcSession | undefined;
  #restored: TimeSyncState | undefined;

  constructor(source: TimeSource, timers: Timers = systemTimers) {
    this.#source = source;
    this.#timers = timers;
  }

  open(channel: HostChannel): void {
    const state = this.#restored;
    this.#restored = undefined;
    const listener = {onReady: () => this.#send(TimeFlags.Sync), onReply: () => {}};
    const session = new IcSession(channel, IcDevice.timesync, listener, state);
    this.#session = session;
    const stop = this.#timers.every(SAMPLE_MS, () => this.#send(TimeFlags.Sample));
    channel.onClose(() => {
      stop();
      if (this.#session === session) this.#session = undefined;
    });
    session.drain();
  }

  /**
   * To be called when the machine goes on after a pause or a restore. Not earlier: the guest adds what
   * reference time counted since, and that stood still.
   */
  sync(): void {
    this.#send(TimeFlags.Sync);
  }

  save(): TimeSyncState | undefined {
    return this.#session?.save();
  }

  /** The next `open` goes on with this state. */
  restore(state: TimeSyncState | undefined): void {
    this.#restored = state;
  }

  /** Nothing is lost when the guest has not answered the last one: there will be another. */
  #send(flags: number): void {
    const version = this.#session?.version;
    if (!version) return;
    const parentTime = BigInt(Math.round(this.#source.wallClockMs() * 10_000)) + UNIX_EPOCH;
    const referenceTime = this.#source.referenceTime();
    this.#session?.request(encodeTimeSync({parentTime, referenceTime, flags}, version));
  }
}
