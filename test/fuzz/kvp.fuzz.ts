/**
 * The key-value exchange: whatever a guest answers, nothing throws; what it is said to have told
 * has bounds, and a guest that answers well in the end is in contact.
 */
import {
  answerKvpEnumerate,
  encodeIpInfo,
  KVP_DATA_MAX,
  KVP_NAME_MAX,
  kvpOperation,
  parseIpInfo,
  parseKvpDelete,
  parseKvpIndex,
  parseKvpSet,
} from '../../hypervisor/root/vsp/ic-kvp/protocol.ts';
import {KvpVsp} from '../../hypervisor/root/vsp/ic-kvp/vsp.ts';
import {
  encodeIcMessage,
  type IcMessage,
  parseIcMessage,
} from '../../hypervisor/root/vsp/ic/protocol.ts';
import {untrust} from '../../hypervisor/wire/untrusted.ts';
import {GuestSide} from '../fixtures/guest-side.ts';
import {icReplies} from '../fixtures/ic-replies.ts';
import {below, randomBytes, seededRandom} from '../fixtures/random.ts';

const settle = () => new Promise(resume => setImmediate(resume));
const NO_MORE = 0x80070103;

export async function fuzz(
  seed: number,
  deadline: number,
): Promise<{runs: number; finding?: string}> {
  const random = seededRandom(seed);
  let runs = 0;
  for (; Date.now() < deadline; runs++) {
    try {
      const finding = parsers(random) ?? (await talk(random));
      if (finding) return {runs, finding: `run ${runs}: ${finding}`};
    } catch (error) {
      return {runs, finding: `run ${runs}: ${error instanceof Error ? error.stack : error}`};
    }
  }
  return {runs};
}

/** The parsers of both sides, on anything. */
function parsers(random: () => number): string | undefined {
  const body = randomBytes(random, below(random, 8000));
  kvpOperation(body);
  parseKvpIndex(body);
  parseKvpDelete(body);
  const item = parseKvpSet(body);
  if (item && item.name.length > KVP_NAME_MAX + 1) return 'a name above the bound';
  const info = parseIpInfo(body);
  if (info && parseIpInfo(encodeIpInfo(5, info))?.subnets !== info.subnets.slice(0, 1023))
    return 'addresses change on the way';
  return undefined;
}

async function talk(random: () => number): Promise<string | undefined> {
  const guest = new GuestSide();
  const vsp = new KvpVsp(guest.time);
  const facts = [{name: 'HostName', data: 'fuzz'}];
  vsp.setHostItems({facts, items: [{name: 'x'.repeat(below(random, 600)), data: 'y'}]});
  if (random() < 0.3) vsp.setAdapters(['00:15:5D:00:00:01']);
  vsp.open(guest.hostChannel());
  const answer = (request: IcMessage): Partial<IcMessage> => enumerated(request, random);
  for (let i = 0; i < 40; i++) {
    for (const {payload} of guest.receive())
      for (const reply of icReplies(payload, random, {answer})) guest.send({payload: reply});
    if (random() < 0.1) guest.send({payload: randomBytes(random, below(random, 64))});
    guest.signal();
    await settle();
    guest.time.advance(below(random, 30_000_000));
    if (random() < 0.05) vsp.setHostItems({facts, items: []});
    if (random() < 0.02) void vsp.setIpInfo({...NO_IP, addresses: '10.0.0.1'});
    if (random() < 0.03) vsp.restore(vsp.save());
  }
  const {intrinsic, guest: own} = vsp.report;
  const long = [...intrinsic, ...own].find(
    ({name, data}) => name.length > KVP_NAME_MAX + 1 || data.length > KVP_DATA_MAX + 1,
  );
  if (long) return `an item of ${long.name.length} and ${long.data.length} signs`;
  const contact = await good(guest, vsp);
  guest.close();
  await settle();
  if (vsp.report.status !== 'noContact') return 'contact without a channel';
  return contact;
}

const NO_IP = {
  adapterId: '{0}',
  family: 1,
  dhcp: false,
  addresses: '',
  subnets: '',
  gateways: '',
  dnsServers: '',
};

/** A guest that behaves from now on is heard, if the versions were agreed on. */
async function good(guest: GuestSide, vsp: KvpVsp): Promise<string | undefined> {
  let asked = 0;
  for (let i = 0; i < 60; i++) {
    for (const {payload} of guest.receive()) {
      const request = parseIcMessage(untrust(payload));
      if (!request || request.messageType === 0) continue;
      asked += 1;
      guest.send({payload: encodeIcMessage({...request, status: NO_MORE, flags: 5})});
    }
    guest.signal();
    await settle();
    guest.time.advance(10_000_000);
  }
  return asked > 20 && vsp.report.status !== 'ok' ? 'a good guest has no contact' : undefined;
}

/** Up to twenty items of a pool, then the end. */
function enumerated(request: IcMessage, random: () => number): Partial<IcMessage> {
  const index = parseKvpIndex(request.body) ?? 0;
  if (request.body[0] !== 3 || index >= 20) return {status: NO_MORE};
  const item = {name: `n${index}`, data: 'd'.repeat(below(random, 1100))};
  return {body: answerKvpEnumerate(request.body, item)};
}
