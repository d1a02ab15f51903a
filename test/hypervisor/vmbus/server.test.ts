import test from 'ava';
import {
  ChannelMessage,
  GpadlCreated,
  GpadlHeader,
  GpadlTeardown,
  MessageHeader,
  ModifyChannel,
  ModifyChannelResponse,
  OpenResult,
  RelidMessage,
  TlConnectRequest,
  VersionResponse,
  VmbusStatus,
  VmbusVersion,
} from '../../../hypervisor/root/vmbus/protocol.ts';
import type {HostChannel, Vsp} from '../../../hypervisor/root/vmbus/vsp.ts';
import {rawBytes} from '../../../hypervisor/wire/untrusted.ts';
import {HandDriver, settle} from './hand-driver.ts';

const CLASS = 'ba6163d9-04a1-4d29-b605-72e2ffb1dc7f';
const instance = (number: number) => `00000000-0000-4000-8000-00000000000${number}`;
const typeOf = (message: Uint8Array | undefined) =>
  message && MessageHeader.read(message).messageType;

/** Answers every packet with its own bytes. */
class LoopBack implements Vsp {
  readonly offer;
  channel: HostChannel | undefined;
  closes = 0;
  letGo: Promise<void> = Promise.resolve();

  constructor(number = 1) {
    this.offer = {interfaceId: CLASS, instanceId: instance(number), name: `loop ${number}`};
  }

  open(channel: HostChannel): void {
    this.channel = channel;
    channel.onClose(() => {
      this.closes++;
      return this.letGo;
    });
    channel.onSignal(() => {
      for (let packet = channel.receive(); packet; packet = channel.receive())
        channel.complete(packet.transactionId, rawBytes(packet.payload));
    });
  }
}

test('negotiation: every version the host speaks, and what it does not', async t => {
  for (const [version, supported, selected] of [
    [0x00060000, 0, 0],
    [VmbusVersion.Iron, 1, 4],
    [VmbusVersion.V5, 1, 4],
    [VmbusVersion.Win10Rs3, 1, VmbusVersion.Win10Rs3],
    [VmbusVersion.Win8, 1, VmbusVersion.Win8],
    [VmbusVersion.V1, 0, 0],
  ] as const) {
    const driver = new HandDriver();
    const [answer] = await driver.contact(version);
    t.like(VersionResponse.read(answer!), {
      messageType: ChannelMessage.VersionResponse,
      supported,
      connectionState: 0,
      selected,
    });
    t.is(driver.server.version, supported ? version : undefined);
  }
});

test('negotiation can be repeated, and a target that does not exist is refused', async t => {
  const driver = new HandDriver();
  await driver.contact(0x00060000);
  const [failed] = await driver.contact(VmbusVersion.Iron, 5);
  t.is(VersionResponse.read(failed!).connectionState, 2);
  t.is(driver.server.version, undefined);
  await driver.contact(VmbusVersion.Iron);
  t.is(driver.server.version, VmbusVersion.Iron);
});

test('offers come in order, then the end; a second request is dropped; hot add is told', async t => {
  const driver = new HandDriver();
  driver.server.offer(new LoopBack(1));
  driver.server.offer(new LoopBack(2));
  t.deepEqual(await driver.ask(driver.plain(ChannelMessage.RequestOffers)), [], 'no contact yet');
  const offers = await driver.connect();
  t.deepEqual(
    offers.map(offer => [offer.relid, offer.instanceId, offer.connectionId, offer.isDedicated]),
    [
      [1, instance(1), 0x2001, 1],
      [2, instance(2), 0x2002, 1],
    ],
  );
  t.is(offers[0]?.interfaceId, CLASS);
  t.is(offers[0]?.monitorAllocated, 0);
  t.deepEqual(await driver.ask(driver.plain(ChannelMessage.RequestOffers)), []);
  driver.server.offer(new LoopBack(3));
  const [hot] = await driver.hear();
  t.is(typeOf(hot), ChannelMessage.OfferChannel);
});

