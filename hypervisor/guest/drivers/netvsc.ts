/**
 * NetVSC: the guest's driver of the synthetic network adapter.
 *
 * Handshake, buffers, then frames: out of sections of the send buffer, in by parts of the receive
 * buffer. Plain data is all its state, so a machine can be saved with frames under way.
 * Source: hyperv-wire.md 5.1 to 5.4.
 */
import {PacketType} from '../../root/vmbus/packet.ts';
import {Oid, PacketFilter} from '../../root/vsp/network/ndis-objects.ts';
import {
  ChannelType,
  MTU_MIN,
  NETWORK_CLASS,
  Nvsp,
  NVSP_VERSIONS,
  nvspMessage,
  NvspStatus,
  RECEIVE_BUFFER_ID,
  SECTION_SIZE,
  SEND_BUFFER_ID,
} from '../../root/vsp/network/protocol.ts';
import {
  controlMessage,
  messageType,
  parsePacket,
  putPacketHeader,
  PACKET_HEADER,
  Rndis,
  RndisStatus,
} from '../../root/vsp/network/rndis-protocol.ts';
import {macAt} from '../../switch/frame.ts';
import {gpaOf, PAGE} from '../memory-map.ts';
import type {GuestChannel, IncomingPacket} from '../vmbus/channel.ts';
import type {Driver} from './driver.ts';

/** Pages to receive into: more than a TCP window. And room for 32 frames to be sent. */
const RECEIVE_PAGES = 384;
const SECTIONS = 32;
const SEND_PAGES = (SECTIONS * SECTION_SIZE) / PAGE;
const MESSAGE = 40;
const NDIS_MAJOR = 6;
const NDIS_MINOR = 30;
const FILTER = PacketFilter.Directed | PacketFilter.AllMulticast | PacketFilter.Broadcast;
/** Transaction ids of the handshake; frames have the number of their section. */
const HANDSHAKE_ID = 0x1000;
const RequestId = {Initialize: 1, Address: 2, Filter: 3} as const;

type Phase =
  | 'closed'
  | 'init'
  | 'receiveMemory'
  | 'receiveBuffer'
  | 'sendMemory'
  | 'sendBuffer'
  | 'rndis'
  | 'ready'
  | 'failed';

export interface NetVscState {
  phase: Phase;
  relid: number;
  receivePage: number;
  sendPage: number;
  gpadl: number;
  /** Sections that the host has. */
  busy: number[];
  mac: number;
  isConnected: boolean;
}

export function newNetVscState(): NetVscState {
  return {
    phase: 'closed',
    relid: 0,
    receivePage: 0,
    sendPage: 0,
    gpadl: 0,
    busy: [],
    mac: 0,
    isConnected: true,
  };
}

export interface NetVscEvents {
  allocatePages(count: number): number | undefined;
  freePages(first: number, count: number): void;
  /** Shares pages with the host; `onShared` follows. */
  share(relid: number, firstPage: number, count: number): number;
  log(text: string): void;
  onFrame(bytes: Uint8Array): void;
  /** The adapter can be used, or has another network. */
  onLink(isConnected: boolean): void;
}

export class NetVsc implements Driver {
  readonly interfaceId = NETWORK_CLASS;
  readonly name = 'hv_netvsc';
  readonly ringPages = 17;
  readonly #events: NetVscEvents;
  readonly #header = new Uint8Array(PACKET_HEADER);
  /** Answers to the host that its ring had no room for. */
  readonly #owed: bigint[] = [];
  #state: NetVscState;
  #channel: GuestChannel | undefined;

  constructor(events: NetVscEvents, state = newNetVscState()) {
    this.#events = events;
    this.#state = state;
  }

  get mac(): number {
    return this.#state.mac;
  }

  get isReady(): boolean {
    return this.#state.phase === 'ready';
  }

  get isConnected(): boolean {
    return this.isReady && this.#state.isConnected;
  }

