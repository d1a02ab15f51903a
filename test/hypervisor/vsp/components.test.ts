import test from 'ava';
import {ConsoleVsp} from '../../../hypervisor/root/vsp/console/vsp.ts';
import {Scrollback, SCROLLBACK_SIZE} from '../../../hypervisor/root/vsp/console/scrollback.ts';
import {encodeConsole, parseConsole} from '../../../hypervisor/root/vsp/console/protocol.ts';
import {
  encodeIcMessage,
  encodeVersions,
  type IcMessage,
  type IcVersion,
  parseIcMessage,
  parseVersions,
} from '../../../hypervisor/root/vsp/ic/protocol.ts';
import {parseIcState} from '../../../hypervisor/root/vsp/ic/saved-state.ts';
import {
  encodeHeartbeat,
  parseHeartbeat,
} from '../../../hypervisor/root/vsp/ic-heartbeat/protocol.ts';
import {HeartbeatVsp} from '../../../hypervisor/root/vsp/ic-heartbeat/vsp.ts';
import {
  answerKvpEnumerate,
  encodeIpInfo,
  KvpOperation,
  KvpPool,
  parseIpInfo,
  parseKvpDelete,
  parseKvpIndex,
  parseKvpSet,
} from '../../../hypervisor/root/vsp/ic-kvp/protocol.ts';
import {KvpVsp} from '../../../hypervisor/root/vsp/ic-kvp/vsp.ts';
import {parseShutdown} from '../../../hypervisor/root/vsp/ic-shutdown/protocol.ts';
import {ShutdownVsp} from '../../../hypervisor/root/vsp/ic-shutdown/vsp.ts';
import {parseTimeSync, UNIX_EPOCH} from '../../../hypervisor/root/vsp/ic-timesync/protocol.ts';
import {TimeSyncVsp} from '../../../hypervisor/root/vsp/ic-timesync/vsp.ts';
import {untrust} from '../../../hypervisor/wire/untrusted.ts';
import {GuestSide} from '../../fixtures/guest-side.ts';

const RESPONSE = 5;

/** The requests that the host sent since the last call. */
function requests(guest: GuestSide): IcMessage[] {
  const packets = guest.receive().map(packet => untrust(Uint8Array.from(packet.payload)));
  const messages = packets.map(parseIcMessage);
  return messages.filter(message => message !== undefined);
}

function reply(guest: GuestSide, request: IcMessage, change: Partial<IcMessage> = {}): void {
  guest.send({payload: encodeIcMessage({...request, flags: RESPONSE, ...change})});
  guest.signal();
}

/** Answers the negotiation with one version of each, or none. */
function negotiate(guest: GuestSide, versions: IcVersion[] = [[3, 0]]): IcMessage {
  const [request] = requests(guest);
  if (!request) throw new Error('no negotiation');
  const body = request.body.slice();
  body.set(encodeVersions(versions.length > 0 ? [[3, 0]] : [], versions));
  reply(guest, request, {body});
  return request;
}

test('heartbeat: contact, answers, loss and return', t => {
  const guest = new GuestSide();
  const vsp = new HeartbeatVsp(guest.time);
  const seen: string[] = [];
  vsp.onChange(report => seen.push(`${report.status} ${report.applicationState}`));
  vsp.open(guest.hostChannel());
  t.deepEqual(parseVersions(negotiate(guest).body), {
    frameworks: [
      [3, 0],
      [1, 0],
    ],
    versions: [
      [3, 0],
      [1, 0],
    ],
  });
  const beat = () => {
    const [request] = requests(guest);
    const body = request && parseHeartbeat(request.body);
    if (!request || !body) throw new Error('no heartbeat');
    return {request, sequence: body.sequence};
  };
  const answer = (state: number, step = 1n) => {
    const {request, sequence} = beat();
    reply(guest, request, {
      body: encodeHeartbeat({sequence: sequence + step, applicationState: state}),
    });
  };
  answer(1);
  t.deepEqual(vsp.report, {status: 'ok', applicationState: 1, answered: 1});
  guest.time.advance(2_000_000);
  answer(2);
  guest.time.advance(2_000_000);
  const missed = beat();
  guest.time.advance(4_000_000);
  t.is(vsp.report.status, 'ok', 'one missing answer is no loss');
  guest.time.advance(2_000_000);
  t.is(vsp.report.status, 'lostContact');
  reply(guest, missed.request, {
    body: encodeHeartbeat({sequence: missed.sequence + 1n, applicationState: 2}),
  });
  t.is(vsp.report.status, 'ok');
  guest.time.advance(2_000_000);
  answer(1, 7n);
  t.is(vsp.report.answered, 3, 'a wrong number is no answer');
  guest.close();
  t.deepEqual(seen, ['ok 1', 'ok 2', 'lostContact 2', 'ok 2', 'noContact 0']);
});

