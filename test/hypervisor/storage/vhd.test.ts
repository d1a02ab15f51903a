import {execFileSync} from 'node:child_process';
import {mkdtempSync, readFileSync, rmSync, statSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';
import test from 'ava';
import {resizeDisk} from '../../../hypervisor/storage/change-disk.ts';
import {convertDisk} from '../../../hypervisor/storage/copy-disk.ts';
import {createDisk} from '../../../hypervisor/storage/create-disk.ts';
import {describeDisk} from '../../../hypervisor/storage/describe-disk.ts';
import type {DiskFormat} from '../../../hypervisor/storage/disk-image.ts';
import {DiskImageError} from '../../../hypervisor/storage/disk-image.ts';
import {imageOver, openDisk} from '../../../hypervisor/storage/open-disk.ts';
import {type DynamicVhd, formatDynamic} from '../../../hypervisor/storage/vhd/dynamic-vhd.ts';
import {FixedVhd} from '../../../hypervisor/storage/vhd/fixed-vhd.ts';
import {formatFixed} from '../../../hypervisor/storage/vhd/fixed-vhd.ts';
import {newFooter, VhdType} from '../../../hypervisor/storage/vhd/footer.ts';
import {geometryOf} from '../../../hypervisor/storage/vhd/geometry.ts';
import {readFooter} from '../../../hypervisor/storage/vhd/open-vhd.ts';
import {MemoryFile} from '../../fixtures/memory-file.ts';
import {testWith} from '../../fixtures/needs.ts';
import {below, randomBytes, seededRandom} from '../../fixtures/random.ts';

const MB = 2 ** 20;
const folder = mkdtempSync(path.join(tmpdir(), 'hvsh-vhd-'));
test.after.always(() => rmSync(folder, {recursive: true, force: true}));

const FORMATS: readonly [DiskFormat, string][] = [
  ['raw', 'img'],
  ['vhd-fixed', 'vhd'],
  ['vhd-dynamic', 'vhd'],
  ['vhdx-fixed', 'vhdx'],
  ['vhdx-dynamic', 'vhdx'],
];
const ID = Uint8Array.from({length: 16}, (_, i) => i + 1);

function dynamicFile(sizeBytes: number, blockSize: number): MemoryFile {
  const file = new MemoryFile('disk.vhd');
  formatDynamic(file, newFooter(VhdType.Dynamic, sizeBytes, 1.7e9, ID), blockSize);
  return file;
}

/** Far cheaper than deepEqual on megabytes. */
function same(a: Uint8Array, b: Uint8Array): boolean {
  return Buffer.compare(a, b) === 0;
}

/** The whole content of the disk in a file. */
function contentOf(file: MemoryFile): Uint8Array {
  const image = imageOver(file);
  const bytes = new Uint8Array(image.sizeBytes);
  image.read(0, bytes);
  return bytes;
}

for (const [format, extension] of FORMATS) {
  test(`${format}: what was written is read, after reopening too`, t => {
    const file = path.join(folder, `model-${format}.${extension}`);
    const sizeBytes = 5 * MB + 512 * 7;
    createDisk({path: file, format, sizeBytes});
    const model = new Uint8Array(sizeBytes);
    const random = seededRandom(7);
    let image = openDisk(file);
    for (let i = 0; i < 120; i++) {
      const offset = below(random, sizeBytes);
      const length = Math.min(below(random, i % 10 === 0 ? 3 * MB : 9000), sizeBytes - offset);
      if (random() < 0.5) {
        const bytes = new Uint8Array(length).fill(below(random, 255) + 1);
        image.write(offset, bytes);
        model.set(bytes, offset);
      } else {
        const view = new Uint8Array(new SharedArrayBuffer(length)).fill(0xee);
        image.read(offset, view);
        t.true(same(view, model.subarray(offset, offset + length)));
      }
      if (i % 40 === 39) {
        image.flush();
        image.close();
        image = openDisk(file);
      }
    }
    t.is(image.sizeBytes, sizeBytes);
    t.throws(() => image.write(sizeBytes - 1, new Uint8Array(2)), {instanceOf: RangeError});
    image.close();
    const info = describeDisk(file);
    t.is(info.format, format);
    t.is(info.sizeBytes, sizeBytes);
  });
}

test('a new dynamic disk is small however large it is for the guest', t => {
  const file = path.join(folder, 'sparse.vhd');
  createDisk({path: file, format: 'vhd-dynamic', sizeBytes: 2040 * 2 ** 30, uniqueId: ID});
  const info = describeDisk(file);
  t.is(info.sizeBytes, 2040 * 2 ** 30);
  t.is(info.blockSizeBytes, 2 * MB);
  t.deepEqual(info.uniqueId, ID);
  t.true(info.fileSizeBytes < 4.3 * MB);
  const image = openDisk(file);
  image.write(info.sizeBytes - 4096, new Uint8Array(4096).fill(9));
  t.true(statSync(file).size < 6.4 * MB);
  image.close();
});

test('geometry of the sizes at which its rule changes', t => {
  const rows: [number, number, number, number][] = [
    // size in sectors, cylinders, heads, sectors per track
    [64 * 2048, 963, 8, 17],
    [127 * 2048, 1019, 15, 17],
    [1024 * 2048, 2080, 16, 63],
    [65535 * 16 * 63, 65535, 16, 63],
    [65535 * 16 * 63 + 1, 16191, 16, 255],
    [2040 * 1024 * 2048, 65535, 16, 255],
  ];
  for (const [sectors, cylinders, heads, sectorsPerTrack] of rows) {
    const geometry = geometryOf(sectors * 512);
    t.deepEqual(geometry, {cylinders, heads, sectorsPerTrack}, `${sectors}`);
  }
});

test('a kill at any write leaves a readable disk with everything written before it', t => {
  const random = seededRandom(11);
  const file = dynamicFile(MB, 64 * 1024);
  const start = file.bytes.slice();
  const image = imageOver(file);
  file.changes.length = 0;
  const model = new Uint8Array(MB);
  const history: {before: number; offset: number; length: number; model: Uint8Array}[] = [];
  for (let i = 0; i < 12; i++) {
    const length = 512 * (1 + below(random, 200));
    const offset = 512 * below(random, (MB - length) / 512);
    const bytes = randomBytes(random, length);
    history.push({before: file.changes.length, offset, length, model: model.slice()});
    image.write(offset, bytes);
    model.set(bytes, offset);
  }
  for (let count = 0; count <= file.changes.length; count++) {
    for (const torn of [0, 512, 4096]) {
      const cut = MemoryFile.replay(start, file, count, torn);
      const content = contentOf(cut);
      const last = history.findLast(write => write.before <= count);
      const whole = last?.model ?? new Uint8Array(MB);
      const from = last?.offset ?? 0;
      const to = from + (last?.length ?? 0);
      t.true(same(content.subarray(0, from), whole.subarray(0, from)));
      t.true(same(content.subarray(to), whole.subarray(to)));
      imageOver(cut).write(0, new Uint8Array(512).fill(1));
      t.is(contentOf(cut)[0], 1, 'and it can be written again');
    }
  }
});

test('growing a dynamic disk keeps its content, whatever moment it is cut', t => {
  const blockSize = 4096;
  const file = dynamicFile(100 * blockSize, blockSize);
  const image = imageOver(file) as DynamicVhd;
  const bytes = randomBytes(seededRandom(3), 40 * blockSize);
  image.write(3 * blockSize, bytes);
  const start = file.bytes.slice();
  file.changes.length = 0;
  image.grow(5000 * blockSize);
  t.is(image.sizeBytes, 5000 * blockSize);
  for (let count = 0; count <= file.changes.length; count++) {
    const cut = imageOver(MemoryFile.replay(start, file, count));
    const seen = new Uint8Array(bytes.length);
    cut.read(3 * blockSize, seen);
    t.true(same(seen, bytes), `after ${count} writes`);
  }
  image.write(4999 * blockSize, new Uint8Array(blockSize).fill(5));
  t.is(contentOf(file).at(-1), 5);
});

test('resizing a fixed disk keeps its content and ends in one footer', t => {
  const file = new MemoryFile('fixed.vhd');
  formatFixed(file, newFooter(VhdType.Fixed, 8192, 0, ID));
  new FixedVhd(file, readFooter(file)).write(0, new Uint8Array(8192).fill(7));
  for (const size of [16384, 8704, 4096]) {
    const start = file.bytes.slice();
    const before = readFooter(file).currentSize;
    file.changes.length = 0;
    new FixedVhd(file, readFooter(file)).resize(size);
    for (let count = 0; count <= file.changes.length; count++) {
      const content = contentOf(MemoryFile.replay(start, file, count));
      const kept = Math.min(before, size, 8192);
      t.true(
        content.subarray(0, kept).every(byte => byte === 7),
        `${size} after ${count}`,
      );
    }
    t.is(file.size(), size + 512);
    t.true(
      contentOf(file)
        .subarray(8192)
        .every(byte => byte === 0),
    );
  }
});

test('resizing and converting by path', t => {
  const source = path.join(folder, 'source.vhd');
  createDisk({path: source, format: 'vhd-dynamic', sizeBytes: 4 * MB});
  const image = openDisk(source);
  const bytes = randomBytes(seededRandom(1), 70000);
  image.write(3 * MB, bytes);
  image.close();
  resizeDisk(source, 6 * MB);
  t.throws(() => resizeDisk(source, 4 * MB), {
    instanceOf: DiskImageError,
    message: /can not shrink/,
  });
  for (const [format, extension] of FORMATS) {
    const target = path.join(folder, `converted-${format}.${extension}`);
    const percents: number[] = [];
    convertDisk(source, {path: target, format}, {progress: percent => percents.push(percent)});
    t.is(percents.at(-1), 100);
    const copy = openDisk(target, true);
    const seen = new Uint8Array(bytes.length);
    copy.read(3 * MB, seen);
    t.is(copy.sizeBytes, 6 * MB);
    t.true(same(seen, bytes));
    copy.close();
  }
});

test('refusals say what was wrong', t => {
  const exists = path.join(folder, 'exists.vhd');
  createDisk({path: exists, format: 'vhd-fixed', sizeBytes: 1024});
  const rows: [string, () => unknown, string, RegExp][] = [
    ['no file', () => openDisk(path.join(folder, 'none.vhd')), 'notFound', /cannot find the path/],
    [
      'there already',
      () => createDisk({path: exists, format: 'vhd-fixed', sizeBytes: 1024}),
      'exists',
      /the file exists/,
    ],
    [
      'odd size',
      () => createDisk({path: path.join(folder, 'odd.vhd'), format: 'vhd-fixed', sizeBytes: 1000}),
      'invalidSize',
      /whole sectors/,
    ],
    [
      'odd block',
      () =>
        createDisk({
          path: path.join(folder, 'odd.vhd'),
          format: 'vhd-dynamic',
          sizeBytes: MB,
          blockSizeBytes: 5000,
        }),
      'invalidSize',
      /power of two/,
    ],
    ['no VHD', () => openDisk(junk('junk.vhd', 4096)), 'corrupt', /no VHD footer/],
    ['no VHDX', () => openDisk(junk('junk.vhdx', 4096)), 'corrupt', /no VHDX file/],
    [
      'a format of another extension',
      () => createDisk({path: path.join(folder, 'x.vhd'), format: 'vhdx-fixed', sizeBytes: MB}),
      'unsupported',
      /extension \(vhd\) does not fit/,
    ],
    ['empty raw', () => openDisk(junk('empty.img', 0)), 'invalidSize', /multiple of 512/],
  ];
  for (const [name, action, kind, text] of rows) {
    const error = t.throws(action, {instanceOf: DiskImageError, message: text}, name);
    t.is(error?.kind, kind as DiskImageError['kind'], name);
  }
});

function junk(name: string, length: number): string {
  const file = path.join(folder, name);
  writeFileSync(file, new Uint8Array(length));
  return file;
}

test('one changed byte of the metadata is refused or harmless', t => {
  const good = dynamicFile(MB, 64 * 1024);
  imageOver(good).write(300_000, new Uint8Array(100_000).fill(3));
  const content = contentOf(good);
  for (let at = 0; at < 2048; at++) {
    const bytes = good.bytes.slice();
    bytes[at] = (bytes[at] ?? 0) ^ 0x40;
    const file = new MemoryFile('mutated.vhd', bytes);
    try {
      const seen = contentOf(file);
      const inBat = at >= 1536 && at < 1536 + 64;
      if (!inBat) t.true(same(seen, content), `byte ${at}`);
    } catch (error) {
      t.true(error instanceof DiskImageError, `byte ${at}: ${error}`);
    }
  }
});

const qemu = (...words: string[]) => execFileSync('qemu-img', words, {encoding: 'utf8'});

testWith('qemu-img')('qemu-img reads our disks and we read its', t => {
  const random = seededRandom(5);
  for (const subformat of ['fixed', 'dynamic'] as const) {
    const ours = path.join(folder, `ours-${subformat}.vhd`);
    const raw = path.join(folder, `ours-${subformat}.raw`);
    createDisk({path: ours, format: `vhd-${subformat}`, sizeBytes: 64 * MB});
    createDisk({path: raw, format: 'raw', sizeBytes: 64 * MB});
    const images = [openDisk(ours), openDisk(raw)];
    for (let i = 0; i < 30; i++) {
      const bytes = randomBytes(random, 512 * (1 + below(random, 40)));
      const offset = 512 * below(random, (64 * MB - bytes.length) / 512);
      for (const image of images) image.write(offset, bytes);
    }
    for (const image of images) image.close();
    const info = JSON.parse(qemu('info', '-f', 'vpc', '--output=json', ours)) as Record<
      string,
      unknown
    >;
    t.is(info['virtual-size'], 64 * MB);
    t.regex(qemu('compare', '-f', 'raw', '-F', 'vpc', raw, ours), /identical/);

    const theirs = path.join(folder, `theirs-${subformat}.vhd`);
    qemu(
      'convert',
      '-f',
      'raw',
      '-O',
      'vpc',
      '-o',
      `subformat=${subformat},force_size=on`,
      raw,
      theirs,
    );
    const image = openDisk(theirs, true);
    const content = new Uint8Array(64 * MB);
    image.read(0, content);
    t.true(same(content, readFileSync(raw)));
    image.close();
    resizeDisk(ours, 96 * MB);
    resizeDisk(raw, 96 * MB);
    t.regex(qemu('compare', '-f', 'raw', '-F', 'vpc', raw, ours), /identical/);
  }
});
