/**
 * The channels of one partition: offers, open, close, rescind.
 *
 * Called by server.ts with messages that parsed and came in a connected state. Each method answers
 * whether the message fitted the channel's state; what did not is dropped by the server.
 * Shared memory is gpadl-table.ts. Source: hyperv-wire.md 3.4, 3.6 and 8.2.
 */
import type {Partition} from '../../hv/partition.ts';
import type {LayoutValues} from '../../wire/layout.ts';
import {type ChannelOwner, OfferedChannel, OpenedChannel, type OpenRequest} from './channel.ts';
import {ringPages} from './gpadl.ts';
import {GpadlTable} from './gpadl-table.ts';
import type {Outbox} from './outbox.ts';
import {
  ChannelMessage,
  MAX_RELID,
  NO_INTERRUPTS_VP,
  OfferChannel,
  type OpenChannel,
  OpenResult,
  RelidMessage,
  VMBUS_SINT,
  VmbusStatus,
} from './protocol.ts';
import type {SavedChannel, SavedChannels} from './saved-bus.ts';
import type {Vsp} from './vsp.ts';

/** Connection ids of channels: the interrupt source in bits 12 and up, the relid below. */
const CONNECTION_SINT_SHIFT = 12;
const DEDICATED = 1;
const NO_MONITOR = 0xff;

/** A device for as long as the machine has it; its channel may come and go. */
interface Device {
  vsp: Vsp;
  channel: OfferedChannel | undefined;
}

/** An offer as its owner holds it. */
export interface Offer {
  /** The channel's id, or undefined while the guest has lost the device by its own fault. */
  readonly relid: number | undefined;
  /** Takes the device away. Ends when the guest has let go of it (at once if it is not there). */
  rescind(): Promise<void>;
}

export class ChannelTable implements ChannelOwner {
  readonly partition: Partition;
  readonly gpadls: GpadlTable;
  /** Told of each channel that the guest broke. */
  onFault: ((deviceName: string, reason: string) => void) | undefined;
  private readonly outbox: Outbox;
  private readonly devices = new Set<Device>();
  private readonly channels = new Map<number, OfferedChannel>();
  /** The guest has asked for offers: it is told of new ones at once. */
  private isListening = false;

  constructor(partition: Partition, outbox: Outbox) {
    this.partition = partition;
    this.outbox = outbox;
    this.gpadls = new GpadlTable(outbox, partition.memory.pages, relid => this.known(relid));
  }

  get sint(): number {
    return this.outbox.sint;
  }

  connectionIdOf(relid: number): number {
    return relid | (VMBUS_SINT << CONNECTION_SINT_SHIFT);
  }

  // Offers

  offer(vsp: Vsp): Offer {
    const device: Device = {vsp, channel: undefined};
    this.devices.add(device);
    this.addPrimary(device);
    return {
      get relid() {
        return device.channel?.relid;
      },
      rescind: async () => {
        this.devices.delete(device);
        if (device.channel) await this.rescind(device.channel);
      },
    };
  }

  addSubChannel(parent: OfferedChannel, index: number, open: Vsp['open']): void {
    this.add(relid => new OfferedChannel(relid, parent.offer, open, {index, parent}));
  }

  /** Tells the guest of every device; false if it asked before on this connection. */
  tellAll(): boolean {
    if (this.isListening) return false;
    this.isListening = true;
    for (const offered of this.channels.values()) if (!offered.revoked) this.tell(offered);
    return true;
  }

  fail(offered: OfferedChannel, reason: string): void {
    this.onFault?.(offered.offer.name, reason);
    void this.rescind(offered);
  }

  /**
   * The guest is gone or starts anew: closes every channel and forgets what it shared. A device
   * that the guest had lost by a fault of its own is there again.
   */
  async disconnect(): Promise<void> {
    this.isListening = false;
    await Promise.all([...this.channels.values()].map(offered => this.close(offered)));
    for (const offered of this.channels.values()) {
      offered.isOffered = false;
      this.gpadls.drop(offered);
      if (offered.revoked || offered.parent) this.remove(offered);
    }
    for (const device of this.devices) if (!device.channel) this.addPrimary(device);
  }

  /** Lets the guest signal its channels (again, after the partition's connections were cleared). */
  connectAll(): void {
    for (const relid of this.channels.keys())
      this.partition.connectEvent(this.connectionIdOf(relid), relid);
  }

  // Open and close

  tearDown(relid: number, gpadl: number): boolean {
    return this.gpadls.tearDown(this.channels.get(relid), gpadl);
  }

