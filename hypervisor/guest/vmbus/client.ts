/**
 * The guest's side of the VMBus control plane: contact, offers, GPADLs, opening of channels.
 *
 * Speaks like Linux: versions newest first, all offers, then each known device is opened. Trusts
 * the root, as guests do. Source: hyperv-wire.md 3.1 to 3.7. Messages go through `post`, which the
 * kernel gives; a channel's rings are channel.ts.
 */
import {encodeGpaRanges} from '../../root/vmbus/packet.ts';
import {
  ChannelMessage,
  GpadlBody,
  GpadlCreated,
  GpadlHeader,
  HOST_VERSIONS,
  InitiateContact,
  MESSAGE_CONNECTION_ID,
  MESSAGE_CONNECTION_ID_5,
  MessageHeader,
  OfferChannel,
  OpenChannel,
  OpenResult,
  RelidMessage,
  VersionResponse,
  VMBUS_SINT,
  VmbusVersion,
} from '../../root/vmbus/protocol.ts';
import {PAGE} from '../memory-map.ts';

/** Longest message, and so the room for page numbers in GPADL messages. */
const MESSAGE_MAX = 240;
/** Linux counts from here; any number would do. */
const FIRST_GPADL = 0xe1e10;

export type ChannelPhase = 'offered' | 'gpadl' | 'opening' | 'open' | 'failed';

/** What the guest knows of one channel. */
export interface ChannelState {
  relid: number;
  interfaceId: string;
  instanceId: string;
  connectionId: number;
  phase: ChannelPhase;
  gpadl: number;
  /** First page of the two rings, and pages of each. */
  firstPage: number;
  ringPages: number;
}

export interface ClientState {
  /** Version agreed on; 0 before. */
  version: number;
  /** Index into the versions that are tried. */
  attempt: number;
  connectionId: number;
  nextGpadl: number;
  channels: ChannelState[];
  offersComplete: boolean;
}

export interface ClientEvents {
  post(connectionId: number, message: Uint8Array): void;
  /** Pages for the rings of an offered device: two rings of `ringPages`; undefined: no driver. */
  ringsFor(offer: ChannelState): {firstPage: number; ringPages: number} | undefined;
  onConnected(version: number): void;
  onOffer(channel: ChannelState): void;
  onOpen(channel: ChannelState): void;
  onRescind(channel: ChannelState): void;
  /** The host took pages that `share` offered, or refused them. */
  onShared(channel: ChannelState, gpadl: number, ok: boolean): void;
}

export function newClientState(): ClientState {
  return {
    version: 0,
    attempt: 0,
    connectionId: MESSAGE_CONNECTION_ID,
    nextGpadl: FIRST_GPADL,
    channels: [],
    offersComplete: false,
  };
}

export class VmbusClient {
  readonly state: ClientState;
  readonly #events: ClientEvents;

  constructor(events: ClientEvents, state = newClientState()) {
    this.state = state;
    this.#events = events;
  }

  channel(relid: number): ChannelState | undefined {
    return this.state.channels.find(channel => channel.relid === relid);
  }

  /** Asks for the newest version that was not refused. */
  connect(): void {
    const version = HOST_VERSIONS[this.state.attempt];
    if (version === undefined) return;
    this.state.connectionId =
      version >= VmbusVersion.V5 ? MESSAGE_CONNECTION_ID_5 : MESSAGE_CONNECTION_ID;
    const interruptPage = version >= VmbusVersion.V5 ? BigInt(VMBUS_SINT) : 0n;
    const messageType = ChannelMessage.InitiateContact;
    this.#post(InitiateContact.encode({messageType, versionRequested: version, interruptPage}));
  }

  /** A message of the host, copied out of the message page. */
  onMessage(message: Uint8Array): void {
    if (message.length < MessageHeader.size) return;
    HANDLERS[MessageHeader.read(message).messageType]?.(this, message);
  }

  onVersionResponse(message: Uint8Array): void {
    const {supported, connectionState, selected} = VersionResponse.read(message);
    const version = HOST_VERSIONS[this.state.attempt] ?? 0;
    if (supported === 0 || connectionState !== 0) {
      this.state.attempt += 1;
      this.connect();
      return;
    }
    this.state.version = version;
    if (version >= VmbusVersion.V5) this.state.connectionId = selected;
    this.#events.onConnected(version);
    this.#post(MessageHeader.encode({messageType: ChannelMessage.RequestOffers}));
  }

