/**
 * One end of a TCP connection (RFC 9293): opening, data both ways, closing; no sockets, no clock.
 *
 * Segments come in by `arrived` and go out by `send`; time is asked from `now`, and whoever owns the
 * connection calls `timeIsUp` when `deadline` has come. Both ends of a stream may be this class: the
 * user network's and the tiny guest's.
 */
import {TcpReceiver} from './receiver.ts';
import {type Segment, TcpFlag} from './segment.ts';
import {TcpSender, type Piece} from './sender.ts';
import {advance} from './sequence.ts';

/** Payload of a segment on an Ethernet with packets of 1500 bytes. */
export const ETHERNET_SEGMENT = 1460;
/** What a peer takes that says nothing (RFC 9293 3.7.1). */
const DEFAULT_SEGMENT = 536;
const MIN_SEGMENT = 64;
/** The window is counted in units of 32 bytes: up to 2 MiB. */
const WINDOW_SCALE = 5;
const DELAYED_ACK_MS = 4;
const SYN_TIMEOUT_MS = 1000;
const MAX_SYNS = 6;
/** Twice the life of a segment, on a network where that is a moment. */
const TIME_WAIT_MS = 1000;
/** Both directions ended but for the peer's part: it does not come. */
const HALF_CLOSED_MS = 300_000;

export interface TcpEvents {
  /** The segment goes out; a long one is to be cut into parts of `segmentSize`. Data is a view. */
  send(segment: Segment, segmentSize: number): void;
  onOpen(): void;
  /** A view, valid during the call. `taken` says when it was used. */
  onData(data: Uint8Array): void;
  /** The peer sends nothing more. */
  onEnd(): void;
  /** There is room to write again. */
  onRoom(): void;
  /** Over; `reset`: not in good order. */
  onClose(reset: boolean): void;
}

type Phase = 'synSent' | 'synReceived' | 'open' | 'timeWait' | 'closed';

export class TcpConnection {
  readonly #events: TcpEvents;
  readonly #now: () => number;
  readonly #first: number;
  #phase: Phase;
  #sender: TcpSender | undefined;
  #receiver: TcpReceiver | undefined;
  #peerScale = 0;
  #ownScale = 0;
  #syns = 0;
  #ackAt: number | undefined;
  /** The next SYN, or the end of waiting. */
  #waitUntil: number | undefined;
  #ended = false;
  #toldEnd = false;

  /** Asks a peer for a connection. `first`: the initial sequence number, not to be guessed. */
  static open(events: TcpEvents, now: () => number, first: number): TcpConnection {
    const connection = new TcpConnection(events, now, first, 'synSent');
    connection.#sendSyn();
    return connection;
  }

  /** Answers a peer's SYN. */
  static accept(events: TcpEvents, now: () => number, first: number, syn: Segment): TcpConnection {
    const connection = new TcpConnection(events, now, first, 'synReceived');
    connection.#meet(syn);
    connection.#sendSyn();
    return connection;
  }

  private constructor(events: TcpEvents, now: () => number, first: number, phase: Phase) {
    this.#events = events;
    this.#now = now;
    this.#first = first;
    this.#phase = phase;
  }

  get isClosed(): boolean {
    return this.#phase === 'closed';
  }

  get isOpen(): boolean {
    return this.#phase === 'open';
  }

  /** Bytes that may be written. */
  get room(): number {
    return this.#sender?.room ?? 0;
  }

