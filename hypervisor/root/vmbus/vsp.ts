/**
 * What a virtualization service provider is to the bus, and what the bus is to a provider.
 *
 * server.ts offers a `Vsp` to the guest and calls `open` when the guest opened the channel. A
 * provider works on the service's main thread through `HostChannel`, or takes a
 * `ChannelDescription` to a thread of its own and re-makes a `DataChannel` there
 * (data-channel.ts, `attachChannel`).
 */
import type {GpaRange, GuestMemory, SharedMemory} from '../../hv/guest-memory.ts';
import type {OutgoingPacket, Packet} from './packet.ts';

/** What the guest reads in the offer (hyperv-wire.md 3.4). */
export interface VspOffer {
  /** Device class, hyperv-wire.md 3.5. */
  interfaceId: string;
  /** The device itself; stable for the life of the machine's configuration. */
  instanceId: string;
  /** For people: errors and logs. */
  name: string;
  /** Bits of OfferFlags. */
  flags?: number;
  mmioMegabytes?: number;
  /** At most 120 bytes. */
  userDefined?: Uint8Array;
}

export interface Vsp {
  readonly offer: VspOffer;
  /**
   * The guest opened the channel; the answer goes out when this returns (or the promise ends).
   * Throwing refuses the open. Called again after each close.
   */
  open(channel: HostChannel): void | Promise<void>;
}

/** `refused`: the message can never be sent (too large, channel closed). */
export type SendResult = 'sent' | 'full' | 'refused';

/** Sending and receiving on an open channel; the same on every thread. */
export interface PacketChannel {
  readonly memory: GuestMemory;
  readonly relid: number;
  /** False from the moment the guest or the host closes. */
  readonly isOpen: boolean;
  /**
   * The next packet; undefined when there is none, or when the channel is closed. Signals are off
   * while packets are taken and on again when this has answered undefined: always drain.
   */
  receive(): Packet | undefined;
  /** As `receive`, but signals stay off: who polls looks again soon, and rests before it sleeps. */
  poll(): Packet | undefined;
  /** Signals are on again. True: something came meanwhile, poll once more. */
  rest(): boolean;
  /** What is sent from now on waits for `flush`. */
  hold(): void;
  /** Shows what was held to the guest and gives it the room of what was taken: at most one signal. */
  flush(): void;
  /** `full`: try again after the next signal; the guest was asked for it. */
  send(packet: OutgoingPacket): SendResult;
  /** Answers a packet that asked for a completion. */
  complete(transactionId: bigint, payload: Uint8Array): SendResult;
  /** Stops the channel for good: the guest broke its protocol. The guest sees a rescind. */
  close(reason: string): void;
}

export interface HostChannel extends PacketChannel {
  /** 0 is the primary channel. */
  readonly subChannelIndex: number;
  /** 120 bytes that the guest gave at the open. */
  readonly userData: Uint8Array;
  /** Called when the guest signalled, on the main thread: drain with `receive`. One listener. */
  onSignal(listener: () => void): void;
  /**
   * Called once when the channel ends. The guest is told, and the memory given back, when the
   * promise ends: who handed the channel to a thread waits for that thread here.
   */
  onClose(listener: () => void | Promise<void>): void;
  /** Memory that the guest shared under this id, or undefined. Valid while the channel is open. */
  gpadl(id: number): readonly GpaRange[] | undefined;
  /** Offers a further channel of the same device (same instance, index 1 and up). */
  offerSubChannel(index: number, open: Vsp['open']): void;
  /** From now on the guest's signals ring this doorbell, and another thread may attach. */
  serveFrom(doorbell: ServiceDoorbell): ChannelDescription;
}

/** A word in shared memory that a serving thread waits on (`Atomics.wait`). Structured-cloneable. */
export interface ServiceDoorbell {
  buffer: SharedArrayBuffer;
  /** Index of the 32-bit word. */
  index: number;
}

/** Everything a thread needs to serve a channel: plain data and shared buffers. */
export interface ChannelDescription {
  name: string;
  relid: number;
  subChannelIndex: number;
  memory: SharedMemory;
  partition: SharedArrayBuffer;
  scheduler: SharedArrayBuffer;
  sint: number;
  /** Page numbers of the two rings, header page first. */
  incomingGpns: readonly number[];
  outgoingGpns: readonly number[];
}
