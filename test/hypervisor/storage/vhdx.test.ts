import {execFileSync, spawnSync} from 'node:child_process';
import {
  copyFileSync,
  mkdtempSync,
  mkdirSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';
import test from 'ava';
import {
  resetIdentifier,
  resizeDisk,
  resizeImage,
  setParent,
  setPhysicalSectorSize,
} from '../../../hypervisor/storage/change-disk.ts';
import {compactDisk, convertDisk, mergeDisk} from '../../../hypervisor/storage/copy-disk.ts';
import {createDisk} from '../../../hypervisor/storage/create-disk.ts';
import {checkChain, describeDisk, minimumSize} from '../../../hypervisor/storage/describe-disk.ts';
import {type DiskImage, DiskImageError} from '../../../hypervisor/storage/disk-image.ts';
import {imageOver, openDisk} from '../../../hypervisor/storage/open-disk.ts';
import {crc32c} from '../../../hypervisor/storage/vhdx/crc32c.ts';
import {formatVhdx} from '../../../hypervisor/storage/vhdx/format-vhdx.ts';
import type {VhdxMetadata} from '../../../hypervisor/storage/vhdx/metadata.ts';
import {MemoryFile} from '../../fixtures/memory-file.ts';
import {testWith} from '../../fixtures/needs.ts';
import {below, randomBytes, seededRandom} from '../../fixtures/random.ts';

const MB = 2 ** 20;
const folder = mkdtempSync(path.join(tmpdir(), 'hvsh-vhdx-'));
test.after.always(() => rmSync(folder, {recursive: true, force: true}));

const inFolder = (name: string): string => path.join(folder, name);
const same = (a: Uint8Array, b: Uint8Array): boolean => Buffer.compare(a, b) === 0;
const qemu = (...words: string[]) => execFileSync('qemu-img', words, {encoding: 'utf8'});

const SMALL: VhdxMetadata = {
  blockSize: MB,
  leaveAllocated: false,
  sizeBytes: 4 * MB,
  uniqueId: Uint8Array.from({length: 16}, (_, i) => i),
  sectorSize: 512,
  physicalSectorSize: 4096,
  parent: undefined,
};

function contentOf(image: DiskImage): Uint8Array {
  const bytes = new Uint8Array(image.sizeBytes);
  image.read(0, bytes);
  return bytes;
}

/** A parent in memory: every byte says where it is. */
function patternParent(sizeBytes: number): DiskImage {
  return {
    format: 'raw',
    path: 'parent',
    sizeBytes,
    sectorSize: 512,
    physicalSectorSize: 512,
    readOnly: true,
    uniqueId: undefined,
    allocatedBytes: 0,
    read: (offset, view) => {
      for (let at = 0; at < view.length; at += 512) view.fill(patternAt(offset + at), at, at + 512);
    },
    write: () => {},
    flush: () => {},
    close: () => {},
  };
}

const patternAt = (offset: number): number => 1 + (Math.floor(offset / 512) % 250);

/** A small disk in memory, and a way to open a file that was cut. */
function smallDisk(change: Partial<VhdxMetadata> = {}) {
  const parent = change.parent && patternParent(SMALL.sizeBytes);
  const file = new MemoryFile('small.vhdx');
  formatVhdx(file, {...SMALL, ...change});
  return {file, open: (from: MemoryFile): DiskImage => imageOver(from, () => parent)};
}

const PARENT = new Map([['parent_linkage', '{00000000-0000-0000-0000-000000000000}']]);

test('CRC-32C of the check string', t => {
  t.is(crc32c(Buffer.from('123456789')), 0xe3069283);
});

for (const [name, change] of [
  ['dynamic', {}],
  ['differencing', {parent: PARENT}],
] as const) {
  test(`${name}: cut after any write, the disk opens with what was flushed, or newer`, t => {
    const random = seededRandom(21);
    const {file, open} = smallDisk(change);
    const image = open(file);
    const start = file.bytes.slice();
    file.changes.length = 0;
    /** For each sector the contents that it may have after so many changes of the file. */
    const writes: {at: number; sector: number; fill: number}[] = [];
    const flushes: number[] = [];
    for (let i = 1; i <= 12; i++) {
      const count = 1 + below(random, 300);
      const sector = below(random, SMALL.sizeBytes / 512 - count);
      const drops = i % 6 === 5;
      const [first, end, fill] = drops ? [2048, 4096, 0] : [sector, sector + count, i];
      for (let at = first; at < end; at++) writes.push({at: file.changes.length, sector: at, fill});
      if (drops) image.unmap?.(MB, MB);
      else image.write(sector * 512, new Uint8Array(count * 512).fill(fill));
      if (i % 3 === 0) {
        image.flush();
        flushes.push(file.changes.length);
      }
    }
    image.close();
    const torn = (count: number): number => (count % 2 === 0 ? 1024 : 0);
    for (const {count, file: cut} of MemoryFile.cuts(start, file, torn)) {
      const durable = Math.max(0, ...flushes.filter(flush => flush <= count));
      const seen = contentOf(open(cut));
      const allowed = new Map<number, Set<number>>();
      for (const {at, sector, fill} of writes) {
        if (at > count) break;
        if (at < durable) allowed.set(sector, new Set([fill]));
        else
          allowed.set(
            sector,
            (allowed.get(sector) ?? new Set([original(change, sector)])).add(fill),
          );
      }
      for (let sector = 0; sector < SMALL.sizeBytes / 512; sector++) {
        const byte = seen[sector * 512] ?? 0;
        const fits = allowed.get(sector)?.has(byte) ?? byte === original(change, sector);
        if (!fits) return t.fail(`sector ${sector} is ${byte} after ${count} changes`);
      }
    }
    return t.pass();
  });
}

function original(change: Partial<VhdxMetadata>, sector: number): number {
  return change.parent ? patternAt(sector * 512) : 0;
}

test('a log left behind is replayed into memory for a reader and into the file for a writer', t => {
  const {file, open} = smallDisk();
  const start = file.bytes.slice();
  const image = open(file);
  image.write(3 * MB, new Uint8Array(4096).fill(7));
  file.changes.length = 0;
  image.flush();
  const logged = file.changes.findIndex(
    change => 'bytes' in change && change.position >= 3 * MB && change.position < 4 * MB,
  );
  t.true(logged > 0, 'the BAT is written after the log');
  const all = new MemoryFile('small.vhdx', start);
  all.write(0, file.bytes.slice());
  all.write(3 * MB, new Uint8Array(4096));
  const reader = Object.assign(Object.create(all) as MemoryFile, {readOnly: true});
  for (const name of ['read', 'size', 'allocatedBytes', 'close'] as const)
    Object.defineProperty(reader, name, {value: all[name].bind(all)});
  const before = all.bytes.slice();
  const seen = new Uint8Array(4096);
  open(reader).read(3 * MB, seen);
  t.is(seen[0], 7);
  t.true(same(all.bytes, before), 'the reader changed nothing');
  open(all).read(3 * MB, seen);
  t.is(seen[0], 7);
  t.is(all.bytes[3 * MB + 24], 6, 'the entry of block 3 is in its place');
});

testWith('qemu-img')('qemu-img finds disks good that were cut after any write', t => {
  const random = seededRandom(4);
  const {file, open} = smallDisk();
  const image = open(file);
  const start = file.bytes.slice();
  file.changes.length = 0;
  for (let i = 0; i < 5; i++) {
    image.write(below(random, 4) * MB, randomBytes(random, 4096));
    if (i % 2 === 1) image.flush();
  }
  image.close();
  const cut = inFolder('cut.vhdx');
  for (const {count, file: whole} of MemoryFile.cuts(start, file)) {
    writeFileSync(cut, whole.bytes);
    const first = spawnSync('qemu-img', ['check', cut], {encoding: 'utf8'});
    if (first.status !== 0) qemu('check', '-r', 'all', cut);
    const ours = inFolder('cut-ours.vhdx');
    writeFileSync(ours, whole.bytes);
    const disk = openDisk(ours);
    disk.write(0, new Uint8Array(512).fill(1));
    disk.close();
    t.regex(qemu('check', ours), /No errors/);
    if (count % 5 === 0) t.regex(qemu('info', ours), /virtual size: 4 MiB/);
  }
});

testWith('qemu-img')('qemu-img reads our VHDX files and we read its', t => {
  const random = seededRandom(9);
  const raw = inFolder('model.raw');
  createDisk({path: raw, format: 'raw', sizeBytes: 70 * MB});
  const model = openDisk(raw);
  for (let i = 0; i < 40; i++)
    model.write(512 * below(random, 140_000), randomBytes(random, 512 * (1 + below(random, 40))));
  model.close();
  for (const subformat of ['fixed', 'dynamic'] as const) {
    for (const blockSizeBytes of [MB, 32 * MB, 256 * MB]) {
      const ours = inFolder(`ours-${subformat}-${blockSizeBytes}.vhdx`);
      convertDisk(raw, {path: ours, format: `vhdx-${subformat}`, blockSizeBytes});
      t.regex(qemu('check', ours), /No errors/);
      t.regex(qemu('compare', '-f', 'raw', '-F', 'vhdx', raw, ours), /identical/);
    }
    const theirs = inFolder(`theirs-${subformat}.vhdx`);
    const options = `subformat=${subformat},block_size=${MB},log_size=${2 * MB}`;
    qemu('convert', '-f', 'raw', '-O', 'vhdx', '-o', options, raw, theirs);
    const image = openDisk(theirs);
    t.is(image.format, `vhdx-${subformat}`);
    const bytes = new Uint8Array(8 * MB).fill(5);
    image.write(30 * MB, bytes);
    const content = contentOf(image);
    image.close();
    t.regex(qemu('check', theirs), /No errors/);
    const back = inFolder('back.raw');
    qemu('convert', '-f', 'vhdx', '-O', 'raw', theirs, back);
    const copy = openDisk(back, true);
    t.true(same(contentOf(copy), content));
    copy.close();
    for (const size of [200 * MB, 150 * MB]) {
      resizeDisk(theirs, size);
      t.regex(qemu('check', theirs), /No errors/);
      t.is(JSON.parse(qemu('info', '--output=json', theirs))['virtual-size'], size);
    }
  }
});

test('trim gives blocks back, which are used again as zeros', t => {
  const {file, open} = smallDisk();
  const image = open(file);
  image.write(0, new Uint8Array(3 * MB).fill(9));
  image.flush();
  const full = file.size();
  image.unmap?.(MB, MB);
  image.unmap?.(512, 1024);
  image.flush();
  image.write(3 * MB, new Uint8Array(512).fill(4));
  image.close();
  t.is(file.size(), full, 'a freed block was used again');
  const seen = contentOf(open(file));
  t.deepEqual(
    [seen[0], seen[512], seen[1536], seen[MB], seen[2 * MB], seen[3 * MB], seen[3 * MB + 512]],
    [9, 0, 9, 0, 9, 4, 0],
  );
  const all = open(file);
  all.unmap?.(0, all.sizeBytes);
  all.close();
  t.true(file.size() < full - 2 * MB, 'the file ends with its last block');
});

test('sizes: 64 TiB, sectors of 4 KiB, a BAT that moves when the disk outgrows it', t => {
  const large = inFolder('large.vhdx');
  createDisk({path: large, format: 'vhdx-dynamic', sizeBytes: 64 * 2 ** 40});
  const image = openDisk(large);
  image.write(image.sizeBytes - 4096, new Uint8Array(4096).fill(3));
  image.close();
  t.true(statSync(large).blocks * 512 < 60 * MB);
  const again = openDisk(large, true);
  const last = new Uint8Array(4096);
  again.read(again.sizeBytes - 4096, last);
  t.is(last[0], 3);
  again.close();

  const moving = inFolder('moving.vhdx');
  const sector = {logicalSectorSize: 4096, physicalSectorSize: 4096, blockSizeBytes: MB};
  createDisk({path: moving, format: 'vhdx-dynamic', sizeBytes: 100 * 2 ** 30, ...sector});
  const small = openDisk(moving);
  small.write(99 * 2 ** 30, new Uint8Array(4096).fill(8));
  small.close();
  resizeDisk(moving, 300 * 2 ** 30);
  const grown = openDisk(moving);
  t.deepEqual([grown.sizeBytes, grown.sectorSize], [300 * 2 ** 30, 4096]);
  grown.write(299 * 2 ** 30, new Uint8Array(4096).fill(6));
  grown.read(99 * 2 ** 30, last);
  t.is(last[0], 8);
  grown.close();
  t.throws(() => resizeDisk(moving, 200 * 2 ** 30), {message: /can not shrink below/});
  t.is(describeDisk(moving).sizeBytes, 300 * 2 ** 30);
  setPhysicalSectorSize(moving, 512);
  const id = describeDisk(moving).uniqueId;
  resetIdentifier(moving);
  const after = describeDisk(moving);
  t.is(after.physicalSectorSize, 512);
  t.notDeepEqual(after.uniqueId, id);
});

test('a growing fixed disk and a growing BAT are cut anywhere: the old size or the new one', t => {
  const {file, open} = smallDisk({leaveAllocated: true});
  const image = open(file);
  image.write(MB, new Uint8Array(512).fill(5));
  image.close();
  const start = file.bytes.slice();
  file.changes.length = 0;
  const other = open(file);
  resizeImage(other, 7 * MB);
  other.close();
  for (const {file: whole} of MemoryFile.cuts(start, file)) {
    const cut = open(whole);
    t.true(cut.sizeBytes === 4 * MB || cut.sizeBytes === 7 * MB);
    const seen = contentOf(cut);
    t.is(seen[MB], 5);
    t.false(Buffer.from(seen.subarray(4 * MB)).some(byte => byte !== 0));
  }
});

for (const [family, child] of [
  ['vhdx', 'avhdx'],
  ['vhd', 'avhd'],
] as const) {
  test(`${family}: a chain reads as its model, merges, and says what is wrong with it`, t => {
    const random = seededRandom(33);
    const home = inFolder(`chain-${family}`);
    mkdirSync(home);
    const files = [`base.${family}`, `middle.${child}`, `leaf.${child}`].map(name =>
      path.join(home, name),
    );
    const [base = '', middle = '', leaf = ''] = files;
    const sizeBytes = 12 * MB;
    const model = new Uint8Array(sizeBytes);
    const scribble = (file: string): void => {
      const image = openDisk(file);
      for (let i = 0; i < 25; i++) {
        const length = 512 * (1 + below(random, i === 7 ? 5000 : 60));
        const offset = 512 * below(random, (sizeBytes - length) / 512);
        const bytes = new Uint8Array(length).fill(below(random, 256));
        image.write(offset, bytes);
        model.set(bytes, offset);
        if (i % 10 === 9) image.flush();
      }
      if (image.unmap) {
        image.unmap(4 * MB, 2 * MB);
        model.fill(0, 4 * MB, 6 * MB);
      }
      t.true(same(contentOf(image), model));
      image.close();
    };
    createDisk({path: base, format: `${family}-dynamic`, sizeBytes});
    scribble(base);
    createDisk({path: middle, format: `${family}-differencing`, parentPath: base});
    scribble(middle);
    createDisk({path: leaf, format: `${family}-differencing`, parentPath: middle});
    scribble(leaf);
    t.deepEqual(checkChain(leaf), [leaf, middle, base]);
    const info = describeDisk(leaf);
    t.deepEqual(
      [info.format, info.parentPath, info.sizeBytes],
      [`${family}-differencing`, middle, sizeBytes],
    );
    t.is(minimumSize(leaf), undefined);

    // The folder moves: the relative path finds the parents.
    const moved = inFolder(`moved-${family}`);
    renameSync(home, moved);
    const there = (file: string): string => path.join(moved, path.basename(file));
    const image = openDisk(there(leaf), true);
    t.true(same(contentOf(image), model));
    image.close();

    // The parent moves: the disk says what it misses, and can be told.
    renameSync(there(middle), there(`other.${child}`));
    const missing = t.throws(() => openDisk(there(leaf)), {instanceOf: DiskImageError});
    t.is(missing?.kind, 'parentMissing');
    t.regex(missing?.message ?? '', /middle\.\w+" or ".*Set-VHD -ParentPath/);
    t.is(describeDisk(there(leaf)).parentPath, there(middle));
    setParent(there(leaf), there(`other.${child}`));
    compactDisk(there(leaf));
    compactDisk(there(`other.${child}`));
    const again = openDisk(there(leaf), true);
    t.true(same(contentOf(again), model));
    again.close();

    // Another disk in the place of the parent is not taken for it.
    copyFileSync(there(base), there(`copy.${family}`));
    createDisk({path: there(`stranger.${family}`), format: `${family}-dynamic`, sizeBytes});
    const strange = t.throws(() => setParent(there(leaf), there(`stranger.${family}`)), {
      instanceOf: DiskImageError,
    });
    t.is(strange?.kind, 'parentMismatch');

    const flat = there(`flat.${family}`);
    convertDisk(there(leaf), {path: flat, format: `${family}-dynamic`});
    mergeDisk(there(leaf), there(base));
    for (const file of [flat, there(base)]) {
      const whole = openDisk(file, true);
      t.true(same(contentOf(whole), model), file);
      whole.close();
    }
    t.throws(() => openDisk(there(leaf)), {message: /cannot find the path/});
  });
}

test('a parent that was written to, and a disk among its own parents, are refused', t => {
  const [base, child] = [inFolder('p.vhdx'), inFolder('c.avhdx')];
  createDisk({path: base, format: 'vhdx-dynamic', sizeBytes: 8 * MB});
  createDisk({path: child, format: 'vhdx-differencing', parentPath: base});
  const image = openDisk(base);
  image.write(0, new Uint8Array(512).fill(1));
  image.close();
  const changed = t.throws(() => openDisk(child), {instanceOf: DiskImageError});
  t.is(changed?.kind, 'parentMismatch');
  t.regex(changed?.message ?? '', /mismatch in the identifiers.*IgnoreIdMismatch/);
  setParent(child, base, true);
  openDisk(child).close();
  rmSync(base);
  copyFileSync(child, base);
  t.throws(() => openDisk(child), {instanceOf: DiskImageError});
  t.throws(() => setParent(base, base, true), {instanceOf: DiskImageError});
});

test('changed bytes of the metadata are refused or harmless', t => {
  const {file, open} = smallDisk();
  const image = open(file);
  image.write(2 * MB, new Uint8Array(4096).fill(3));
  image.close();
  const content = contentOf(open(file));
  const bytes = file.bytes;
  const places = [0x10000, 0x20000, 0x30000, 0x40000, MB, 2 * MB, 2 * MB + 0x10000, 3 * MB];
  for (const place of places)
    for (let at = place; at < place + 80; at += 2) {
      const old = bytes[at] ?? 0;
      bytes[at] = old ^ 0x40;
      try {
        const seen = contentOf(open(new MemoryFile('mutated.vhdx', bytes)));
        if (at < 2 * MB) t.true(same(seen, content), `byte ${at}`);
      } catch (error) {
        t.true(error instanceof DiskImageError, `byte ${at}: ${error}`);
      }
      bytes[at] = old;
    }
});
