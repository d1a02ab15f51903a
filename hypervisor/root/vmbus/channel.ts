/**
 * One offered channel as the server keeps it: identity, state, shared memory.
 *
 * Source: hyperv-wire.md 3.6. The state holds what is known in it and nothing else; the
 * transitions are made in channel-table.ts.
 */
import type {Partition} from '../../hv/partition.ts';
import {DataChannel, openEnds} from './data-channel.ts';
import type {Gpadl, RingPages} from './gpadl.ts';
import type {OutgoingPacket, Packet} from './packet.ts';
import type {
  ChannelDescription,
  HostChannel,
  SendResult,
  ServiceDoorbell,
  Vsp,
  VspOffer,
} from './vsp.ts';

export type ChannelState =
  | {step: 'closed'}
  /** The device was asked. `done` ends when it has answered and what followed is over. */
  | {step: 'opening'; isCancelled: boolean; done: Promise<void>}
  | {step: 'open'; channel: OpenedChannel}
  /** The device lets go of the memory; the guest may ask to open again meanwhile. */
  | {step: 'closing'; done: Promise<void>; reopen?: OpenRequest};

/** A checked OpenChannel message. */
export interface OpenRequest {
  openId: number;
  ringGpadl: number;
  /** -1: no interrupts. */
  targetVp: number;
  rings: RingPages;
  userData: Uint8Array;
}

export class OfferedChannel {
  readonly relid: number;
  readonly offer: VspOffer;
  readonly open: Vsp['open'];
  readonly subChannelIndex: number;
  readonly parent: OfferedChannel | undefined;
  readonly gpadls = new Map<number, Gpadl>();
  state: ChannelState = {step: 'closed'};
  /** The guest was told of the channel on this connection. */
  isOffered = false;
  /** The host took the offer back; the relid is free when the guest releases it. */
  revoked: {released: () => void} | undefined;

  constructor(
    relid: number,
    offer: VspOffer,
    open: Vsp['open'],
    sub?: {index: number; parent: OfferedChannel},
  ) {
    this.relid = relid;
    this.offer = offer;
    this.open = open;
    this.subChannelIndex = sub?.index ?? 0;
    this.parent = sub?.parent;
  }
}

/** What an open channel needs of the server. */
export interface ChannelOwner {
  readonly partition: Partition;
  readonly sint: number;
  connectionIdOf(relid: number): number;
  addSubChannel(parent: OfferedChannel, index: number, open: Vsp['open']): void;
  /** The guest broke the channel, or the device gave up. */
  fail(offered: OfferedChannel, reason: string): void;
}

/** The channel as its device holds it while it is open. */
export class OpenedChannel implements HostChannel {
  readonly request: OpenRequest;
  private readonly offered: OfferedChannel;
  private readonly owner: ChannelOwner;
  private readonly data: DataChannel;
  private closeListeners: (() => void | Promise<void>)[] = [];

  constructor(offered: OfferedChannel, owner: ChannelOwner, request: OpenRequest) {
    const {partition, sint} = owner;
    const {relid} = offered;
    this.offered = offered;
    this.owner = owner;
    this.request = request;
    partition.block.takeSignal(relid);
    partition.block.setEventTarget(relid, request.targetVp);
    partition.block.setOpen(relid, true);
    const {incomingGpns, outgoingGpns} = request.rings;
    const ends = openEnds(partition.memory, incomingGpns, outgoingGpns);
    this.data = new DataChannel(partition, {relid, sint}, ends, reason =>
      owner.fail(offered, reason),
    );
  }

  get memory(): HostChannel['memory'] {
    return this.data.memory;
  }

  get relid(): number {
    return this.offered.relid;
  }

  get subChannelIndex(): number {
    return this.offered.subChannelIndex;
  }

  get userData(): Uint8Array {
    return this.request.userData;
  }

  get isOpen(): boolean {
    return this.data.isOpen;
  }

  receive(): Packet | undefined {
    return this.data.receive();
  }

  poll(): Packet | undefined {
    return this.data.poll();
  }

  rest(): boolean {
    return this.data.rest();
  }

  hold(): void {
    this.data.hold();
  }

  flush(): void {
    this.data.flush();
  }

  send(packet: OutgoingPacket): SendResult {
    return this.data.send(packet);
  }

  complete(transactionId: bigint, payload: Uint8Array): SendResult {
    return this.data.complete(transactionId, payload);
  }

  close(reason: string): void {
    if (this.isOpen) this.data.close(reason);
    else this.owner.fail(this.offered, reason);
  }

  onSignal(listener: () => void): void {
    this.owner.partition.onSignal(this.relid, listener);
  }

  onClose(listener: () => void | Promise<void>): void {
    this.closeListeners.push(listener);
  }

  gpadl(id: number): Gpadl['ranges'] | undefined {
    return this.offered.gpadls.get(id)?.ranges;
  }

  offerSubChannel(index: number, open: Vsp['open']): void {
    this.owner.addSubChannel(this.offered, index, open);
  }

  serveFrom(doorbell: ServiceDoorbell): ChannelDescription {
    const {partition, sint} = this.owner;
    partition.onSignal(this.relid, undefined);
    partition.serveEvent(this.owner.connectionIdOf(this.relid), doorbell);
    return {
      name: this.offered.offer.name,
      relid: this.relid,
      subChannelIndex: this.subChannelIndex,
      memory: partition.memory.shared,
      partition: partition.block.buffer,
      scheduler: partition.scheduler.buffer,
      sint,
      ...this.request.rings,
    };
  }

  /** Ends all use of the channel; fulfilled when the device has let go of the memory. */
  async shut(): Promise<void> {
    const {partition} = this.owner;
    partition.block.setOpen(this.relid, false);
    partition.onSignal(this.relid, undefined);
    const listeners = this.closeListeners;
    this.closeListeners = [];
    await Promise.allSettled(listeners.map(async listener => listener()));
    partition.serveEventHere(this.owner.connectionIdOf(this.relid));
  }
}
