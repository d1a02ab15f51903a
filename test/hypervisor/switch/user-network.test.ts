import {createServer as createHttp} from 'node:http';
import {type AddressInfo, connect, createServer} from 'node:net';
import {createSocket} from 'node:dgram';
import test from 'ava';
import {type Frame, plainFrame} from '../../../hypervisor/switch/frame.ts';
import {parseAddress} from '../../../hypervisor/switch/user-network/address.ts';
import {ArpOperation, arpFrame, parseArp} from '../../../hypervisor/switch/user-network/arp.ts';
import {
  DhcpOption,
  DhcpType,
  encodeDhcp,
  type OptionList,
} from '../../../hypervisor/switch/user-network/dhcp-message.ts';
import {echoRequest} from '../../../hypervisor/switch/user-network/icmp.ts';
import {IPV4_PAYLOAD, ipv4Frame, parseIpv4} from '../../../hypervisor/switch/user-network/ipv4.ts';
import {
  TcpConnection,
  type TcpEvents,
} from '../../../hypervisor/switch/user-network/tcp/connection.ts';
import {
  parseSegment,
  type Segment,
  segmentFrame,
} from '../../../hypervisor/switch/user-network/tcp/segment.ts';
import {datagramFrame, parseDatagram} from '../../../hypervisor/switch/user-network/udp.ts';
import {UserNetwork} from '../../../hypervisor/switch/user-network/user-network.ts';
import {below, seededRandom} from '../../fixtures/random.ts';

const GATEWAY = parseAddress('192.168.137.1') ?? 0;
const GUEST = parseAddress('192.168.137.50') ?? 0;
const GATEWAY_MAC = 0x00155d000001;
const GUEST_MAC = 0x00155d0a0001;

class Lan {
  readonly frames: Frame[] = [];
  onFrame: ((frame: Frame) => void) | undefined;
  readonly network: UserNetwork;

  constructor(more: {reach?: 'host' | 'anywhere'; resolver?: string} = {}) {
    this.network = new UserNetwork({
      subnet: {gateway: GATEWAY, prefixLength: 24},
      mac: GATEWAY_MAC,
      reach: more.reach ?? 'anywhere',
      ...more,
      send: frame => {
        const copy = {...frame, bytes: frame.bytes.slice()};
        if (this.onFrame) this.onFrame(copy);
        else this.frames.push(copy);
      },
      now: () => performance.now(),
      wallClock: () => 1e12,
      random: () => 12345,
    });
  }

  send(bytes: Uint8Array): Frame[] {
    this.network.receive(plainFrame(bytes));
    return this.frames.splice(0);
  }

  route(destination = GATEWAY, source = GUEST) {
    return {sourceMac: GUEST_MAC, destinationMac: GATEWAY_MAC, source, destination};
  }

  dhcp(type: number, options: OptionList = [], mac = GUEST_MAC, client = 0) {
    const base = {type, transaction: 77, clientMac: mac, isBroadcast: false};
    const bytes = encodeDhcp(base, false, {client}, options);
    const [frame] = this.send(datagramFrame(this.route(0xffffffff, client), 68, 67, bytes));
    const packet = frame && parseIpv4(frame.bytes);
    const data = packet && parseDatagram(packet)?.data;
    if (!data) return undefined;
    const view = Buffer.from(data);
    return {kind: view[242], yours: view.readUInt32BE(16), options: view.subarray(240)};
  }
}

