/**
 * The guest's network: one address, ARP, ping, UDP, and TCP connections that it opens.
 *
 * Addresses and neighbours are plain data and are saved; connections are not: they are lost with a
 * restore, as they would be over a long sleep.
 */
import {EtherType, etherType, plainFrame} from '../../switch/frame.ts';
import {eachSegment} from '../../switch/segmentation.ts';
import {IpProtocol} from '../../switch/transport.ts';
import {addressText, isInside, type Subnet} from '../../switch/user-network/address.ts';
import {ArpOperation, arpFrame, parseArp} from '../../switch/user-network/arp.ts';
import {echoReply, echoRequest} from '../../switch/user-network/icmp.ts';
import {
  IPV4_PAYLOAD,
  ipv4Frame,
  type Ipv4Packet,
  parseIpv4,
} from '../../switch/user-network/ipv4.ts';
import {TcpConnection, type TcpEvents} from '../../switch/user-network/tcp/connection.ts';
import {parseSegment, type Segment, segmentFrame} from '../../switch/user-network/tcp/segment.ts';
import {datagramFrame, parseDatagram} from '../../switch/user-network/udp.ts';

const BROADCAST_MAC = 0xffff_ffff_ffff;
const ALL_ONES = 0xffff_ffff;
const FIRST_PORT = 49_152;
const TICKS_PER_MS = 10_000;

export interface StackState {
  /** 0: none yet. */
  address: number;
  prefixLength: number;
  router: number;
  dns: number;
  neighbours: [address: number, mac: number][];
  nextPort: number;
}

export function newStackState(): StackState {
  return {address: 0, prefixLength: 24, router: 0, dns: 0, neighbours: [], nextPort: FIRST_PORT};
}

export interface StackLink {
  readonly mac: number;
  send(frame: Uint8Array): boolean;
  /** Reference time in 100 ns. */
  time(): number;
  /** From 0 to 1. */
  random(): number;
  /** Something came that a job may wait for. */
  onEvent(): void;
}

export class NetworkStack {
  readonly #link: StackLink;
  readonly #connections = new Map<string, TcpConnection>();
  /** The last answer to a ping: its sequence number. */
  pong: {from: number; sequence: number} | undefined;
  /** Called with datagrams to a port while somebody waits for them. */
  onDatagram: ((port: number, data: Uint8Array) => void) | undefined;
  state: StackState;

  constructor(link: StackLink, state = newStackState()) {
    this.#link = link;
    this.state = state;
  }

  /** As text, for who asks the guest. */
  get addresses(): string[] {
    return this.state.address === 0 ? [] : [addressText(this.state.address)];
  }

  get subnet(): Subnet {
    return {gateway: this.state.address, prefixLength: this.state.prefixLength};
  }