  /** Between the opening of the channel and the end of the handshake. */
  get isStarting(): boolean {
    return !['closed', 'ready', 'failed'].includes(this.#state.phase);
  }

  save(): NetVscState {
    return structuredClone(this.#state);
  }

  onOpen(channel: GuestChannel, restored: boolean): void {
    this.#channel = channel;
    if (restored) return;
    this.#state = {...newNetVscState(), phase: 'init', relid: channel.state.relid};
    const [version = 0] = NVSP_VERSIONS;
    this.#ask(Nvsp.Init, [version, version]);
  }

  onClose(): void {
    const {receivePage, sendPage} = this.#state;
    if (receivePage > 0) this.#events.freePages(receivePage, RECEIVE_PAGES);
    if (sendPage > 0) this.#events.freePages(sendPage, SEND_PAGES);
    this.#channel = undefined;
    this.#owed.length = 0;
    this.#state = newNetVscState();
  }

  onRoom(): void {
    while (this.#owed[0] !== undefined && this.#giveBack(this.#owed[0])) this.#owed.shift();
  }

  /** Sends a frame. False: there is no room, or nobody to send it to. */
  send(frame: Uint8Array): boolean {
    if (!this.isReady) return false;
    const header = putPacketHeader(this.#header, frame.length, []);
    return this.#sendParts(ChannelType.Data, [this.#header.subarray(0, header), frame]);
  }

  /** The host has the pages under the id that `share` gave, or refused them. */
  onShared(gpadl: number, ok: boolean): void {
    const {phase} = this.#state;
    if (gpadl !== this.#state.gpadl) return;
    if (!ok) this.#fail('shared memory was refused');
    else if (phase === 'receiveMemory') {
      this.#state.phase = 'receiveBuffer';
      this.#ask(Nvsp.SendReceiveBuffer, [gpadl, RECEIVE_BUFFER_ID]);
    } else if (phase === 'sendMemory') {
      this.#state.phase = 'sendBuffer';
      this.#ask(Nvsp.SendSendBuffer, [gpadl, SEND_BUFFER_ID]);
    }
  }

  onPacket(packet: IncomingPacket): void {
    if (packet.type === PacketType.TransferPages) this.#onReceived(packet);
    else if (packet.type === PacketType.Completion) this.#onCompletion(packet);
  }

  #onCompletion(packet: IncomingPacket): void {
    const id = packet.transactionLow;
    if (id < SECTIONS) {
      this.#state.busy = this.#state.busy.filter(section => section !== id);
      return;
    }
    const view = new DataView(packet.payload().buffer);
    const status = view.getUint32(this.#state.phase === 'init' ? 12 : 4, true);
    if (status !== NvspStatus.Success) return this.#fail(`the host answers ${status}`);
    if (this.#state.phase === 'init') this.#configure();
    else if (this.#state.phase === 'receiveBuffer') this.#share('sendMemory', SEND_PAGES);
    else if (this.#state.phase === 'sendBuffer') {
      this.#state.phase = 'rndis';
      this.#control(controlMessage(Rndis.Initialize, [RequestId.Initialize, 1, 0, 0x4000]));
    }
  }

  #configure(): void {
    this.#tell(Nvsp.NdisConfig, [MTU_MIN, 0, 0, 0]);
    this.#tell(Nvsp.NdisVersion, [NDIS_MAJOR, NDIS_MINOR]);
    this.#share('receiveMemory', RECEIVE_PAGES);
  }

  #share(phase: 'receiveMemory' | 'sendMemory', count: number): void {
    const page = this.#events.allocatePages(count);
    if (page === undefined) return this.#fail('out of memory');
    this.#state[phase === 'receiveMemory' ? 'receivePage' : 'sendPage'] = page;
    this.#state.phase = phase;
    this.#state.gpadl = this.#events.share(this.#state.relid, page, count);
  }

  #onReceived(packet: IncomingPacket): void {
    const header = new DataView(packet.header().buffer);
    const memory = this.#channel?.memory;
    const count = header.getUint32(4, true);
    for (let index = 0; index < count && memory; index++) {
      const length = header.getUint32(8 + index * 8, true);
      const offset = header.getUint32(12 + index * 8, true);
      this.#onMessage(memory.copyOut(gpaOf(this.#state.receivePage) + offset, length));
    }
    const {transactionId} = packet;
    if (this.#owed.length > 0 || !this.#giveBack(transactionId)) this.#owed.push(transactionId);
  }

  #giveBack(transactionId: bigint): boolean {
    const payload = nvspMessage(Nvsp.RndisPacketComplete, [NvspStatus.Success], MESSAGE);
    return this.#channel?.send({type: PacketType.Completion, transactionId, payload}) ?? true;
  }

  #onMessage(message: Uint8Array): void {
    const type = messageType(message);
    if (type === Rndis.Packet) {
      const packet = parsePacket(message);
      if (packet) this.#events.onFrame(packet.data);
    } else if (type === Rndis.Indicate) this.#onStatus(message);
    else this.#onAnswer(message);
  }

  #onStatus(message: Uint8Array): void {
    const status = new DataView(message.buffer, message.byteOffset).getUint32(8, true);
    const isKnown = status === RndisStatus.MediaConnect || status === RndisStatus.MediaDisconnect;
    if (!isKnown && status !== RndisStatus.NetworkChange) return;
    if (isKnown) this.#state.isConnected = status === RndisStatus.MediaConnect;
    this.#events.log(`hv_netvsc: link ${this.#state.isConnected ? 'up' : 'down'}`);
    this.#events.onLink(this.#state.isConnected);
  }

  #onAnswer(message: Uint8Array): void {
    const view = new DataView(message.buffer, message.byteOffset);
    const id = view.getUint32(8, true);
    if (view.getUint32(12, true) !== RndisStatus.Success)
      return this.#fail(`request ${id} refused`);
    if (id === RequestId.Initialize) {
      const words = [RequestId.Address, Oid.PermanentAddress, 0, 0, 0];
      this.#control(controlMessage(Rndis.Query, words));
    } else if (id === RequestId.Address) {
      this.#state.mac = macAt(message, 24);
      const info = Uint8Array.of(FILTER, 0, 0, 0);
      const words = [RequestId.Filter, Oid.CurrentPacketFilter, info.length, 20, 0];
      this.#control(controlMessage(Rndis.Set, words, info));
    } else if (id === RequestId.Filter) {
      this.#state.phase = 'ready';
      const mac = this.#state.mac.toString(16).padStart(12, '0').match(/../g)?.join(':');
      this.#events.log(`hv_netvsc: adapter ${mac}`);
      this.#events.onLink(true);
    }
  }

  #control(message: Uint8Array): void {
    if (!this.#sendParts(ChannelType.Control, [message])) this.#fail('no room for a request');
  }

  #sendParts(channelType: number, parts: readonly Uint8Array[]): boolean {
    const channel = this.#channel;
    const {busy} = this.#state;
    const section = Array.from({length: SECTIONS}, (_, index) => index).find(
      index => !busy.includes(index),
    );
    const length = parts.reduce((sum, part) => sum + part.length, 0);
    if (!channel || section === undefined || length > SECTION_SIZE) return false;
    let gpa = gpaOf(this.#state.sendPage) + section * SECTION_SIZE;
    for (const part of parts) {
      channel.memory.copyIn(gpa, part);
      gpa += part.length;
    }
    const payload = nvspMessage(Nvsp.RndisPacket, [channelType, section, length], MESSAGE);
    const transactionId = BigInt(section);
    if (!channel.send({payload, transactionId, requestCompletion: true})) return false;
    busy.push(section);
    return true;
  }

  #ask(type: number, words: readonly number[]): void {
    const transactionId = BigInt(HANDSHAKE_ID);
    const payload = nvspMessage(type, words, MESSAGE);
    if (!this.#channel?.send({payload, transactionId, requestCompletion: true}))
      this.#fail('the ring is full');
  }

  #tell(type: number, words: readonly number[]): void {
    this.#channel?.send({payload: nvspMessage(type, words, MESSAGE)});
  }

  #fail(reason: string): void {
    this.#state.phase = 'failed';
    this.#events.log(`hv_netvsc: ${reason}`);
  }
}
