import test from 'ava';
import {PacketType} from '../../../hypervisor/root/vmbus/packet.ts';
import {Nvsp, nvspMessage} from '../../../hypervisor/root/vsp/network/protocol.ts';
import {controlMessage, Rndis} from '../../../hypervisor/root/vsp/network/rndis-protocol.ts';
import {parseNetState} from '../../../hypervisor/root/vsp/network/saved-state.ts';
import {plainFrame, UNTAGGED} from '../../../hypervisor/switch/frame.ts';
import {
  DATA_GPN,
  frame,
  GUEST_MAC,
  NetRig,
  packet,
  PEER_MAC,
  QUIET_GPN,
  RECEIVE_GPADL,
  SEND_GPADL,
} from '../../fixtures/net-rig.ts';

const TEXT = Buffer.from('a frame of the guest');
const hello = frame(PEER_MAC, GUEST_MAC, 0x88b5, TEXT);

/** A TCP segment of 10.0.0.1 to 10.0.0.2; lengths and checksums as large send leaves them. */
function tcpFrame(length: number): Buffer {
  const tcp = Buffer.alloc(20 + length, 0x55);
  tcp.fill(0, 0, 20);
  tcp.writeUInt32BE(1000, 4);
  tcp[12] = 0x50;
  tcp[13] = 0x19; // FIN, PSH, ACK
  const ip = Buffer.from('4500000000014000400600000a0000010a000002', 'hex');
  return Buffer.from(frame(PEER_MAC, GUEST_MAC, 0x0800, Buffer.concat([ip, tcp])));
}

function sum(bytes: Uint8Array): number {
  let total = 0;
  for (let at = 0; at < bytes.length; at += 2)
    total += ((bytes[at] ?? 0) << 8) + (bytes[at + 1] ?? 0);
  while (total > 0xffff) total = (total & 0xffff) + (total >>> 16);
  return total;
}

/** Whether the checksums of an IPv4 TCP frame are right. */
function isSound(bytes: Uint8Array): boolean {
  const tcp = bytes.subarray(34);
  const pseudo = Buffer.from([...bytes.subarray(26, 34), 0, 6, tcp.length >> 8, tcp.length & 255]);
  return sum(bytes.subarray(14, 34)) === 0xffff && sum(Buffer.concat([pseudo, tcp])) === 0xffff;
}

test('the handshake, as Linux does it', t => {
  const rig = new NetRig();
  const refused = rig.message(Nvsp.Init, 0x70000, 0x70000);
  t.deepEqual([refused?.readUInt32LE(0), refused?.readUInt32LE(12)], [Nvsp.InitComplete, 2]);
  const init = rig.message(Nvsp.Init, 0x60001, 0x60001);
  t.deepEqual(
    [4, 8, 12].map(at => init?.readUInt32LE(at)),
    [0xffffffff, 34, 1],
  );
  rig.message(Nvsp.NdisConfig, 1514, 0, 0xac, 0);
  rig.message(Nvsp.NdisVersion, 6, 30);
  const receive = rig.message(Nvsp.SendReceiveBuffer, RECEIVE_GPADL, 0xcafe);
  const words = [0, 4, 8, 12, 16, 20, 24].map(at => receive?.readUInt32LE(at));
  t.deepEqual(words, [102, 1, 1, 0, 1806, 145, 1806 * 145]);
  const send = rig.message(Nvsp.SendSendBuffer, SEND_GPADL, 0);
  t.deepEqual(
    [0, 4, 8].map(at => send?.readUInt32LE(at)),
    [105, 1, 6144],
  );
  const subChannels = rig.message(Nvsp.SubChannel, 1, 4);
  t.deepEqual(
    [0, 4, 8].map(at => subChannels?.readUInt32LE(at)),
    [133, 2, 0],
  );
  t.is(rig.guest.fault, undefined);
});

