/**
 * A network whose gateway is this process: it answers ARP, ping, DHCP and DNS, and carries TCP and
 * UDP on over the host's own sockets, without privileges.
 *
 * Guests write what comes in: every frame is checked before it means anything, and what makes no
 * sense, or may not go where it wants, is dropped. The gateway's address is also the host's: what
 * connects to it reaches services on the host's loopback. Not here: IPv6, fragments, ICMP beyond the
 * gateway.
 */
import {getServers} from 'node:dns';
import {EtherType, etherType, type Frame, isMulticast, macAt, plainFrame} from '../frame.ts';
import {IpProtocol} from '../transport.ts';
import {
  addressText,
  broadcastOf,
  isForbidden,
  isInside,
  parseAddress,
  type Subnet,
} from './address.ts';
import {ArpOperation, arpFrame, parseArp} from './arp.ts';
import {DHCP_CLIENT_PORT, DHCP_SERVER_PORT, parseDhcp} from './dhcp-message.ts';
import {DhcpServer, type Lease} from './dhcp-server.ts';
import {echoReply} from './icmp.ts';
import {IPV4_PAYLOAD, type Ipv4Packet, ipv4Frame, parseIpv4, type Route} from './ipv4.ts';
import {PortForwarding, type PortMapping} from './port-forwarding.ts';
import {segmentFrame} from './tcp/segment.ts';
import {type Endpoint, TcpRelay} from './tcp/relay.ts';
import {datagramFrame, MAX_DATAGRAM, parseDatagram} from './udp.ts';
import {UdpRelay} from './udp-relay.ts';

const DNS_PORT = 53;
const LOOPBACK = '127.0.0.1';
/** Neighbours whose MAC addresses are known at once. */
const MAX_NEIGHBOURS = 1024;
const ALL_ONES = 0xffff_ffff;
const BROADCAST_MAC = 0xffff_ffff_ffff;

export interface UserNetworkOptions {
  subnet: Subnet;
  /** MAC address of the gateway. */
  mac: number;
  /** `host`: only this host; `anywhere`: wherever the host's sockets reach. */
  reach: 'host' | 'anywhere';
  leases?: readonly Lease[];
  /** Address and perhaps port of a resolver; otherwise the host's own. */
  resolver?: string;
  /** A frame into the switch. */
  send(frame: Frame): void;
  /** Milliseconds on a clock that does not jump, and since 1970. */
  now(): number;
  wallClock(): number;
  /** 32 bits that a guest can not guess. */
  random(): number;
}

export class UserNetwork {
  readonly dhcp: DhcpServer;
  readonly #options: UserNetworkOptions;
  readonly #neighbours = new Map<number, number>();
  readonly #tcp: TcpRelay;
  readonly #udp: UdpRelay;
  readonly #forwarding: PortForwarding;

