/**
 * The VMBus ring from thread to thread: small messages and throughput.
 *
 * The consumer is this same file on another thread; it checks every packet's length and number.
 */
import {isMainThread, parentPort, Worker, workerData} from 'node:worker_threads';
import {GuestMemory} from '../../hypervisor/hv/guest-memory.ts';
import {RingBuffer, RingWord} from '../../hypervisor/root/vmbus/ring.ts';
import {RingReader} from '../../hypervisor/root/vmbus/ring-reader.ts';
import {RingWriter} from '../../hypervisor/root/vmbus/ring-writer.ts';
import type {BenchRow} from './bench-row.ts';

const RING_PAGES = 257;
const TURNS = 5;
/** Bytes after which the writer shows its packets and the reader gives their space back. */
const BATCH_BYTES = 16_384;

interface Task {
  memory: SharedArrayBuffer;
  size: number;
  count: number;
}

function ringOf(memory: SharedArrayBuffer): RingBuffer {
  const gpns = Array.from({length: RING_PAGES}, (_, gpn) => gpn);
  const shared = {buffer: memory, base: 0, size: memory.byteLength};
  return new RingBuffer(new GuestMemory(shared), gpns);
}

/** Looks before sleeping, some 2 us: who spins longer on a loaded machine takes the other's processor. */
const SPINS = 300;
const SLEEP_MS = 5;

/** Waits until a word of the header is no longer `value`. */
function awaitChange(ring: RingBuffer, word: number, value: number): void {
  for (let spin = 0; spin < SPINS; spin++) if (ring.load(word) !== value) return;
  Atomics.wait(ring.words, ring.header + word, value, SLEEP_MS);
}

/** Reads `count` packets as a device does: masked while it drains, asleep when there is nothing. */
function consume({memory, size, count}: Task): void {
  const ring = ringOf(memory);
  const reader = RingReader.open(ring);
  const payload = new Uint8Array(size);
  const batch = Math.ceil(BATCH_BYTES / size);
  for (let taken = 0; taken < count; ) {
    reader.mask();
    while (reader.next() === 'packet') {
      if (reader.payloadLength !== size || reader.transactionLow !== taken)
        throw new Error(`packet ${taken} is not the one that was sent`);
      reader.payloadInto(payload);
      taken++;
      if (taken % batch === 0 && reader.commit())
        Atomics.notify(ring.words, ring.header + RingWord.readIndex);
    }
    if (reader.commit()) Atomics.notify(ring.words, ring.header + RingWord.readIndex);
    const writeIndex = ring.load(RingWord.writeIndex);
    if (!reader.unmask()) awaitChange(ring, RingWord.writeIndex, writeIndex);
  }
  parentPort?.postMessage('done');
}

/** Writes `count` packets, a batch at a time, and sleeps while the ring is full. */
function produce({memory, size, count}: Task): void {
  const ring = ringOf(memory);
  const writer = RingWriter.open(ring);
  const payload = new Uint8Array(size).fill(7);
  const batch = Math.ceil(BATCH_BYTES / size);
  const show = (): void => {
    if (writer.publish()) Atomics.notify(ring.words, ring.header + RingWord.writeIndex);
  };
  for (let sent = 0; sent < count; ) {
    const readIndex = ring.load(RingWord.readIndex);
    if (writer.writeInBand(payload, sent) === 'written') {
      if (++sent % batch === 0) show();
    } else {
      show();
      awaitChange(ring, RingWord.readIndex, readIndex);
    }
  }
  show();
}

/** Seconds that `count` packets of `size` bytes take. */
async function timePackets(size: number, count: number): Promise<number> {
  const memory = new SharedArrayBuffer(RING_PAGES * 4096);
  const task: Task = {memory, size, count};
  const consumer = new Worker(new URL(import.meta.url), {workerData: {ringBench: task}});
  await new Promise(resolve => consumer.once('online', resolve));
  const done = new Promise((resolve, reject) => {
    consumer.once('message', resolve);
    consumer.once('error', reject);
  });
  const began = performance.now();
  produce(task);
  await done;
  const seconds = (performance.now() - began) / 1000;
  await consumer.terminate();
  return seconds;
}

async function row(
  what: string,
  size: number,
  count: number,
  unit: 'M msg/s' | 'GB/s',
  budget: number,
): Promise<BenchRow> {
  const rates: number[] = [];
  for (let turn = 0; turn < TURNS; turn++) {
    const seconds = await timePackets(size, count);
    rates.push((unit === 'GB/s' ? (count * size) / 1e9 : count / 1e6) / seconds);
  }
  rates.sort((a, b) => a - b);
  const median = rates[TURNS >> 1] ?? 0;
  return {
    what,
    median: `${median.toFixed(2)} ${unit}`,
    spread: `${rates[0]?.toFixed(2)}-${rates.at(-1)?.toFixed(2)}`,
    budget: `>= ${budget} ${unit}`,
    within: median >= budget,
  };
}

export async function run(): Promise<BenchRow[]> {
  return [
    await row('VMBus ring, 64 B, thread to thread', 64, 4_000_000, 'M msg/s', 5),
    await row('VMBus ring, 64 KiB, thread to thread', 65_536, 60_000, 'GB/s', 8),
  ];
}

const task = (workerData as {ringBench?: Task} | null)?.ringBench;
if (!isMainThread && task) consume(task);
