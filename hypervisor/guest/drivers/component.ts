/** The guest's side of an integration component: negotiates, then lets `onRequest` fill the reply. */
import {
  encodeIcMessage,
  encodeVersions,
  FRAMEWORK_VERSIONS,
  HResult,
  type IcDescription,
  IcFlags,
  type IcMessage,
  type IcVersion,
  NEGOTIATE,
  parseIcMessage,
  parseVersions,
  sameVersion,
} from '../../root/vsp/ic/protocol.ts';
import {untrust} from '../../wire/untrusted.ts';
import type {GuestChannel, IncomingPacket} from '../vmbus/channel.ts';
import type {Driver} from './driver.ts';

/** What a component answers: the status and the body, which has the length of the request's. */
export interface ComponentReply {
  status: number;
  body: Uint8Array;
}

/** Undefined: the answer comes later, when `retry` asks again. */
export type OnRequest = (body: Uint8Array, version: IcVersion) => ComponentReply | undefined;

/** What a component remembers; plain data. */
export interface ComponentState {
  name: string;
  version: IcVersion | undefined;
  /** The request that waits for its answer. */
  deferred: number[] | undefined;
}

export class ComponentDriver implements Driver {
  readonly interfaceId: string;
  readonly name: string;
  readonly ringPages = 4;
  readonly #device: IcDescription;
  readonly #onRequest: OnRequest;
  #channel: GuestChannel | undefined;
  #deferred: Uint8Array | undefined;
  version: IcVersion | undefined;

  constructor(name: string, device: IcDescription, onRequest: OnRequest) {
    this.name = name;
    this.interfaceId = device.interfaceId;
    this.#device = device;
    this.#onRequest = onRequest;
  }

  onOpen(channel: GuestChannel): void {
    this.#channel = channel;
  }

  onClose(): void {
    this.#channel = undefined;
    this.version = undefined;
    this.#deferred = undefined;
  }

  onPacket(packet: IncomingPacket): void {
    this.#serve(packet.payload());
  }

  /** Answers the request that was left, if it can be by now. */
  retry(): void {
    const payload = this.#deferred;
    this.#deferred = undefined;
    if (payload) this.#serve(payload);
  }

  save(): ComponentState {
    const {name, version} = this;
    return {name, version, deferred: this.#deferred && [...this.#deferred]};
  }

  restore({version, deferred}: ComponentState): void {
    this.version = version;
    this.#deferred = deferred && Uint8Array.from(deferred);
  }

  #serve(bytes: Uint8Array): void {
    const request = parseIcMessage(untrust(bytes));
    if (!request) return;
    const reply =
      request.messageType === NEGOTIATE ? this.#negotiate(request) : this.#answer(request);
    if (!reply) {
      this.#deferred = bytes;
      return;
    }
    const flags = IcFlags.Transaction | IcFlags.Response;
    this.#channel?.send({payload: encodeIcMessage({...request, ...reply, flags})});
  }

  #answer(request: IcMessage): ComponentReply | undefined {
    const {version} = this;
    if (!version || request.messageType !== this.#device.messageType) {
      return {status: HResult.Fail, body: request.body};
    }
    return this.#onRequest(request.body, version);
  }

  /** The newest of each that both know; none of either means no contact. */
  #negotiate(request: IcMessage): ComponentReply {
    const offered = parseVersions(request.body);
    const framework = newestShared(FRAMEWORK_VERSIONS, offered?.frameworks);
    const version = newestShared(this.#device.versions, offered?.versions);
    const agreed = framework !== undefined && version !== undefined;
    this.version = agreed ? version : undefined;
    const chosen = agreed ? encodeVersions([framework], [version]) : encodeVersions([], []);
    const body = request.body.slice();
    body.set(chosen.subarray(0, body.length));
    return {status: HResult.Ok, body};
  }
}

function newestShared(
  ours: readonly IcVersion[],
  theirs: readonly IcVersion[] = [],
): IcVersion | undefined {
  return theirs.find(offered => ours.some(known => sameVersion(known, offered)));
}