test('objects that Linux asks for and sets', t => {
  const rig = new NetRig();
  rig.handshake();
  const ready = rig.control(controlMessage(Rndis.Initialize, [1, 1, 0, 0x4000]));
  t.deepEqual(
    [0, 8, 12].map(at => ready?.getUint32(at, true)),
    [0x80000002, 1, 0],
  );
  const mac = rig.query(0x01010101);
  t.deepEqual([mac?.getUint32(16, true), mac?.getUint32(20, true)], [6, 16]);
  const address = [24, 25, 26, 27, 28, 29].map(at => mac?.getUint8(at));
  t.deepEqual(address, [0x00, 0x15, 0x5d, 0x0a, 0x00, 0x01]);
  t.is(rig.query(0x00010114)?.getUint32(24, true), 0, 'connected');
  t.is(rig.query(0x00010106)?.getUint32(24, true), 1500);
  const offload = rig.query(0xfc01020d);
  t.deepEqual([offload?.getUint8(24), offload?.getUint32(16, true)], [0xa7, 156]);
  t.is(rig.query(0x00010203)?.getUint32(12, true), 0xc00000bb);
  const parameters = Buffer.from('8001140002020202020000020200000000000000', 'hex');
  t.is(rig.set(0xfc01020c, parameters), 0);
  t.is(rig.set(0xfc01020c, parameters.subarray(0, 8)), 0xc0010015);
  t.is(rig.set(0x0001010e, Uint8Array.of(0xb, 0, 0, 0)), 0);
  t.is(rig.set(0x0001010e, Uint8Array.of(1)), 0xc0010015);
  t.is(rig.control(controlMessage(Rndis.KeepAlive, [9]))?.getUint32(8, true), 9);
});

test('frames go out of pages, of sections, and many of one section', t => {
  const rig = new NetRig();
  rig.start();
  const {answer} = rig.rndis(0, packet(hello));
  t.deepEqual([answer?.readUInt32LE(0), answer?.readUInt32LE(4)], [108, 1]);
  t.is(rig.section(1, Buffer.concat([packet(hello), packet(hello)]))?.readUInt32LE(4), 1);
  t.deepEqual(
    rig.seen.map(({bytes}) => Buffer.from(bytes).toString('latin1', 14)),
    Array.from({length: 3}, () => TEXT.toString()),
  );
  t.like(rig.counters.read(), {framesSent: 3, bytesSent: 3 * hello.length, droppedSent: 0});
});

test('frames of the switch come into the receive buffer, and its parts come back', t => {
  const rig = new NetRig();
  rig.start();
  const reply = frame(GUEST_MAC, PEER_MAC, 0x88b5, TEXT);
  for (let i = 0; i < 1000; i++) {
    rig.peer.send(plainFrame(reply));
    rig.peer.send({...plainFrame(reply), tag: UNTAGGED});
    const messages = rig.received();
    if (i > 0) continue;
    t.is(messages.length, 2);
    t.is(Buffer.from(messages[0] ?? []).toString('latin1', 44 + 14), TEXT.toString());
  }
  t.like(rig.counters.read(), {framesReceived: 2000, droppedReceived: 0});
});

test('a guest that gives nothing back loses frames, and still gets answers', t => {
  const rig = new NetRig();
  rig.start();
  const reply = frame(GUEST_MAC, PEER_MAC, 0x88b5, TEXT);
  for (let i = 0; i < 200; i++) rig.peer.send(plainFrame(reply));
  t.is(rig.received(false).length, 145 - 16);
  t.is(rig.counters.read().droppedReceived, 200 - 129);
  t.is(rig.query(0x00010106)?.getUint32(24, true), 1500);
});

test('checksums that the guest leaves out are made', t => {
  const rig = new NetRig();
  rig.start();
  const data = tcpFrame(100);
  data.writeUInt16BE(140, 16);
  rig.rndis(0, packet(data, [[0, 1 | 4 | 16 | (34 << 16)]]));
  t.true(isSound(rig.seen[0]?.bytes ?? new Uint8Array(64)));
});

