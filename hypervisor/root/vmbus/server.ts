/**
 * The VMBus server of one partition: negotiation, and the way of each message to its channel.
 *
 * Lives on the service's main thread. Every message was written by the guest: what does not parse,
 * or does not fit the state, is dropped and counted, as on the original; nothing a guest sends
 * reaches another channel or partition. What travels inside channels is not known here.
 *
 * Source: hyperv-wire.md 3.1 to 3.3, and 8.2 "VMBus control".
 */
import type {Partition, PostedMessage} from '../../hv/partition.ts';
import {SINTS} from '../../hv/partition-block.ts';
import {parse, rawBytes, type Untrusted, untrust} from '../../wire/untrusted.ts';
import {ChannelTable, type Offer} from './channel-table.ts';
import {Outbox} from './outbox.ts';
import {
  ChannelMessage,
  ConnectionState,
  GpadlBody,
  GpadlHeader,
  GpadlTeardown,
  HOST_VERSIONS,
  InitiateContact,
  MESSAGE_CONNECTION_ID,
  MESSAGE_CONNECTION_ID_5,
  MessageHeader,
  ModifyChannel,
  ModifyChannelResponse,
  OpenChannel,
  RelidMessage,
  TlConnectRequest,
  TlConnectResult,
  VersionResponse,
  VMBUS_MESSAGE_TYPE,
  VMBUS_SINT,
  VmbusStatus,
  VmbusVersion,
} from './protocol.ts';
import type {SavedBus} from './saved-bus.ts';
import type {Vsp} from './vsp.ts';

type Message = Untrusted<Uint8Array>;

/** What the guest and the host have agreed upon. */
type Connection = {step: 'disconnected'} | {step: 'connected'; version: number};

/** Figures about a guest's use of the bus. */
export interface ServerCounters {
  messages: number;
  /** Malformed, unknown, or not allowed in the state. */
  dropped: number;
  /** Channels that the guest broke. */
  faults: number;
}

export class VmbusServer {
  readonly partition: Partition;
  readonly counters: ServerCounters = {messages: 0, dropped: 0, faults: 0};
  /** Told of each channel that the guest broke, for the event log. */
  onFault: ((deviceName: string, reason: string) => void) | undefined;
  private readonly outbox: Outbox;
  private readonly channels: ChannelTable;
  private readonly inbox: PostedMessage[] = [];
  private connection: Connection = {step: 'disconnected'};
  /** The messages of the guest are worked off one after the other. */
  private isWorking = false;

  constructor(partition: Partition) {
    this.partition = partition;
    this.outbox = new Outbox(partition);
    this.channels = new ChannelTable(partition, this.outbox);
    this.channels.onFault = (name, reason) => {
      this.counters.faults++;
      this.onFault?.(name, reason);
    };
    this.listen();
    partition.onMessage = message => {
      this.inbox.push(message);
      void this.work();
    };
    partition.onRoom = () => this.goOn();
  }

  /** The agreed version, or undefined while the guest is not connected. */
  get version(): number | undefined {
    return this.connection.step === 'connected' ? this.connection.version : undefined;
  }

  /** Offers a device; a connected guest sees it at once (hot add). */
  offer(vsp: Vsp): Offer {
    return this.channels.offer(vsp);
  }

  /** The guest is gone (reset, power off): everything closes, nobody is told. */
  async reset(): Promise<void> {
    this.inbox.length = 0;
    await this.disconnect();
    this.outbox.vp = 0;
    this.outbox.sint = VMBUS_SINT;
    this.listen();
  }

  /** The bus of a machine whose processors stand still; ends when nothing is half done. */
  async save(): Promise<SavedBus> {
    await this.channels.settled();
    return {
      ...this.channels.save(),
      version: this.version,
      targetVp: this.outbox.vp,
      sint: this.outbox.sint,
      outbox: this.outbox.save(),
      inbox: [...this.inbox],
    };
  }

  /** Goes on from saved state. Devices are offered, and have their own state, already. */
  async restore(saved: SavedBus): Promise<void> {
    const {version, targetVp, sint, outbox, inbox} = saved;
    this.connection = version === undefined ? {step: 'disconnected'} : {step: 'connected', version};
    this.outbox.vp = targetVp;
    this.outbox.sint = sint;
    this.outbox.restore(outbox);
    this.inbox.push(...inbox);
    this.listen();
    await this.channels.restore(saved);
  }

  /** Sends and reads what waited: once the processors are there again. */
  goOn(): void {
    this.outbox.pump();
    void this.work();
  }

  private listen(): void {
    this.partition.connectMessages(MESSAGE_CONNECTION_ID);
    this.partition.connectMessages(MESSAGE_CONNECTION_ID_5);
    this.channels.connectAll();
  }

  private async disconnect(): Promise<void> {
    this.connection = {step: 'disconnected'};
    await this.channels.disconnect();
    this.outbox.clear();
  }

  /** While answers wait for room nothing more is read: the guest's own port fills up. */
  private async work(): Promise<void> {
    if (this.isWorking) return;
    this.isWorking = true;
    while (this.outbox.isEmpty) {
      const posted = this.inbox.shift();
      if (!posted) break;
      this.partition.messageTaken();
      this.counters.messages++;
      const isOurs = posted.messageType === VMBUS_MESSAGE_TYPE;
      if (!isOurs || !(await this.handle(untrust(posted.payload)))) this.counters.dropped++;
    }
    this.isWorking = false;
  }

