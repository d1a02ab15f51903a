/**
 * VHD files: a valid file with changed, cut or repeated bytes is refused or opened; reading and
 * writing it stays inside the file and inside the disk. Writes to a good disk cut at any place
 * leave old or new content.
 */
import {type DiskImage, DiskImageError} from '../../hypervisor/storage/disk-image.ts';
import {imageOver} from '../../hypervisor/storage/open-disk.ts';
import {formatDifferencing} from '../../hypervisor/storage/vhd/differencing-vhd.ts';
import {formatDynamic} from '../../hypervisor/storage/vhd/dynamic-vhd.ts';
import {formatFixed} from '../../hypervisor/storage/vhd/fixed-vhd.ts';
import {newFooter, VhdType} from '../../hypervisor/storage/vhd/footer.ts';
import {MemoryFile} from '../fixtures/memory-file.ts';
import {below, randomBytes, seededRandom} from '../fixtures/random.ts';

const SIZE = 256 * 1024;
const BLOCK = 16 * 1024;

export function fuzz(seed: number, deadline: number): {runs: number; finding?: string} {
  const random = seededRandom(seed);
  let runs = 0;
  for (; Date.now() < deadline; runs++) {
    const finding = runs % 2 === 0 ? mutated(random) : cut(random);
    if (finding) return {runs, finding: `run ${runs}: ${finding}`};
  }
  return {runs};
}

const TYPES = Object.values(VhdType);
const PARENT = {
  child: '/x/fuzz.vhd',
  parent: '/x/parent.vhd',
  uniqueId: new Uint8Array(16),
  changedSeconds: 1.7e9,
};

/** What a differencing disk shows where it has nothing. */
const parent: DiskImage = {
  format: 'raw',
  path: 'parent',
  sizeBytes: SIZE,
  sectorSize: 512,
  physicalSectorSize: 512,
  readOnly: true,
  uniqueId: undefined,
  allocatedBytes: 0,
  read: (_, view) => void view.fill(0xee),
  write: () => {},
  flush: () => {},
  close: () => {},
};

const open = (file: MemoryFile): DiskImage => imageOver(file, () => parent);

function goodFile(random: () => number): MemoryFile {
  const file = new MemoryFile('fuzz.vhd');
  const type = TYPES[below(random, TYPES.length)] ?? VhdType.Fixed;
  const footer = newFooter(type, SIZE, 1.7e9, randomBytes(random, 16));
  if (type === VhdType.Fixed) formatFixed(file, footer);
  else if (type === VhdType.Dynamic) formatDynamic(file, footer, BLOCK);
  else formatDifferencing(file, footer, BLOCK, PARENT);
  const image = open(file);
  for (let i = below(random, 8); i > 0; i--) write(image, random);
  return file;
}

function write(image: DiskImage, random: () => number): [number, Uint8Array] {
  // A differencing disk is written in whole sectors, as SCSI does.
  const unit = image.parent ? 512 : 1;
  const bytes = randomBytes(random, unit * (1 + below(random, 3000 / unit)));
  const offset = unit * below(random, (image.sizeBytes - bytes.length) / unit);
  image.write(offset, bytes);
  return [offset, bytes];
}

function mutated(random: () => number): string | undefined {
  const bytes = goodFile(random).bytes.slice();
  for (let i = 1 + below(random, 4); i > 0; i--) {
    const inMetadata = random() < 0.8 ? Math.min(bytes.length, 2100) : bytes.length;
    bytes[below(random, inMetadata)] = below(random, 256);
  }
  const length = random() < 0.3 ? below(random, bytes.length) : bytes.length;
  const file = new MemoryFile('fuzz.vhd', bytes.slice(0, length));
  try {
    const image = open(file);
    image.read(0, new Uint8Array(Math.min(image.sizeBytes, SIZE)));
    if (image.sizeBytes >= 4096) write(image, random);
    open(file);
  } catch (error) {
    if (!(error instanceof DiskImageError))
      return String(error instanceof Error ? error.stack : error);
  }
  return undefined;
}

function cut(random: () => number): string | undefined {
  const file = goodFile(random);
  const start = file.bytes.slice();
  const image = open(file);
  const before = contentOf(image);
  file.changes.length = 0;
  const [offset, bytes] = write(image, random);
  const count = below(random, file.changes.length + 1);
  const torn = below(random, 3) * 512;
  const seen = contentOf(open(MemoryFile.replay(start, file, count, torn)));
  for (let i = 0; i < SIZE; i++) {
    const inside = i >= offset && i < offset + bytes.length;
    if (seen[i] === before[i] || (inside && seen[i] === bytes[i - offset])) continue;
    return `byte ${i} is ${seen[i]} after ${count} of ${file.changes.length} changes`;
  }
  return undefined;
}

function contentOf(image: DiskImage): Uint8Array {
  const content = new Uint8Array(image.sizeBytes);
  image.read(0, content);
  return content;
}
