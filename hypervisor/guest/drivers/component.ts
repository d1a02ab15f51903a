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

export type OnRequest = (body: Uint8Array, version: IcVersion) => ComponentReply;

export class ComponentDriver implements Driver {
  readonly interfaceId: string;
  readonly name: string;
  readonly ringPages = 4;
  readonly #device: IcDescription;
  readonly #onRequest: OnRequest;
  #channel: GuestChannel | undefined;
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
  }

  onPacket(packet: IncomingPacket): void {
    const request = parseIcMessage(untrust(packet.payload()));
    if (!request) return;
    const {status, body} =
      request.messageType === NEGOTIATE ? this.#negotiate(request) : this.#answer(request);
    const flags = IcFlags.Transaction | IcFlags.Response;
    const payload = encodeIcMessage({...request, status, flags, body});
    this.#channel?.send({payload, transactionId: packet.transactionId});
  }

  #answer(request: IcMessage): ComponentReply {
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
