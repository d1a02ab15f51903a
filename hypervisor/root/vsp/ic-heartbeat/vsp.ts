/**
 * The heartbeat component: every two seconds a number that the guest must answer plus one.
 *
 * A guest that leaves two in a row unanswered has lost contact; it is not punished for it, and the
 * first answer makes it well again. Source: hyperv-wire.md 6.2.
 */
import {OfferFlags} from '../../vmbus/protocol.ts';
import type {HostChannel, Vsp, VspOffer} from '../../vmbus/vsp.ts';
import {HResult, IcDevice, type IcMessage} from '../ic/protocol.ts';
import {IcSession} from '../ic/session.ts';
import {systemTimers, type Timers} from '../timers.ts';
import {ApplicationState, encodeHeartbeat, parseHeartbeat} from './protocol.ts';
import type {HeartbeatState} from './saved-state.ts';
import type {HeartbeatReport, HeartbeatStatus} from './settings.ts';

const PERIOD_MS = 2000;
/** Periods without an answer after which contact is lost. */
const MISSES = 2;

export class HeartbeatVsp implements Vsp {
  readonly offer: VspOffer = {
    interfaceId: IcDevice.heartbeat.interfaceId,
    instanceId: IcDevice.heartbeat.instanceId,
    name: 'Heartbeat',
    flags: OfferFlags.NamedPipe,
  };
  readonly #timers: Timers;
  readonly #listeners = new Set<(report: HeartbeatReport) => void>();
  #session: IcSession | undefined;
  #restored: HeartbeatState | undefined;
  #stop: () => void = () => {};
  #sequence = 0n;
  #misses = 0;
  #answered = 0;
  #applicationState: number = ApplicationState.Unknown;
  #status: HeartbeatStatus = 'noContact';

  constructor(timers: Timers = systemTimers) {
    this.#timers = timers;
  }

  get report(): HeartbeatReport {
    return {
      status: this.#status,
      applicationState: this.#applicationState,
      answered: this.#answered,
    };
  }

  /** Calls `listener` whenever the status or the application state changes; the answer ends that. */
  onChange(listener: (report: HeartbeatReport) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  open(channel: HostChannel): void {
    const state = this.#restored;
    this.#restored = undefined;
    this.#sequence = state?.sequence ?? 0n;
    this.#misses = 0;
    this.#answered = 0;
    const listener = {
      onReady: () => this.#beat(),
      onReply: (reply: IcMessage) => this.#onReply(reply),
    };
    const session = new IcSession(channel, IcDevice.heartbeat, listener, state?.session);
    this.#session = session;
    this.#stop = this.#timers.every(PERIOD_MS, () => this.#beat());
    channel.onClose(() => this.#onClose(session));
    session.drain();
  }

  save(): HeartbeatState | undefined {
    const session = this.#session?.save();
    return session && {session, sequence: this.#sequence};
  }

  /** The next `open` goes on with this state. */
  restore(state: HeartbeatState | undefined): void {
    this.#restored = state;
  }

  #beat(): void {
    const session = this.#session;
    if (!session?.version) return;
    if (!session.isIdle) {
      this.#misses += 1;
      if (this.#misses >= MISSES) this.#change('lostContact', this.#applicationState);
      return;
    }
    this.#sequence += 1n;
    const applicationState = ApplicationState.Unknown;
    session.request(encodeHeartbeat({sequence: this.#sequence, applicationState}));
  }

  #onReply(reply: IcMessage): void {
    const beat = parseHeartbeat(reply.body);
    if (!beat || reply.status !== HResult.Ok || beat.sequence !== this.#sequence + 1n) return;
    this.#sequence = beat.sequence;
    this.#misses = 0;
    this.#answered += 1;
    this.#change('ok', beat.applicationState);
  }

  #onClose(session: IcSession): void {
    if (this.#session !== session) return;
    this.#stop();
    this.#session = undefined;
    this.#change('noContact', ApplicationState.Unknown);
  }

  #change(status: HeartbeatStatus, applicationState: number): void {
    if (status === this.#status && applicationState === this.#applicationState) return;
    this.#status = status;
    this.#applicationState = applicationState;
    for (const listener of this.#listeners) listener(this.report);
  }
}
