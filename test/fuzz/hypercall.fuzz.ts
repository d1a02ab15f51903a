/**
 * The hypercall dispatcher and the synthetic registers under random use.
 *
 * Must hold: nothing throws; every status is a known one; a failing simple call leaves its output
 * page as it was.
 */
import {hypercallTable} from '../../hypervisor/hv/hypercalls/table.ts';
import {syntheticRegisters} from '../../hypervisor/hv/registers.ts';
import {hvStatusText} from '../../hypervisor/hv/status.ts';
import {HandGuest, MB, Page} from '../hypervisor/hv/hand-guest.ts';
import {type Random, seededRandom} from './random.ts';

const CODES = [...hypercallTable.keys(), 0, 0xffff, 0x7777];
const MSRS = syntheticRegisters.flatMap(entry => (entry.msr === undefined ? [] : [entry.msr]));
const NUMBERS = syntheticRegisters.flatMap(entry => entry.register ?? []);
const OUTPUT = Page.output << 12;
const STEPS = 200;

function address(random: Random): bigint {
  const page = random.pick([Page.input, Page.input, Page.output, Page.simp, 0x3ff, 0x400, 0x12345]);
  const offset = random.pick([0, 0, 0, 8, 4, 4088, 3840, 3848, random.below(4096)]);
  const gpa = BigInt(page * 4096 + offset);
  return random.below(20) === 0 ? gpa | (1n << BigInt(random.below(64))) : gpa;
}

function control(random: Random): bigint {
  const isRep = random.below(2) === 0;
  let word = BigInt(random.pick(CODES));
  if (random.below(4) === 0) word |= 1n << 16n;
  if (random.below(8) === 0) word |= BigInt(random.below(1024)) << 17n;
  if (isRep) word |= BigInt(random.pick([1, 2, 5, 100, 4095])) << 32n;
  if (random.below(6) === 0) word |= BigInt(random.below(8)) << 48n;
  if (random.below(20) === 0) word |= 1n << BigInt(random.below(64));
  return word;
}

/** Input that begins like a plausible one. */
function fillInput(random: Random, guest: HandGuest): void {
  const input = random.bytes(256);
  const view = new DataView(input.buffer);
  if (random.below(2)) view.setBigUint64(0, random.pick([~0n, 2n, 3n, 0x2001n, 1n]), true);
  if (random.below(2)) view.setUint32(8, random.pick([0, 1, 0xfffffffe, 0x80000010]), true);
  if (random.below(2)) view.setUint32(12, random.pick([0, 1, 240, 241, 0xffffffff]), true);
  if (random.below(2)) view.setUint32(16, random.pick(NUMBERS), true);
  guest.memory.copyIn(Page.input << 12, input);
}

function callOnce(random: Random, guest: HandGuest): void {
  fillInput(random, guest);
  const word = control(random);
  const [input, output] = [address(random), address(random)];
  guest.memory.page(Page.output).fill(0xee);
  const result = guest.vp.hypercall(word, input, output);
  const status = Number(result & 0xffffn);
  if (hvStatusText(status).startsWith('HV_STATUS')) throw new Error(`unknown status ${status}`);
  const call = hypercallTable.get(Number(word & 0xffffn));
  const isQuiet = status !== 0 && call?.kind !== 'rep';
  if (isQuiet && guest.memory.copyOut(OUTPUT, 4096).some(byte => byte !== 0xee))
    throw new Error(`output was written by ${call?.name ?? word} with status ${status}`);
}

function round(seed: number): void {
  const random = seededRandom(seed);
  const guest = new HandGuest({vpCount: 1 + random.below(3), memoryBytes: 4 * MB});
  guest.partition.privileges = random.below(3) ? guest.partition.privileges : ~0n;
  guest.enlighten();
  guest.partition.connectMessages(1);
  guest.partition.connectEvent(0x2001, 1);
  for (let step = 0; step < STEPS; step++) {
    const action = random.below(10);
    if (action < 6) callOnce(random, guest);
    else if (action < 8) {
      const value = random.pick([
        0n,
        1n,
        address(random) | 1n,
        BigInt(random.below(2 ** 32)) << 16n,
      ]);
      const msr = random.pick(MSRS);
      // Its own pages stay where the oracle expects them.
      if (msr !== 0x40000000 && value >> 12n !== BigInt(Page.output)) guest.write(msr, value);
    } else if (action < 9) guest.read(random.pick([...MSRS, 0x40000fff, random.below(2 ** 32)]));
    else {
      guest.clock.now += random.below(1e6);
      guest.partition.postMessage(random.below(3), random.below(17), {
        messageType: 1,
        sender: 1n,
        payload: random.bytes(random.below(241)),
      });
      guest.service();
    }
  }
}

export function fuzz(seed: number, deadline: number): {runs: number; finding?: string} {
  let runs = 0;
  for (; Date.now() < deadline; runs++) {
    try {
      round(seed + runs);
    } catch (error) {
      return {runs, finding: `seed ${seed + runs}: ${(error as Error).stack}`};
    }
  }
  return {runs};
}
