/**
 * TCP between guests and the host's sockets: each connection of a guest ends here, and goes on as a
 * connection of this process.
 *
 * A guest's SYN is answered when the host's connection stands, so that what is refused there is
 * refused here. Backpressure goes through: what a socket does not take is not acknowledged away, what
 * the guest does not take is not read from the socket.
 */
import {connect, type Socket} from 'node:net';
import type {Ipv4Packet} from '../ipv4.ts';
import {TcpConnection, type TcpEvents} from './connection.ts';
import {parseSegment, type Segment, TcpFlag} from './segment.ts';
import {advance} from './sequence.ts';

/** Connections of one network at once; further ones are refused. */
export const MAX_CONNECTIONS = 1024;
/** A socket is not read while less room than this is left towards the guest. */
const READ_ROOM = 262_144;
const CONNECT_MS = 30_000;

/** An end as the guest sees it. */
export interface Endpoint {
  address: number;
  port: number;
}

export interface RelaySide {
  /** To the guest. */
  send(from: Endpoint, to: Endpoint, segment: Segment, segmentSize: number): void;
  /** Where a guest's connection goes on the host; undefined: nowhere. */
  destination(target: Endpoint): {host: string; port: number} | undefined;
  now(): number;
  /** 32 bits that a guest can not guess. */
  random(): number;
}

interface Relayed {
  guest: Endpoint;
  /** Whom the guest speaks to. */
  peer: Endpoint;
  socket: Socket;
  /** Absent until the host's side stands. */
  connection: TcpConnection | undefined;
  timer: NodeJS.Timeout | undefined;
  /** When the timer fires. */
  firesAt: number;
}

function keyOf(guest: Endpoint, peer: Endpoint): string {
  return `${guest.address}:${guest.port}-${peer.address}:${peer.port}`;
}

export class TcpRelay {
  readonly #side: RelaySide;
  readonly #relayed = new Map<string, Relayed>();

  constructor(side: RelaySide) {
    this.#side = side;
  }

  get connections(): number {
    return this.#relayed.size;
  }

  /** A segment of a guest. */
  arrived(packet: Ipv4Packet, isTrusted: boolean): void {
    const parsed = parseSegment(packet, isTrusted);
    if (!parsed) return;
    const guest = {address: packet.source, port: parsed.ports.source};
    const peer = {address: packet.destination, port: parsed.ports.destination};
    const known = this.#relayed.get(keyOf(guest, peer));
    if (known?.connection) {
      known.connection.arrived(parsed.segment);
      this.#arm(known);
    } else if (!known) this.#meet(guest, peer, parsed.segment);
  }

