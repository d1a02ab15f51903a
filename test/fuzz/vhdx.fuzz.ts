/**
 * VHDX files: a valid file with changed or cut bytes is refused or opened, and reading and writing it
 * stays inside the file and the disk. Writes to a good disk, cut at any place, leave each sector with
 * what was flushed, or newer; a differencing disk shows its parent elsewhere.
 */
import {type DiskImage, DiskImageError} from '../../hypervisor/storage/disk-image.ts';
import {imageOver} from '../../hypervisor/storage/open-disk.ts';
import {formatVhdx} from '../../hypervisor/storage/vhdx/format-vhdx.ts';
import {MemoryFile} from '../fixtures/memory-file.ts';
import {below, randomBytes, seededRandom} from '../fixtures/random.ts';

const MB = 2 ** 20;
const SIZE = 3 * MB;
const PARENT = new Map([['parent_linkage', '{00000000-0000-0000-0000-000000000000}']]);
const PARENT_BYTE = 0xee;
/** Where headers, tables, log, metadata and BAT of a new file begin. */
const STRUCTURES = [0, 0x10000, 0x20000, 0x30000, 0x40000, MB, 2 * MB, 2 * MB + 0x10000, 3 * MB];

export function fuzz(seed: number, deadline: number): {runs: number; finding?: string} {
  const random = seededRandom(seed);
  let runs = 0;
  for (; Date.now() < deadline; runs++) {
    const hasParent = random() < 0.5;
    const finding = runs % 2 === 0 ? mutated(random, hasParent) : cut(random, hasParent);
    if (finding) return {runs, finding: `run ${runs}: ${finding}`};
  }
  return {runs};
}

const parent: DiskImage = {
  format: 'raw',
  path: 'parent',
  sizeBytes: SIZE,
  sectorSize: 512,
  physicalSectorSize: 512,
  readOnly: true,
  uniqueId: undefined,
  allocatedBytes: 0,
  read: (_, view) => void view.fill(PARENT_BYTE),
  write: () => {},
  flush: () => {},
  close: () => {},
};

function newFile(hasParent: boolean): MemoryFile {
  const file = new MemoryFile('fuzz.vhdx');
  formatVhdx(file, {
    blockSize: MB,
    leaveAllocated: false,
    sizeBytes: SIZE,
    uniqueId: new Uint8Array(16),
    sectorSize: 512,
    physicalSectorSize: 4096,
    parent: hasParent ? PARENT : undefined,
  });
  return file;
}

const open = (file: MemoryFile, hasParent: boolean): DiskImage =>
  imageOver(file, () => (hasParent ? parent : undefined));

interface Written {
  readonly at: number;
  readonly sector: number;
  readonly fill: number;
}

/** One write, trim or flush; what it does to sectors is noted, flushes are noted as changes done. */
function step(
  random: () => number,
  image: DiskImage,
  file: MemoryFile,
  written: Written[],
  flushed: number[],
): void {
  const count = 1 + below(random, 200);
  const sector = below(random, SIZE / 512 - count);
  const at = file.changes.length;
  const fill = 1 + below(random, 200);
  const kind = below(random, 6);
  if (kind === 0) {
    image.flush();
    flushed.push(file.changes.length);
    return;
  }
  for (let i = 0; i < count; i++)
    written.push({at, sector: sector + i, fill: kind === 1 ? 0 : fill});
  if (kind === 1) image.unmap?.(sector * 512, count * 512);
  else image.write(sector * 512, new Uint8Array(count * 512).fill(fill));
}

function cut(random: () => number, hasParent: boolean): string | undefined {
  const file = newFile(hasParent);
  const start = file.bytes.slice();
  file.changes.length = 0;
  const image = open(file, hasParent);
  const written: Written[] = [];
  const flushed = [0];
  for (let i = 0; i < 12; i++) step(random, image, file, written, flushed);
  if (random() < 0.5) image.close();
  const count = below(random, file.changes.length + 1);
  const whole = MemoryFile.replay(start, file, count, below(random, 9) * 512);
  return compare(open(whole, hasParent), hasParent, written, flushed, count);
}

function compare(
  image: DiskImage,
  hasParent: boolean,
  written: readonly Written[],
  flushed: readonly number[],
  count: number,
): string | undefined {
  const durable = Math.max(...flushed.filter(at => at <= count));
  const untouched = hasParent ? PARENT_BYTE : 0;
  const allowed = new Map<number, Set<number>>();
  for (const {at, sector, fill} of written) {
    if (at > count) break;
    const before = allowed.get(sector) ?? new Set([untouched]);
    allowed.set(sector, at < durable ? new Set([fill]) : before.add(fill));
  }
  const content = new Uint8Array(SIZE);
  image.read(0, content);
  for (let sector = 0; sector < SIZE / 512; sector++) {
    const byte = content[sector * 512] ?? 0;
    if (!(allowed.get(sector)?.has(byte) ?? byte === untouched))
      return `sector ${sector} is ${byte} after ${count} changes, ${durable} flushed`;
  }
  return undefined;
}

function mutated(random: () => number, hasParent: boolean): string | undefined {
  const file = newFile(hasParent);
  const image = open(file, hasParent);
  for (let i = 0; i < 4; i++) step(random, image, file, [], []);
  image.flush();
  const bytes = file.bytes.slice();
  for (let i = 1 + below(random, 4); i > 0; i--) {
    const place = (STRUCTURES[below(random, STRUCTURES.length)] ?? 0) + below(random, 200);
    bytes.set(randomBytes(random, 1 + below(random, 8)), place);
  }
  const length = random() < 0.2 ? below(random, bytes.length) : bytes.length;
  try {
    const again = open(new MemoryFile('fuzz.vhdx', bytes.slice(0, length)), hasParent);
    again.read(0, new Uint8Array(Math.min(again.sizeBytes, SIZE)));
    // A disk with other sectors refuses ours: that is the caller's bug, not the file's.
    const isSame = again.sizeBytes >= SIZE && again.sectorSize === 512;
    if (isSame) step(random, again, file, [], []);
    again.close();
  } catch (error) {
    if (!(error instanceof DiskImageError))
      return String(error instanceof Error ? error.stack : error);
  }
  return undefined;
}
