/**
 * The receiving end of a ring.
 *
 * Everything in the ring was written by the other side and may change while it is read: the
 * descriptor is copied once, checked, and only the copy is used. The read index is kept here.
 * Source: hyperv-wire.md 3.8, receiver algorithm, and 8.2 "Ring".
 */
import {COMPLETION_REQUESTED, DESCRIPTOR_SIZE, TRAILER_SIZE} from './packet.ts';
import {type RingBuffer, RingWord} from './ring.ts';

/** `corrupt`: indices or lengths make no sense; the channel can only be closed. */
export type ReadResult = 'packet' | 'empty' | 'corrupt';

/** Highest upper word of a number that is exact. */
const HIGH_SAFE = 0x1fffff;

export class RingReader {
  readonly ring: RingBuffer;
  /** The packet found by `next`. */
  type = 0;
  completionRequested = false;
  transactionLow = 0;
  transactionHigh = 0;
  /** Bytes between descriptor and payload, and of the payload; multiples of 8. */
  headerLength = 0;
  payloadLength = 0;

  /** Start of the packet found by `next`, or where the next one will be. */
  private index: number;
  /** What the sender knows to be free. */
  private committed: number;
  /** The sender's index as last seen. */
  private writeIndex: number;
  /** Bytes of the packet found by `next`, trailer included; 0 if none. */
  private packetSize = 0;

  /** The header did not hold an index when the ring was opened. */
  private readonly isDamaged: boolean;

  /** Goes on from the index in the header: zero for a new ring. */
  static open(ring: RingBuffer): RingReader {
    return new RingReader(ring, ring.load(RingWord.readIndex));
  }

  private constructor(ring: RingBuffer, readIndex: number) {
    this.ring = ring;
    this.isDamaged = !ring.isIndex(readIndex);
    this.index = readIndex;
    this.committed = readIndex;
    this.writeIndex = readIndex;
  }

  get transactionId(): bigint {
    const low = this.transactionLow >>> 0;
    const high = this.transactionHigh >>> 0;
    // Most ids are small numbers or addresses, which need one BigInt and not three.
    if (high <= HIGH_SAFE) return BigInt(high * 2 ** 32 + low);
    return (BigInt(high) << 32n) | BigInt(low);
  }

  /** Leaves the packet before and looks at the next one. */
  next(): ReadResult {
    const {ring} = this;
    if (this.isDamaged) return 'corrupt';
    this.index = ring.advance(this.index, this.packetSize);
    this.packetSize = 0;
    if (this.index === this.writeIndex) {
      const writeIndex = ring.load(RingWord.writeIndex);
      if (!ring.isIndex(writeIndex)) return 'corrupt';
      this.writeIndex = writeIndex;
      if (this.index === writeIndex) return 'empty';
    }
    return this.readDescriptor(ring.used(this.index, this.writeIndex));
  }

  private readDescriptor(available: number): ReadResult {
    const {ring, index} = this;
    const first = ring.word(index);
    const second = ring.word(index + 4);
    const offset = (first >>> 16) * 8;
    const length = (second & 0xffff) * 8;
    const flags = second >>> 16;
    if (offset < DESCRIPTOR_SIZE || length < offset || length + TRAILER_SIZE > available)
      return 'corrupt';
    if ((flags & ~COMPLETION_REQUESTED) !== 0) return 'corrupt';
    const ids = ring.advance(index, 8);
    this.type = first & 0xffff;
    this.completionRequested = flags !== 0;
    this.transactionLow = ring.word(ids);
    this.transactionHigh = ring.word(ids + 4);
    this.headerLength = offset - DESCRIPTOR_SIZE;
    this.payloadLength = length - offset;
    this.packetSize = length + TRAILER_SIZE;
    return 'packet';
  }

  /** Copies the part between descriptor and payload. */
  header(): Uint8Array {
    const copy = new Uint8Array(this.headerLength);
    this.ring.copyOut(this.ring.advance(this.index, DESCRIPTOR_SIZE), copy, this.headerLength);
    return copy;
  }

  payload(): Uint8Array {
    const copy = new Uint8Array(this.payloadLength);
    this.payloadInto(copy);
    return copy;
  }

  /** Copies the payload to the beginning of `target`, which must be long enough. */
  payloadInto(target: Uint8Array): void {
    const at = this.ring.advance(this.index, DESCRIPTOR_SIZE + this.headerLength);
    this.ring.copyOut(at, target, this.payloadLength);
  }

  /**
   * Gives the space of all packets seen so far back to the sender, the current one included.
   * True: the sender was waiting for this much room and must be signalled.
   */
  commit(): boolean {
    const {ring} = this;
    const index = ring.advance(this.index, this.packetSize);
    if (index === this.committed) return false;
    const given = ring.used(this.committed, index);
    this.committed = index;
    ring.store(RingWord.readIndex, index);
    // Some drivers write size - 1: only whole units of 8 count.
    const pending = ring.load(RingWord.pendingSendSize) & ~7;
    if (pending <= 0) return false;
    // The sender may have filled the ring since we looked: with an old index its wish is missed.
    const writeIndex = ring.load(RingWord.writeIndex);
    const free = ring.isIndex(writeIndex) ? ring.writable(index, writeIndex) : 0;
    return free >= pending && free - given < pending;
  }

  /** No signals from now on; called before draining. */
  mask(): void {
    this.ring.store(RingWord.interruptMask, 1);
  }

  /** Signals again. True if the ring has data all the same: mask and drain once more. */
  unmask(): boolean {
    this.ring.store(RingWord.interruptMask, 0);
    return this.hasMore();
  }

  /** Whether there is anything behind the packet found by `next`. */
  hasMore(): boolean {
    return this.ring.load(RingWord.writeIndex) !== this.ring.advance(this.index, this.packetSize);
  }
}
