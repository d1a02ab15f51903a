/**
 * The guest's end of an open channel: two rings in its own memory, and the signal.
 *
 * The rings' indices are in memory, so a channel made over them again after a restore goes on.
 */
import type {GuestMemory} from '../../hv/guest-memory.ts';
import type {OutgoingPacket} from '../../root/vmbus/packet.ts';
import {RingBuffer} from '../../root/vmbus/ring.ts';
import {RingReader} from '../../root/vmbus/ring-reader.ts';
import {RingWriter} from '../../root/vmbus/ring-writer.ts';
import type {ChannelState} from './client.ts';

/** A packet of the host, as it lies in the ring: gone when the visit is over. */
export interface IncomingPacket {
  readonly type: number;
  readonly transactionId: bigint;
  /** Lower half, for drivers that number their requests with it. */
  readonly transactionLow: number;
  readonly payloadLength: number;
  /** What stands between descriptor and payload; a copy. */
  header(): Uint8Array;
  /** A copy. */
  payload(): Uint8Array;
  payloadInto(target: Uint8Array): void;
}

export class GuestChannel {
  readonly state: ChannelState;
  readonly memory: GuestMemory;
  readonly #reader: RingReader;
  readonly #writer: RingWriter;
  readonly #signal: (connectionId: number) => void;

  constructor(memory: GuestMemory, state: ChannelState, signal: (connectionId: number) => void) {
    const {firstPage, ringPages} = state;
    const pages = (from: number) => Array.from({length: ringPages}, (_, index) => from + index);
    this.memory = memory;
    this.state = state;
    this.#writer = RingWriter.open(new RingBuffer(memory, pages(firstPage)));
    this.#reader = RingReader.open(new RingBuffer(memory, pages(firstPage + ringPages)));
    this.#signal = signal;
  }

  /**
   * Hands up to `limit` packets to `visit`. True: there may be more. Signals are off from here on
   * until `rest`: the kernel looks at the ring itself meanwhile.
   */
  receive(limit: number, visit: (packet: IncomingPacket) => void): boolean {
    const reader = this.#reader;
    reader.mask();
    for (let count = 0; count < limit; count++) {
      if (reader.next() !== 'packet') {
        this.#commit();
        return false;
      }
      visit(reader);
    }
    this.#commit();
    return true;
  }

  /** Whether the host has sent something that was not received. */
  get hasPacket(): boolean {
    return this.#reader.hasMore();
  }

  /** The host signals the next packet. True: there is one already. */
  rest(): boolean {
    return this.#reader.unmask();
  }

  /** False: the ring is full; the host signals when there is room. */
  send(packet: OutgoingPacket): boolean {
    return this.#writer.write(packet) === 'written';
  }

  /** Shows what was sent since the last time, with at most one signal. */
  publish(): void {
    if (this.#writer.publish()) this.#signal(this.state.connectionId);
  }

  #commit(): void {
    if (this.#reader.commit()) this.#signal(this.state.connectionId);
  }
}
