/**
 * NetVSP on one open channel: the handshake, control messages, frames out of the ring into a port of
 * a switch and from the switch into the guest's buffer.
 *
 * It knows packets and buffers; switching is the switch's business. Works on any thread that holds
 * the channel. Everything that arrives was written by the guest: what is out of order, or can not be
 * answered, closes the channel; a bad frame is dropped and its packet answered.
 * Source: hyperv-wire.md 5.1 to 5.4.
 */
import type {GpaRange} from '../../../hv/guest-memory.ts';
import type {PortCounterValues} from '../../../switch/counters.ts';
import {BROADCAST, type Frame, isMulticast, macAt} from '../../../switch/frame.ts';
import {type Packet, PacketType} from '../../vmbus/packet.ts';
import type {PacketChannel} from '../../vmbus/vsp.ts';
import {answerControl} from './control.ts';
import {Deliverer} from './deliver.ts';
import {PacketFilter} from './ndis-objects.ts';
import {
  ChannelType,
  completionStatus,
  messageSize,
  MTU_MAX,
  MTU_MIN,
  NdisCapability,
  Nvsp,
  NVSP_CONFIG_VERSION,
  NVSP_RSC_VERSION,
  NVSP_VERSIONS,
  NvspMessage,
  nvspMessage,
  NvspStatus,
  RECEIVE_BUFFER_ID,
  RECEIVE_BUFFER_MAX,
  SECTION_SIZE,
  SEND_BUFFER_ID,
  SEND_BUFFER_MAX,
  subAllocationSize,
} from './protocol.ts';
import {ReceiveBuffer} from './receive-buffer.ts';
import {controlMessage, parseControl, Rndis, RndisStatus} from './rndis-protocol.ts';
import {type Answer, NEW_STATE, type NetState} from './saved-state.ts';
import {LINK_SPEED} from './settings.ts';
import {SharedBuffer} from './shared-buffer.ts';
import {eachFrame, Gatherer} from './transmit.ts';

const SAVE_TURN = 1024;
const MDL_CHAIN_MAX = 34;
const NOT_NEGOTIATED = 0xffff_ffff;
const SUCCESS: readonly number[] = [NvspStatus.Success];

/** What a session needs of the adapter that it is the channel of. */
export interface AdapterSide {
  readonly mac: number;
  readonly name: string;
  readonly isConnected: boolean;
  readonly mayTakeAnyAddress: boolean;
  counters(): PortCounterValues;
  /** A frame of the guest; undefined: it made no sense. */
  send(frame: Frame | undefined): void;
  /** Milliseconds until the guest may send again; 0: now. */
  waitMs(): number;
  /** The guest shared memory under this id: `sharedMemory` is to be called with it. */
  wantMemory(gpadl: number): void;
}

export class NetSession {
  readonly #channel: PacketChannel;
  readonly #adapter: AdapterSide;
  readonly #gatherer: Gatherer;
  readonly #unsent: Answer[];
  #state: NetState;
  #receive: ReceiveBuffer | undefined;
  #deliverer: Deliverer | undefined;
  #sendBuffer: SharedBuffer | undefined;
  /** Saved, and the guest has not gone on: its memory is not touched. */
  #isStill = false;

  constructor(
    channel: PacketChannel,
    adapter: AdapterSide,
    state: NetState = NEW_STATE,
    memory: (gpadl: number) => readonly GpaRange[] | undefined = () => undefined,
  ) {
    this.#channel = channel;
    this.#adapter = adapter;
    this.#gatherer = new Gatherer(channel.memory);
    this.#state = state;
    this.#unsent = [...state.unsent];
    this.#restoreBuffers(memory);
    if (state.awaited) adapter.wantMemory(state.awaited.gpadl);
  }

  #restoreBuffers(memory: (gpadl: number) => readonly GpaRange[] | undefined): void {
    const {receiveBuffer, sendBuffer} = this.#state;
    const over = (gpadl: number | undefined): SharedBuffer | undefined => {
      const ranges = gpadl === undefined ? undefined : memory(gpadl);
      return ranges && SharedBuffer.over(this.#channel.memory, ranges);
    };
    this.#sendBuffer = over(sendBuffer);
    const receive = over(receiveBuffer);
    if (receive) this.#useReceiveBuffer(receive);
  }