test('ARP and ping: the gateway answers for itself only', t => {
  const lan = new Lan();
  const own = {mac: GUEST_MAC, address: GUEST};
  const [reply] = lan.send(arpFrame(ArpOperation.Request, own, GATEWAY));
  t.like(parseArp(reply?.bytes ?? new Uint8Array(0)), {
    operation: 2,
    senderMac: GATEWAY_MAC,
    sender: GATEWAY,
    target: GUEST,
  });
  t.deepEqual(lan.send(arpFrame(ArpOperation.Request, own, GUEST + 1)), []);
  const ping = echoRequest(1, 2, Buffer.from('data'));
  const frame = ipv4Frame(lan.route(), 1, ping.length);
  frame.set(ping, IPV4_PAYLOAD);
  const [pong] = lan.send(frame);
  const packet = parseIpv4(pong?.bytes ?? new Uint8Array(0));
  t.is(Buffer.from(packet?.payload ?? []).toString('latin1', 8), 'data');
  t.like(packet, {source: GATEWAY, destination: GUEST, protocol: 1});
  frame[IPV4_PAYLOAD + 2] = 1;
  t.deepEqual(lan.send(frame), [], 'a wrong checksum');
});

test('DHCP: an address is offered, taken, kept, refused to others, given back', t => {
  const lan = new Lan();
  const offer = lan.dhcp(DhcpType.Discover);
  t.is(offer?.kind, DhcpType.Offer);
  const address = offer?.yours ?? 0;
  const take: OptionList = [
    [DhcpOption.RequestedAddress, address],
    [DhcpOption.ServerId, GATEWAY],
  ];
  let told = 0;
  lan.network.dhcp.onLease = () => told++;
  t.is(lan.dhcp(DhcpType.Request, take)?.kind, DhcpType.Ack);
  t.is(told, 1);
  const hex = lan.dhcp(DhcpType.Discover)?.options.toString('hex') ?? '';
  for (const option of ['0104ffffff00', '0304c0a88901', '0604c0a88901', '330400015180'])
    t.true(hex.includes(option), option);
  t.is(lan.dhcp(DhcpType.Discover)?.yours, address, 'the same again');
  t.is(lan.dhcp(DhcpType.Request, [], GUEST_MAC, address)?.kind, DhcpType.Ack, 'renewed');
  t.is(
    lan.dhcp(DhcpType.Discover, [], GUEST_MAC + 1),
    undefined,
    'for another address than its own',
  );
  t.is(lan.dhcp(DhcpType.Request, [[DhcpOption.RequestedAddress, GATEWAY]])?.kind, DhcpType.Nak);
  const [lease] = lan.network.dhcp.leases();
  t.like(lease, {mac: GUEST_MAC, address});
  lan.dhcp(DhcpType.Release, [], GUEST_MAC, address);
  t.is(lan.network.dhcp.leases()[0]?.expires, 1e12);
});

/** Two ends of a connection over a lossy, reordering wire, driven by a clock of their own. */
function stream(bytes: number, seed: number, loss: number, reorder: number) {
  const random = seededRandom(seed);
  let now = 0;
  const wire: {at: number; order: number; to: 0 | 1; segment: Segment}[] = [];
  const ends: [TcpConnection, TcpConnection] = [] as never;
  let order = 0;
  const received = [0, 0];
  const closed: (boolean | undefined)[] = [undefined, undefined];
  const ended = [false, false];
  let damaged = false;
  const events = (self: 0 | 1): TcpEvents => ({
    send(segment, segmentSize) {
      const size = segmentSize || Math.max(1, segment.data.length);
      for (let at = 0; at === 0 || at < segment.data.length; at += size) {
        if (random() < loss) continue;
        const isLast = at + size >= segment.data.length;
        wire.push({
          at: now + 1 + (random() < reorder ? below(random, 8) : 0),
          order: order++,
          to: self === 0 ? 1 : 0,
          segment: {
            ...segment,
            sequence: (segment.sequence + at) >>> 0,
            flags: isLast ? segment.flags : segment.flags & ~1,
            data: segment.data.slice(at, at + size),
          },
        });
      }
    },
    onOpen: () => {},
    onData(data) {
      for (let i = 0; i < data.length; i++)
        if (data[i] !== ((received[self] ?? 0) + i) % 251) damaged = true;
      received[self] = (received[self] ?? 0) + data.length;
      ends[self]?.taken(data.length);
    },
    onEnd: () => {
      ended[self] = true;
      ends[self]?.end();
    },
    onRoom: () => {},
    onClose: reset => {
      closed[self] = reset;
    },
  });
  const clock = (): number => now;
  ends[0] = TcpConnection.open(events(0), clock, 0xffff_ff00);
  let written = 0;
  for (
    let steps = 0;
    steps < 2_000_000 && (closed[0] === undefined || closed[1] === undefined);
    steps++
  ) {
    wire.sort((a, b) => a.at - b.at || a.order - b.order);
    const due = ends.map(end => end?.deadline ?? Number.POSITIVE_INFINITY);
    now = Math.max(now, Math.min(wire[0]?.at ?? Number.POSITIVE_INFINITY, ...due));
    if (now === Number.POSITIVE_INFINITY) break;
    while (wire[0] && wire[0].at <= now) {
      const {to, segment} = wire.shift() as (typeof wire)[number];
      if (to === 1 && !ends[1]) ends[1] = TcpConnection.accept(events(1), clock, 7, segment);
      else ends[to]?.arrived(segment);
    }
    for (const end of ends) if ((end?.deadline ?? Number.POSITIVE_INFINITY) <= now) end?.timeIsUp();
    while (written < bytes && ends[0].isOpen && ends[0].room > 60_000) {
      const count = Math.min(50_000, bytes - written);
      ends[0].write(Uint8Array.from({length: count}, (_, i) => (written + i) % 251));
      written += count;
      if (written === bytes) ends[0].end();
    }
  }
  return {received: received[1], damaged, closed, ended, now};
}

