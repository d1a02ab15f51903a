/**
 * The guest's receive buffer: its parts, which of them the guest holds, and packets on their way.
 *
 * The buffer is cut into parts of one size. A packet of the host names parts by offset and length,
 * and the guest gives them back by answering it; the packet is known by the number of its first
 * part. Source: hyperv-wire.md 5.3.
 */
import {transferPagesHeader, PacketType} from '../../vmbus/packet.ts';
import type {PacketChannel} from '../../vmbus/vsp.ts';
import {
  ChannelType,
  MAX_RANGES,
  NO_SECTION,
  Nvsp,
  nvspMessage,
  RECEIVE_BUFFER_ID,
} from './protocol.ts';
import type {Batch} from './saved-state.ts';
import type {SharedBuffer} from './shared-buffer.ts';

/** Parts that only control messages may take: the guest must hear answers whatever comes in. */
const KEPT_FOR_CONTROL = 16;

/** Bytes for one part: the message, whose first `length` bytes count. */
export interface Part {
  bytes: Uint8Array;
  length: number;
}

export class ReceiveBuffer {
  readonly partSize: number;
  readonly partCount: number;
  readonly #buffer: SharedBuffer;
  readonly #channel: PacketChannel;
  readonly #messageSize: number;
  /** A stack: what was used last is used next, and lies in the processor's cache. */
  readonly #free: number[] = [];
  readonly #outstanding = new Map<number, Batch>();
  /** Packets of data being put together, and complete ones that the ring had no room for. */
  #gathering: {parts: number[]; ranges: {byteCount: number; byteOffset: number}[]} | undefined;
  readonly #ready: Batch[] = [];

  constructor(
    channel: PacketChannel,
    buffer: SharedBuffer,
    sizes: {part: number; message: number},
    saved: {outstanding: readonly Batch[]; ready: readonly Batch[]} = {outstanding: [], ready: []},
  ) {
    this.#channel = channel;
    this.#buffer = buffer;
    this.partSize = sizes.part;
    this.#messageSize = sizes.message;
    this.partCount = Math.floor(buffer.size / sizes.part);
    const taken = new Set<number>();
    for (const batch of saved.outstanding) {
      this.#outstanding.set(batch.parts[0] as number, batch);
      for (const part of batch.parts) taken.add(part);
    }
    for (const batch of saved.ready) {
      this.#ready.push(batch);
      for (const part of batch.parts) taken.add(part);
    }
    for (let part = this.partCount - 1; part >= 0; part--)
      if (!taken.has(part)) this.#free.push(part);
  }

  get freeParts(): number {
    return this.#free.length;
  }

  /** Packets that the guest has not answered, and such as wait for room in the ring. */
  save(): {outstanding: Batch[]; ready: Batch[]} {
    this.#close();
    return {outstanding: [...this.#outstanding.values()], ready: [...this.#ready]};
  }

  /** Room for data of so many parts. */
  hasRoom(parts: number): boolean {
    return this.#free.length - KEPT_FOR_CONTROL >= parts && parts <= MAX_RANGES;
  }

  /** Begins a packet of so many parts, which must go together. */
  begin(parts: number): void {
    if (this.#gathering && this.#gathering.parts.length + parts > MAX_RANGES) this.flush();
    this.#gathering ??= {parts: [], ranges: []};
  }

  /** One part of data; there is room, and `begin` was called. */
  add(part: Part): void {
    const gathering = this.#gathering;
    const number = this.#free.pop();
    if (!gathering || number === undefined) return;
    gathering.parts.push(number);
    gathering.ranges.push(this.#fill(number, part));
  }

  /** A control message, at once. False: even the parts kept for it are used up. */
  control(bytes: Uint8Array): boolean {
    const number = bytes.length <= this.partSize ? this.#free.pop() : undefined;
    if (number === undefined) return false;
    this.#close();
    const ranges = [this.#fill(number, {bytes, length: bytes.length})];
    this.#ready.push({channelType: ChannelType.Control, parts: [number], ranges});
    this.flush();
    return true;
  }

  /** Sends what is gathered. False: the ring is full; call again after the guest's signal. */
  flush(): boolean {
    this.#close();
    for (let batch = this.#ready[0]; batch; batch = this.#ready[0]) {
      if (this.#send(batch) === 'full') return false;
      this.#ready.shift();
      this.#outstanding.set(batch.parts[0] as number, batch);
    }
    return true;
  }

  /** The guest has taken a packet. False: it holds none of this name. */
  giveBack(transactionId: bigint): boolean {
    const batch = this.#outstanding.get(Number(transactionId));
    if (!batch || transactionId > 0xffff_ffffn) return false;
    this.#outstanding.delete(batch.parts[0] as number);
    for (const part of batch.parts) this.#free.push(part);
    return true;
  }

  #fill(number: number, {bytes, length}: Part): {byteCount: number; byteOffset: number} {
    const byteOffset = number * this.partSize;
    this.#buffer.write(byteOffset, bytes, 0, length);
    return {byteCount: length, byteOffset};
  }

  #close(): void {
    if (!this.#gathering || this.#gathering.parts.length === 0) return;
    this.#ready.push({channelType: ChannelType.Data, ...this.#gathering});
    this.#gathering = undefined;
  }

  #send({channelType, parts, ranges}: Batch): ReturnType<PacketChannel['send']> {
    return this.#channel.send({
      type: PacketType.TransferPages,
      transactionId: BigInt(parts[0] as number),
      requestCompletion: true,
      header: transferPagesHeader(RECEIVE_BUFFER_ID, ranges),
      payload: nvspMessage(Nvsp.RndisPacket, [channelType, NO_SECTION, 0], this.#messageSize),
    });
  }
}
