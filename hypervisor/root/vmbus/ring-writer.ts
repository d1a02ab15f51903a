/**
 * The sending end of a ring.
 *
 * The write index is kept here and never read back: what the other side writes over it can harm
 * only itself. `write` puts packets behind the published ones, `publish` shows them all at once
 * and says whether the receiver must be signalled. Source: hyperv-wire.md 3.8, sender algorithm.
 */
import {
  COMPLETION_REQUESTED,
  DESCRIPTOR_SIZE,
  type OutgoingPacket,
  PacketType,
  TRAILER_SIZE,
} from './packet.ts';
import {RING_GAP, type RingBuffer, RingWord} from './ring.ts';

/** `full`: no room now, the receiver was asked to signal. `tooLarge`: never fits. */
export type WriteResult = 'written' | 'full' | 'tooLarge' | 'corrupt';

const NO_HEADER = new Uint8Array(0);

export class RingWriter {
  readonly ring: RingBuffer;
  /** Where the next packet goes. */
  private index: number;
  /** What the receiver can see. */
  private published: number;
  /** The receiver's index as last seen. */
  private readIndex: number;
  private blocked = false;

  /** The header did not hold indices when the ring was opened. */
  private readonly isDamaged: boolean;

  /** Goes on from the indices in the header: zero for a new ring. */
  static open(ring: RingBuffer): RingWriter {
    return new RingWriter(ring, ring.load(RingWord.writeIndex), ring.load(RingWord.readIndex));
  }

  private constructor(ring: RingBuffer, writeIndex: number, readIndex: number) {
    this.ring = ring;
    this.isDamaged = !ring.isIndex(writeIndex) || !ring.isIndex(readIndex);
    this.index = writeIndex;
    this.published = writeIndex;
    this.readIndex = readIndex;
    ring.store(RingWord.featureBits, 1);
    ring.store(RingWord.pendingSendSize, 0);
  }

  /** Bytes of the ring that a packet takes. */
  static sizeOf(headerLength: number, payloadLength: number): number {
    return DESCRIPTOR_SIZE + headerLength + ((payloadLength + 7) & ~7) + TRAILER_SIZE;
  }

  write(packet: OutgoingPacket): WriteResult {
    const header = packet.header ?? NO_HEADER;
    const {payload} = packet;
    const id = packet.transactionId ?? 0n;
    const room = this.reserve(RingWriter.sizeOf(header.length, payload.length));
    if (room !== 'written') return room;
    this.put(
      (packet.type ?? PacketType.InBand) | (((DESCRIPTOR_SIZE + header.length) >> 3) << 16),
      packet.requestCompletion ? COMPLETION_REQUESTED : 0,
      Number(BigInt.asUintN(32, id)),
      id <= 0xffffffffn ? 0 : Number(BigInt.asUintN(32, id >> 32n)),
      header,
      payload,
    );
    return 'written';
  }

  /** In-band data without a wish for completion: the short way for many small packets. */
  writeInBand(payload: Uint8Array, transactionLow = 0): WriteResult {
    const room = this.reserve(RingWriter.sizeOf(0, payload.length));
    if (room !== 'written') return room;
    this.put(PacketType.InBand | (2 << 16), 0, transactionLow, 0, NO_HEADER, payload);
    return 'written';
  }

  /** Shows what was written. True: signal the receiver. */
  publish(): boolean {
    const before = this.published;
    if (this.index === before) return false;
    const {ring} = this;
    this.published = this.index;
    ring.store(RingWord.writeIndex, this.index);
    if (ring.load(RingWord.interruptMask) !== 0) return false;
    return ring.load(RingWord.readIndex) === before;
  }

  private reserve(size: number): WriteResult {
    const {ring} = this;
    if (this.isDamaged) return 'corrupt';
    if (size <= ring.writable(this.readIndex, this.index)) return this.unblock();
    if (size > ring.size - RING_GAP) return 'tooLarge';
    if (!this.refresh()) return 'corrupt';
    if (size <= ring.writable(this.readIndex, this.index)) return this.unblock();
    this.blocked = true;
    ring.store(RingWord.pendingSendSize, size);
    // The receiver may have made room between the test and the request.
    if (!this.refresh()) return 'corrupt';
    return size <= ring.writable(this.readIndex, this.index) ? this.unblock() : 'full';
  }

  private unblock(): WriteResult {
    if (this.blocked) {
      this.blocked = false;
      this.ring.store(RingWord.pendingSendSize, 0);
    }
    return 'written';
  }

  private refresh(): boolean {
    const readIndex = this.ring.load(RingWord.readIndex);
    if (!this.ring.isIndex(readIndex)) return false;
    // An index ahead of what was published would let us overwrite packets: treat as damage.
    if (this.ring.used(readIndex, this.published) > this.ring.used(this.readIndex, this.published))
      return false;
    this.readIndex = readIndex;
    return true;
  }

  private put(
    typeAndOffset: number,
    flags: number,
    transactionLow: number,
    transactionHigh: number,
    header: Uint8Array,
    payload: Uint8Array,
  ): void {
    const {ring} = this;
    const start = this.index;
    const padded = (payload.length + 7) & ~7;
    const length = DESCRIPTOR_SIZE + header.length + padded;
    ring.setWord(start, typeAndOffset);
    ring.setWord(start + 4, (length >> 3) | (flags << 16));
    let at = ring.advance(start, 8);
    ring.setWord(at, transactionLow);
    ring.setWord(at + 4, transactionHigh);
    at = ring.advance(at, 8);
    if (header.length > 0) {
      ring.copyIn(at, header);
      at = ring.advance(at, header.length);
    }
    if (padded !== payload.length) this.zeroLastWords(ring.advance(at, padded - 8));
    ring.copyIn(at, payload);
    at = ring.advance(at, padded);
    ring.setWord(at, 0);
    ring.setWord(at + 4, start);
    this.index = ring.advance(at, TRAILER_SIZE);
  }

  /** The padding must not show what the ring held before. */
  private zeroLastWords(at: number): void {
    this.ring.setWord(at, 0);
    this.ring.setWord(at + 4, 0);
  }
}