  onOffer(message: Uint8Array): void {
    const offer = OfferChannel.read(message);
    const {relid, interfaceId, instanceId, connectionId} = offer;
    const channel: ChannelState = {
      relid,
      interfaceId,
      instanceId,
      connectionId,
      phase: 'offered',
      gpadl: 0,
      firstPage: 0,
      ringPages: 0,
    };
    this.state.channels.push(channel);
    this.#events.onOffer(channel);
    const rings = this.#events.ringsFor(channel);
    if (!rings) return;
    Object.assign(channel, rings, {phase: 'gpadl', gpadl: this.state.nextGpadl++});
    this.#createGpadl(channel);
  }

  /** Shares further pages with a channel's device; answers the id, `onShared` follows. */
  share(relid: number, firstPage: number, pages: number): number {
    const gpadl = this.state.nextGpadl++;
    this.#sendGpadl(relid, gpadl, firstPage, pages);
    return gpadl;
  }

  #createGpadl({relid, gpadl, firstPage, ringPages}: ChannelState): void {
    this.#sendGpadl(relid, gpadl, firstPage, ringPages * 2);
  }

  /** The header carries the first page numbers, bodies the rest. */
  #sendGpadl(relid: number, gpadl: number, firstPage: number, pages: number): void {
    const gpns = Array.from({length: pages}, (_, index) => firstPage + index);
    const list = encodeGpaRanges([{byteCount: pages * PAGE, byteOffset: 0, gpns}]);
    const room = MESSAGE_MAX - GpadlHeader.size;
    const head = GpadlHeader.encode({
      messageType: ChannelMessage.GpadlHeader,
      relid,
      gpadl,
      rangeBufferLength: list.length,
      rangeCount: 1,
    });
    this.#post(joined(head, list.subarray(0, room - (room % 8))));
    const messageType = ChannelMessage.GpadlBody;
    const step = MESSAGE_MAX - GpadlBody.size;
    let messageNumber = 1;
    for (let at = room - (room % 8); at < list.length; at += step - (step % 8)) {
      const body = GpadlBody.encode({messageType, messageNumber: messageNumber++, gpadl});
      this.#post(joined(body, list.subarray(at, at + step - (step % 8))));
    }
  }

  onGpadlCreated(message: Uint8Array): void {
    const {relid, gpadl: created, status} = GpadlCreated.read(message);
    const channel = this.channel(relid);
    if (channel && created !== channel.gpadl) {
      this.#events.onShared(channel, created, status === 0);
      return;
    }
    if (channel?.phase !== 'gpadl') return;
    channel.phase = status === 0 ? 'opening' : 'failed';
    if (status !== 0) return;
    const {gpadl, ringPages} = channel;
    this.#post(
      OpenChannel.encode({
        messageType: ChannelMessage.OpenChannel,
        relid,
        openId: relid,
        ringGpadl: gpadl,
        targetVp: 0,
        downstreamPageOffset: ringPages,
      }),
    );
  }

  onOpenResult(message: Uint8Array): void {
    const {relid, status} = OpenResult.read(message);
    const channel = this.channel(relid);
    if (channel?.phase !== 'opening') return;
    channel.phase = status === 0 ? 'open' : 'failed';
    if (status === 0) this.#events.onOpen(channel);
  }

  onRescind(message: Uint8Array): void {
    const {relid} = RelidMessage.read(message);
    const channel = this.channel(relid);
    if (!channel) return;
    this.state.channels = this.state.channels.filter(other => other !== channel);
    this.#events.onRescind(channel);
    this.#post(RelidMessage.encode({messageType: ChannelMessage.RelIdReleased, relid}));
  }

  onAllOffers(): void {
    this.state.offersComplete = true;
  }

  #post(message: Uint8Array): void {
    this.#events.post(this.state.connectionId, message);
  }
}

const HANDLERS: Readonly<Record<number, (client: VmbusClient, message: Uint8Array) => void>> = {
  [ChannelMessage.VersionResponse]: (client, message) => client.onVersionResponse(message),
  [ChannelMessage.OfferChannel]: (client, message) => client.onOffer(message),
  [ChannelMessage.AllOffersDelivered]: client => client.onAllOffers(),
  [ChannelMessage.GpadlCreated]: (client, message) => client.onGpadlCreated(message),
  [ChannelMessage.OpenResult]: (client, message) => client.onOpenResult(message),
  [ChannelMessage.RescindChannelOffer]: (client, message) => client.onRescind(message),
};

function joined(a: Uint8Array, b: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(a.length + b.length);
  bytes.set(a);
  bytes.set(b, a.length);
  return bytes;
}