test('TCP: a stream over a good wire', t => {
  const {received, damaged, closed} = stream(3_000_000, 1, 0, 0);
  t.deepEqual(
    {received, damaged, closed},
    {received: 3_000_000, damaged: false, closed: [false, false]},
  );
});

for (const [loss, reorder] of [
  [0.01, 0],
  [0, 0.2],
  [0.05, 0.2],
  [0.2, 0.5],
] as const)
  test(`TCP: a stream arrives whole with ${loss * 100} % lost and ${reorder * 100} % out of order`, t => {
    const {received, damaged, ended} = stream(400_000, 42, loss, reorder);
    const whole = {received: 400_000, damaged: false, ended: [true, true]};
    t.deepEqual({received, damaged, ended}, whole);
  });

/** A guest's own TCP on the LAN: connects to a host's port, sends a text, answers what it got. */
function guestConnection(lan: Lan, target: number, port: number, send: Uint8Array) {
  let connection: TcpConnection | undefined;
  let timer: NodeJS.Timeout | undefined;
  const chunks: Uint8Array[] = [];
  const ports = {source: 40_000, destination: port};
  const arm = (): void => {
    clearTimeout(timer);
    const due = connection?.deadline;
    if (due === undefined) return;
    timer = setTimeout(
      () => {
        connection?.timeIsUp();
        arm();
      },
      Math.max(0, due - performance.now()),
    );
  };
  return new Promise<{bytes: Buffer; reset: boolean}>(resolve => {
    lan.onFrame = frame => {
      const packet = parseIpv4(frame.bytes);
      const parsed =
        packet?.protocol === 6 ? parseSegment(packet, frame.segmentSize > 0) : undefined;
      // As an interrupt later: the network is not entered again.
      if (parsed)
        setImmediate(() => {
          connection?.arrived(parsed.segment);
          arm();
        });
    };
    connection = TcpConnection.open(
      {
        send: (segment, size) =>
          lan.network.receive({
            ...plainFrame(segmentFrame(lan.route(target), ports, segment, size > 0)),
            segmentSize: size,
          }),
        onOpen: () => setImmediate(() => connection?.write(send)),
        onData: data => {
          chunks.push(data.slice());
          connection?.taken(data.length);
        },
        onEnd: () => connection?.end(),
        onRoom: () => {},
        onClose: reset => {
          clearTimeout(timer);
          resolve({bytes: Buffer.concat(chunks), reset});
        },
      },
      () => performance.now(),
      99,
    );
    arm();
  });
}

