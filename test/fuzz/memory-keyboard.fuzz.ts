/**
 * Dynamic memory and keyboard: whatever a guest sends, nothing throws; pages taken are pages that the
 * guest had, and what it has and what was taken are always all there is.
 */
import {
  encodeBalloonResponse,
  encodeCapabilities,
  encodeHotAddResponse,
  encodeStatus,
  encodeUnballoonResponse,
  encodeVersionRequest,
  parseHostMemory,
} from '../../hypervisor/root/vsp/dynamic-memory/protocol.ts';
import {DynamicMemoryVsp} from '../../hypervisor/root/vsp/dynamic-memory/vsp.ts';
import {
  encodeIndicators,
  encodeProtocolRequest,
  KEYBOARD_VERSION,
} from '../../hypervisor/root/vsp/keyboard/protocol.ts';
import {eventsOfScanCodes} from '../../hypervisor/root/vsp/keyboard/scan-codes.ts';
import {KeyboardVsp} from '../../hypervisor/root/vsp/keyboard/vsp.ts';
import {GuestSide} from '../fixtures/guest-side.ts';
import {below, randomBytes, seededRandom} from '../fixtures/random.ts';

const PAGE = 4096;
/** The pages of GuestSide. */
const PAGES = 512;
/** Rings, which the host must not clear under its own hands. */
const FIRST = 64;

export function fuzz(seed: number, deadline: number): {runs: number; finding?: string} {
  const random = seededRandom(seed);
  let runs = 0;
  for (; Date.now() < deadline; runs++) {
    try {
      const finding = ballooning(random) ?? typing(random);
      if (finding) return {runs, finding: `run ${runs}: ${finding}`};
    } catch (error) {
      return {runs, finding: `run ${runs}: ${error instanceof Error ? error.stack : error}`};
    }
  }
  return {runs};
}

function ballooning(random: () => number): string | undefined {
  const guest = new GuestSide();
  const vsp = new DynamicMemoryVsp({startPages: PAGES, mostPages: 2 * PAGES});
  vsp.open(guest.hostChannel());
  for (let i = 0; i < 30 && guest.fault === undefined; i++) {
    const sent = i < 2 ? greeting(i, random) : undefined;
    guest.send({payload: changed(sent ?? message(random), random)});
    for (const {payload} of guest.receive()) {
      const asked = parseHostMemory(payload);
      if (asked) guest.send({payload: changed(answer(asked.type, random), random)});
    }
    guest.signal();
    vsp.setTarget(below(random, 4) * 512 * PAGE);
    if (random() < 0.05) vsp.restore(vsp.save());
    const {assignedBytes, balloonedBytes} = vsp.report;
    const all = (assignedBytes + balloonedBytes) / PAGE;
    if (assignedBytes < 0 || balloonedBytes < 0 || all < PAGES || all > 2 * PAGES)
      return `${assignedBytes} bytes assigned and ${balloonedBytes} in the balloon`;
  }
  return undefined;
}

function greeting(step: number, random: () => number): Uint8Array {
  return step === 0
    ? encodeVersionRequest(1, 0x20000, true)
    : encodeCapabilities(2, below(random, 32), 0);
}

function message(random: () => number): Uint8Array {
  const kinds = ['version', 'capabilities', 'balloon', 'unballoon', 'hotAdd', 'status'];
  return answer(kinds[below(random, kinds.length)] ?? '', random);
}

function answer(kind: string, random: () => number): Uint8Array {
  switch (kind) {
    case 'balloon': {
      const ranges = Array.from({length: below(random, 6)}, () => ({
        first: FIRST + below(random, PAGES),
        count: below(random, 64),
      }));
      return encodeBalloonResponse(3, ranges, random() < 0.3);
    }
    case 'unballoon':
      return encodeUnballoonResponse(4);
    case 'hotAdd':
      return encodeHotAddResponse(5, below(random, 2 * PAGES));
    case 'version':
      return encodeVersionRequest(1, below(random, 4) << 16, true);
    default:
      return encodeStatus(6, {available: below(random, 999), committed: below(random, 9999)});
  }
}

/** As it is, with bytes changed, or cut. */
function changed(bytes: Uint8Array, random: () => number): Uint8Array {
  if (random() < 0.8) return bytes;
  const copy = bytes.slice(0, random() < 0.3 ? below(random, bytes.length) : bytes.length);
  if (copy.length > 0) copy[below(random, copy.length)] = below(random, 256);
  return copy;
}

function typing(random: () => number): string | undefined {
  const guest = new GuestSide();
  const vsp = new KeyboardVsp();
  vsp.open(guest.hostChannel());
  const sent = [encodeProtocolRequest(KEYBOARD_VERSION), encodeIndicators(7)];
  for (let i = 0; i < 20; i++) {
    const good = sent[i] ?? randomBytes(random, below(random, 40));
    guest.send({payload: changed(good, random)});
    guest.signal();
    vsp.type(eventsOfScanCodes([...randomBytes(random, below(random, 600))]));
    if (random() < 0.5) guest.receive();
    if (random() < 0.05) vsp.restore(vsp.save());
  }
  return vsp.indicators > 7 ? `lights ${vsp.indicators}` : undefined;
}
