/**
 * The VMBus server under sequences of valid, nearly valid and senseless control messages.
 *
 * Must hold: nothing throws; after Unload no channel is open and no memory is held; a channel that
 * the guest did not break goes on working.
 */
import {
  ChannelMessage,
  HOST_VERSIONS,
  InitiateContact,
} from '../../hypervisor/root/vmbus/protocol.ts';
import type {Vsp} from '../../hypervisor/root/vmbus/vsp.ts';
import {HandDriver, settle} from '../hypervisor/vmbus/hand-driver.ts';
import {type Random, seededRandom} from './random.ts';

const STEPS = 80;
const TYPES = Object.values(ChannelMessage);

/** Takes whatever comes; now and then refuses an open, closes by itself, or is slow to let go. */
function device(random: Random, number: number): Vsp {
  return {
    offer: {
      interfaceId: 'ba6163d9-04a1-4d29-b605-72e2ffb1dc7f',
      instanceId: `00000000-0000-4000-8000-00000000000${number}`,
      name: `device ${number}`,
    },
    async open(channel) {
      if (random.below(8) === 0) throw new Error('refused');
      if (random.below(4) === 0) await settle();
      channel.onClose(() => (random.below(2) ? settle().then(() => {}) : undefined));
      channel.onSignal(() => {
        while (channel.receive()) if (random.below(100) === 0) channel.close('enough');
      });
      if (random.below(10) === 0) channel.offerSubChannel(1, () => {});
    },
  };
}

function nearlyValid(random: Random): Uint8Array {
  const message = new Uint8Array(random.pick([8, 12, 16, 20, 40, 148, 240, random.below(241)]));
  const view = new DataView(message.buffer);
  const set = (at: number, value: number) => {
    if (at + 4 <= message.length) view.setUint32(at, value, true);
  };
  set(0, random.below(10) ? random.pick(TYPES) : random.below(40));
  set(8, random.pick([1, 2, 3, 0, 2047, 2048, 0xffffffff]));
  for (let at = 12; at < message.length; at += 4)
    set(at, random.pick([0, 1, 2, 8, 24, 64, 4096, 0x101, 0xffffffff, random.below(2 ** 32)]));
  return message;
}

async function act(random: Random, driver: HandDriver): Promise<void> {
  const relid = 1 + random.below(4);
  switch (random.below(12)) {
    case 0:
      await driver.contact(random.pick([...HOST_VERSIONS, 0x60000, 13]), random.below(2));
      return;
    case 1:
      await driver.ask(driver.plain(ChannelMessage.RequestOffers));
      return;
    case 2:
    case 3:
      await driver.share(relid, 0x100 + relid, driver.ringGpns(relid));
      return;
    case 4:
    case 5:
      await driver.open(
        relid,
        0x100 + relid,
        random.below(4) ? {} : {downstreamPageOffset: random.below(20)},
      );
      return;
    case 6:
      await driver.aboutChannel(
        random.pick([ChannelMessage.CloseChannel, ChannelMessage.RelIdReleased]),
        relid,
      );
      return;
    case 7:
      await driver.share(
        relid,
        random.below(8),
        Array.from({length: random.below(60)}, () => random.below(2000)),
      );
      return;
    case 8: {
      const page = random.pick(driver.ringGpns(relid));
      driver.memory.words[page * 1024 + random.below(20)] = random.below(2 ** 32) | 0;
      driver.guest.signal(0x2000 + relid);
      return;
    }
    default:
      await driver.ask(nearlyValid(random));
  }
}

async function round(seed: number): Promise<void> {
  const random = seededRandom(seed);
  const driver = new HandDriver();
  for (let number = 1; number <= 3; number++) driver.server.offer(device(random, number));
  for (let step = 0; step < STEPS; step++) await act(random, driver);
  await driver.ask(
    InitiateContact.encode({
      messageType: ChannelMessage.InitiateContact,
      versionRequested: HOST_VERSIONS[0] ?? 0,
      interruptPage: 2n,
    }),
  );
  await driver.ask(driver.plain(ChannelMessage.Unload));
  for (let relid = 1; relid <= 4; relid++)
    if (driver.guest.partition.block.isOpen(relid)) throw new Error(`channel ${relid} is open`);
  const offers = await driver.connect();
  if (offers.length !== 3) throw new Error(`${offers.length} devices after a new connection`);
}

export async function fuzz(
  seed: number,
  deadline: number,
): Promise<{runs: number; finding?: string}> {
  let runs = 0;
  for (; Date.now() < deadline; runs++) {
    try {
      await round(seed + runs);
    } catch (error) {
      return {runs, finding: `seed ${seed + runs}: ${(error as Error).stack}`};
    }
  }
  return {runs};
}
