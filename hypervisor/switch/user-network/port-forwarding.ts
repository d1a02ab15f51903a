/** Ports of the host that lead to ports of guests (NetNat static mappings). */
import {createSocket, type Socket as UdpSocket} from 'node:dgram';
import {createServer, type Server, type Socket} from 'node:net';
import type {Endpoint} from './tcp/relay.ts';

/** Plain data. */
export interface PortMapping {
  protocol: 'tcp' | 'udp';
  /** Address of the host to listen on; `0.0.0.0` is all. */
  externalAddress: string;
  externalPort: number;
  internal: Endpoint;
}

/** Ports that the guest sees answers of forwarded datagrams go to. */
const FIRST_PEER_PORT = 49_152;
const PEER_PORTS = 16_384;
const MAX_PEERS = 256;

export interface ForwardingSide {
  connected(socket: Socket, guest: Endpoint, peerPort: number): void;
  datagram(peerPort: number, guest: Endpoint, data: Uint8Array): void;
}

interface Open {
  mapping: PortMapping;
  close(): void;
}

export class PortForwarding {
  readonly #side: ForwardingSide;
  readonly #open = new Map<string, Open>();
  /** Whom on the host a peer port stands for. */
  readonly #peers = new Map<number, {socket: UdpSocket; address: string; port: number}>();
  #nextPort = 0;

  constructor(side: ForwardingSide) {
    this.#side = side;
  }

  /** Listens. Rejects when the port is taken or not allowed. */
  async add(id: string, mapping: PortMapping): Promise<void> {
    const close =
      mapping.protocol === 'tcp' ? await this.#listenTcp(mapping) : await this.#bindUdp(mapping);
    this.#open.set(id, {mapping, close});
  }

  remove(id: string): void {
    this.#open.get(id)?.close();
    this.#open.delete(id);
  }

  close(): void {
    for (const id of this.#open.keys()) this.remove(id);
  }

  /** A datagram of a guest to a peer port. False: the port stands for nobody. */
  answer(peerPort: number, data: Uint8Array): boolean {
    const peer = this.#peers.get(peerPort);
    peer?.socket.send(data.slice(), peer.port, peer.address);
    return peer !== undefined;
  }

  async #listenTcp({externalAddress, externalPort, internal}: PortMapping): Promise<() => void> {
    const server: Server = createServer({allowHalfOpen: true, noDelay: true}, socket =>
      this.#side.connected(socket, internal, this.#peerPort()),
    );
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(externalPort, externalAddress, () => resolve());
    });
    server.on('error', () => {});
    return () => server.close();
  }

  async #bindUdp({externalAddress, externalPort, internal}: PortMapping): Promise<() => void> {
    const socket = createSocket('udp4');
    const ports = new Map<string, number>();
    await new Promise<void>((resolve, reject) => {
      socket.once('error', reject);
      socket.bind(externalPort, externalAddress, () => resolve());
    });
    socket.on('error', () => {});
    socket.on('message', (data, {address, port}) => {
      const known = ports.get(`${address}:${port}`);
      if (known === undefined && ports.size >= MAX_PEERS) return;
      const peerPort = known ?? this.#peerPort();
      ports.set(`${address}:${port}`, peerPort);
      this.#peers.set(peerPort, {socket, address, port});
      this.#side.datagram(peerPort, internal, data);
    });
    return () => {
      for (const port of ports.values()) this.#peers.delete(port);
      socket.close();
    };
  }

  #peerPort(): number {
    this.#nextPort = (this.#nextPort + 1) % PEER_PORTS;
    return FIRST_PEER_PORT + this.#nextPort;
  }
}
