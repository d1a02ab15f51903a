import test from 'ava';
import {
  gpaDirectHeader,
  type OutgoingPacket,
  PacketType,
} from '../../../hypervisor/root/vmbus/packet.ts';
import {
  ChannelMessage,
  GpadlBody,
  GpadlCreated,
  GpadlHeader,
  GpadlTeardown,
  MessageHeader,
  OpenResult,
  VersionResponse,
  VmbusStatus,
  VmbusVersion,
} from '../../../hypervisor/root/vmbus/protocol.ts';
import {RingWord} from '../../../hypervisor/root/vmbus/ring.ts';
import type {HostChannel, Vsp} from '../../../hypervisor/root/vmbus/vsp.ts';
import {GuestSide} from '../../fixtures/guest-side.ts';
import {Msr, Page} from '../hv/hand-guest.ts';
import {HandDriver} from './hand-driver.ts';

/** What a guest may try (hyperv-wire.md 8.2): its own channel may end, nothing else does. */

const CLASS = 'ba6163d9-04a1-4d29-b605-72e2ffb1dc7f';

/** Takes what comes and counts it. */
class Sink implements Vsp {
  readonly offer = {interfaceId: CLASS, instanceId: CLASS.replace('b', 'c'), name: 'sink'};
  visits = 0;
  packets = 0;

  open(channel: HostChannel): void {
    channel.onSignal(() => {
      this.visits += 1;
      while (channel.receive()) this.packets += 1;
    });
  }
}

async function connected(): Promise<{driver: HandDriver; sink: Sink}> {
  const driver = new HandDriver();
  const sink = new Sink();
  driver.server.offer(sink);
  await driver.connect();
  return {driver, sink};
}

const filled = (length: number, at: number, value: number) => {
  const header = new Uint8Array(length);
  new DataView(header.buffer).setUint32(at, value, true);
  return header;
};
const ranges = gpaDirectHeader([{byteCount: 100, byteOffset: 0, gpns: [3]}]);
const payload = new Uint8Array(16);

test('packets that are none close the channel', t => {
  const rows: [string, OutgoingPacket][] = [
    ['unknown type', {type: 1, payload}],
    ['type 0', {type: 0, payload}],
    ['GPA-direct without a header', {type: PacketType.GpaDirect, payload}],
    ['GPA-direct, no ranges', {type: PacketType.GpaDirect, header: filled(24, 4, 0), payload}],
    ['more ranges than bytes', {type: PacketType.GpaDirect, header: filled(24, 4, 2), payload}],
    ['a range cut off', {type: PacketType.GpaDirect, header: ranges.subarray(0, 16), payload}],
    ['transfer pages, none', {type: PacketType.TransferPages, header: new Uint8Array(8), payload}],
    ['a set cut off', {type: PacketType.TransferPages, header: filled(8, 4, 1), payload}],
  ];
  for (const [name, packet] of rows) {
    const guest = new GuestSide();
    guest.send({payload});
    guest.send(packet);
    t.truthy(guest.data.receive(), name);
    t.is(guest.data.receive(), undefined, name);
    t.is(guest.fault, 'a packet of the guest is not well formed', name);
    t.is(guest.data.send({payload}), 'refused', name);
  }
});

test('indices that make no sense close the channel, in either direction', t => {
  const {writeIndex, readIndex} = RingWord;
  for (const value of [-1, 4, 12, 8 * 4096, 0x7fffffff, 8]) {
    const guest = new GuestSide();
    for (let count = 0; count < 3; count++) guest.send({payload});
    while (guest.data.receive());
    guest.writer.ring.store(writeIndex, value);
    t.is(guest.data.receive(), undefined);
    t.truthy(guest.fault, `write index ${value}`);
  }
  for (const value of [-1, 4, 8 * 4096, 0x7ffffff8]) {
    const guest = new GuestSide();
    guest.reader.ring.store(readIndex, value);
    let sent = 0;
    while (guest.data.send({payload: new Uint8Array(1000)}) === 'sent' && sent < 100) sent += 1;
    t.true(sent < 40, `read index ${value}`);
    t.truthy(guest.fault, `read index ${value}`);
  }
});

