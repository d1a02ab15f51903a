import test from 'ava';
import {BROADCAST, type Frame, plainFrame, UNTAGGED} from '../../../hypervisor/switch/frame.ts';
import {AGE_MS} from '../../../hypervisor/switch/mac-table.ts';
import {
  DEFAULT_PORT,
  type PortSettings,
  type VlanMode,
} from '../../../hypervisor/switch/port-settings.ts';
import {type SwitchPort, VirtualSwitch} from '../../../hypervisor/switch/virtual-switch.ts';
import {frame} from '../../fixtures/net-rig.ts';

const A = 0x00155d000001;
const B = 0x00155d000002;
const C = 0x00155d000003;
const STRANGER = 0x020000000009;

class Rig {
  now = 0;
  readonly network = new VirtualSwitch(() => this.now);
  readonly got = new Map<SwitchPort, Frame[]>();

  port(mac: number, settings: Partial<PortSettings> = {}, isUplink = false): SwitchPort {
    const frames: Frame[] = [];
    const receive = (seen: Frame): boolean => frames.push(seen) > 0;
    const port = this.network.addPort({...DEFAULT_PORT, mac, ...settings}, receive, {isUplink});
    this.got.set(port, frames);
    return port;
  }

  /** How many frames each port got since the last time. */
  counts(...ports: SwitchPort[]): number[] {
    return ports.map(port => this.got.get(port)?.splice(0).length ?? 0);
  }

  tags(port: SwitchPort): number[] {
    return (this.got.get(port) ?? []).splice(0).map(({tag}) => tag);
  }
}

function to(
  target: number,
  source: number,
  type = 0x88b5,
  data: Uint8Array = new Uint8Array(20),
): Frame {
  return plainFrame(frame(target, source, type, data));
}

test('a frame goes to who owns its address, to all, or to the uplink', t => {
  const rig = new Rig();
  const [a, b, c] = [rig.port(A), rig.port(B), rig.port(C)];
  const up = rig.port(STRANGER + 1, {}, true);
  a.send(to(B, A));
  t.deepEqual(rig.counts(a, b, c, up), [0, 1, 0, 0]);
  a.send(to(BROADCAST, A));
  t.deepEqual(rig.counts(a, b, c, up), [0, 1, 1, 1]);
  a.send(to(STRANGER, A));
  t.deepEqual(rig.counts(a, b, c, up), [0, 0, 0, 1]);
  a.send(to(A, A));
  t.deepEqual(rig.counts(a, b, c), [0, 0, 0], 'never back');
  t.like(a.counters.read(), {framesSent: 4, broadcastSent: 1, droppedSent: 0});
});

test('a foreign source is dropped, or learned where that is allowed, and forgotten with age', t => {
  const rig = new Rig();
  const [a, b] = [rig.port(A), rig.port(B, {macSpoofing: true})];
  a.send(to(B, STRANGER));
  a.send(to(B, BROADCAST));
  t.deepEqual(rig.counts(b), [0]);
  t.is(a.counters.read().droppedSent, 2);
  b.send(to(A, STRANGER));
  t.deepEqual(
    rig.network.learned().map(({mac}) => mac),
    [STRANGER],
  );
  a.send(to(STRANGER, A));
  t.deepEqual(rig.counts(a, b), [1, 1]);
  rig.now += AGE_MS + 1;
  t.deepEqual(rig.network.learned(), []);
});

const VLANS: readonly [what: string, from: VlanMode, to: VlanMode, got: boolean][] = [
  ['untagged to untagged', {mode: 'untagged'}, {mode: 'untagged'}, true],
  ['access to untagged', {mode: 'access', id: 5}, {mode: 'untagged'}, false],
  ['access to the same', {mode: 'access', id: 5}, {mode: 'access', id: 5}, true],
  ['access to another', {mode: 'access', id: 5}, {mode: 'access', id: 6}, false],
  ['access to a trunk', {mode: 'access', id: 5}, {mode: 'trunk', allowed: [5], native: 0}, true],
  [
    'access to a trunk without it',
    {mode: 'access', id: 5},
    {mode: 'trunk', allowed: [6], native: 0},
    false,
  ],
  [
    'a trunk to its native VLAN',
    {mode: 'trunk', allowed: [6], native: 5},
    {mode: 'access', id: 5},
    true,
  ],
  [
    'isolated to isolated',
    {mode: 'isolated', primary: 5, secondary: 6},
    {mode: 'isolated', primary: 5, secondary: 6},
    false,
  ],
  [
    'community to the same',
    {mode: 'community', primary: 5, secondary: 6},
    {mode: 'community', primary: 5, secondary: 6},
    true,
  ],
  [
    'community to another',
    {mode: 'community', primary: 5, secondary: 6},
    {mode: 'community', primary: 5, secondary: 7},
    false,
  ],
  [
    'isolated to promiscuous',
    {mode: 'isolated', primary: 5, secondary: 6},
    {mode: 'promiscuous', primary: 5, secondaries: [6]},
    true,
  ],
  [
    'promiscuous to isolated',
    {mode: 'promiscuous', primary: 5, secondaries: [6]},
    {mode: 'isolated', primary: 5, secondary: 6},
    true,
  ],
  [
    'isolated to access of the primary',
    {mode: 'isolated', primary: 5, secondary: 6},
    {mode: 'access', id: 5},
    false,
  ],
];

