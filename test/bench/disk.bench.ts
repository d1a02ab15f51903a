/** Start of a `tiny` machine, and its disk beside plain `readSync` on the same file. */
import {closeSync, mkdtempSync, openSync, readSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {StorageService} from '../../hypervisor/root/vsp/storage/storage-service.ts';
import {createDisk} from '../../hypervisor/storage/create-disk.ts';
import {ThreadedMachine} from '../fixtures/threaded-machine.ts';
import {below, seededRandom} from '../fixtures/random.ts';
import {type BenchRow, ms, spread, timed} from './bench-row.ts';

const SIZE = 32 * 2 ** 20;
const READS = 50_000;
const START_BUDGET = 100;
const DISK_BUDGET = 0.4;

export async function run(): Promise<BenchRow[]> {
  const folder = mkdtempSync(path.join(tmpdir(), 'hvsh-bench-'));
  const service = new StorageService();
  try {
    const file = path.join(folder, 'disk.img');
    createDisk({path: file, format: 'raw', sizeBytes: SIZE});
    return [await startRow(service), ...(await diskRows(service, file))];
  } finally {
    await service.stop();
    rmSync(folder, {recursive: true, force: true});
  }
}

async function startRow(service: StorageService): Promise<BenchRow> {
  const times: number[] = [];
  for (let turn = 0; turn < 6; turn++) {
    const began = performance.now();
    const machine = new ThreadedMachine(service);
    await machine.machine.start();
    times.push(performance.now() - began);
    await machine.off();
  }
  times.shift(); // the first loads code
  const timing = timed(times.length, () => times.pop() ?? 0);
  return {
    what: 'create and start a tiny machine',
    median: ms(timing.median),
    spread: spread(timing),
    budget: `<= ${START_BUDGET} ms`,
    within: timing.median <= START_BUDGET,
  };
}

async function diskRows(service: StorageService, file: string): Promise<BenchRow[]> {
  const machine = new ThreadedMachine(service);
  await machine.storage.attach({location: 0, path: file});
  await machine.boot();
  await machine.type('disk write 32M');
  await machine.type(`disk random ${READS} 64`);
  const rows: BenchRow[] = [];
  for (const depth of [1, 64]) {
    const plain = plainReads(file);
    const text = await machine.type(`disk random ${READS} ${depth}`);
    const rate = Number(/(\d+) requests\/s/.exec(text)?.[1]);
    const beside = (plain + plainReads(file)) / 2;
    rows.push({
      what: `4 KiB random reads of the guest, ${depth} at once`,
      median: `${Math.round(rate / 1000)} k/s`,
      beside: `${Math.round(beside / 1000)} k/s`,
      ratio: (rate / beside).toFixed(2),
      budget: depth === 1 ? '-' : `>= ${DISK_BUDGET}`,
      ...(depth === 1 ? {} : {within: rate / beside >= DISK_BUDGET}),
    });
  }
  await machine.off();
  return rows;
}

/** Random reads a second without a machine. */
function plainReads(file: string): number {
  const fd = openSync(file, 'r');
  const buffer = new Uint8Array(new SharedArrayBuffer(4096));
  const random = seededRandom(1);
  const began = performance.now();
  for (let i = 0; i < READS; i++) readSync(fd, buffer, 0, 4096, below(random, SIZE / 4096) * 4096);
  closeSync(fd);
  return READS / ((performance.now() - began) / 1000);
}