test('no common version, stray and malformed replies', t => {
  const guest = new GuestSide();
  const vsp = new HeartbeatVsp(guest.time);
  vsp.open(guest.hostChannel());
  const request = negotiate(guest, []);
  t.is(requests(guest).length, 0, 'no heartbeats without a version');
  reply(guest, request);
  guest.time.advance(20_000_000);
  t.is(vsp.report.status, 'noContact');

  const other = new GuestSide();
  const second = new HeartbeatVsp(other.time);
  second.open(other.hostChannel());
  const [asked] = requests(other);
  if (!asked) throw new Error('no negotiation');
  const body = encodeVersions([[3, 0]], [[3, 0]]);
  reply(other, asked, {transaction: 99, body});
  reply(other, asked, {flags: 3, body});
  reply(other, asked, {messageType: 1, body});
  reply(other, asked, {body: body.subarray(0, 5)});
  other.send({payload: new Uint8Array(8)});
  other.signal();
  t.is(requests(other).length, 0);
  t.is(second.report.status, 'noContact');
});

test('shutdown: answers, refusal, time-out, actions by version', async t => {
  const guest = new GuestSide();
  const vsp = new ShutdownVsp(guest.time);
  const wish = {action: 'powerOff', force: true, reason: 'maintenance', timeoutSeconds: 3} as const;
  t.deepEqual(await vsp.initiate(wish), {outcome: 'noContact'});
  vsp.open(guest.hostChannel());
  negotiate(guest, [[3, 1]]);
  t.deepEqual(await vsp.initiate({...wish, action: 'hibernate'}), {outcome: 'noContact'});
  const first = vsp.initiate(wish);
  t.deepEqual(await vsp.initiate(wish), {outcome: 'busy'});
  const [request] = requests(guest);
  if (!request) throw new Error('no request');
  t.deepEqual(parseShutdown(request.body), {
    reason: 0x80000000,
    timeoutSeconds: 3,
    flags: 1,
    text: 'maintenance',
  });
  t.is(request.body.length, 12 + 2048);
  reply(guest, request);
  t.deepEqual(await first, {outcome: 'accepted'});
  const second = vsp.initiate({...wish, action: 'restart', force: false});
  const [restart] = requests(guest);
  if (!restart) throw new Error('no request');
  t.is(parseShutdown(restart.body)?.flags, 2);
  reply(guest, restart, {status: 0x80004005});
  t.deepEqual(await second, {outcome: 'refused', status: 0x80004005});
  const third = vsp.initiate(wish);
  guest.time.advance(3_000_000);
  t.deepEqual(await third, {outcome: 'timeout'});
  const fourth = vsp.initiate(wish);
  guest.close();
  t.deepEqual(await fourth, {outcome: 'noContact'});
});

test('time: set at the start and after a pause, then sampled', t => {
  const guest = new GuestSide();
  const source = {wallClockMs: () => 1_700_000_000_000, referenceTime: () => 55n};
  const vsp = new TimeSyncVsp(source, guest.time);
  vsp.open(guest.hostChannel());
  negotiate(guest, [[4, 0]]);
  const next = () => {
    const [request] = requests(guest);
    if (request) reply(guest, request);
    return request && parseTimeSync(request.body, [4, 0]);
  };
  const parentTime = 17_000_000_000_000_000n + UNIX_EPOCH;
  t.deepEqual(next(), {parentTime, referenceTime: 55n, flags: 1});
  guest.time.advance(60_000_000);
  t.is(next()?.flags, 2);
  const state = vsp.save();
  t.truthy(parseIcState(state));
  vsp.restore(state);
  vsp.open(guest.hostChannel());
  t.is(next(), undefined, 'time stands still');
  vsp.sync();
  t.is(next()?.flags, 1);
});

const NO_MORE = 0x80070103;
const settle = () => new Promise(resume => setImmediate(resume));