test('a large send is cut into segments with sound headers where the receiver wants that', t => {
  const rig = new NetRig();
  rig.start();
  rig.rndis(0, packet(tcpFrame(3000), [[2, 1460 | (34 << 20) | (1 << 30)]]));
  t.is(rig.seen[0]?.segmentSize, 1460);
  const other = new NetRig();
  other.start(0x50000, 0);
  const long = rig.seen[0] ?? plainFrame(new Uint8Array(0));
  const back = long.bytes.slice();
  back.set(frame(GUEST_MAC, PEER_MAC, 0x0800, new Uint8Array(0)));
  other.peer.send({...long, bytes: back});
  const segments = other.received().map(message => message.subarray(44));
  t.deepEqual(
    segments.map(bytes => bytes.length),
    [1514, 1514, 134],
  );
  t.deepEqual(segments.map(isSound), [true, true, true]);
  t.deepEqual(
    segments.map(bytes => bytes[47]),
    [0x10, 0x10, 0x19],
    'FIN and PSH on the last',
  );
  t.deepEqual(
    segments.map(bytes => Buffer.from(bytes).readUInt32BE(38)),
    [1000, 2460, 3920],
  );
});

test('a guest that puts pieces together gets a long frame in one packet', t => {
  const rig = new NetRig();
  rig.start();
  const bytes = tcpFrame(20_000);
  bytes.set(frame(GUEST_MAC, PEER_MAC, 0x0800, new Uint8Array(0)));
  bytes.writeUInt16BE(20_040, 16);
  rig.peer.send({bytes, tag: UNTAGGED, segmentSize: 1460});
  rig.session.flush();
  const packets = rig.guest.receive();
  t.is(packets.length, 1);
  const pieces = rig.takeMessages(packets);
  const header = 44 + 32;
  const flags = pieces.map(piece => piece[44 + 16 + 13]);
  t.deepEqual([flags[0], flags[1], flags.at(-1)], [3, 1, 5]);
  t.deepEqual(Buffer.concat(pieces.map(piece => piece.subarray(header))), bytes);
});

test('a VLAN tag travels beside the frame, both ways', t => {
  const trunk = {mode: 'trunk', allowed: [5], native: 0} as const;
  const rig = new NetRig({vlan: trunk, priorityTag: true});
  rig.network.setPort(rig.peer, {...rig.peer.settings, vlan: trunk, priorityTag: true});
  rig.start();
  rig.rndis(0, packet(hello, [[6, 3 | (5 << 4)]]));
  t.is(rig.seen[0]?.tag, (3 << 13) | 5);
  rig.peer.send({...plainFrame(frame(GUEST_MAC, PEER_MAC, 0x88b5, TEXT)), tag: (3 << 13) | 5});
  const [message] = rig.received();
  t.is(Buffer.from(message ?? []).readUInt32LE(44 + 12), 3 | (5 << 4));
});

test('a cable that is pulled and put in is told', t => {
  const rig = new NetRig();
  rig.start();
  rig.adapter.set({...rig.settings, switchId: undefined}, undefined);
  const [gone] = rig.received();
  t.is(Buffer.from(gone ?? []).readUInt32LE(8), 0x4001000c);
  rig.rndis(0, packet(hello));
  t.is(rig.counters.read().droppedSent, 1);
  rig.adapter.set(rig.settings, rig.network);
  const [back] = rig.received();
  t.is(Buffer.from(back ?? []).readUInt32LE(8), 0x4001000b);
});