for (const [what, from, target, got] of VLANS)
  test(`VLAN: ${what}`, t => {
    const rig = new Rig();
    const [a, b] = [rig.port(A, {vlan: from}), rig.port(B, {vlan: target})];
    a.send(to(B, A));
    a.send(to(BROADCAST, A));
    t.deepEqual(rig.counts(b), [got ? 2 : 0]);
  });

test('tags are those of the ports; two tags, or one on an access port, are refused', t => {
  const rig = new Rig();
  const trunk = rig.port(A, {vlan: {mode: 'trunk', allowed: [5], native: 7}});
  const access = rig.port(B, {vlan: {mode: 'access', id: 5}});
  access.send(to(A, B));
  t.deepEqual(rig.tags(trunk), [5]);
  trunk.send({...to(B, A), tag: 5 | (6 << 13)});
  t.deepEqual(rig.tags(access), [UNTAGGED], 'without id and priority');
  const inner = Uint8Array.of(0, 5, 8, 0, 1, 2, 3, 4);
  trunk.send(to(B, A, 0x8100, inner));
  const [seen] = rig.got.get(access)?.splice(0) ?? [];
  t.is(Buffer.from(seen?.bytes ?? []).toString('hex', 12), '080001020304');
  trunk.send({...to(B, A, 0x8100, inner), tag: 5});
  trunk.send(to(B, A, 0x8100, Uint8Array.of(0, 5, 0x81, 0, 0, 6, 8, 0)));
  trunk.send(to(B, A, 0x88a8, inner));
  trunk.send({...to(B, A), tag: 9});
  access.send({...to(A, B), tag: 5});
  access.send(to(A, B, 0x8100, inner));
  t.deepEqual(rig.counts(access, trunk), [0, 0]);
});

/** An IPv4 packet of a protocol with two bytes at the beginning of its payload. */
function ipv4(protocol: number, first: number, second = 0): Uint8Array {
  const bytes = Buffer.alloc(28);
  bytes.set([0x45, 0, 0, 28]);
  bytes[9] = protocol;
  bytes.set([first, second], 20);
  return bytes;
}

test('guards drop what a DHCP server and a router say', t => {
  const rig = new Rig();
  const a = rig.port(A, {dhcpGuard: true});
  const b = rig.port(B, {routerGuard: true});
  const c = rig.port(C);
  const advertisement = Buffer.alloc(48);
  advertisement.set([0x60, 0, 0, 0, 0, 8, 58]);
  advertisement[40] = 134;
  for (const port of [a, b]) {
    const mac = port.settings.mac;
    port.send(to(C, mac, 0x0800, ipv4(17, 0, 67)));
    port.send(to(C, mac, 0x0800, ipv4(1, 5)));
    port.send(to(C, mac, 0x86dd, advertisement));
    port.send(to(C, mac, 0x0800, ipv4(17, 0, 68)));
  }
  t.deepEqual([a.counters.read().droppedSent, b.counters.read().droppedSent], [1, 2]);
  t.deepEqual(rig.counts(c), [5]);
});

test('a mirrored port is seen by the destinations', t => {
  const rig = new Rig();
  const [a, b] = [rig.port(A, {mirror: 'source'}), rig.port(B)];
  const monitor = rig.port(C, {mirror: 'destination'});
  a.send(to(B, A));
  b.send(to(A, B));
  t.deepEqual(rig.counts(a, b, monitor), [1, 1, 2]);
});

test('a limit holds over any stretch of time, and ends with its setting', t => {
  const rig = new Rig();
  const a = rig.port(A, {maximumBandwidth: 8_000_000});
  rig.port(B);
  let bytes = 0;
  for (; rig.now < 10_000; rig.now += 1)
    while (a.waitMs() === 0) {
      a.send(to(B, A, 0x88b5, new Uint8Array(1486)));
      bytes += 1500;
    }
  t.true(bytes > 9_950_000 && bytes < 10_100_000, `${bytes} in 10 s at 1 MB/s`);
  rig.network.setPort(a, {...a.settings, maximumBandwidth: 0});
  t.is(a.waitMs(), 0);
});