/** Answers requests as `answer` says until there are none; what was asked. */
async function serve(
  guest: GuestSide,
  answer: (request: IcMessage) => Partial<IcMessage> | undefined,
): Promise<IcMessage[]> {
  const seen: IcMessage[] = [];
  await settle();
  for (let more = requests(guest); more.length > 0; more = requests(guest)) {
    for (const request of more) {
      seen.push(request);
      const change = answer(request);
      if (change) reply(guest, request, change);
    }
    await settle();
  }
  return seen;
}

/** A daemon with these pairs in its pools. */
const daemon =
  (pools: Record<number, [string, string][]>) =>
  ({body}: IcMessage): Partial<IcMessage> => {
    if (body[0] !== KvpOperation.Enumerate) return {};
    const [name, data] = pools[body[1] ?? 0]?.[parseKvpIndex(body) ?? 0] ?? [];
    if (name === undefined || data === undefined) return {status: NO_MORE};
    return {body: answerKvpEnumerate(body, {name, data})};
  };

test('key-value pairs: the host tells, then reads, less often the longer nothing changes', async t => {
  const guest = new GuestSide();
  const vsp = new KvpVsp(guest.time);
  vsp.setHostItems({facts: [{name: 'HostName', data: 'h'}], items: [{name: 'a', data: '1'}]});
  vsp.open(guest.hostChannel());
  guest.time.advance(600_000_000);
  t.is(vsp.report.status, 'noContact', 'a daemon may come late, or never');
  negotiate(guest, [[4, 0]]);
  const answers = daemon({[KvpPool.Auto]: [['OSName', 'Debian']], [KvpPool.Guest]: [['g', '7']]});
  const first = await serve(guest, answers);
  t.deepEqual(
    first.map(({body}) => [body[0], body[1]]),
    [
      [KvpOperation.Set, KvpPool.AutoExternal],
      [KvpOperation.Set, KvpPool.External],
      [KvpOperation.Enumerate, KvpPool.Auto],
      [KvpOperation.Enumerate, KvpPool.Auto],
      [KvpOperation.Enumerate, KvpPool.Guest],
      [KvpOperation.Enumerate, KvpPool.Guest],
    ],
  );
  t.deepEqual(parseKvpSet(first[1]?.body ?? new Uint8Array()), {name: 'a', data: '1'});
  t.deepEqual(
    first.map(({body}) => body.length),
    [2576, 2576, 2580, 2580, 2580, 2580],
  );
  t.deepEqual(vsp.report, {
    status: 'ok',
    intrinsic: [{name: 'OSName', data: 'Debian'}],
    guest: [{name: 'g', data: '7'}],
    adapters: {},
  });
  const pauses: number[] = [];
  for (let waited = 1; pauses.length < 8; waited++) {
    guest.time.advance(1_000_000);
    if ((await serve(guest, answers)).length === 0) continue;
    pauses.push(waited);
    waited = 0;
  }
  t.deepEqual(pauses, [2, 4, 8, 16, 32, 60, 60, 60]);
  vsp.setHostItems({facts: [{name: 'HostName', data: 'h'}], items: []});
  const [removal] = await serve(guest, answers);
  t.is(parseKvpDelete(removal?.body ?? new Uint8Array()), 'a');
});

test('key-value pairs: wrong sizes, silence, an endless pool, a save in the middle', async t => {
  const guest = new GuestSide();
  const vsp = new KvpVsp(guest.time);
  vsp.open(guest.hostChannel());
  negotiate(guest, [[5, 0]]);
  const wrong: [string, (body: Uint8Array) => Uint8Array][] = [
    ['key size', body => body.with(13, 0xff)],
    ['value size', body => body.with(18, 0xff)],
    ['type', body => body.with(8, 99)],
    ['cut', body => body.subarray(0, 100)],
    ['empty name', body => body.with(12, 0)],
  ];
  const good = (body: Uint8Array) => answerKvpEnumerate(body, {name: 'n', data: 'd'});
  await serve(guest, ({body}) => {
    const index = parseKvpIndex(body) ?? 0;
    const bad = body[1] === KvpPool.Auto ? wrong[index]?.[1] : undefined;
    return bad ? {body: bad(good(body))} : {status: NO_MORE};
  });
  t.deepEqual(vsp.report, {status: 'ok', intrinsic: [], guest: [], adapters: {}});
  vsp.exchange();
  const asked = await serve(guest, ({body}) => ({body: good(body)}));
  t.is(asked.length, 2 * 1024, 'a pool without an end is left');
  vsp.exchange();
  await serve(guest, () => undefined);
  for (let i = 0; i < 8; i++) {
    guest.time.advance(40_000_000);
    await settle();
  }
  t.is(vsp.report.status, 'lostContact');
  t.is(vsp.report.intrinsic.length, 1024, 'what was known stays known');
  requests(guest);
  vsp.exchange();
  const state = structuredClone(vsp.save());
  const again = new KvpVsp(guest.time);
  again.restore(state);
  again.open(guest.hostChannel());
  await serve(guest, daemon({[KvpPool.Auto]: [['OSName', 'x']]}));
  t.is(again.report.status, 'ok');
  guest.close();
  t.is(again.report.status, 'noContact');
});