test('words that harm only the guest: mask, pending size, indices of the host', t => {
  const guest = new GuestSide();
  guest.reader.ring.store(RingWord.interruptMask, 1);
  for (const pending of [1, 8, 4095, 0x7fffffff, -1]) {
    guest.writer.ring.store(RingWord.pendingSendSize, pending);
    guest.writer.ring.store(RingWord.readIndex, 0);
    guest.reader.ring.store(RingWord.writeIndex, 0xffff);
    guest.send({payload});
    t.is(guest.data.receive()?.payload.length, 16, String(pending));
    t.is(guest.data.send({payload}), 'sent');
  }
  t.is(guest.fault, undefined);
});

test('both directions over the same pages: nothing but the channel can break', async t => {
  const {driver} = await connected();
  const page = driver.ringGpns(1)[0]!;
  await driver.share(1, 9, Array<number>(16).fill(page));
  t.is(OpenResult.read((await driver.open(1, 9))[0]!).status, VmbusStatus.Success);
  const {writer} = driver.ends(Array<number>(16).fill(page));
  for (let count = 0; count < 50; count++) {
    writer.write({payload: new Uint8Array(100 + count).fill(count)});
    writer.publish();
    driver.guest.signal(0x2001);
  }
  const again = await driver.connect();
  t.is(again.length, 1, 'the bus lives on');
});

test('lists of pages: wrong lengths, never finished, out of turn, too many', async t => {
  const {driver} = await connected();
  const header = (gpadl: number, rangeBufferLength: number, rangeCount: number, list: Uint8Array) =>
    driver.ask(
      Uint8Array.of(
        ...GpadlHeader.encode({
          messageType: ChannelMessage.GpadlHeader,
          relid: 1,
          gpadl,
          rangeBufferLength,
          rangeCount,
        }),
        ...list,
      ),
    );
  const list = (byteCount: number, byteOffset: number, ...gpns: number[]) => {
    const view = new DataView(new ArrayBuffer(8 + gpns.length * 8));
    view.setUint32(0, byteCount, true);
    view.setUint32(4, byteOffset, true);
    gpns.forEach((gpn, index) => view.setBigUint64(8 + index * 8, BigInt(gpn), true));
    return new Uint8Array(view.buffer);
  };
  const rows: [string, number, number, Uint8Array, number][] = [
    ['no bytes', 0, 1, new Uint8Array(0), VmbusStatus.Failure],
    ['empty range', 16, 1, list(0, 0, 5), VmbusStatus.Failure],
    ['offset beyond a page', 16, 1, list(10, 4096, 5), VmbusStatus.Failure],
    ['fewer pages than bytes', 16, 1, list(5000, 0, 5), VmbusStatus.Failure],
    ['more pages than bytes', 24, 1, list(4096, 0, 5, 6), VmbusStatus.Failure],
    ['more ranges than there are', 16, 9, list(4096, 0, 5), VmbusStatus.Failure],
    ['4 GiB', 16, 1, list(0xffffffff, 4095, 5), VmbusStatus.Failure],
    ['more than announced is cut', 16, 1, list(4096, 0, 5, 6), VmbusStatus.Success],
    ['the same page twice', 24, 1, list(8192, 0, 5, 5), VmbusStatus.Success],
  ];
  for (const [index, [name, length, count, bytes, status]] of rows.entries()) {
    const [answer] = await header(20 + index, length, count, bytes);
    t.is(answer && GpadlCreated.read(answer).status, status, name);
  }
  const stray = GpadlBody.encode({messageType: ChannelMessage.GpadlBody, gpadl: 999});
  t.deepEqual(await driver.ask(stray), [], 'a piece of a list that was not begun');
  let refused = 0;
  for (let count = 0; count < 20; count++)
    refused += (await header(100 + count, 65_528, 1, list(4096, 0, 5))).length;
  t.is(refused, 4, 'sixteen unfinished lists; a further one makes the oldest fail');
  let shared = 0;
  for (let count = 0; count < 100; count++) {
    const answers = await header(200 + count, 16, 1, list(4096, 0, 5));
    const made = answers.filter(one => GpadlCreated.read(one).status === VmbusStatus.Success);
    shared += made.length;
  }
  t.is(shared, 62, 'sixty-four lists a channel');
});