test('a channel: share, open, packets both ways, close, tear down', async t => {
  const driver = new HandDriver();
  const loop = new LoopBack();
  driver.server.offer(loop);
  const [offer] = await driver.connect();
  const gpns = driver.ringGpns(1);
  const [created] = await driver.share(1, 0x101, gpns);
  t.like(GpadlCreated.read(created!), {relid: 1, gpadl: 0x101, status: 0});
  const [result] = await driver.open(1, 0x101, {openId: 77, userData: new Uint8Array(120).fill(3)});
  t.like(OpenResult.read(result!), {relid: 1, openId: 77, status: VmbusStatus.Success});
  t.is(loop.channel?.userData[119], 3);

  const {writer, reader} = driver.ends(gpns);
  for (let round = 1; round <= 500; round++) {
    const payload = new Uint8Array(8 * (round % 60)).fill(round);
    driver.sendOn(offer!, writer, payload, BigInt(round));
    t.is(reader.next(), 'packet');
    t.is(reader.transactionId, BigInt(round));
    t.is(Buffer.compare(reader.payload(), payload), 0);
    reader.commit();
  }
  t.true(driver.guest.takeFlag(1), 'the host signalled');

  let letGo = () => {};
  loop.letGo = new Promise(resolve => {
    letGo = () => resolve();
  });
  await driver.aboutChannel(ChannelMessage.CloseChannel, 1);
  t.is(loop.closes, 1);
  t.false(loop.channel?.isOpen);
  t.is(loop.channel?.send({payload: new Uint8Array(8)}), 'refused');
  const teardown = GpadlTeardown.encode({
    messageType: ChannelMessage.GpadlTeardown,
    relid: 1,
    gpadl: 0x101,
  });
  t.deepEqual(await driver.ask(teardown), [], 'the device still uses the rings');
  letGo();
  t.is(typeOf((await driver.hear())[0]), ChannelMessage.GpadlTorndown);
});

test('long page lists come in several messages; scattered rings work', async t => {
  const driver = new HandDriver();
  driver.server.offer(new LoopBack());
  const [offer] = await driver.connect();
  const many = Array.from({length: 300}, (_, index) => 999 - index);
  const [created] = await driver.share(1, 9, many);
  t.is(GpadlCreated.read(created!).status, VmbusStatus.Success);
  const [result] = await driver.open(1, 9, {downstreamPageOffset: 150});
  t.is(OpenResult.read(result!).status, VmbusStatus.Success);
  const {writer, reader} = driver.ends(many);
  for (let round = 0; round < 200; round++) {
    const payload = Uint8Array.from({length: 10_000}, (_, index) => index * round);
    driver.sendOn(offer!, writer, payload, 1n);
    t.is(reader.next(), 'packet');
    t.is(Buffer.compare(reader.payload(), payload), 0, `packet ${round}`);
    reader.commit();
  }
});

test('opens and lists that make no sense are refused or dropped', async t => {
  const driver = new HandDriver();
  driver.server.offer(new LoopBack());
  await driver.connect();
  const status = (answer: Uint8Array[]) =>
    typeOf(answer[0]) === ChannelMessage.GpadlCreated
      ? GpadlCreated.read(answer[0]!).status
      : OpenResult.read(answer[0]!).status;
  t.is(status(await driver.share(1, 1, [5, 2 ** 40])), VmbusStatus.Failure, 'outside memory');
  t.is(status(await driver.share(7, 1, [5])), VmbusStatus.Failure, 'no such channel');
  t.is(status(await driver.share(1, 2, driver.ringGpns(1))), VmbusStatus.Success);
  t.is(status(await driver.share(1, 2, [5])), VmbusStatus.Failure, 'the id is in use');
  t.is(status(await driver.open(1, 3)), VmbusStatus.Failure, 'no such list');
  for (const downstreamPageOffset of [0, 1, 15, 16, 99])
    t.is(status(await driver.open(1, 2, {downstreamPageOffset})), VmbusStatus.Failure);
  t.is(status(await driver.open(1, 2, {targetVp: 9})), VmbusStatus.Failure);
  t.deepEqual(await driver.open(5, 2), [], 'an unknown channel is not answered');
  t.is(status(await driver.open(1, 2, {targetVp: 0xffffffff})), VmbusStatus.Success);
  t.deepEqual(await driver.open(1, 2), [], 'already open');
  t.deepEqual(await driver.aboutChannel(ChannelMessage.CloseChannel, 9), []);
  const zero = GpadlHeader.encode({
    messageType: ChannelMessage.GpadlHeader,
    relid: 1,
    gpadl: 50,
    rangeBufferLength: 24,
  });
  t.is(status(await driver.ask(zero)), VmbusStatus.Failure, 'no ranges');
  t.deepEqual(await driver.ask(Uint8Array.of(99, 0, 0, 0, 0, 0, 0, 0)), []);
  t.deepEqual(await driver.ask(Uint8Array.of(5)), []);
  t.is(driver.server.version, VmbusVersion.Iron, 'the connection lives on');
});

test('a device can refuse an open and can be taken away', async t => {
  const driver = new HandDriver();
  const loop = new LoopBack();
  loop.open = () => {
    throw new Error('not now');
  };
  driver.server.offer(loop);
  const second = driver.server.offer(new LoopBack(2));
  await driver.connect();
  await driver.share(1, 0x101, driver.ringGpns(1));
  t.is(OpenResult.read((await driver.open(1))[0]!).status, VmbusStatus.Failure);
  await driver.openWithRings(2);
  let isGone = false;
  const gone = second.rescind().then(() => {
    isGone = true;
  });
  const [rescind] = await driver.hear();
  t.like(RelidMessage.read(rescind!), {messageType: ChannelMessage.RescindChannelOffer, relid: 2});
  t.false(isGone, 'the guest has not let go');
  t.is(second.relid, 2);
  await driver.aboutChannel(ChannelMessage.RelIdReleased, 2);
  await gone;
  t.true(isGone);
  t.is(driver.guest.signal(0x2002), 0x12, 'no connection any more');
});