test('addresses of adapters are asked for and set', async t => {
  const guest = new GuestSide();
  const vsp = new KvpVsp(guest.time);
  const mac = '00:15:5D:00:00:01';
  const info = {
    adapterId: mac,
    family: 1,
    dhcp: true,
    addresses: '10.0.0.5',
    subnets: '255.0.0.0',
    gateways: '10.0.0.1',
    dnsServers: '10.0.0.2;10.0.0.3',
  };
  t.is(await vsp.setIpInfo(info), undefined, 'nobody is there');
  vsp.setAdapters([mac]);
  vsp.open(guest.hostChannel());
  negotiate(guest, [[4, 0]]);
  const answers = ({body}: IcMessage): Partial<IcMessage> =>
    body[0] === KvpOperation.GetIpInfo
      ? {body: encodeIpInfo(KvpOperation.GetIpInfo, info)}
      : {status: body[0] === KvpOperation.SetIpInfo ? 0x80070057 : NO_MORE};
  await serve(guest, answers);
  t.deepEqual(vsp.report.adapters, {[mac]: info});
  const status = vsp.setIpInfo({...info, dhcp: false});
  const [request] = await serve(guest, answers);
  t.is(await status, 0x80070057);
  t.is(request?.body.length, 7428);
  t.deepEqual(parseIpInfo(request?.body ?? new Uint8Array()), {...info, dhcp: false});
});

test('console: viewers, scrollback, input, wrong lengths', t => {
  const guest = new GuestSide();
  const vsp = new ConsoleVsp('5d1a1c54-3a4f-4d62-9a0e-000000000001');
  let [first, second] = ['', ''];
  t.true(vsp.write(Buffer.from('early ')), 'typed before the guest is there');
  vsp.open(guest.hostChannel());
  const stop = vsp.onData(bytes => {
    first += Buffer.from(bytes);
  });
  vsp.onData(bytes => {
    second += Buffer.from(bytes);
  });
  const write = (text: string) => {
    guest.send({payload: encodeConsole(Buffer.from(text))});
    guest.signal();
  };
  write('hello ');
  stop();
  write('world');
  t.deepEqual([first, second], ['hello ', 'hello world']);
  t.is(Buffer.from(vsp.scrollback()).toString(), 'hello world');
  const long = 'x'.repeat(60_000);
  t.true(vsp.write(Buffer.from(long)));
  t.false(vsp.write(Buffer.from(long)), 'more than a guest will ever read');
  let read = '';
  for (let i = 0; i < 10; i++) {
    for (const {payload} of guest.receive())
      read += Buffer.from(parseConsole(untrust(payload)) ?? []);
    guest.signal();
  }
  t.is(read, `early ${long}`);
  const state = vsp.save();
  const again = new ConsoleVsp('5d1a1c54-3a4f-4d62-9a0e-000000000001');
  again.restore(state);
  t.is(Buffer.from(again.scrollback()).toString(), 'hello world');
  const bad = encodeConsole(Buffer.from('abc'));
  bad[4] = 200;
  guest.send({payload: bad});
  guest.signal();
  t.regex(guest.fault ?? '', /length/);
});

test('scrollback keeps the last 64 KiB in order', t => {
  const scrollback = new Scrollback();
  let model = '';
  for (let i = 0; i < 400; i++) {
    const text = `${i} `.repeat(i % 97);
    scrollback.write(Buffer.from(text));
    model = (model + text).slice(-SCROLLBACK_SIZE);
    if (i % 50 === 49) t.is(Buffer.from(scrollback.read()).toString(), model);
  }
  scrollback.write(new Uint8Array(SCROLLBACK_SIZE + 5).fill(65));
  t.is(Buffer.from(scrollback.read()).toString(), 'A'.repeat(SCROLLBACK_SIZE));
});