test('rings that are torn down while the channel is open stay until it is closed', async t => {
  const {driver, sink} = await connected();
  const {writer} = await driver.openWithRings(1);
  const messageType = ChannelMessage.GpadlTeardown;
  t.deepEqual(await driver.ask(GpadlTeardown.encode({messageType, relid: 1, gpadl: 0x101})), []);
  writer.write({payload});
  writer.publish();
  driver.guest.signal(0x2001);
  t.is(sink.packets, 1);
  const answers = await driver.aboutChannel(ChannelMessage.CloseChannel, 1);
  t.deepEqual(
    answers.map(answer => MessageHeader.read(answer).messageType),
    [ChannelMessage.GpadlTorndown],
  );
});

test('channels that are not there, and storms', async t => {
  const {driver, sink} = await connected();
  for (const relid of [0, 2, 2047, 2048, 0xffffffff]) {
    t.deepEqual(await driver.open(relid), [], `open ${relid}`);
    t.deepEqual(await driver.aboutChannel(ChannelMessage.CloseChannel, relid), []);
    t.deepEqual(await driver.aboutChannel(ChannelMessage.RelIdReleased, relid), []);
    const [answer] = await driver.share(relid, 1, [5]);
    t.is(GpadlCreated.read(answer!).status, VmbusStatus.Failure, `share ${relid}`);
  }
  const {writer} = await driver.openWithRings(1);
  for (let count = 0; count < 1000; count++) driver.guest.signal(0x2001);
  t.is(sink.packets, 0);
  writer.write({payload});
  writer.publish();
  driver.guest.signal(0x2001);
  t.is(sink.packets, 1);
  for (let count = 0; count < 100; count++) {
    const [answer] = await driver.contact(VmbusVersion.Iron);
    t.is(VersionResponse.read(answer!).supported, 1);
  }
  const offers = await driver.ask(driver.plain(ChannelMessage.RequestOffers));
  t.is(offers.length, 2);
});

test('message and event pages on each other, on rings, moved while in use', async t => {
  const {driver} = await connected();
  await driver.openWithRings(1);
  const {guest} = driver;
  for (const gpn of [Page.simp, driver.ringGpns(1)[0]!, Page.hypercall, Page.free]) {
    t.true(guest.write(Msr.siefp, (gpn << 12) | 1));
    t.true(guest.write(Msr.simp, (gpn << 12) | 1));
    guest.signal(0x2001);
    guest.post(4, driver.plain(ChannelMessage.RequestOffers));
    guest.service();
  }
  guest.write(Msr.simp, (Page.simp << 12) | 1);
  guest.write(Msr.siefp, (Page.siefp << 12) | 1);
  guest.service().takeMessages();
  t.is((await driver.connect()).length, 1, 'with pages of its own it works again');
});

test('timers of 100 ns on all registers take no more than a turn each', t => {
  const {guest} = new HandDriver();
  for (let timer = 0; timer < 4; timer++) {
    guest.write(Msr.stimer0Count + 2 * timer, 1n);
    guest.write(Msr.stimer0Config + 2 * timer, (1n << 12n) | (0xe0n << 4n) | 3n);
  }
  for (let turn = 0; turn < 10; turn++) {
    guest.clock.now += 1_000_000;
    guest.service();
  }
  t.true(guest.interrupts.length <= 40, `${guest.interrupts.length} interrupts for 40 turns`);
});