test('saved with packets under way, it goes on where it was', t => {
  const rig = new NetRig();
  rig.start();
  const reply = frame(GUEST_MAC, PEER_MAC, 0x88b5, TEXT);
  rig.peer.send(plainFrame(reply));
  rig.session.flush();
  const held = rig.guest.receive();
  rig.guest.send({
    payload: nvspMessage(Nvsp.RndisPacket, [0, 0, 0], 40),
    transactionId: 99n,
    requestCompletion: true,
  });
  const state = parseNetState(structuredClone(rig.session.save()));
  rig.peer.send(plainFrame(reply));
  t.is(rig.counters.read().droppedReceived, 1, 'memory of a saved machine stays as it is');
  if (!state) return t.fail('no state');
  t.is(rig.guest.receive()[0]?.transactionId, 99n, 'what lay in the ring was answered');
  rig.restart(state);
  t.is(rig.takeMessages(held).length, 1);
  t.is(rig.guest.fault, undefined, 'what was held before could be given back');
  rig.rndis(0, packet(hello));
  t.is(rig.seen.length, 1);
  rig.peer.send(plainFrame(reply));
  t.is(rig.received().length, 1);
});

/** What a hostile guest does after it started the adapter; each must close the channel. */
const FATAL: readonly [what: string, act: (rig: NetRig) => void][] = [
  ['a second INIT', rig => rig.message(Nvsp.Init, 0x60001, 0x60001)],
  ['configuration late', rig => rig.message(Nvsp.NdisConfig, 9000, 0, 0, 0)],
  ['another receive buffer', rig => rig.message(Nvsp.SendReceiveBuffer, RECEIVE_GPADL, 0xcafe)],
  ['another send buffer', rig => rig.message(Nvsp.SendSendBuffer, SEND_GPADL, 0)],
  ['a message that is too short', rig => rig.send({payload: new Uint8Array(8)})],
  ['a message that is too long', rig => rig.send({payload: new Uint8Array(64)})],
  [
    'a packet of transfer pages',
    rig => rig.send({type: 7, header: new Uint8Array(16), payload: nvspMessage(107, [], 40)}),
  ],
  ['an answer to what was not sent', rig => rig.giveBack(3n)],
  ['an answer with a wild number', rig => rig.giveBack(2n ** 60n)],
  [
    'an answer that is none',
    rig => rig.send({type: PacketType.Completion, payload: new Uint8Array(40)}),
  ],
  [
    'control messages without taking the answers',
    rig => {
      for (let i = 0; i < 300; i++) rig.rndis(1, controlMessage(Rndis.KeepAlive, [i]));
    },
  ],
];

for (const [what, act] of FATAL)
  test(`hostile: ${what} closes the channel`, t => {
    const rig = new NetRig();
    rig.start();
    act(rig);
    t.not(rig.guest.fault, undefined);
  });

test('hostile: every message before INIT, and RNDIS before the buffer, closes the channel', t => {
  for (const type of Object.values(Nvsp).filter(known => known !== Nvsp.Init)) {
    const rig = new NetRig();
    rig.message(type, 0, 0);
    t.not(rig.guest.fault, undefined, `message ${type}`);
  }
  const rig = new NetRig();
  rig.message(Nvsp.Init, 0x60001, 0x60001);
  rig.rndis(1, controlMessage(Rndis.Initialize, [1, 1, 0, 0]));
  t.not(rig.guest.fault, undefined);
});

test('hostile: a buffer of another name, or that is no memory, is refused', t => {
  const begin = (): NetRig => {
    const rig = new NetRig();
    rig.message(Nvsp.Init, 0x60001, 0x60001);
    rig.message(Nvsp.NdisVersion, 6, 30);
    return rig;
  };
  const wrongId = begin();
  wrongId.message(Nvsp.SendReceiveBuffer, RECEIVE_GPADL, 0xbeef);
  t.not(wrongId.guest.fault, undefined);
  t.is(begin().message(Nvsp.SendReceiveBuffer, 12345, 0xcafe)?.readUInt32LE(4), 2);
  t.is(begin().message(Nvsp.SendReceiveBuffer, SEND_GPADL, 0xcafe)?.readUInt32LE(4), 2, 'small');
});

