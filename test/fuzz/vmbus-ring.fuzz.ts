/**
 * The receiving and sending ends of a ring whose other side writes what it likes, at any moment.
 *
 * Must hold: nothing throws; a packet that is accepted lies inside what was available; nothing
 * outside the ring's pages changes.
 */
import {GuestMemory} from '../../hypervisor/hv/guest-memory.ts';
import {
  parseGpaDirectHeader,
  parseTransferPagesHeader,
} from '../../hypervisor/root/vmbus/packet.ts';
import {RingBuffer} from '../../hypervisor/root/vmbus/ring.ts';
import {RingReader} from '../../hypervisor/root/vmbus/ring-reader.ts';
import {RingWriter} from '../../hypervisor/root/vmbus/ring-writer.ts';
import {untrust} from '../../hypervisor/wire/untrusted.ts';
import {type Random, seededRandom} from './random.ts';

const PAGES = 12;
const INTERESTING = [0, 1, 7, 8, 12, 16, 24, 4088, 4096, 8184, 8192, 0x7fffffff, -1, -8];
const STEPS = 60;

/** The other side: a valid packet now and then, or damage to any word of the ring. */
function attack(random: Random, memory: GuestMemory, gpns: readonly number[]): void {
  const page = random.pick(gpns);
  const isHeader = page === gpns[0];
  const word = isHeader ? random.below(5) : random.below(1024);
  const small = random.below(16) | (random.below(64) << 16);
  const value = random.pick([...INTERESTING, small, random.below(2 ** 32) | 0]);
  memory.words[page * 1024 + word] = value;
}

function drain(random: Random, reader: RingReader, ring: RingBuffer): string | undefined {
  for (let count = 0; count < 50; count++) {
    const result = reader.next();
    if (result !== 'packet') return result === 'corrupt' ? 'corrupt' : undefined;
    const size = reader.headerLength + reader.payloadLength;
    if (size < 0 || size + 24 > ring.size) throw new Error(`a packet of ${size} bytes`);
    parseGpaDirectHeader(untrust(reader.header()));
    parseTransferPagesHeader(untrust(reader.header()));
    if (reader.payload().length !== reader.payloadLength) throw new Error('short payload');
    if (random.below(3) > 0) reader.commit();
  }
  return undefined;
}

function round(seed: number): void {
  const random = seededRandom(seed);
  const memory = GuestMemory.allocate(PAGES * 4096);
  const all = Array.from({length: PAGES}, (_, gpn) => gpn).sort(() => random.next() - 0.5);
  const gpns = random.below(2) ? all.slice(0, 2 + random.below(3)) : [1, 2, 3];
  const others = all.filter(gpn => !gpns.includes(gpn));
  for (const gpn of others) memory.page(gpn).fill(0xa5);
  const ring = new RingBuffer(memory, gpns);
  const friend = RingWriter.open(ring);
  const reader = RingReader.open(ring);
  const writer = RingWriter.open(ring);
  for (let step = 0; step < STEPS; step++) {
    if (random.below(3) === 0) attack(random, memory, gpns);
    if (random.below(2) === 0) friend.write({payload: random.bytes(random.below(300))});
    friend.publish();
    if (random.below(4) === 0) writer.write({payload: random.bytes(random.below(5000))});
    if (random.below(4) === 0) writer.publish();
    if (drain(random, reader, ring) === 'corrupt') break;
  }
  for (const gpn of others)
    if (memory.page(gpn).some(byte => byte !== 0xa5)) throw new Error(`page ${gpn} was changed`);
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