  /** False: the message is malformed, unknown, or does not fit the state. */
  private async handle(message: Message): Promise<boolean> {
    const type = parse(message, MessageHeader)?.messageType;
    if (type === ChannelMessage.InitiateContact) return this.initiateContact(message);
    if (this.connection.step !== 'connected') return false;
    switch (type) {
      case ChannelMessage.RequestOffers:
        return this.requestOffers();
      case ChannelMessage.GpadlHeader:
        return this.gpadlHeader(message);
      case ChannelMessage.GpadlBody:
        return this.gpadlBody(message);
      case ChannelMessage.GpadlTeardown:
        return this.gpadlTeardown(message);
      case ChannelMessage.OpenChannel:
        return this.openChannel(message);
      case ChannelMessage.CloseChannel:
        return this.withRelid(message, relid => this.channels.closeChannel(relid));
      case ChannelMessage.RelIdReleased:
        return this.withRelid(message, relid => this.channels.release(relid));
      case ChannelMessage.ModifyChannel:
        return this.modifyChannel(message, this.connection.version);
      case ChannelMessage.TlConnectRequest:
        return this.tlConnect(message, this.connection.version);
      case ChannelMessage.Unload:
        return this.unload();
      default:
        return false;
    }
  }

  private async initiateContact(message: Message): Promise<boolean> {
    const contact = parse(message, InitiateContact);
    if (!contact) return false;
    if (this.connection.step === 'connected') await this.disconnect();
    const {versionRequested} = contact;
    const isReachable = this.setTarget(contact);
    if (!HOST_VERSIONS.includes(versionRequested)) this.answerVersion(0, 0, 0);
    else if (!isReachable) this.answerVersion(1, ConnectionState.FailedUnknown, versionRequested);
    else {
      this.connection = {step: 'connected', version: versionRequested};
      const isV5 = versionRequested >= VmbusVersion.V5;
      const selected = isV5 ? MESSAGE_CONNECTION_ID_5 : versionRequested;
      this.answerVersion(1, ConnectionState.Successful, selected);
    }
    return true;
  }

  /**
   * Where the guest wants its messages. An answer must reach it, so a place that does not exist
   * is replaced by the first processor; false then.
   */
  private setTarget(contact: {
    versionRequested: number;
    targetMessageVp: number;
    interruptPage: bigint;
  }): boolean {
    const {versionRequested, targetMessageVp, interruptPage} = contact;
    const isV5 = versionRequested >= VmbusVersion.V5;
    const sint = isV5 ? Number(interruptPage & 0xffn) : VMBUS_SINT;
    const vtl = isV5 ? Number((interruptPage >> 8n) & 0xffn) : 0;
    const vp = versionRequested >= VmbusVersion.Win81 ? targetMessageVp : 0;
    const isReachable = vp < this.partition.vpCount && sint >= 1 && sint < SINTS && vtl === 0;
    this.outbox.vp = isReachable ? vp : 0;
    this.outbox.sint = isReachable ? sint : VMBUS_SINT;
    return isReachable;
  }

  private answerVersion(supported: number, connectionState: number, selected: number): void {
    const messageType = ChannelMessage.VersionResponse;
    this.outbox.send(VersionResponse.encode({messageType, supported, connectionState, selected}));
  }

  private requestOffers(): boolean {
    if (!this.channels.tellAll()) return false;
    this.outbox.send(MessageHeader.encode({messageType: ChannelMessage.AllOffersDelivered}));
    return true;
  }

  private gpadlHeader(message: Message): boolean {
    const header = parse(message, GpadlHeader);
    const piece = rawBytes(message).subarray(GpadlHeader.size);
    return header !== undefined && this.channels.gpadls.header(header, piece);
  }

  private gpadlBody(message: Message): boolean {
    const body = parse(message, GpadlBody);
    const piece = rawBytes(message).subarray(GpadlBody.size);
    return body !== undefined && this.channels.gpadls.body(body.gpadl, piece);
  }

  private gpadlTeardown(message: Message): boolean {
    const teardown = parse(message, GpadlTeardown);
    return teardown !== undefined && this.channels.tearDown(teardown.relid, teardown.gpadl);
  }

  private openChannel(message: Message): boolean {
    const open = parse(message, OpenChannel);
    return open !== undefined && this.channels.openChannel(open);
  }

  private withRelid(message: Message, act: (relid: number) => boolean): boolean {
    const values = parse(message, RelidMessage);
    return values !== undefined && act(values.relid);
  }

  private modifyChannel(message: Message, version: number): boolean {
    const modify = version >= VmbusVersion.Win10Rs3 ? parse(message, ModifyChannel) : undefined;
    if (!modify) return false;
    const result = this.channels.modify(modify.relid, modify.targetVp);
    if (result === 'unknown') return false;
    if (version >= VmbusVersion.Iron)
      this.outbox.send(
        ModifyChannelResponse.encode({
          messageType: ChannelMessage.ModifyChannelResponse,
          relid: modify.relid,
          status: result === 'done' ? VmbusStatus.Success : VmbusStatus.Failure,
        }),
      );
    return result === 'done';
  }

  /** No host socket services are offered, so nobody listens. */
  private tlConnect(message: Message, version: number): boolean {
    const request = version >= VmbusVersion.Win10Rs3 ? parse(message, TlConnectRequest) : undefined;
    if (!request) return false;
    const {endpointId, serviceId} = request;
    this.outbox.send(
      TlConnectResult.encode({
        messageType: ChannelMessage.TlConnectResult,
        endpointId,
        serviceId,
        status: VmbusStatus.ConnectionRefused,
      }),
    );
    return true;
  }

  private async unload(): Promise<boolean> {
    await this.disconnect();
    this.outbox.send(MessageHeader.encode({messageType: ChannelMessage.UnloadComplete}));
    return true;
  }
}