  /** Reference time at which a connection wants to be looked at. */
  nextWake(): number | undefined {
    const due = [...this.#connections.values()].flatMap(connection => connection.deadline ?? []);
    return due.length === 0 ? undefined : Math.ceil(Math.min(...due) * TICKS_PER_MS);
  }

  onTime(): void {
    const now = this.#ms();
    for (const connection of this.#connections.values())
      if ((connection.deadline ?? Number.POSITIVE_INFINITY) <= now) connection.timeIsUp();
  }

  receive(bytes: Uint8Array): void {
    const type = etherType(bytes);
    if (type === EtherType.Arp) this.#onArp(bytes);
    const packet = type === EtherType.Ipv4 ? parseIpv4(bytes) : undefined;
    if (!packet) return;
    const isOurs = packet.destination === this.state.address || packet.destination === ALL_ONES;
    const isUdp = packet.protocol === IpProtocol.Udp;
    // Before there is an address, answers of a DHCP server come to the one that is offered.
    if (!isOurs && !(isUdp && this.state.address === 0)) return;
    if (packet.protocol === IpProtocol.Icmp) this.#onIcmp(packet);
    else if (packet.protocol === IpProtocol.Tcp) this.#onTcp(packet);
    else if (isUdp) {
      const datagram = parseDatagram(packet);
      if (datagram) this.onDatagram?.(datagram.destinationPort, datagram.data);
    }
    this.#link.onEvent();
  }

  /** Whether the way to an address is known. */
  knows(target: number): boolean {
    const hop = isInside(this.subnet, target) ? target : this.state.router;
    return this.state.neighbours.some(([known]) => known === hop);
  }

  ping(target: number, sequence: number): void {
    const message = echoRequest(1, sequence, new Uint8Array(56));
    const frame = this.#frame(target, IpProtocol.Icmp, message.length);
    if (!frame) return;
    frame.set(message, IPV4_PAYLOAD);
    this.#link.send(frame);
  }

  /** To everybody on the wire, from an address that may be none yet. */
  broadcast(sourcePort: number, port: number, data: Uint8Array): void {
    const route = {
      sourceMac: this.#link.mac,
      destinationMac: BROADCAST_MAC,
      source: this.state.address,
      destination: ALL_ONES,
    };
    this.#link.send(datagramFrame(route, sourcePort, port, data));
  }

  connect(target: number, port: number, events: Omit<TcpEvents, 'send'>): TcpConnection {
    const source = this.state.nextPort;
    this.state.nextPort = source >= 65_535 ? FIRST_PORT : source + 1;
    const key = `${target}:${port}:${source}`;
    const ports = {source, destination: port};
    const connection = TcpConnection.open(
      {
        ...events,
        send: (segment, size) => this.#sendSegment(target, ports, segment, size),
        onClose: reset => {
          this.#connections.delete(key);
          events.onClose(reset);
          this.#link.onEvent();
        },
      },
      () => this.#ms(),
      Math.floor(this.#link.random() * 2 ** 32),
    );
    this.#connections.set(key, connection);
    return connection;
  }

  #ms(): number {
    return this.#link.time() / TICKS_PER_MS;
  }

  #onArp(bytes: Uint8Array): void {
    const message = parseArp(bytes);
    if (!message || this.state.address === 0) return;
    this.#learn(message.sender, message.senderMac);
    if (message.operation === ArpOperation.Request && message.target === this.state.address) {
      const own = {mac: this.#link.mac, address: this.state.address};
      this.#link.send(arpFrame(ArpOperation.Reply, own, message.sender, message.senderMac));
    }
    this.#link.onEvent();
  }

  #learn(address: number, mac: number): void {
    const others = this.state.neighbours.filter(([known]) => known !== address).slice(-63);
    this.state.neighbours = [...others, [address, mac]];
  }

  #onIcmp({source, payload}: Ipv4Packet): void {
    const reply = echoReply(payload);
    if (reply) {
      const frame = this.#frame(source, IpProtocol.Icmp, reply.length);
      frame?.set(reply, IPV4_PAYLOAD);
      if (frame) this.#link.send(frame);
    } else if (payload.length >= 8 && payload[0] === 0)
      this.pong = {from: source, sequence: ((payload[6] ?? 0) << 8) | (payload[7] ?? 0)};
  }

  #onTcp(packet: Ipv4Packet): void {
    const parsed = parseSegment(packet, false);
    if (!parsed) return;
    const {source, destination} = parsed.ports;
    this.#connections.get(`${packet.source}:${source}:${destination}`)?.arrived(parsed.segment);
  }

  #sendSegment(
    target: number,
    ports: {source: number; destination: number},
    segment: Segment,
    segmentSize: number,
  ): void {
    const route = this.#route(target);
    if (!route) return;
    const frame = plainFrame(segmentFrame(route, ports, segment, segmentSize > 0));
    eachSegment({...frame, segmentSize}, ({bytes}) => this.#link.send(bytes));
  }

  #frame(target: number, protocol: number, length: number): Uint8Array | undefined {
    const route = this.#route(target);
    return route && ipv4Frame(route, protocol, length);
  }

  /** The way to an address; one that is not known is asked for, and what was to be sent is lost. */
  #route(target: number) {
    const {address, router, neighbours} = this.state;
    const hop = isInside(this.subnet, target) ? target : router;
    const mac = neighbours.find(([known]) => known === hop)?.[1];
    if (mac === undefined) {
      const own = {mac: this.#link.mac, address};
      this.#link.send(arpFrame(ArpOperation.Request, own, hop));
      return undefined;
    }
    return {sourceMac: this.#link.mac, destinationMac: mac, source: address, destination: target};
  }
}