  constructor(options: UserNetworkOptions) {
    this.#options = options;
    const {subnet, now, random} = options;
    this.dhcp = new DhcpServer(subnet, () => options.wallClock(), options.leases);
    const destination = (target: Endpoint) => this.#destination(target);
    this.#tcp = new TcpRelay({
      send: (from, to, segment, size) => this.#sendSegment(from, to, segment, size),
      destination,
      now,
      random,
    });
    const send = (from: Endpoint, to: Endpoint, data: Uint8Array) =>
      this.#sendDatagram(from, to, data);
    this.#udp = new UdpRelay({send, destination, now});
    this.#forwarding = new PortForwarding({
      connected: (socket, guest, port) =>
        this.#tcp.open(socket, guest, {address: subnet.gateway, port}),
      datagram: (port, guest, data) =>
        this.#sendDatagram({address: subnet.gateway, port}, guest, data),
    });
  }

  get connections(): number {
    return this.#tcp.connections;
  }

  /** A frame of the switch. */
  receive({bytes, segmentSize}: Frame): boolean {
    const target = macAt(bytes, 0);
    // Frames to addresses that the switch does not know come by too.
    if (target !== this.#options.mac && !isMulticast(target)) return true;
    const type = etherType(bytes);
    if (type === EtherType.Arp) this.#onArp(bytes);
    else if (type === EtherType.Ipv4) this.#onIpv4(bytes, segmentSize > 0);
    return true;
  }

  /** Rejects when the host's port is taken or not allowed. */
  addMapping(id: string, mapping: PortMapping): Promise<void> {
    return this.#forwarding.add(id, mapping);
  }

  removeMapping(id: string): void {
    this.#forwarding.remove(id);
  }

  close(): void {
    this.#forwarding.close();
    this.#tcp.close();
    this.#udp.close();
  }

  #onArp(bytes: Uint8Array): void {
    const message = parseArp(bytes);
    if (!message) return;
    const {gateway} = this.#options.subnet;
    this.#learn(message.sender, message.senderMac);
    if (message.operation !== ArpOperation.Request || message.target !== gateway) return;
    const own = {mac: this.#options.mac, address: gateway};
    const reply = arpFrame(ArpOperation.Reply, own, message.sender, message.senderMac);
    this.#options.send(plainFrame(reply));
  }

  #onIpv4(bytes: Uint8Array, isTrusted: boolean): void {
    const packet = parseIpv4(bytes);
    if (!packet) return;
    const isDhcp = packet.protocol === IpProtocol.Udp && packet.source === 0;
    if (!isInside(this.#options.subnet, packet.source) && !isDhcp) return;
    if (packet.source === this.#options.subnet.gateway) return;
    this.#learn(packet.source, packet.sourceMac);
    if (packet.protocol === IpProtocol.Udp) this.#onDatagram(packet);
    else if (packet.protocol === IpProtocol.Tcp) this.#tcp.arrived(packet, isTrusted);
    else if (packet.protocol === IpProtocol.Icmp) this.#onIcmp(packet);
  }

  #onIcmp({source, sourceMac, destination, payload}: Ipv4Packet): void {
    if (destination !== this.#options.subnet.gateway) return;
    const reply = echoReply(payload);
    if (!reply) return;
    const frame = ipv4Frame(this.#route(destination, source, sourceMac), 1, reply.length);
    frame.set(reply, IPV4_PAYLOAD);
    this.#options.send(plainFrame(frame));
  }

  #onDatagram(packet: Ipv4Packet): void {
    const datagram = parseDatagram(packet);
    if (!datagram) return;
    const {sourcePort, destinationPort, data} = datagram;
    const {gateway} = this.#options.subnet;
    const {source, destination} = packet;
    if (destinationPort === DHCP_SERVER_PORT && sourcePort === DHCP_CLIENT_PORT)
      return this.#onDhcp(packet, data);
    if (source === 0 || destination === ALL_ONES) return;
    if (destination === gateway && this.#forwarding.answer(destinationPort, data)) return;
    const guest = {address: source, port: sourcePort};
    this.#udp.arrived(guest, {address: destination, port: destinationPort}, data);
  }

  /** Who asks for somebody else's address would use up the range. */
  #onDhcp({sourceMac}: Ipv4Packet, data: Uint8Array): void {
    const message = parseDhcp(data);
    if (message?.clientMac !== sourceMac) return;
    const reply = this.dhcp.answer(message);
    if (!reply) return;
    const isForAll = reply.address === ALL_ONES;
    const target = isForAll ? BROADCAST_MAC : sourceMac;
    const route = this.#route(this.#options.subnet.gateway, reply.address, target);
    const frame = datagramFrame(route, DHCP_SERVER_PORT, DHCP_CLIENT_PORT, reply.bytes);
    this.#options.send(plainFrame(frame));
  }

  /** Where on the host something for this address goes. */
  #destination({address, port}: Endpoint): {host: string; port: number} | undefined {
    const {subnet, reach} = this.#options;
    if (address === subnet.gateway)
      return port === DNS_PORT ? this.#resolver() : {host: LOOPBACK, port};
    const isOutside = !isInside(subnet, address) && address !== broadcastOf(subnet);
    const isAllowed = reach === 'anywhere' && isOutside && !isForbidden(address);
    return isAllowed ? {host: addressText(address), port} : undefined;
  }

  /** The first of the host's resolvers that is reached by IPv4. */
  #resolver(): {host: string; port: number} | undefined {
    const {resolver} = this.#options;
    for (const server of resolver === undefined ? getServers() : [resolver]) {
      const [host = '', port] = server.split(':');
      if (parseAddress(host) !== undefined) return {host, port: Number(port ?? DNS_PORT)};
    }
    return undefined;
  }

  #learn(address: number, mac: number): void {
    if (address === 0 || !isInside(this.#options.subnet, address)) return;
    if (this.#neighbours.size >= MAX_NEIGHBOURS && !this.#neighbours.has(address)) {
      const [oldest = 0] = this.#neighbours.keys();
      this.#neighbours.delete(oldest);
    }
    this.#neighbours.set(address, mac);
  }

  #route(source: number, destination: number, destinationMac: number): Route {
    return {sourceMac: this.#options.mac, destinationMac, source, destination};
  }

  /** The way to a guest; one that is not known is asked for, and what was to be sent is lost. */
  #routeTo(source: number, destination: number): Route | undefined {
    const mac = this.#neighbours.get(destination);
    if (mac !== undefined) return this.#route(source, destination, mac);
    const own = {mac: this.#options.mac, address: this.#options.subnet.gateway};
    this.#options.send(plainFrame(arpFrame(ArpOperation.Request, own, destination)));
    return undefined;
  }

  #sendSegment(
    from: Endpoint,
    to: Endpoint,
    segment: Parameters<typeof segmentFrame>[2],
    segmentSize: number,
  ): void {
    const route = this.#routeTo(from.address, to.address);
    if (!route) return;
    const ports = {source: from.port, destination: to.port};
    const bytes = segmentFrame(route, ports, segment, segmentSize > 0);
    this.#options.send({...plainFrame(bytes), segmentSize});
  }

  #sendDatagram(from: Endpoint, to: Endpoint, data: Uint8Array): void {
    const route = data.length <= MAX_DATAGRAM ? this.#routeTo(from.address, to.address) : undefined;
    if (route) this.#options.send(plainFrame(datagramFrame(route, from.port, to.port, data)));
  }
}
