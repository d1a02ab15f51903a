/**
 * Formats of disk images beside the raw one: 64 MB written and flushed in requests of 256 KB, and
 * 4 KB reads at random places, by CPU time of this process.
 */
import {mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {createDisk} from '../../hypervisor/storage/create-disk.ts';
import type {DiskFormat} from '../../hypervisor/storage/disk-image.ts';
import {openDisk} from '../../hypervisor/storage/open-disk.ts';
import {below, seededRandom} from '../fixtures/random.ts';
import {type BenchRow, ratioRow, type Timing, timed} from './bench-row.ts';

const SIZE = 64 * 2 ** 20;
const WRITE = 256 * 1024;
const READ = 4096;
const READS = 20_000;
const TURNS = 5;

const FORMATS: readonly [DiskFormat, string][] = [
  ['vhd-dynamic', 'vhd'],
  ['vhdx-fixed', 'vhdx'],
  ['vhdx-dynamic', 'vhdx'],
  ['vhdx-differencing', 'avhdx'],
];

export async function run(): Promise<BenchRow[]> {
  const folder = mkdtempSync(path.join(tmpdir(), 'hvsh-bench-'));
  try {
    createDisk({path: path.join(folder, 'base.vhdx'), format: 'vhdx-dynamic', sizeBytes: SIZE});
    const raw = measure(folder, 'raw', 'img');
    return FORMATS.flatMap(([format, extension]) => {
      const ours = measure(folder, format, extension);
      return [
        ratioRow(`${format}: 64 MB written / raw`, ours.write, raw.write, 0.7, false),
        ratioRow(`${format}: 4 KB read / raw`, ours.read, raw.read, 0.7, false),
      ];
    });
  } finally {
    rmSync(folder, {recursive: true, force: true});
  }
}

function measure(
  folder: string,
  format: DiskFormat,
  extension: string,
): {write: Timing; read: Timing} {
  const file = path.join(folder, `${format}.${extension}`);
  const isChild = format.endsWith('differencing');
  const write = timed(TURNS, () => {
    rmSync(file, {force: true});
    createDisk({
      path: file,
      format,
      sizeBytes: SIZE,
      ...(isChild ? {parentPath: path.join(folder, 'base.vhdx')} : {}),
    });
    return spent(file, image => {
      const bytes = new Uint8Array(WRITE).fill(7);
      for (let at = 0; at < SIZE; at += WRITE) image.write(at, bytes);
      image.flush();
    });
  });
  const random = seededRandom(3);
  const read = timed(TURNS, () =>
    spent(file, image => {
      const bytes = new Uint8Array(READ);
      for (let i = 0; i < READS; i++) image.read(READ * below(random, SIZE / READ), bytes);
    }),
  );
  return {write, read};
}

/** Milliseconds of CPU time, of the host's kernel too. */
function spent(file: string, work: (image: ReturnType<typeof openDisk>) => void): number {
  const image = openDisk(file);
  const before = process.cpuUsage();
  work(image);
  const {user, system} = process.cpuUsage(before);
  image.close();
  return (user + system) / 1000;
}