  /** Milliseconds on the clock of `now`; undefined: nothing is due. */
  get deadline(): number | undefined {
    const times = [this.#ackAt, this.#waitUntil, this.#sender?.deadline];
    const due = times.filter(time => time !== undefined);
    return due.length === 0 || this.isClosed ? undefined : Math.min(...due);
  }

  write(bytes: Uint8Array): void {
    this.#sender?.write(bytes);
    this.#pump();
  }

  /** Nothing more will be written. */
  end(): void {
    if (this.#ended) return;
    this.#ended = true;
    this.#sender?.end();
    this.#pump();
  }

  /** Data of `onData` was used: the peer may send as much more. */
  taken(bytes: number): void {
    if (this.#receiver?.taken(bytes) && this.#phase === 'open') this.#acknowledge();
  }

  /** Ends at once; the peer is told. */
  abort(): void {
    if (this.isClosed) return;
    const sequence = this.#sender?.next ?? this.#first;
    this.#out({sequence, flags: TcpFlag.Rst | TcpFlag.Ack, data: new Uint8Array(0)});
    this.#close(true);
  }

  /** The time of `deadline` has come. */
  timeIsUp(): void {
    const now = this.#now();
    if (this.#ackAt !== undefined && now >= this.#ackAt) this.#acknowledge();
    if (this.#waitUntil !== undefined && now >= this.#waitUntil) this.#waitedEnough();
    const sender = this.#sender;
    if (this.#phase !== 'open' || sender?.deadline === undefined || now < sender.deadline) return;
    if (sender.isHopeless) return this.abort();
    const piece = sender.timedOut(now);
    if (piece) this.#sendPiece(piece);
  }

  #waitedEnough(): void {
    if (this.#phase === 'timeWait') return this.#close(false);
    if (this.#phase === 'open') return this.abort();
    if (this.#syns >= MAX_SYNS) return this.abort();
    this.#sendSyn();
  }

  #sendSyn(): void {
    this.#waitUntil = this.#now() + SYN_TIMEOUT_MS * 2 ** this.#syns;
    this.#syns += 1;
    const isAnswer = this.#phase === 'synReceived';
    const segment: Segment = {
      sequence: this.#first,
      acknowledgment: this.#receiver?.next ?? 0,
      flags: TcpFlag.Syn | (isAnswer ? TcpFlag.Ack : 0),
      // A window in a SYN is never scaled.
      window: 0xffff,
      data: new Uint8Array(0),
      maximumSegment: ETHERNET_SEGMENT,
    };
    if (!isAnswer || this.#ownScale > 0) segment.windowScale = WINDOW_SCALE;
    this.#events.send(segment, 0);
  }

  /** The peer's SYN: what it can, and where its numbers begin. */
  #meet({sequence, window, maximumSegment = DEFAULT_SEGMENT, windowScale}: Segment): void {
    if (windowScale !== undefined) {
      this.#peerScale = windowScale;
      this.#ownScale = WINDOW_SCALE;
    }
    const size = Math.max(MIN_SEGMENT, Math.min(maximumSegment, ETHERNET_SEGMENT));
    const after = advance(this.#first, 1);
    this.#sender = new TcpSender(after, window, size);
    const onData = (data: Uint8Array): void => this.#events.onData(data);
    this.#receiver = new TcpReceiver(advance(sequence, 1), size, onData);
    if (this.#ended) this.#sender.end();
  }

  arrived(segment: Segment): void {
    if (this.#phase === 'closed') return;
    if (this.#phase === 'synSent') return this.#arrivedAtSynSent(segment);
    const {sequence, flags, data} = segment;
    const receiver = this.#receiver as TcpReceiver;
    const length = data.length + ((flags & TcpFlag.Fin) !== 0 ? 1 : 0);
    if (!receiver.accepts(sequence, length)) {
      if ((flags & TcpFlag.Rst) !== 0) return;
      // Our SYN's answer was lost, or this is old: say where we are.
      return this.#phase === 'synReceived' ? this.#sendSynAgain(flags) : this.#acknowledge();
    }
    if ((flags & TcpFlag.Rst) !== 0) return this.#onReset(sequence, receiver);
    if ((flags & TcpFlag.Syn) !== 0) return this.#acknowledge();
    if ((flags & TcpFlag.Ack) === 0) return;
    if (this.#phase === 'synReceived' && !this.#opened(segment)) return this.abort();
    this.#arrivedAtOpen(segment, receiver);
  }

  #sendSynAgain(flags: number): void {
    if ((flags & TcpFlag.Syn) !== 0 && this.#syns < MAX_SYNS) this.#sendSyn();
  }

  /** Only one with exactly the next number is believed (RFC 5961). */
  #onReset(sequence: number, receiver: TcpReceiver): void {
    if (sequence === receiver.next) this.#close(true);
    else this.#acknowledge();
  }

  #arrivedAtSynSent(segment: Segment): void {
    const {flags, acknowledgment} = segment;
    const isOurs = (flags & TcpFlag.Ack) !== 0 && acknowledgment === advance(this.#first, 1);
    if ((flags & TcpFlag.Rst) !== 0) return isOurs ? this.#close(true) : undefined;
    if (!isOurs || (flags & TcpFlag.Syn) === 0) return;
    this.#meet(segment);
    this.#open();
    this.#acknowledge();
    this.#pump();
  }

  #opened({acknowledgment, window}: Segment): boolean {
    if (acknowledgment !== advance(this.#first, 1)) return false;
    // The SYN's window was not scaled, this one is.
    this.#sender?.acknowledged(acknowledgment, window << this.#peerScale, true, this.#now());
    this.#open();
    return true;
  }

  #open(): void {
    this.#phase = 'open';
    this.#waitUntil = undefined;
    this.#events.onOpen();
  }

  #arrivedAtOpen(segment: Segment, receiver: TcpReceiver): void {
    const {sequence, acknowledgment, window, flags, data} = segment;
    const sender = this.#sender as TcpSender;
    const hasEnd = (flags & TcpFlag.Fin) !== 0;
    const carries = data.length > 0 || hasEnd;
    const now = this.#now();
    const roomBefore = sender.room;
    const scaled = window << this.#peerScale;
    const {isValid, resend} = sender.acknowledged(acknowledgment, scaled, carries, now);
    if (!isValid) return this.#acknowledge();
    if (resend) this.#sendPiece(sender.again());
    const wish = carries ? receiver.data(sequence, data, hasEnd) : 'none';
    if (wish === 'later') this.#ackAt ??= now + DELAYED_ACK_MS;
    const sent = this.#pump();
    if (wish === 'now' && !sent) this.#acknowledge();
    if (sender.room > roomBefore && !this.#ended) this.#events.onRoom();
    this.#lookForEnd(sender, receiver);
  }

  #lookForEnd(sender: TcpSender, receiver: TcpReceiver): void {
    if (receiver.isEnded && !this.#toldEnd) {
      this.#toldEnd = true;
      this.#events.onEnd();
    }
    if (this.#phase !== 'open' || !sender.isDone) return;
    if (!receiver.isEnded) {
      this.#waitUntil ??= this.#now() + HALF_CLOSED_MS;
      return;
    }
    this.#phase = 'timeWait';
    this.#waitUntil = this.#now() + TIME_WAIT_MS;
    this.#ackAt = undefined;
  }

  /** Sends what may go. True: something went, and acknowledged what had come. */
  #pump(): boolean {
    const sender = this.#sender;
    if (this.#phase !== 'open' || !sender) return false;
    let sent = false;
    const now = this.#now();
    for (let piece = sender.take(now); piece; piece = sender.take(now)) {
      this.#sendPiece(piece);
      sent = true;
    }
    return sent;
  }

  #sendPiece({sequence, data, isLast}: Piece): void {
    const end = isLast ? TcpFlag.Fin : 0;
    const push = data.length > 0 ? TcpFlag.Psh : 0;
    this.#out({sequence, flags: TcpFlag.Ack | push | end, data});
  }

  #acknowledge(): void {
    const sequence = this.#sender?.next ?? advance(this.#first, 1);
    this.#out({sequence, flags: TcpFlag.Ack, data: new Uint8Array(0)});
  }

  #out(part: Pick<Segment, 'sequence' | 'flags' | 'data'>): void {
    this.#ackAt = undefined;
    const size = this.#sender?.segmentSize ?? DEFAULT_SEGMENT;
    const acknowledgment = this.#receiver?.next ?? 0;
    const window = this.#receiver?.window(this.#ownScale) ?? 0;
    this.#events.send({...part, acknowledgment, window}, part.data.length > size ? size : 0);
  }

  #close(reset: boolean): void {
    this.#phase = 'closed';
    this.#events.onClose(reset);
  }
}