test('hostile: a buffer taken back is not touched, whatever is under way', t => {
  const rig = new NetRig();
  rig.start();
  rig.peer.send(plainFrame(frame(GUEST_MAC, PEER_MAC, 0x88b5, TEXT)));
  rig.session.flush();
  const held = rig.guest.receive();
  rig.message(Nvsp.RevokeReceiveBuffer, 0xcafe);
  const before = rig.guest.partition.memory.u8.slice();
  rig.peer.send(plainFrame(frame(GUEST_MAC, PEER_MAC, 0x88b5, TEXT)));
  rig.session.flush();
  t.true(Buffer.from(rig.guest.partition.memory.u8.slice()).equals(before));
  rig.takeMessages(held);
  t.is(rig.guest.fault, undefined);
});

/** Bytes of a packet message with one word changed. */
function bent(at: number, value: number, data: Uint8Array = hello): Buffer {
  const bytes = packet(data, [[0, 0]]);
  bytes.writeUInt32LE(value >>> 0, at);
  return bytes;
}

/** Data packets that make no sense: answered, and nothing gets through. */
const SENSELESS: readonly [what: string, bytes: Uint8Array][] = [
  ['a length beyond the packet', bent(4, 0x1000)],
  ['a length of zero', bent(4, 0)],
  ['data that begins outside', bent(8, 0xffff_fff0)],
  ['data that ends outside', bent(12, 0xffff)],
  ['out-of-band data', bent(24, 1)],
  ['information that begins outside', bent(28, 0xffff_fff0)],
  ['information that ends outside', bent(32, 0xfff)],
  ['an information element of size 0', bent(44, 0)],
  ['an information element past the end', bent(44, 17)],
  ['an information offset past the element', bent(52, 0xffff_ffff)],
  ['a frame of 13 bytes', packet(hello.subarray(0, 13))],
  ['a frame above the MTU', packet(Buffer.concat([hello, new Uint8Array(1520)]))],
  ['a large send with segments of 0', packet(tcpFrame(3000), [[2, 0]])],
  ['a large send of no TCP', packet(hello, [[2, 1460]])],
  [
    'a large send whose TCP header runs past',
    packet(tcpFrame(3000).fill(0xf0, 46, 47).subarray(0, 60), [[2, 1460]]),
  ],
  ['a checksum for no TCP', packet(hello, [[0, 4]])],
  ['another RNDIS message as data', controlMessage(Rndis.KeepAlive, [1])],
  ['nothing', new Uint8Array(8)],
];

for (const [what, bytes] of SENSELESS)
  test(`hostile: ${what} is dropped and answered`, t => {
    const rig = new NetRig();
    rig.start();
    const {answer} = rig.rndis(0, bytes);
    t.is(answer?.readUInt32LE(0), Nvsp.RndisPacketComplete);
    t.is(rig.seen.length, 0);
    t.true(rig.counters.read().droppedSent > 0);
    t.is(rig.guest.fault, undefined);
    rig.rndis(0, packet(hello));
    t.is(rig.seen.length, 1, 'and the next one goes through');
  });

test('hostile: sections that are not there', t => {
  const rig = new NetRig();
  rig.start();
  for (const [index, length] of [
    [4, 64],
    [0xfffffffe, 64],
    [0, 6145],
    [0, 0xffffffff],
  ] as const) {
    const {answer} = rig.send({payload: nvspMessage(Nvsp.RndisPacket, [0, index, length], 40)});
    t.is(answer?.readUInt32LE(4), 5, `${index} ${length}`);
  }
  t.is(rig.seen.length, 0);
  t.is(rig.guest.fault, undefined);
});

test('nothing is written beside the receive buffer', t => {
  const rig = new NetRig();
  rig.start();
  const {memory} = rig.guest.partition;
  const reply = frame(GUEST_MAC, PEER_MAC, 0x88b5, new Uint8Array(1500).fill(1));
  for (let i = 0; i < 300; i++) rig.peer.send(plainFrame(reply));
  rig.session.flush();
  t.false(memory.page(QUIET_GPN).some(byte => byte !== 0));
  t.false(memory.page(DATA_GPN + 1).some(byte => byte !== 0));
});
