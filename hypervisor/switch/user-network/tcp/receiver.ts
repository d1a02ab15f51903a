/** The receiving half of a connection: what comes next, what came early, and how much may come. */
import {Reassembly} from './reassembly.ts';
import {advance, distance} from './sequence.ts';

/** Bytes that may wait for who reads them. */
const CAPACITY = 2 ** 20;
/**
 * Data after which an acknowledgment is due at once, in segments. RFC 9293 says 2; a guest spends as
 * much on an acknowledgment as on a segment, and nothing is lost between it and us.
 */
const ACK_SEGMENTS = 16;

/** `now`: answer at once; `later`: within the delay; `none`: there was nothing. */
export type AckWish = 'now' | 'later' | 'none';

export class TcpReceiver {
  readonly #early = new Reassembly();
  readonly #onData: (data: Uint8Array) => void;
  readonly #segmentSize: number;
  #next: number;
  /** Handed over and not taken yet. */
  #pending = 0;
  /** Received since the last acknowledgment. */
  #unacknowledged = 0;
  /** Window that the peer was told last: it is never taken back. */
  #edge: number;
  /** Sequence number of the end, once it is known. */
  #end: number | undefined;

  constructor(first: number, segmentSize: number, onData: (data: Uint8Array) => void) {
    this.#next = first;
    this.#edge = advance(first, CAPACITY);
    this.#segmentSize = segmentSize;
    this.#onData = onData;
  }

  get next(): number {
    return this.#next;
  }

  get isEnded(): boolean {
    return this.#end !== undefined && distance(this.#end, this.#next) > 0;
  }

  /** For the header of a segment that acknowledges: how much may come. */
  window(scale: number): number {
    const wanted = advance(this.#next, Math.max(0, CAPACITY - this.#pending));
    if (distance(this.#edge, wanted) > 0) this.#edge = wanted;
    this.#unacknowledged = 0;
    return Math.min(0xffff, Math.max(0, distance(this.#next, this.#edge)) >>> scale);
  }

  /** So much was taken. True: the window has grown by so much that the peer should know. */
  taken(bytes: number): boolean {
    this.#pending -= bytes;
    const told = distance(this.#next, this.#edge);
    const free = CAPACITY - this.#pending;
    return free - told >= CAPACITY / 4 || (told < this.#segmentSize && free >= CAPACITY / 8);
  }

  /** Whether any part of a segment lies in the window (RFC 9293 3.4). */
  accepts(sequence: number, length: number): boolean {
    const from = distance(this.#next, sequence);
    const window = distance(this.#next, this.#edge);
    return length === 0 ? from >= 0 && from <= window : from + length > 0 && from < window;
  }

  /** Data of a segment that is accepted; `hasEnd`: nothing follows it. */
  data(sequence: number, data: Uint8Array, hasEnd: boolean): AckWish {
    const skip = Math.max(0, distance(sequence, this.#next));
    const room = distance(this.#next, this.#edge);
    const start = advance(sequence, skip);
    const ahead = distance(this.#next, start);
    const part = data.subarray(skip, Math.max(skip, skip + room - ahead));
    const isCut = skip + part.length < data.length;
    if (hasEnd && !isCut) this.#end ??= advance(sequence, data.length);
    if (ahead > 0) {
      if (part.length > 0) this.#early.add(start, part);
      return 'now';
    }
    return this.#inOrder(part, skip > 0 || isCut);
  }

  #inOrder(part: Uint8Array, isOdd: boolean): AckWish {
    const before = this.#next;
    if (part.length > 0) this.#hand(part);
    const direct = this.#next;
    this.#next = this.#early.take(this.#next, early => this.#deliver(early));
    const filledGap = this.#next !== direct;
    const ended = this.#end === this.#next;
    if (ended) this.#next = advance(this.#next, 1);
    this.#unacknowledged += distance(before, this.#next);
    if (ended || filledGap || isOdd) return 'now';
    if (part.length === 0) return 'none';
    return this.#unacknowledged >= ACK_SEGMENTS * this.#segmentSize ? 'now' : 'later';
  }

  #hand(part: Uint8Array): void {
    this.#deliver(part);
    this.#next = advance(this.#next, part.length);
  }

  #deliver(data: Uint8Array): void {
    this.#pending += data.length;
    this.#onData(data);
  }
}
