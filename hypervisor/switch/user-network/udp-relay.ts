/**
 * UDP between guests and the host's sockets: one socket for each port that a guest sends from.
 *
 * Answers go back to that port as long as it is in use; a flow that is silent is forgotten.
 */
import {createSocket, type RemoteInfo, type Socket} from 'node:dgram';
import {parseAddress} from './address.ts';
import type {Endpoint} from './tcp/relay.ts';

/** Flows of one network at once; the one that was silent longest makes room. */
const MAX_FLOWS = 512;
/** A silent flow is forgotten after so long. */
const IDLE_MS = 60_000;

export interface UdpSide {
  /** To the guest. */
  send(from: Endpoint, to: Endpoint, data: Uint8Array): void;
  /** Where a guest's datagram goes on the host; undefined: nowhere. */
  destination(target: Endpoint): {host: string; port: number} | undefined;
  now(): number;
}

interface Flow {
  guest: Endpoint;
  socket: Socket;
  used: number;
  /** Whom the guest meant, by whom the host asked: a resolver's answers come from the gateway. */
  peers: Map<string, Endpoint>;
}

export class UdpRelay {
  readonly #side: UdpSide;
  readonly #flows = new Map<string, Flow>();
  readonly #sweep: NodeJS.Timeout;

  constructor(side: UdpSide) {
    this.#side = side;
    this.#sweep = setInterval(() => this.#forgetIdle(), IDLE_MS / 2);
    this.#sweep.unref();
  }

  get flows(): number {
    return this.#flows.size;
  }

  /** A datagram of a guest; the data is copied. */
  arrived(guest: Endpoint, target: Endpoint, data: Uint8Array): void {
    const place = this.#side.destination(target);
    if (!place) return;
    const flow = this.#flowOf(guest);
    flow.used = this.#side.now();
    if (flow.peers.size < MAX_FLOWS) flow.peers.set(`${place.host}:${place.port}`, target);
    flow.socket.send(data.slice(), place.port, place.host);
  }

  close(): void {
    clearInterval(this.#sweep);
    for (const [key, flow] of this.#flows) this.#end(key, flow);
  }

  #flowOf(guest: Endpoint): Flow {
    const key = `${guest.address}:${guest.port}`;
    const known = this.#flows.get(key);
    if (known) return known;
    if (this.#flows.size >= MAX_FLOWS) this.#makeRoom();
    const socket = createSocket('udp4');
    const flow: Flow = {guest, socket, used: 0, peers: new Map()};
    socket.on('message', (data, from) => this.#answer(flow, data, from));
    // Nobody there: datagrams get lost, that is their nature.
    socket.on('error', () => {});
    this.#flows.set(key, flow);
    return flow;
  }

  #answer(flow: Flow, data: Buffer, {address, port}: RemoteInfo): void {
    flow.used = this.#side.now();
    const sender = parseAddress(address);
    const meant = flow.peers.get(`${address}:${port}`);
    // Only who was asked may answer.
    if (sender !== undefined && meant) this.#side.send(meant, flow.guest, data);
  }

  #makeRoom(): void {
    const [oldest] = [...this.#flows].sort(([, a], [, b]) => a.used - b.used);
    if (oldest) this.#end(...oldest);
  }

  #forgetIdle(): void {
    const limit = this.#side.now() - IDLE_MS;
    for (const [key, flow] of this.#flows) if (flow.used < limit) this.#end(key, flow);
  }

  #end(key: string, flow: Flow): void {
    this.#flows.delete(key);
    flow.socket.close();
  }
}
