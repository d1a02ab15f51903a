/**
 * The shutdown component: asks the operating system of the guest to go down by itself.
 *
 * Source: hyperv-wire.md 6.2. A guest that does not answer costs the wait and nothing else.
 */
import {OfferFlags} from '../../vmbus/protocol.ts';
import type {HostChannel, Vsp, VspOffer} from '../../vmbus/vsp.ts';
import {HResult, IcDevice, type IcMessage, type IcVersion} from '../ic/protocol.ts';
import {IcSession} from '../ic/session.ts';
import {systemTimers, type Timers} from '../timers.ts';
import {encodeShutdown, PLANNED, ShutdownFlags} from './protocol.ts';
import type {ShutdownState} from './saved-state.ts';
import type {ShutdownAction, ShutdownResult, ShutdownWish} from './settings.ts';

const FLAG_OF: Readonly<Record<ShutdownAction, number>> = {
  powerOff: 0,
  restart: ShutdownFlags.Restart,
  hibernate: ShutdownFlags.Hibernate,
};

/** Minor version of 3 from which an action is known; the first version only powers off. */
const SINCE: Readonly<Record<ShutdownAction, number>> = {powerOff: 0, restart: 1, hibernate: 2};

export class ShutdownVsp implements Vsp {
  readonly offer: VspOffer = {
    interfaceId: IcDevice.shutdown.interfaceId,
    instanceId: IcDevice.shutdown.instanceId,
    name: 'Operating system shutdown',
    flags: OfferFlags.NamedPipe,
  };
  readonly #timers: Timers;
  #session: IcSession | undefined;
  #restored: ShutdownState | undefined;
  #settle: ((result: ShutdownResult) => void) | undefined;

  constructor(timers: Timers = systemTimers) {
    this.#timers = timers;
  }

  /** Whether the guest's driver has answered the negotiation. */
  get isReady(): boolean {
    return this.#session?.version !== undefined;
  }

  open(channel: HostChannel): void {
    const state = this.#restored;
    this.#restored = undefined;
    const listener = {onReady: () => {}, onReply: (reply: IcMessage) => this.#onReply(reply)};
    const session = new IcSession(channel, IcDevice.shutdown, listener, state);
    this.#session = session;
    channel.onClose(() => this.#onClose(session));
    session.drain();
  }

  /** Asks; the promise ends with the guest's answer or the time-out. Never rejects. */
  initiate(wish: ShutdownWish): Promise<ShutdownResult> {
    const session = this.#session;
    if (!session?.version || !knows(session.version, wish.action)) {
      return Promise.resolve({outcome: 'noContact'});
    }
    const body = encodeShutdown({
      reason: PLANNED,
      timeoutSeconds: wish.timeoutSeconds,
      flags: FLAG_OF[wish.action] | (wish.force ? ShutdownFlags.Force : 0),
      text: wish.reason,
    });
    if (!session.isIdle || !session.request(body)) return Promise.resolve({outcome: 'busy'});
    return new Promise(resolve => {
      const cancel = this.#timers.after(wish.timeoutSeconds * 1000, () => {
        session.abandon();
        this.#settle?.({outcome: 'timeout'});
      });
      this.#settle = result => {
        cancel();
        this.#settle = undefined;
        resolve(result);
      };
    });
  }

  save(): ShutdownState | undefined {
    return this.#session?.save();
  }

  /** The next `open` goes on with this state. */
  restore(state: ShutdownState | undefined): void {
    this.#restored = state;
  }

  #onReply({status}: IcMessage): void {
    if (status === HResult.Ok) this.#settle?.({outcome: 'accepted'});
    else this.#settle?.({outcome: 'refused', status});
  }

  #onClose(session: IcSession): void {
    if (this.#session !== session) return;
    this.#session = undefined;
    this.#settle?.({outcome: 'noContact'});
  }
}

function knows([major, minor]: IcVersion, action: ShutdownAction): boolean {
  return SINCE[action] === 0 || (major >= 3 && minor >= SINCE[action]);
}