  /** Sends what lies in the ring first. The processors stand still: nothing comes after it. */
  save(): NetState {
    while (this.#turn(SAVE_TURN, true));
    this.flush();
    this.#isStill = true;
    const {outstanding, ready} = this.#receive?.save() ?? this.#state;
    return {...this.#state, outstanding, ready, unsent: [...this.#unsent]};
  }

  /**
   * Handles up to `limit` packets and shows their answers together. True: some were handled, call
   * again. False: nothing to do now, or the guest has sent all that it may (`waitMs`).
   */
  serve(limit: number): boolean {
    return this.#turn(limit, false);
  }

  #turn(limit: number, isUnlimited: boolean): boolean {
    this.#channel.hold();
    let count = 0;
    while (count < limit && this.#serveOne(isUnlimited)) count += 1;
    this.#receive?.flush();
    this.#channel.flush();
    return count > 0;
  }

  /** Milliseconds until the guest may send again; 0: now. */
  waitMs(): number {
    return this.#adapter.waitMs();
  }

  /** The guest shall signal what comes next. True: something came meanwhile, serve again. */
  rest(): boolean {
    return this.#channel.rest() && this.#unsent.length === 0 && !this.#state.awaited;
  }

  /** A frame of the switch. Shown to the guest by `flush`. False: there was no room, or no wish. */
  deliver(frame: Frame): boolean {
    if (this.#isStill || !this.#channel.isOpen || !this.#wants(macAt(frame.bytes, 0))) return false;
    return this.#deliverer?.deliver(frame) ?? false;
  }

  /** Shows the guest what was delivered. */
  flush(): void {
    if (this.#isStill) return;
    this.#channel.hold();
    this.#receive?.flush();
    this.#channel.flush();
  }

  /** The cable was put in or taken out. */
  linkChanged(): void {
    const {isConnected} = this.#adapter;
    if (!this.#state.isInitialized || this.#state.toldConnected === isConnected) return;
    const status = isConnected ? RndisStatus.MediaConnect : RndisStatus.MediaDisconnect;
    if (this.#receive?.control(controlMessage(Rndis.Indicate, [status, 0, 0])))
      this.#state = {...this.#state, toldConnected: isConnected};
  }

  /** The adapter is on another network: the guest is asked for a new configuration. */
  networkChanged(): void {
    if (this.#state.isInitialized)
      this.#receive?.control(controlMessage(Rndis.Indicate, [RndisStatus.NetworkChange, 0, 0]));
  }

  /** The answer to `wantMemory`. */
  sharedMemory(gpadl: number, ranges: readonly GpaRange[] | undefined): void {
    const {awaited} = this.#state;
    if (awaited?.gpadl !== gpadl) return;
    const {kind, transactionId, length} = awaited;
    const buffer = ranges && SharedBuffer.over(this.#channel.memory, ranges);
    this.#state = {...this.#state, awaited: undefined};
    const words = kind === 'receive' ? this.#onReceive(gpadl, buffer) : this.#onSend(gpadl, buffer);
    const type = kind === 'receive' ? Nvsp.SendReceiveBufferComplete : Nvsp.SendSendBufferComplete;
    this.#complete(transactionId, nvspMessage(type, words, length));
  }

  #wants(target: number): boolean {
    const {filter} = this.#state;
    if ((filter & PacketFilter.Promiscuous) !== 0) return true;
    if (target === BROADCAST) return (filter & PacketFilter.Broadcast) !== 0;
    if (isMulticast(target))
      return (filter & (PacketFilter.Multicast | PacketFilter.AllMulticast)) !== 0;
    const isOwn = target === this.#adapter.mac || this.#adapter.mayTakeAnyAddress;
    return isOwn && (filter & PacketFilter.Directed) !== 0;
  }

  #serveOne(isUnlimited: boolean): boolean {
    if (!this.#sendUnsent() || this.#state.awaited) return false;
    if (!isUnlimited && this.#adapter.waitMs() > 0) return false;
    const packet = this.#channel.poll();
    if (packet) this.#onPacket(packet);
    return packet !== undefined && this.#channel.isOpen;
  }

  #onPacket(packet: Packet): void {
    this.#isStill = false;
    if (packet.type === PacketType.Completion) return this.#onCompletion(packet);
    const known = packet.type === PacketType.InBand || packet.type === PacketType.GpaDirect;
    const message = known ? NvspMessage.read(packet.payload) : undefined;
    if (!message) return this.#channel.close('a network packet that is no message');
    const isFirst = message.type === Nvsp.Init;
    if (isFirst !== (this.#state.version === 0))
      return this.#channel.close('a network message out of its order');
    if (message.type === Nvsp.RndisPacket) this.#onRndis(packet, message);
    else this.#onMessage(packet, message);
  }

  #onCompletion({transactionId, payload}: Packet): void {
    // Answers may cross the guest's taking its buffer back.
    if (!this.#receive) return;
    const isKnown = completionStatus(payload) !== undefined;
    if (!isKnown || !this.#receive.giveBack(transactionId))
      this.#channel.close('an answer to a packet that was not sent');
  }

  /** The handshake. */
  #onMessage(packet: Packet, message: NvspMessage): void {
    switch (message.type) {
      case Nvsp.Init:
        return this.#onInit(packet, message);
      case Nvsp.NdisConfig:
        return this.#onConfig(packet, message);
      case Nvsp.NdisVersion:
        this.#state = {...this.#state, hasNdisVersion: true};
        return this.#acknowledge(packet, message);
      case Nvsp.SendReceiveBuffer:
      case Nvsp.SendSendBuffer:
        return this.#onBuffer(packet, message);
      case Nvsp.RevokeReceiveBuffer:
        return this.#onRevokeReceive(packet, message);
      case Nvsp.RevokeSendBuffer:
        this.#sendBuffer = undefined;
        this.#state = {...this.#state, sendBuffer: undefined};
        return this.#acknowledge(packet, message);
      case Nvsp.SubChannel:
        return this.#refuseSubChannels(packet, message);
      default:
        // Chimney, queues of the adapter, packet direct: nothing of that is here.
        return this.#answer(packet, nvspMessage(Nvsp.None, [], message.length));
    }
  }

  #onInit(packet: Packet, message: NvspMessage): void {
    const [low, high] = [message.u32(4), message.u32(8)];
    const version = NVSP_VERSIONS.find(known => known >= low && known <= high) ?? 0;
    this.#state = {...this.#state, version};
    const status = version === 0 ? NvspStatus.Failure : NvspStatus.Success;
    const deprecated = version === 2 ? version : NOT_NEGOTIATED;
    const words = [deprecated, MDL_CHAIN_MAX, status];
    this.#answer(packet, nvspMessage(Nvsp.InitComplete, words, message.length));
  }

  #onConfig(packet: Packet, message: NvspMessage): void {
    const {version, receiveBuffer, awaited, config} = this.#state;
    if (version < NVSP_CONFIG_VERSION || config || receiveBuffer !== undefined || awaited)
      return this.#channel.close('network configuration out of its order');
    const asked = message.u32(4);
    const mtu = asked >= MTU_MIN && asked <= MTU_MAX ? asked : MTU_MIN;
    this.#state = {...this.#state, config: {mtu, capabilities: message.u32(12)}};
    this.#acknowledge(packet, message);
  }

  #onBuffer(packet: Packet, message: NvspMessage): void {
    const isReceive = message.type === Nvsp.SendReceiveBuffer;
    const {receiveBuffer, sendBuffer, hasNdisVersion} = this.#state;
    const isThere = (isReceive ? receiveBuffer : sendBuffer) !== undefined;
    const id = isReceive ? RECEIVE_BUFFER_ID : SEND_BUFFER_ID;
    if (isThere || !hasNdisVersion || message.u16(8) !== id || !packet.completionRequested)
      return this.#channel.close('a network buffer out of its order');
    const {transactionId} = packet;
    const kind = isReceive ? 'receive' : 'send';
    const gpadl = message.u32(4);
    this.#state = {...this.#state, awaited: {kind, gpadl, transactionId, length: message.length}};
    this.#adapter.wantMemory(gpadl);
  }

  #onReceive(gpadl: number, buffer: SharedBuffer | undefined): number[] {
    const size = subAllocationSize(this.#mtu);
    if (!buffer || buffer.size < size * 32 || buffer.size > RECEIVE_BUFFER_MAX)
      return [NvspStatus.Failure, 0];
    this.#state = {...this.#state, receiveBuffer: gpadl};
    const {partCount} = this.#useReceiveBuffer(buffer);
    return [NvspStatus.Success, 1, 0, size, partCount, size * partCount];
  }

  #onSend(gpadl: number, buffer: SharedBuffer | undefined): number[] {
    if (!buffer || buffer.size < SECTION_SIZE || buffer.size > SEND_BUFFER_MAX)
      return [NvspStatus.Failure, 0];
    this.#sendBuffer = buffer;
    this.#state = {...this.#state, sendBuffer: gpadl};
    return [NvspStatus.Success, SECTION_SIZE];
  }

  #useReceiveBuffer(buffer: SharedBuffer): ReceiveBuffer {
    const {version, config} = this.#state;
    const sizes = {part: subAllocationSize(this.#mtu), message: messageSize(version)};
    const inPieces =
      version >= NVSP_RSC_VERSION && ((config?.capabilities ?? 0) & NdisCapability.Rsc) !== 0;
    const receive = new ReceiveBuffer(this.#channel, buffer, sizes, this.#state);
    this.#receive = receive;
    this.#deliverer = new Deliverer(receive, inPieces);
    return receive;
  }

  /** From here on the memory is the guest's alone, whatever it still holds or waits for. */
  #onRevokeReceive(packet: Packet, message: NvspMessage): void {
    this.#receive = undefined;
    this.#deliverer = undefined;
    const nothing = {receiveBuffer: undefined, outstanding: [], ready: []};
    this.#state = {...this.#state, ...nothing, isInitialized: false, filter: 0};
    this.#acknowledge(packet, message);
  }

  get #mtu(): number {
    return this.#state.config?.mtu ?? MTU_MIN;
  }

  /** The packet is answered after its frames are on their way, whatever they were. */
  #onRndis(packet: Packet, message: NvspMessage): void {
    if (!this.#receive) return this.#channel.close('RNDIS without a receive buffer');
    const place = {
      sectionIndex: message.u32(8),
      sectionSize: message.u32(12),
      ranges: packet.ranges,
    };
    const bytes = this.#gatherer.gather(place, this.#sendBuffer);
    const isControl = message.u32(4) === ChannelType.Control;
    const isGood =
      bytes !== undefined && (isControl ? this.#onControl(bytes) : this.#onData(bytes));
    if (!bytes) this.#adapter.send(undefined);
    const words = isGood ? SUCCESS : [NvspStatus.InvalidRndisPacket];
    this.#answer(packet, nvspMessage(Nvsp.RndisPacketComplete, words, message.length));
  }

  #onData(bytes: Uint8Array): boolean {
    if (!this.#state.isInitialized) return false;
    const isGood = eachFrame(bytes, this.#mtu, frame => this.#adapter.send(frame));
    if (!isGood) this.#adapter.send(undefined);
    return isGood;
  }

  #onControl(bytes: Uint8Array): boolean {
    const request = parseControl(bytes);
    if (!request) return false;
    const answer = answerControl(request, {
      facts: () => this.#facts(),
      setInitialized: isInitialized => {
        const toldConnected = this.#adapter.isConnected;
        this.#state = {...this.#state, isInitialized, toldConnected, filter: 0};
      },
      setFilter: filter => {
        this.#state = {...this.#state, filter};
      },
      mayUse: mac => mac === this.#adapter.mac || this.#adapter.mayTakeAnyAddress,
    });
    if (answer && !this.#receive?.control(answer))
      this.#channel.close('control messages whose answers are not taken');
    return true;
  }

  #facts() {
    const {mac, name, isConnected} = this.#adapter;
    const {filter} = this.#state;
    const counters = this.#adapter.counters();
    return {mac, name, isConnected, filter, counters, mtu: this.#mtu, linkSpeed: LINK_SPEED};
  }

  /** One channel serves an adapter. */
  #refuseSubChannels(packet: Packet, {length}: NvspMessage): void {
    this.#answer(packet, nvspMessage(Nvsp.SubChannel, [NvspStatus.Failure, 0], length));
  }

  /** Messages without an answer of their own: only who asks for one gets one. */
  #acknowledge(packet: Packet, message: NvspMessage): void {
    this.#answer(packet, nvspMessage(Nvsp.None, [], message.length));
  }

  #answer(packet: Packet, payload: Uint8Array): void {
    if (packet.completionRequested) this.#complete(packet.transactionId, payload);
  }

  #complete(transactionId: bigint, payload: Uint8Array): void {
    if (this.#channel.complete(transactionId, payload) === 'full')
      this.#unsent.push({transactionId, payload});
  }

  /** Sends what waits. False: the ring is still full. */
  #sendUnsent(): boolean {
    for (let next = this.#unsent[0]; next; next = this.#unsent[0]) {
      if (this.#channel.complete(next.transactionId, next.payload) === 'full') return false;
      this.#unsent.shift();
    }
    return true;
  }
}