  openChannel(message: LayoutValues<typeof OpenChannel>): boolean {
    const {relid, openId, ringGpadl, targetVp, downstreamPageOffset, userData} = message;
    const offered = this.known(relid);
    const step = offered?.state.step;
    if (!offered || step === 'opening' || step === 'open') return false;
    const gpadl = offered.gpadls.get(ringGpadl);
    const rings =
      gpadl && !gpadl.tornDown ? ringPages(gpadl.ranges, downstreamPageOffset) : undefined;
    const isSilent = targetVp === NO_INTERRUPTS_VP;
    if (!rings || !(isSilent || targetVp < this.partition.vpCount)) {
      this.answerOpen(relid, openId, VmbusStatus.Failure);
      return true;
    }
    const request = {openId, ringGpadl, targetVp: isSilent ? -1 : targetVp, rings, userData};
    if (offered.state.step === 'closing') offered.state.reopen = request;
    else this.open(offered, request);
    return true;
  }

  closeChannel(relid: number): boolean {
    const offered = this.channels.get(relid);
    if (offered?.state.step !== 'open') return false;
    void this.close(offered);
    return true;
  }

  /** The guest has forgotten the channel. */
  release(relid: number): boolean {
    const offered = this.channels.get(relid);
    if (!offered || offered.state.step === 'open' || offered.state.step === 'opening') return false;
    offered.isOffered = false;
    // A device that is still closing keeps the id until it is done.
    void this.close(offered).then(() => {
      this.gpadls.drop(offered);
      if (offered.revoked) this.remove(offered);
    });
    return true;
  }

  /** Moves a channel's interrupts. `unknown`: no such channel, nothing to answer. */
  modify(relid: number, targetVp: number): 'done' | 'refused' | 'unknown' {
    const offered = this.known(relid);
    if (!offered) return 'unknown';
    if (offered.state.step !== 'open' || targetVp >= this.partition.vpCount) return 'refused';
    this.partition.block.setEventTarget(relid, targetVp);
    return 'done';
  }

  private open(offered: OfferedChannel, request: OpenRequest): void {
    const gpadl = offered.gpadls.get(request.ringGpadl);
    if (!gpadl) return this.answerOpen(offered.relid, request.openId, VmbusStatus.Failure);
    gpadl.inUse = true;
    const channel = new OpenedChannel(offered, this, request);
    const done = this.askDevice(offered, channel, request);
    offered.state = {step: 'opening', isCancelled: false, done};
  }

  /** Other messages go on while the device thinks. */
  private async askDevice(
    offered: OfferedChannel,
    channel: OpenedChannel,
    request: OpenRequest,
  ): Promise<void> {
    let status: number = VmbusStatus.Success;
    // The state is set when this is called, before the device is.
    await Promise.resolve();
    try {
      await offered.open(channel);
    } catch {
      status = VmbusStatus.Failure;
    }
    const isCancelled = offered.state.step === 'opening' && offered.state.isCancelled;
    offered.state = {step: 'open', channel};
    if (!isCancelled) this.answerOpen(offered.relid, request.openId, status);
    if (isCancelled || status !== VmbusStatus.Success) await this.close(offered);
  }

  private answerOpen(relid: number, openId: number, status: number): void {
    const messageType = ChannelMessage.OpenResult;
    this.outbox.send(OpenResult.encode({messageType, relid, openId, status}));
  }

  /** Ends when the device has let go of the channel's memory. */
  private close(offered: OfferedChannel): Promise<void> {
    const {state} = offered;
    switch (state.step) {
      case 'closed':
        return Promise.resolve();
      case 'opening':
        state.isCancelled = true;
        return state.done;
      case 'closing':
        delete state.reopen;
        return state.done;
      case 'open': {
        const done = this.shut(offered, state.channel);
        offered.state = {step: 'closing', done};
        return done;
      }
    }
  }

  private async shut(offered: OfferedChannel, channel: OpenedChannel): Promise<void> {
    await channel.shut();
    const {state} = offered;
    offered.state = {step: 'closed'};
    this.gpadls.release(offered);
    this.rescindSubChannels(offered);
    if (state.step === 'closing' && state.reopen && !offered.revoked)
      this.open(offered, state.reopen);
  }

  // Saved state

  /** Ends when no open or close is half done. */
  async settled(): Promise<void> {
    for (const {state} of this.channels.values())
      if (state.step === 'opening' || state.step === 'closing') await state.done;
  }

  save(): SavedChannels {
    return {
      isListening: this.isListening,
      channels: [...this.channels.values()].map(offered => this.saveChannel(offered)),
      assemblies: this.gpadls.save(),
    };
  }

  /**
   * The channels as they were, for the devices that are offered now; open ones are opened with
   * their devices again. What has no device any more is taken from the guest, and what is new is
   * offered to it.
   */
  async restore(saved: SavedChannels): Promise<void> {
    this.channels.clear();
    this.isListening = saved.isListening;
    for (const device of this.devices) device.channel = undefined;
    const opened = saved.channels.map(channel => this.restoreChannel(channel));
    this.gpadls.restore(saved.assemblies);
    this.connectAll();
    for (const device of this.devices) if (!device.channel) this.addPrimary(device);
    await Promise.all(opened);
  }

