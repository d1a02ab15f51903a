/**
 * The network channel: any sequence of packets, orderly or not, ends in one answer to each request
 * or a closed channel; parts of the receive buffer are never lost; guest memory changes only in it.
 */
import {type OutgoingPacket, PacketType} from '../../hypervisor/root/vmbus/packet.ts';
import {Nvsp, nvspMessage} from '../../hypervisor/root/vsp/network/protocol.ts';
import {controlMessage, Rndis} from '../../hypervisor/root/vsp/network/rndis-protocol.ts';
import {parseNetState} from '../../hypervisor/root/vsp/network/saved-state.ts';
import {UNTAGGED} from '../../hypervisor/switch/frame.ts';
import {
  frame,
  GUEST_MAC,
  NetRig,
  packet,
  PEER_MAC,
  QUIET_GPN,
  RECEIVE_GPADL,
  SEND_GPADL,
} from '../fixtures/net-rig.ts';
import {below, randomBytes, seededRandom} from '../fixtures/random.ts';

const MESSAGES = Object.values(Nvsp);
const OIDS = [0x1010e, 0x10106, 0x1010101, 0xfc01020c, 0xfc01020d, 0x1021b, 0x10101, 0x1010103];
/** Parts that are the guest's when nothing is under way: see the handshake's answer. */
const PARTS = 145;

export function fuzz(seed: number, deadline: number): {runs: number; finding?: string} {
  const random = seededRandom(seed);
  let runs = 0;
  for (; Date.now() < deadline; runs++) {
    const finding = session(random);
    if (finding) return {runs, finding: `run ${runs}: ${finding}`};
  }
  return {runs};
}

function session(random: () => number): string | undefined {
  const rig = new NetRig({macSpoofing: random() < 0.3});
  const versions = [0x60001, 0x50000, 0x30002, 2];
  if (random() < 0.9) rig.start(versions[below(random, versions.length)], below(random, 256));
  let outstanding: bigint[] = [];
  for (let step = 0; step < 60 && rig.guest.fault === undefined; step++) {
    const {answer, all} = act(rig, random);
    for (const {type, transactionId} of all)
      if (type === PacketType.TransferPages) outstanding.push(transactionId);
    if (answer === undefined && rig.guest.fault === undefined) return 'a request without an answer';
    if (random() < 0.3) feed(rig, random);
    if (random() < 0.5) {
      for (const id of outstanding) rig.giveBack(id);
      outstanding = [];
    }
    if (random() < 0.03 && rig.guest.fault === undefined) {
      const state = parseNetState(structuredClone(rig.session.save()));
      if (!state) return 'saved state that is none';
      rig.restart(state);
    }
  }
  return verdict(rig, outstanding);
}

/** With everything given back, every part is free again. */
function verdict(rig: NetRig, outstanding: readonly bigint[]): string | undefined {
  if (rig.guest.partition.memory.page(QUIET_GPN).some(byte => byte !== 0))
    return 'memory that nobody named has changed';
  if (rig.guest.fault !== undefined || rig.session.save().receiveBuffer === undefined)
    return undefined;
  for (const id of outstanding) rig.giveBack(id);
  for (const {type, transactionId} of rig.guest.receive())
    if (type === PacketType.TransferPages) rig.giveBack(transactionId);
  const state = rig.session.save();
  const held = [...state.outstanding, ...state.ready].reduce((sum, b) => sum + b.parts.length, 0);
  return held > 0 && held < PARTS && rig.guest.fault === undefined
    ? `${held} parts lost`
    : undefined;
}

function act(rig: NetRig, random: () => number): ReturnType<NetRig['send']> {
  const chance = random();
  if (chance < 0.03) return rig.send({payload: randomBytes(random, below(random, 64))});
  if (chance < 0.08) return rig.send(message(random));
  if (chance < 0.3) return rig.rndis(random() < 0.9 ? 1 : below(random, 4), control(random));
  if (chance < 0.4) return section(rig, random);
  return rig.rndis(0, bent(random, data(random)));
}

