/**
 * One integration component on one open channel: negotiation, then one transaction at a time.
 *
 * What a component says and how it takes the reply is the business of its own vsp.ts. Stray, late
 * and malformed replies are ignored; a guest that never answers costs nothing but the wait, which
 * the component bounds. Source: hyperv-wire.md 6.1.
 */
import type {Packet} from '../../vmbus/packet.ts';
import type {HostChannel} from '../../vmbus/vsp.ts';
import {
  encodeIcMessage,
  encodeVersions,
  FRAMEWORK_VERSIONS,
  type IcDescription,
  IcFlags,
  type IcMessage,
  type IcVersion,
  NEGOTIATE,
  parseIcMessage,
  parseVersions,
  sameVersion,
} from './protocol.ts';
import type {IcState} from './saved-state.ts';

export interface IcListener {
  /** Both sides agreed, or `version` is undefined: they have none in common. */
  onReady(version: IcVersion | undefined): void;
  /** The reply to `request`. */
  onReply(reply: IcMessage): void;
}

export class IcSession {
  readonly #channel: HostChannel;
  readonly #device: IcDescription;
  readonly #listener: IcListener;
  #state: IcState;

  constructor(channel: HostChannel, device: IcDescription, listener: IcListener, state?: IcState) {
    this.#channel = channel;
    this.#device = device;
    this.#listener = listener;
    this.#state = state ?? {
      transaction: 0,
      waiting: undefined,
      framework: undefined,
      version: undefined,
    };
    channel.onSignal(() => this.#drain());
    if (!state) this.#negotiate();
  }

  /** The message version agreed on. */
  get version(): IcVersion | undefined {
    return this.#state.version;
  }

  /** Whether a request could be sent now: negotiated and no reply is awaited. */
  get isIdle(): boolean {
    return this.#state.version !== undefined && this.#state.waiting === undefined;
  }

  /** Takes what the guest sent first; its processors stand still. */
  save(): IcState {
    this.#drain();
    return this.#state;
  }

  /** Takes what the guest sent already; after a restore there may be no further signal. */
  drain(): void {
    this.#drain();
  }

  /** Sends a request of the component's own type. False: not ready, or the ring is full. */
  request(body: Uint8Array): boolean {
    const {framework, version} = this.#state;
    if (!framework || !version || this.#state.waiting !== undefined) return false;
    return this.#send(this.#device.messageType, framework, version, body);
  }

  /** Gives up on the reply; a late one is ignored. */
  abandon(): void {
    this.#state = {...this.#state, waiting: undefined};
  }

  #negotiate(): void {
    const [framework = [0, 0]] = FRAMEWORK_VERSIONS;
    const [version = [0, 0]] = this.#device.versions;
    const body = encodeVersions(FRAMEWORK_VERSIONS, this.#device.versions);
    this.#send(NEGOTIATE, framework, version, body);
  }

  #send(messageType: number, framework: IcVersion, version: IcVersion, body: Uint8Array): boolean {
    const transaction = (this.#state.transaction + 1) & 0xff;
    const flags = IcFlags.Transaction | IcFlags.Request;
    const message = {messageType, framework, version, status: 0, transaction, flags, body};
    if (this.#channel.send({payload: encodeIcMessage(message)}) !== 'sent') return false;
    this.#state = {...this.#state, transaction, waiting: transaction};
    return true;
  }

  #drain(): void {
    for (let packet = this.#channel.receive(); packet; packet = this.#channel.receive()) {
      this.#onPacket(packet);
    }
  }

  #onPacket(packet: Packet): void {
    const reply = parseIcMessage(packet.payload);
    if (!reply || (reply.flags & IcFlags.Response) === 0) return;
    if (this.#state.waiting === undefined || reply.transaction !== this.#state.waiting) return;
    const negotiated = this.#state.version !== undefined;
    if (reply.messageType !== (negotiated ? this.#device.messageType : NEGOTIATE)) return;
    this.#state = {...this.#state, waiting: undefined};
    if (negotiated) this.#listener.onReply(reply);
    else this.#onNegotiated(reply);
  }

  #onNegotiated(reply: IcMessage): void {
    const chosen = parseVersions(reply.body);
    const framework = FRAMEWORK_VERSIONS.find(known => isFirst(known, chosen?.frameworks));
    const version = this.#device.versions.find(known => isFirst(known, chosen?.versions));
    if (framework && version) this.#state = {...this.#state, framework, version};
    this.#listener.onReady(this.#state.version);
  }
}

function isFirst(version: IcVersion, list: readonly IcVersion[] | undefined): boolean {
  const first = list?.[0];
  return first !== undefined && sameVersion(first, version);
}
