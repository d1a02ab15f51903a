/**
 * An open channel from the host's side: packets in, packets out, on any thread.
 *
 * The server makes one on the main thread; a thread that serves the channel re-makes it from a
 * description. Only one of them may use the rings at a time. What the guest breaks closes the
 * channel and nothing else (hyperv-wire.md 8.2).
 */
import {GuestMemory} from '../../hv/guest-memory.ts';
import {type InterruptTarget, setEventFlag} from '../../hv/interrupts.ts';
import {PartitionBlock} from '../../hv/partition-block.ts';
import {SchedulerBlock} from '../../hv/scheduler/scheduler-block.ts';
import {untrust} from '../../wire/untrusted.ts';
import {
  type OutgoingPacket,
  type Packet,
  PacketType,
  parseGpaDirectHeader,
  parseTransferPagesHeader,
} from './packet.ts';
import {RingBuffer} from './ring.ts';
import {RingReader} from './ring-reader.ts';
import {RingWriter} from './ring-writer.ts';
import type {ChannelDescription, PacketChannel, SendResult} from './vsp.ts';

const NO_RANGES: Packet['ranges'] = [];

export interface ChannelEnds {
  reader: RingReader;
  writer: RingWriter;
}

/** The two ends of a channel's rings. */
export function openEnds(
  memory: GuestMemory,
  incomingGpns: readonly number[],
  outgoingGpns: readonly number[],
): ChannelEnds {
  return {
    reader: RingReader.open(new RingBuffer(memory, incomingGpns)),
    writer: RingWriter.open(new RingBuffer(memory, outgoingGpns)),
  };
}

export class DataChannel implements PacketChannel {
  readonly memory: GuestMemory;
  readonly relid: number;
  private readonly target: InterruptTarget;
  private readonly sint: number;
  private readonly reader: RingReader;
  private readonly writer: RingWriter;
  private readonly onFault: (reason: string) => void;
  private masked = false;
  private held = false;

  constructor(
    target: InterruptTarget,
    place: {relid: number; sint: number},
    ends: ChannelEnds,
    onFault: (reason: string) => void,
  ) {
    this.memory = target.memory;
    this.target = target;
    this.relid = place.relid;
    this.sint = place.sint;
    this.reader = ends.reader;
    this.writer = ends.writer;
    this.onFault = onFault;
  }

  get isOpen(): boolean {
    return this.target.block.isOpen(this.relid);
  }

  /** Whether the guest signalled since the last call. */
  takeSignal(): boolean {
    return this.target.block.takeSignal(this.relid);
  }

  receive(): Packet | undefined {
    for (;;) {
      const packet = this.poll();
      if (packet || !this.isOpen || !this.rest()) return packet;
    }
  }

  poll(): Packet | undefined {
    const {reader} = this;
    if (!this.isOpen) return undefined;
    if (!this.masked) {
      this.masked = true;
      reader.mask();
    }
    const found = reader.next();
    if (found === 'packet') return this.take();
    return found === 'corrupt' ? this.fault('the ring to the host is corrupt') : undefined;
  }

  rest(): boolean {
    this.masked = false;
    return this.isOpen && this.reader.unmask();
  }

  hold(): void {
    this.held = true;
  }

  flush(): void {
    this.held = false;
    if (!this.isOpen) return;
    const hasRoom = this.reader.commit();
    if (this.writer.publish() || hasRoom) this.signal();
  }

  send(packet: OutgoingPacket): SendResult {
    if (!this.isOpen) return 'refused';
    const result = this.writer.write(packet);
    if (result === 'corrupt') this.close('the ring to the guest is corrupt');
    else if (!this.held) this.flush();
    if (result === 'written') return 'sent';
    return result === 'full' ? 'full' : 'refused';
  }

  complete(transactionId: bigint, payload: Uint8Array): SendResult {
    return this.send({type: PacketType.Completion, transactionId, payload});
  }

  close(reason: string): void {
    if (!this.isOpen) return;
    this.target.block.setOpen(this.relid, false);
    this.onFault(reason);
  }

  private take(): Packet | undefined {
    const packet = this.parse();
    if (!packet) return this.fault('a packet of the guest is not well formed');
    if (!this.held) this.flush();
    return packet;
  }

  private parse(): Packet | undefined {
    const {reader} = this;
    const {type, transactionId, completionRequested} = reader;
    const payload = untrust(reader.payload());
    const packet = {type, transactionId, completionRequested, payload, ranges: NO_RANGES};
    if (type === PacketType.InBand || type === PacketType.Completion) return packet;
    const header = untrust(reader.header());
    if (type === PacketType.GpaDirect) {
      const ranges = parseGpaDirectHeader(header);
      return ranges && {type, transactionId, completionRequested, payload, ranges};
    }
    if (type !== PacketType.TransferPages) return undefined;
    const transferPages = parseTransferPagesHeader(header);
    return transferPages && {...packet, transferPages};
  }

  private fault(reason: string): undefined {
    this.close(reason);
  }

  private signal(): void {
    const vp = this.target.block.eventTarget(this.relid);
    // A guest that has masked its interrupt source, or has no page for flags, misses the signal.
    if (vp >= 0) setEventFlag(this.target, vp, this.sint, this.relid);
  }
}

/**
 * Makes the channel again on a thread that serves it. `onFault` is called when the guest broke
 * the channel: the thread tells the main thread, which calls `HostChannel.close`.
 */
export function attachChannel(
  description: ChannelDescription,
  onFault: (reason: string) => void,
): DataChannel {
  const target: InterruptTarget = {
    memory: new GuestMemory(description.memory),
    block: new PartitionBlock(description.partition),
    scheduler: new SchedulerBlock(description.scheduler),
  };
  const {incomingGpns, outgoingGpns} = description;
  const ends = openEnds(target.memory, incomingGpns, outgoingGpns);
  return new DataChannel(target, description, ends, onFault);
}
