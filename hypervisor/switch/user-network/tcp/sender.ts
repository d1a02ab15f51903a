/** The sending half of a connection: what is unacknowledged, what may go now, what goes again. */
import {ByteRing} from './byte-ring.ts';
import {Congestion} from './congestion.ts';
import {RetransmissionTimeout} from './retransmission.ts';
import {advance, distance} from './sequence.ts';

/** Bytes that may wait here; who writes more is told to stop. */
const CAPACITY = 2 ** 20;
/** Most data of one segment before it is cut into such as the link takes. */
const LONGEST = 32_768;
/** Time-outs without progress after which the peer is gone. */
const MAX_TIMEOUTS = 10;

/** A piece to be sent; `data` is valid until the next call. */
export interface Piece {
  sequence: number;
  data: Uint8Array;
  isLast: boolean;
}

export class TcpSender {
  /** Payload of a segment on the link. */
  readonly segmentSize: number;
  readonly #ring = new ByteRing();
  readonly #congestion: Congestion;
  readonly timeout = new RetransmissionTimeout();
  /** First byte that is not acknowledged, the next one to be sent, and the furthest one sent. */
  #una: number;
  #next: number;
  #furthest: number;
  #peerWindow: number;
  /** The end was written; it takes a sequence number. */
  #isEnded = false;
  #isEndSent = false;
  #timed: {sequence: number; at: number} | undefined;
  /** When the oldest unacknowledged byte is sent again, or a closed window is probed. */
  deadline: number | undefined;

  constructor(first: number, peerWindow: number, segmentSize: number) {
    this.#una = first;
    this.#next = first;
    this.#furthest = first;
    this.#peerWindow = peerWindow;
    this.segmentSize = segmentSize;
    this.#congestion = new Congestion(segmentSize);
  }

  /** Bytes that may still be written. */
  get room(): number {
    return Math.max(0, CAPACITY - this.#ring.length);
  }

  get next(): number {
    return this.#next;
  }

  /** Everything, the end included, has arrived. */
  get isDone(): boolean {
    return this.#isEndSent && this.#una === this.#furthest;
  }

  /** The peer does not answer any more. */
  get isHopeless(): boolean {
    return this.timeout.count > MAX_TIMEOUTS;
  }

  write(bytes: Uint8Array): void {
    if (!this.#isEnded) this.#ring.add(bytes);
  }

  end(): void {
    this.#isEnded = true;
  }

  /** False: it acknowledges what was never sent. */
  acknowledged(
    acknowledgment: number,
    window: number,
    carriesData: boolean,
    now: number,
  ): {isValid: boolean; resend: boolean} {
    const bytes = distance(this.#una, acknowledgment);
    if (bytes > distance(this.#una, this.#furthest)) return {isValid: false, resend: false};
    if (bytes < 0) return {isValid: true, resend: false};
    const isSame = bytes === 0 && window === this.#peerWindow && !carriesData;
    const wasClosed = this.#peerWindow === 0;
    this.#peerWindow = window;
    if (bytes > 0) return {isValid: true, resend: this.#progress(acknowledgment, bytes, now)};
    // Whoever answers is there, however long his window stays closed.
    if (window === 0) this.timeout.progressed();
    else if (wasClosed) this.#reopen();
    const resend =
      isSame && this.#inFlight > 0 && this.#congestion.duplicate(this.#inFlight, this.#next);
    return {isValid: true, resend};
  }

  /** The probe's byte was not taken while the window was closed. */
  #reopen(): void {
    this.#next = this.#una;
    this.deadline = undefined;
  }

  #progress(acknowledgment: number, bytes: number, now: number): boolean {
    if (this.#timed && distance(this.#timed.sequence, acknowledgment) > 0) {
      this.timeout.measured(now - this.#timed.at);
      this.#timed = undefined;
    }
    this.timeout.progressed();
    this.#una = acknowledgment;
    // After a time-out the peer may have had more than we thought.
    if (distance(this.#next, acknowledgment) > 0) this.#next = acknowledgment;
    this.#ring.drop(bytes);
    this.deadline = this.#inFlight > 0 ? now + this.timeout.ms : undefined;
    return this.#congestion.acknowledged(bytes, acknowledgment);
  }

  get #inFlight(): number {
    return distance(this.#una, this.#next);
  }

  /** The next piece that may go, or undefined. */
  take(now: number): Piece | undefined {
    const offset = this.#inFlight;
    const window = Math.min(this.#peerWindow, this.#congestion.window) - offset;
    const available = Math.max(0, this.#ring.length - offset);
    const length = Math.min(available, window, LONGEST);
    // A sliver at the end of a window waits for more room.
    const isSliver = length < available && length < this.segmentSize && offset > 0;
    if (length > 0 && !isSliver) return this.#piece(offset, length, now);
    const hasEnd = this.#isEnded && !this.isDone && offset <= this.#ring.length;
    if (hasEnd && available === 0) return this.#piece(offset, 0, now);
    if (available > 0 && this.#inFlight === 0) this.deadline ??= now + this.timeout.ms;
    return undefined;
  }

  #piece(offset: number, length: number, now: number): Piece {
    const sequence = advance(this.#una, offset);
    const whole = length > this.segmentSize ? length - (length % this.segmentSize) : length;
    // Only the last bytes there are may be fewer than a segment.
    const count = offset + length === this.#ring.length ? length : whole;
    const isLast = this.#isEnded && offset + count === this.#ring.length;
    this.#next = advance(sequence, count + (isLast ? 1 : 0));
    if (isLast) this.#isEndSent = true;
    if (distance(this.#furthest, this.#next) > 0) {
      this.#furthest = this.#next;
      this.#timed ??= {sequence, at: now};
    }
    this.deadline ??= now + this.timeout.ms;
    return {sequence, data: this.#ring.read(offset, count), isLast};
  }

  /** The oldest unacknowledged segment, again. */
  again(): Piece {
    this.#timed = undefined;
    const count = Math.min(this.#ring.length, this.segmentSize, Math.max(1, this.#inFlight));
    const isLast = this.#isEndSent && count === this.#ring.length;
    return {sequence: this.#una, data: this.#ring.read(0, count), isLast};
  }

  /** The time of `deadline` has come. What is to be sent, if anything. */
  timedOut(now: number): Piece | undefined {
    this.timeout.timedOut();
    this.deadline = now + this.timeout.ms;
    if (this.#inFlight > 0) {
      this.#congestion.timedOut(this.#inFlight);
      this.#next = this.#una;
      this.#timed = undefined;
      // A closed window is asked with one byte.
      if (this.#peerWindow > 0) return this.take(now);
    }
    if (this.#ring.length === 0) {
      this.deadline = undefined;
      return this.#isEndSent && !this.isDone ? this.#piece(0, 0, now) : undefined;
    }
    return this.#piece(0, 1, now);
  }
}