  private saveChannel(offered: OfferedChannel): SavedChannel {
    const {relid, offer, subChannelIndex, isOffered, revoked, gpadls, state} = offered;
    const targetVp = this.partition.block.eventTarget(relid);
    return {
      relid,
      interfaceId: offer.interfaceId,
      instanceId: offer.instanceId,
      subChannelIndex,
      isOffered,
      isRevoked: revoked !== undefined,
      gpadls: [...gpadls],
      ...(state.step === 'open' && {open: {...state.channel.request, targetVp}}),
    };
  }

  private async restoreChannel(saved: SavedChannel): Promise<void> {
    const {relid, interfaceId, instanceId, isOffered, gpadls, open} = saved;
    const device = [...this.devices].find(
      ({vsp, channel}) =>
        !channel && vsp.offer.interfaceId === interfaceId && vsp.offer.instanceId === instanceId,
    );
    const offer = device?.vsp.offer ?? {interfaceId, instanceId, name: instanceId};
    const offered = new OfferedChannel(relid, offer, channel => device?.vsp.open(channel));
    this.channels.set(relid, offered);
    offered.isOffered = isOffered;
    for (const [id, gpadl] of gpadls) offered.gpadls.set(id, {...gpadl});
    this.gpadls.adopt(offered);
    if (saved.isRevoked) offered.revoked = {released: () => {}};
    else if (!device || saved.subChannelIndex > 0) void this.rescind(offered);
    else {
      device.channel = offered;
      if (open) await this.reopen(offered, open);
    }
  }

  /** The guest knows the channel as open and gets no answer. */
  private async reopen(offered: OfferedChannel, request: OpenRequest): Promise<void> {
    const channel = new OpenedChannel(offered, this, request);
    offered.state = {step: 'open', channel};
    try {
      await offered.open(channel);
    } catch (error) {
      return this.fail(offered, String(error));
    }
    this.partition.signalHost(this.connectionIdOf(offered.relid));
  }

  // The table

  private addPrimary(device: Device): void {
    const {vsp} = device;
    device.channel = this.add(
      relid => new OfferedChannel(relid, vsp.offer, channel => vsp.open(channel)),
    );
  }

  private add(make: (relid: number) => OfferedChannel): OfferedChannel {
    const relid = this.freeRelid();
    const offered = make(relid);
    this.channels.set(relid, offered);
    this.partition.connectEvent(this.connectionIdOf(relid), relid);
    if (this.isListening) this.tell(offered);
    return offered;
  }

  private freeRelid(): number {
    for (let relid = 1; relid <= MAX_RELID; relid++) if (!this.channels.has(relid)) return relid;
    throw new RangeError(`a partition has at most ${MAX_RELID} channels`);
  }

  private tell(offered: OfferedChannel): void {
    const {offer, relid, subChannelIndex} = offered;
    offered.isOffered = true;
    this.outbox.send(
      OfferChannel.encode({
        messageType: ChannelMessage.OfferChannel,
        interfaceId: offer.interfaceId,
        instanceId: offer.instanceId,
        flags: offer.flags ?? 0,
        mmioMegabytes: offer.mmioMegabytes ?? 0,
        userDefined: offer.userDefined ?? new Uint8Array(0),
        subChannelIndex,
        relid,
        monitorId: NO_MONITOR,
        isDedicated: DEDICATED,
        connectionId: this.connectionIdOf(relid),
      }),
    );
  }

  /** A channel that the guest may use: offered to it and not taken back. */
  private known(relid: number): OfferedChannel | undefined {
    const offered = this.channels.get(relid);
    return offered?.isOffered && !offered.revoked ? offered : undefined;
  }

  private async rescind(offered: OfferedChannel): Promise<void> {
    if (offered.revoked) return;
    const released = new Promise<void>(resolve => {
      offered.revoked = {released: resolve};
    });
    this.rescindSubChannels(offered);
    const closed = this.close(offered);
    if (offered.isOffered)
      this.outbox.send(
        RelidMessage.encode({
          messageType: ChannelMessage.RescindChannelOffer,
          relid: offered.relid,
        }),
      );
    await closed;
    if (!offered.isOffered) this.remove(offered);
    await released;
  }

  private rescindSubChannels(offered: OfferedChannel): void {
    for (const other of this.channels.values())
      if (other.parent === offered) void this.rescind(other);
  }

  private remove(offered: OfferedChannel): void {
    if (this.channels.get(offered.relid) !== offered) return;
    this.gpadls.drop(offered);
    this.channels.delete(offered.relid);
    this.partition.connections.remove(this.connectionIdOf(offered.relid));
    for (const device of this.devices) if (device.channel === offered) device.channel = undefined;
    offered.revoked?.released();
  }
}
