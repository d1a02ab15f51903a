/**
 * The guest's end of an open channel: two rings in its own memory, and the signal.
 *
 * The rings' indices are in memory, so a channel made over them again after a restore goes on.
 */
import type {GuestMemory} from '../../hv/guest-memory.ts';
import {
  gpaDirectHeader,
  type OutgoingPacket,
  type Packet,
  PacketType,
  parseGpaDirectHeader,
} from '../../root/vmbus/packet.ts';
import {RingBuffer} from '../../root/vmbus/ring.ts';
import {RingReader} from '../../root/vmbus/ring-reader.ts';
import {RingWriter} from '../../root/vmbus/ring-writer.ts';
import {untrust} from '../../wire/untrusted.ts';
import type {ChannelState} from './client.ts';

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
   * Hands up to `limit` packets to `visit`. True: there may be more. False: all taken, and the host
   * signals the next one.
   */
  receive(limit: number, visit: (packet: Packet) => void): boolean {
    const reader = this.#reader;
    reader.mask();
    for (let count = 0; count < limit; ) {
      const result = reader.next();
      if (result === 'packet') {
        visit(this.#packet());
        count += 1;
        continue;
      }
      this.#commit();
      return result === 'empty' && reader.unmask();
    }
    this.#commit();
    return true;
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

  #packet(): Packet {
    const reader = this.#reader;
    const {type, transactionId, completionRequested} = reader;
    const isDirect = type === PacketType.GpaDirect;
    const ranges = isDirect ? (parseGpaDirectHeader(untrust(reader.header())) ?? []) : [];
    return {type, transactionId, completionRequested, payload: untrust(reader.payload()), ranges};
  }
}

/** The header of a packet whose data is `byteCount` bytes from the page `gpn` on. */
export function dataAt(gpn: number, byteCount: number): Uint8Array {
  const gpns = Array.from({length: Math.ceil(byteCount / 4096)}, (_, index) => gpn + index);
  return gpaDirectHeader([{byteCount, byteOffset: 0, gpns}]);
}