  /** A connection of somebody on the host to a guest's port: `peer` is whom the guest sees. */
  open(socket: Socket, guest: Endpoint, peer: Endpoint): void {
    if (this.#relayed.size >= MAX_CONNECTIONS) {
      socket.destroy();
      return;
    }
    const relayed = this.#add(guest, peer, socket);
    const first = this.#side.random();
    relayed.connection = TcpConnection.open(this.#events(relayed), () => this.#side.now(), first);
    this.#bind(relayed);
    socket.pause();
    this.#arm(relayed);
  }

  /** Ends everything. */
  close(): void {
    for (const relayed of this.#relayed.values()) {
      relayed.connection?.abort();
      this.#remove(relayed);
    }
  }

  #meet(guest: Endpoint, peer: Endpoint, segment: Segment): void {
    if ((segment.flags & TcpFlag.Rst) !== 0) return;
    const isSyn = (segment.flags & (TcpFlag.Syn | TcpFlag.Ack)) === TcpFlag.Syn;
    const target = isSyn ? this.#side.destination(peer) : undefined;
    if (!target || this.#relayed.size >= MAX_CONNECTIONS) return this.#refuse(guest, peer, segment);
    const syn = {...segment, data: new Uint8Array(0)};
    const socket = connect({...target, allowHalfOpen: true, noDelay: true});
    const relayed = this.#add(guest, peer, socket);
    const limit = setTimeout(() => socket.destroy(new Error('no answer')), CONNECT_MS);
    socket.once('connect', () => {
      clearTimeout(limit);
      const now = (): number => this.#side.now();
      const events = this.#events(relayed);
      relayed.connection = TcpConnection.accept(events, now, this.#side.random(), syn);
      this.#arm(relayed);
    });
    socket.once('close', () => {
      clearTimeout(limit);
      if (!relayed.connection) this.#refuse(guest, peer, syn);
    });
    this.#bind(relayed);
  }

  #add(guest: Endpoint, peer: Endpoint, socket: Socket): Relayed {
    const relayed: Relayed = {
      guest,
      peer,
      socket,
      connection: undefined,
      timer: undefined,
      firesAt: 0,
    };
    this.#relayed.set(keyOf(guest, peer), relayed);
    return relayed;
  }

  #events(relayed: Relayed): TcpEvents {
    const {guest, peer, socket} = relayed;
    return {
      send: (segment, size) => this.#side.send(peer, guest, segment, size),
      onOpen: () => socket.resume(),
      onData: data => {
        const bytes = data.slice();
        socket.write(bytes, () => {
          relayed.connection?.taken(bytes.length);
          this.#arm(relayed);
        });
      },
      onEnd: () => socket.end(),
      onRoom: () => {
        if (socket.isPaused() && this.#hasRoom(relayed)) socket.resume();
      },
      onClose: reset => {
        if (reset) socket.resetAndDestroy();
        else socket.destroy();
        this.#remove(relayed);
      },
    };
  }

  #hasRoom({connection}: Relayed): boolean {
    return (connection?.room ?? 0) >= READ_ROOM;
  }

  #bind(relayed: Relayed): void {
    const {socket} = relayed;
    socket.on('data', chunk => {
      relayed.connection?.write(chunk);
      if (!this.#hasRoom(relayed)) socket.pause();
      this.#arm(relayed);
    });
    socket.on('end', () => {
      relayed.connection?.end();
      this.#arm(relayed);
    });
    // `close` follows, and says all there is to say.
    socket.on('error', () => {
      relayed.connection?.abort();
    });
    socket.on('close', () => {
      if (!relayed.connection) this.#remove(relayed);
    });
  }

  /** Who knocks where nobody is gets a reset (RFC 9293 3.10.7.1). */
  #refuse(guest: Endpoint, peer: Endpoint, {flags, sequence, acknowledgment, data}: Segment): void {
    const hasAck = (flags & TcpFlag.Ack) !== 0;
    const length = data.length + ((flags & TcpFlag.Syn) !== 0 ? 1 : 0);
    const reset: Segment = {
      sequence: hasAck ? acknowledgment : 0,
      acknowledgment: hasAck ? 0 : advance(sequence, length),
      flags: TcpFlag.Rst | (hasAck ? 0 : TcpFlag.Ack),
      window: 0,
      data: new Uint8Array(0),
    };
    this.#side.send(peer, guest, reset, 0);
  }

  /** The timer fires no later than the connection wants; firing early costs little. */
  #arm(relayed: Relayed): void {
    const due = relayed.connection?.deadline;
    if (due === undefined) return;
    if (relayed.timer && relayed.firesAt <= due) return;
    clearTimeout(relayed.timer);
    const wait = Math.max(1, due - this.#side.now());
    relayed.firesAt = due;
    relayed.timer = setTimeout(() => {
      relayed.timer = undefined;
      relayed.connection?.timeIsUp();
      this.#arm(relayed);
    }, wait);
  }

  #remove(relayed: Relayed): void {
    clearTimeout(relayed.timer);
    relayed.timer = undefined;
    this.#relayed.delete(keyOf(relayed.guest, relayed.peer));
    relayed.socket.destroy();
  }
}