function message(random: () => number): {payload: Uint8Array} & Partial<OutgoingPacket> {
  const type =
    random() < 0.9 ? (MESSAGES[below(random, MESSAGES.length)] ?? 0) : below(random, 256);
  const words = [RECEIVE_GPADL, SEND_GPADL, 0xcafe, 0, 1514, 0x60001, below(random, 2 ** 32)];
  const pick = (): number => words[below(random, words.length)] ?? 0;
  return {payload: nvspMessage(type, [pick(), pick(), pick()], random() < 0.8 ? 40 : 28)};
}

function control(random: () => number): Uint8Array {
  const types = [Rndis.Initialize, Rndis.Query, Rndis.Set, Rndis.Set, Rndis.KeepAlive, Rndis.Reset];
  const type = random() < 0.95 ? (types[below(random, types.length)] ?? 0) : below(random, 16);
  const info = randomBytes(random, below(random, 48));
  const oid = OIDS[below(random, OIDS.length)] ?? 0;
  const length = random() < 0.9 ? info.length : below(random, 2 ** 32);
  const offset = random() < 0.9 ? 20 : below(random, 2 ** 32);
  return bent(random, controlMessage(type, [1, oid, length, offset, 0], info));
}

function section(rig: NetRig, random: () => number): ReturnType<NetRig['send']> {
  const bytes = Buffer.concat([data(random), data(random)]).subarray(0, 6144);
  rig.guest.partition.memory.copyIn(200 * 4096, bent(random, bytes));
  const index = random() < 0.8 ? below(random, 4) : below(random, 2 ** 32);
  const length = random() < 0.8 ? bytes.length : below(random, 2 ** 32);
  return rig.send({payload: nvspMessage(Nvsp.RndisPacket, [0, index, length], 40)});
}

/** A packet message around something like a frame, with wishes. */
function data(random: () => number): Uint8Array {
  const length = below(random, random() < 0.2 ? 20_000 : 1600);
  const payload = randomBytes(random, length);
  if (random() < 0.6)
    payload.set(Buffer.from('4500000000014000400600000a0000010a000002', 'hex').subarray(0, length));
  if (length > 40) payload[32] = random() < 0.8 ? 0x50 : below(random, 256);
  const types = [0x800, 0x86dd, 0x806, 0x8100, 0x88a8];
  const source = random() < 0.9 ? GUEST_MAC : below(random, 2 ** 32);
  const bytes = frame(PEER_MAC, source, types[below(random, types.length)] ?? 0, payload);
  const infos: [number, number][] = [];
  if (random() < 0.4) infos.push([0, below(random, 256)]);
  if (random() < 0.4) infos.push([2, random() < 0.8 ? 1460 : below(random, 2 ** 32)]);
  if (random() < 0.2) infos.push([6, below(random, 2 ** 16)]);
  return packet(bytes, infos);
}

/** Now and then, a word or byte is another one. */
function bent(random: () => number, bytes: Uint8Array): Uint8Array {
  if (random() < 0.6 || bytes.length < 8) return bytes;
  const copy = Buffer.from(bytes);
  for (let count = below(random, 3); count >= 0; count--) {
    const at = below(random, Math.min(copy.length - 4, random() < 0.7 ? 80 : copy.length));
    if (random() < 0.5) copy[at] = below(random, 256);
    else copy.writeUInt32LE(random() < 0.5 ? below(random, 2 ** 32) : below(random, 128), at);
  }
  return copy;
}

/** Something comes from the switch. */
function feed(rig: NetRig, random: () => number): void {
  const length = below(random, random() < 0.3 ? 20_000 : 1500);
  const bytes = frame(GUEST_MAC, PEER_MAC, 0x800, randomBytes(random, length));
  const isLong = bytes.length > 1514;
  const tag = random() < 0.8 ? UNTAGGED : below(random, 2 ** 16);
  rig.peer.send({bytes, tag, segmentSize: isLong ? 1460 : 0});
  rig.session.flush();
}
