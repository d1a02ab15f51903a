/**
 * File copy and backup: whatever a guest answers, nothing throws and every wish ends; a guest that was
 * asked to freeze is asked to thaw as often; only a guest that took every piece has copied a file.
 */
import {parseIcMessage} from '../../hypervisor/root/vsp/ic/protocol.ts';
import {
  fcopyOperation,
  parseFcopyStart,
  parseFcopyWrite,
} from '../../hypervisor/root/vsp/ic-fcopy/protocol.ts';
import type {CopyResult} from '../../hypervisor/root/vsp/ic-fcopy/settings.ts';
import {FcopyVsp} from '../../hypervisor/root/vsp/ic-fcopy/vsp.ts';
import {parseVss, VssOperation} from '../../hypervisor/root/vsp/ic-vss/protocol.ts';
import {VssVsp} from '../../hypervisor/root/vsp/ic-vss/vsp.ts';
import {untrust} from '../../hypervisor/wire/untrusted.ts';
import {GuestSide} from '../fixtures/guest-side.ts';
import {icReplies} from '../fixtures/ic-replies.ts';
import {below, randomBytes, seededRandom} from '../fixtures/random.ts';

const settle = () => new Promise(resume => setImmediate(resume));

export async function fuzz(
  seed: number,
  deadline: number,
): Promise<{runs: number; finding?: string}> {
  const random = seededRandom(seed);
  let runs = 0;
  for (; Date.now() < deadline; runs++) {
    try {
      const finding = parsers(random) ?? (await copying(random)) ?? (await freezing(random));
      if (finding) return {runs, finding: `run ${runs}: ${finding}`};
    } catch (error) {
      return {runs, finding: `run ${runs}: ${error instanceof Error ? error.stack : error}`};
    }
  }
  return {runs};
}

function parsers(random: () => number): string | undefined {
  const body = randomBytes(random, below(random, 7000));
  fcopyOperation(body);
  parseFcopyStart(body);
  parseVss(body);
  return (parseFcopyWrite(body)?.data.length ?? 0) > 6144 ? 'a write above the bound' : undefined;
}

/** Requests of the component's own, answered at random; `until` the wish has ended. */
async function serve(
  guest: GuestSide,
  random: () => number,
  version: readonly [number, number],
  seen: (body: Uint8Array) => void,
  isOver: () => boolean,
): Promise<void> {
  for (let i = 0; i < 60 && !isOver(); i++) {
    for (const {payload} of guest.receive()) {
      const request = parseIcMessage(untrust(payload));
      if (request && request.messageType !== 0) seen(request.body);
      for (const reply of icReplies(payload, random, {version, answer: () => ({status: 0})}))
        guest.send({payload: reply});
    }
    guest.signal();
    await settle();
    guest.time.advance(below(random, 20_000_000));
  }
}

async function copying(random: () => number): Promise<string | undefined> {
  const guest = new GuestSide();
  const vsp = new FcopyVsp(guest.time);
  vsp.open(guest.hostChannel());
  await serve(
    guest,
    random,
    [1, 1],
    () => {},
    () => vsp.isReady,
  );
  let result: CopyResult | undefined;
  let pieces = 0;
  const size = below(random, 40_000);
  const read = async (_: number, length: number) => new Uint8Array(length);
  const request = {name: 'f', path: '/', overwrite: true, createPath: true, size, read};
  void vsp.copy(request).then(outcome => {
    result = outcome;
  });
  const seen = (body: Uint8Array) => {
    if (fcopyOperation(body) === 1) pieces += 1;
  };
  await serve(guest, random, [1, 1], seen, () => result !== undefined);
  guest.close();
  await settle();
  if (!result) return 'a copy without an end';
  return result.outcome === 'copied' && pieces < Math.ceil(size / 6144)
    ? `copied ${size} bytes in ${pieces} pieces`
    : undefined;
}

async function freezing(random: () => number): Promise<string | undefined> {
  const guest = new GuestSide();
  const vsp = new VssVsp(guest.time);
  vsp.open(guest.hostChannel());
  await serve(
    guest,
    random,
    [5, 0],
    () => {},
    () => vsp.isReady,
  );
  let [frozen, thawed, ended] = [0, 0, false];
  const seen = (body: Uint8Array) => {
    const operation = parseVss(body)?.operation;
    if (operation === VssOperation.Freeze) frozen += 1;
    if (operation === VssOperation.Thaw) thawed += 1;
  };
  void vsp.freeze({answerMs: 5000, frozenMs: 5000}).then(() => {
    ended = true;
  });
  await serve(guest, random, [5, 0], seen, () => ended);
  if (random() < 0.5) void vsp.thaw();
  await serve(guest, random, [5, 0], seen, () => false);
  if (frozen !== thawed) return `${frozen} freezes and ${thawed} thaws`;
  return ended || !vsp.isReady ? undefined : 'a freeze without an end';
}