test('TCP: a guest fetches from a server on the host, through the gateway', async t => {
  const body = Buffer.alloc(2_000_000, 'hvsh');
  const server = createHttp((_, response) => response.end(body)).listen(0, '127.0.0.1');
  await new Promise(resolve => server.once('listening', resolve));
  const {port} = server.address() as AddressInfo;
  const lan = new Lan({reach: 'host'});
  const request = Buffer.from('GET / HTTP/1.0\r\n\r\n');
  const {bytes, reset} = await guestConnection(lan, GATEWAY, port, request);
  t.false(reset);
  t.true(bytes.subarray(-body.length).equals(body));
  server.close();
  lan.network.close();
});

test('TCP: what is refused on the host, or not allowed, is reset at the guest', async t => {
  const server = createServer().listen(0, '127.0.0.1');
  await new Promise(resolve => server.once('listening', resolve));
  const {port} = server.address() as AddressInfo;
  const targets: [number, number][] = [
    [parseAddress('127.0.0.1') ?? 0, port],
    [parseAddress('8.8.8.8') ?? 0, 80],
    [GUEST + 1, port],
  ];
  for (const [address, number] of targets) {
    const lan = new Lan({reach: 'host'});
    t.true((await guestConnection(lan, address, number, new Uint8Array(0))).reset);
    lan.network.close();
  }
  await new Promise(resolve => server.close(resolve));
  const lan = new Lan();
  t.true((await guestConnection(lan, GATEWAY, port, new Uint8Array(0))).reset, 'nobody listens');
  lan.network.close();
});

test('UDP: datagrams go to the host and back; the gateway passes DNS on to a resolver', async t => {
  const resolver = createSocket('udp4');
  resolver.on('message', (data, from) => resolver.send(`answer to ${data}`, from.port));
  await new Promise<void>(resolve => resolver.bind(0, '127.0.0.1', resolve));
  const lan = new Lan({resolver: `127.0.0.1:${resolver.address().port}`});
  const answer = new Promise<Frame>(resolve => {
    lan.onFrame = resolve;
  });
  lan.send(datagramFrame(lan.route(), 5353, 53, Buffer.from('who')));
  const packet = parseIpv4((await answer).bytes);
  const datagram = packet && parseDatagram(packet);
  t.is(packet?.source, GATEWAY);
  t.deepEqual([datagram?.sourcePort, datagram?.destinationPort], [53, 5353]);
  t.is(Buffer.from(datagram?.data ?? []).toString(), 'answer to who');
  resolver.close();
  lan.network.close();
});

test("a port of the host leads to a guest's", async t => {
  const lan = new Lan();
  lan.send(arpFrame(ArpOperation.Request, {mac: GUEST_MAC, address: GUEST}, GATEWAY));
  const free = createServer().listen(0, '127.0.0.1');
  await new Promise(resolve => free.once('listening', resolve));
  const {port} = free.address() as AddressInfo;
  await new Promise(resolve => free.close(resolve));
  const internal = {address: GUEST, port: 80};
  await lan.network.addMapping('m', {
    protocol: 'tcp',
    externalAddress: '127.0.0.1',
    externalPort: port,
    internal,
  });
  const syn = new Promise<Segment | undefined>(resolve => {
    lan.onFrame = frame => {
      const packet = parseIpv4(frame.bytes);
      resolve(packet && parseSegment(packet, false)?.segment);
    };
  });
  const client = connect(port, '127.0.0.1');
  t.like(await syn, {flags: 2, maximumSegment: 1460, windowScale: 5});
  const taken = lan.network.addMapping('n', {
    protocol: 'tcp',
    externalAddress: '127.0.0.1',
    externalPort: port,
    internal,
  });
  await t.throwsAsync(taken, {code: 'EADDRINUSE'});
  client.on('error', () => {});
  lan.network.close();
  client.destroy();
});