test('a guest that breaks its ring loses that channel only, until it connects anew', async t => {
  const driver = new HandDriver();
  const [first, second] = [new LoopBack(1), new LoopBack(2)];
  driver.server.offer(first);
  driver.server.offer(second);
  const faults: string[] = [];
  driver.server.onFault = (name, reason) => faults.push(`${name}: ${reason}`);
  const [one, two] = await driver.connect();
  await driver.openWithRings(1);
  const good = await driver.openWithRings(2);
  driver.memory.writeU32(driver.ringGpns(1)[0]! << 12, 0x7fffffff);
  driver.guest.signal(one!.connectionId);
  const [rescind] = await driver.hear();
  t.is(typeOf(rescind), ChannelMessage.RescindChannelOffer);
  t.deepEqual(faults, ['loop 1: the ring to the host is corrupt']);
  t.is(first.closes, 1);
  driver.sendOn(two!, good.writer, new Uint8Array(16), 5n);
  t.is(good.reader.next(), 'packet', 'the other channel works');
  await driver.aboutChannel(ChannelMessage.RelIdReleased, 1);
  const again = await driver.connect();
  t.is(again.length, 2, 'both devices are offered to the new connection');
});

test('unload closes everything and forgets what was shared', async t => {
  const driver = new HandDriver();
  const loop = new LoopBack();
  driver.server.offer(loop);
  await driver.connect();
  await driver.openWithRings(1);
  const answer = await driver.ask(driver.plain(ChannelMessage.Unload));
  t.is(typeOf(answer[0]), ChannelMessage.UnloadComplete);
  t.is(loop.closes, 1);
  t.deepEqual(await driver.open(1), [], 'not connected');
  await driver.connect();
  t.is(OpenResult.read((await driver.open(1))[0]!).status, VmbusStatus.Failure, 'no such list');
});

test('sub-channels are offered on demand and go with their primary', async t => {
  const driver = new HandDriver();
  const loop = new LoopBack();
  driver.server.offer(loop);
  await driver.connect();
  await driver.openWithRings(1);
  const sub = new LoopBack();
  loop.channel?.offerSubChannel(1, channel => sub.open(channel));
  const [offer] = await driver.hear();
  t.is(offer?.[180], 1, 'sub-channel index');
  await driver.openWithRings(2);
  t.is(sub.channel?.subChannelIndex, 1);
  const messages = await driver.aboutChannel(ChannelMessage.CloseChannel, 1);
  t.deepEqual(messages.map(typeOf), [ChannelMessage.RescindChannelOffer]);
  t.is(sub.closes, 1);
});

test('modify channel moves interrupts; hvsocket requests are refused', async t => {
  const driver = new HandDriver({vpCount: 2});
  driver.server.offer(new LoopBack());
  await driver.connect();
  const modify = (targetVp: number) =>
    driver.ask(
      ModifyChannel.encode({messageType: ChannelMessage.ModifyChannel, relid: 1, targetVp}),
    );
  const status = async (targetVp: number) =>
    ModifyChannelResponse.read((await modify(targetVp))[0]!).status;
  t.is(await status(1), VmbusStatus.Failure, 'not open');
  await driver.openWithRings(1);
  t.is(await status(1), VmbusStatus.Success);
  t.is(driver.guest.partition.block.eventTarget(1), 1);
  t.is(await status(2), VmbusStatus.Failure);
  const request = TlConnectRequest.encode({
    messageType: ChannelMessage.TlConnectRequest,
    endpointId: CLASS,
    serviceId: CLASS,
  });
  t.is(typeOf((await driver.ask(request))[0]), ChannelMessage.TlConnectResult);
});

test('a guest that takes no messages is not read any further', async t => {
  const driver = new HandDriver();
  for (let number = 1; number <= 40; number++) driver.server.offer(new LoopBack(number % 10));
  await driver.contact(VmbusVersion.Iron);
  driver.guest.post(4, driver.plain(ChannelMessage.RequestOffers));
  await settle();
  let posted = 0;
  while (driver.guest.post(4, driver.plain(ChannelMessage.RequestOffers)) === 0) posted++;
  t.is(posted, 16, 'its own buffers fill up');
  const messages = await driver.hear();
  t.is(messages.length, 41, 'nothing was lost');
});
