/** What images are read from and written to: ar, tar, xz, packages, kernels, modules, cpio, ext4. */
import {spawnSync} from 'node:child_process';
import {createHash} from 'node:crypto';
import {
  closeSync,
  ftruncateSync,
  mkdtempSync,
  openSync,
  readFileSync,
  rmSync,
  writeSync,
} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {gzipSync} from 'node:zlib';
import test from 'ava';
import {arMembers} from '../../../hypervisor/images/archives/ar.ts';
import {writeCpio} from '../../../hypervisor/images/archives/cpio.ts';
import {debControl, debFiles} from '../../../hypervisor/images/archives/deb.ts';
import {tarEntries} from '../../../hypervisor/images/archives/tar.ts';
import {writeExt4} from '../../../hypervisor/images/ext4/write.ts';
import {FileTree} from '../../../hypervisor/images/file-tree.ts';
import {appletNames} from '../../../hypervisor/images/guest/busybox.ts';
import {ImageError} from '../../../hypervisor/images/image-error.ts';
import {moduleInfo, withoutSignature} from '../../../hypervisor/images/kernel/module-file.ts';
import {installModules, ModuleSet} from '../../../hypervisor/images/kernel/module-set.ts';
import {readKernel} from '../../../hypervisor/images/kernel/read-kernel.ts';
import {unpackXz} from '../../../hypervisor/images/xz/xz.ts';
import {makeAr, makeBzImage, makeDeb, makeModule, makeTar} from '../../fixtures/debian-packages.ts';
import {testWith} from '../../fixtures/needs.ts';
import {randomBytes, seededRandom} from '../../fixtures/random.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'hvsh-images-'));
test.after.always(() => rmSync(folder, {recursive: true, force: true}));

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
const LIMIT = 2 ** 24;

/** Made by xz 5.4.1: what it unpacks to by size and digest. */
const PACKED = {
  'with the x86 filter': [
    '--x86 --lzma2=preset=9e,dict=4KiB --check=crc32',
    'bd75ea366fde60a65aa56830bbe84a2fd125f00d9d19b8fe79024043050b5017',
    '/Td6WFoAAAFpIt42AgEEACEBAADaM60D4AE5APJdAHSmfBoEkmE8RPmZy2tzbhAS85Axt4cg+oSNUVyGMvav4VFz0ggQYjUzWHMVvBQiwYTRPVUmOpXG+8NMACuq29TNV88eCGf/W7QsYjgP0MpluRrYLPscjJaCjK8WNl+ximNNiUgdrbley2ocZ64pHVJ2uJOkL9UTcPbahRPaaTyO+/pNDhsDSf34JFo3zZrRSXyM432lHd5BLG7grEDWgobtbBoOJy5AdnuCszxXU91pN/34tZdFUU3Bg+VDVtuKtRYS0Y3FY6uVa4vNwVleIxlaiXQzp8vW0jMsnJDsS6qi+JkNVaddhoj5HOCwMWtSUJ0AAAAA0EEXMgABigK6AgAAk8r1dz4wDYsCAAAAAAFZWg==',
  ],
  'in blocks, CRC64': [
    '--block-size=1500 --lzma2=preset=6,dict=4KiB --check=crc64',
    '00e0db9291d79521f59664aa8ae3d63ca3406656c912093f0ba0d0e8536e315d',
    '/Td6WFoAAATm1rRGAgAhAQAAAAA3J5fW4AXbAUtdABgOgB+tn688JNYqGBen7g+x/64NFSOThD4uBveHLRVjrxg84LXPKRyW4rOQvFvSt9wAirweRDghj87zTtV/qbwG9epW7mWgGj/0b0YoRivV61Cw30jL2yCOdsflQJIasbWpEgzFMkjEU3Q53bnVjP/v59S3JcKcB0TxOrPIpkcq3JyI7P+iShWgBvSixhcW6ufVGR9pRBmTD6NZRPUgzAH8308EOSDDrIbev9/bTP515oRISM5aYM1SVG66gbPE3TwsEcvXV5i8GhWOUMh8iDbGDuyPAU3eUJObQRi1Xxn60qkiScnEiPWzhfYV4p+6IwUSHKURNzq/8kUkgpmppL46wwH9plNOm6dtDZwagS7U9Mg/Gi5+W0SwZS5Vua/iQuNPcCMzkMGHcURV9VIXh3rWA/A+zWhVbq9gx0gDXum6hwXDyQzguHcntwAAAGPfY8VG+9GAAgAhAQAAAAA3J5fW4AKNAKpdAAUNKi/6O4M9PPEq9IKgLgc1iFnZTOr201wmL2NWTmON6gRoZUg0JZIuF4DWJ79ITehrwvoLBOXCbebNzaPVcOgDUgpjRSWc9LMiGBMiZ40m8Z4YZ6YKdv8CC642TGv/VDXadHj8XyR3jLhIh6OSBhtbd67T1NRFkAJZvJHc/auZH6OCNehfbNTS5gM9NpgW6TFVwcyJ7+Fa6BBmjOwxGJVMiM+yFFDO2xEWAAAAOIMDXFE8uecAAucC3AvGAY4FAABzoVh6FBc7MAMAAAAABFla',
  ],
} as const;

for (const [name, [, digest, base64]] of Object.entries(PACKED))
  test(`xz: unpacks data ${name}`, t => {
    t.is(sha256(unpackXz(Buffer.from(base64, 'base64'), LIMIT)), digest);
  });

test('xz: every damaged byte is noticed, and every cut', t => {
  const packed = Buffer.from(PACKED['in blocks, CRC64'][2], 'base64');
  for (let at = 0; at < packed.length; at++) {
    const changed = Buffer.from(packed);
    changed[at]! ^= 0x55;
    t.throws(() => unpackXz(changed, LIMIT), {instanceOf: ImageError}, `byte ${at}`);
    t.throws(() => unpackXz(packed.subarray(0, at), LIMIT), {instanceOf: ImageError}, `cut ${at}`);
  }
  t.throws(() => unpackXz(packed, 100), {message: /more than 100 bytes/});
});

const runXz = testWith('xz');
runXz('xz: unpacks what xz packs, with every kind of option', t => {
  const random = seededRandom(4);
  const text = Buffer.from(Array.from({length: 3000}, (_, i) => `line ${(i * i) % 97}`).join('\n'));
  const noise = Buffer.from(randomBytes(random, 70_000)); // a chunk that is not packed
  const code = Buffer.from(randomBytes(random, 9000).map((byte, i) => (i % 5 ? byte & 0xf : 0xe8)));
  const rows: [string, Buffer][] = [
    ['-0', text],
    ['-9 --check=sha256', Buffer.concat([text, noise, text])],
    ['--check=none --lzma2=preset=6,lc=0,lp=2,pb=0,dict=4KiB', text],
    ['--lzma2=preset=6,lc=1,lp=3,pb=4', Buffer.concat([noise, text])],
    ['--x86=start=4096 --lzma2=dict=4KiB', code],
    ['--x86 --lzma2=preset=6 --block-size=1000', code],
    ['-6', Buffer.alloc(0)],
  ];
  for (const [options, input] of rows) {
    const packed = spawnSync('xz', ['-c', ...options.split(' ')], {input}).stdout;
    t.true(unpackXz(packed, LIMIT).equals(input), options);
    t.true(
      unpackXz(Buffer.concat([packed, Buffer.alloc(8), packed]), LIMIT).equals(
        Buffer.concat([input, input]),
      ),
    );
  }
});

test('ar: members by name; what is cut off is refused', t => {
  const archive = makeAr({one: Buffer.from('odd'), 'two.tar': Buffer.from('even')});
  const members = [...arMembers(archive)].map(([name, bytes]) => [
    name,
    Buffer.from(bytes).toString(),
  ]);
  t.deepEqual(members, [
    ['one', 'odd'],
    ['two.tar', 'even'],
  ]);
  t.throws(() => arMembers(archive.subarray(0, 100)), {instanceOf: ImageError});
  t.throws(() => arMembers(Buffer.from('PK')), {message: /not an ar archive/});
});

test('tar: files, folders, links and long names, in pieces of any size', t => {
  const long = `${'folder/'.repeat(20)}name`;
  const archive = makeTar([
    {path: './a/', mode: 0o755},
    {path: './a/file', data: 'x'.repeat(700), mode: 0o600},
    {path: 'link', link: 'a/file'},
    {path: 'skipped', data: 'y'},
  ]);
  const withLongName = Buffer.concat([longName(long), makeTar([{path: 'short', data: 'long'}])]);
  const pieces = [archive.subarray(0, 3), archive.subarray(3, 1300), archive.subarray(1300)];
  const found = [...tarEntries(pieces, entry => entry.path !== 'skipped')].map(
    ({entry, contents}) => [entry.kind, entry.path, entry.mode, entry.target, contents?.length],
  );
  t.deepEqual(found, [
    ['folder', 'a', 0o755, '', undefined],
    ['file', 'a/file', 0o600, '', 700],
    ['symlink', 'link', 0o644, 'a/file', undefined],
    ['file', 'skipped', 0o644, '', undefined],
  ]);
  t.is([...tarEntries([withLongName], () => true)][0]!.entry.path, long);
  t.throws(() => [...tarEntries([archive.subarray(0, 900)], () => true)], {message: /cut off/});
  t.throws(() => [...tarEntries([makeTar([{path: '../etc/passwd'}])], () => true)], {
    message: /leads out/,
  });
});

/** GNU's entry that names the next one. */
function longName(name: string): Buffer {
  const entry = makeTar([{path: '././@LongLink', data: name}]).subarray(0, 1024);
  entry[156] = 'L'.charCodeAt(0);
  entry.fill(' ', 148, 156);
  const sum = entry.subarray(0, 512).reduce((total, byte) => total + byte, 0);
  entry.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148);
  return Buffer.from(entry);
}

test('deb: control fields and files', t => {
  const deb = makeDeb({Package: 'p', Version: '1:2-3', Description: 'short\n more'}, [
    {path: './usr/bin/p', data: 'program', mode: 0o755},
  ]);
  t.deepEqual(Object.fromEntries(debControl(deb)), {
    package: 'p',
    version: '1:2-3',
    description: 'short\nmore',
  });
  t.is([...debFiles(deb, () => true)][0]!.contents!.toString(), 'program');
  const zstd = makeAr({'debian-binary': Buffer.from('2.0\n'), 'data.tar.zst': Buffer.alloc(4)});
  t.throws(() => debFiles(zstd, () => true), {message: /data\.tar\.zst/});
});

const ELF = Buffer.from('\x7fELF and the rest of a kernel');

test('kernel: the ELF file of a bzImage, or as it is', t => {
  t.deepEqual(Buffer.from(readKernel(ELF)), ELF);
  t.deepEqual(Buffer.from(readKernel(makeBzImage(gzipSync(ELF), ELF.length))), ELF);
  const rows: [Buffer, RegExp][] = [
    [Buffer.alloc(2000), /neither a vmlinux/],
    [makeBzImage(gzipSync(ELF), 5), /not as long/],
    [makeBzImage(Buffer.from('28b52ffd0000', 'hex'), 5), /packed by zstd/],
    [makeBzImage(gzipSync(ELF).subarray(0, 20), 5), /can not be unpacked/],
    [makeBzImage(gzipSync(ELF), 5).subarray(0, 1040), /cut off/],
  ];
  for (const [file, message] of rows) t.throws(() => readKernel(file), {message});
});

test('modules: what they need, in order; tables for modprobe; no signature', t => {
  const set = new ModuleSet();
  set.add('kernel/fs/top-one.ko', makeModule('top_one', 'mid-dle,base', ['fs-top']));
  set.add('kernel/lib/mid-dle.ko', makeModule('mid_dle', 'base'));
  set.add('kernel/lib/base.ko', makeModule('base', ''));
  const modules = set.closure(['top-one']);
  t.deepEqual(
    modules.map(module => module.name),
    ['base', 'mid_dle', 'top_one'],
  );
  const tree = new FileTree();
  installModules(tree, '1.0', modules);
  const text = (name: string): string =>
    Buffer.from(tree.list().find(node => node.path === `lib/modules/1.0/${name}`)!.data).toString();
  t.is(
    text('modules.dep'),
    'kernel/lib/base.ko:\nkernel/lib/mid-dle.ko: kernel/lib/base.ko\n' +
      'kernel/fs/top-one.ko: kernel/lib/mid-dle.ko kernel/lib/base.ko\n',
  );
  t.is(text('modules.alias'), 'alias fs-top top_one\n');
  t.false(text('kernel/lib/base.ko').includes('signature'));
  t.deepEqual(moduleInfo(withoutSignature(makeModule('a_b', 'c-d'))).depends, ['c_d']);
  set.add('kernel/lost.ko', makeModule('lost', 'nowhere'));
  t.throws(() => set.closure(['lost']), {message: /no module nowhere, which lost needs/});
});

test('busybox: the names in its table', t => {
  t.deepEqual(appletNames(Buffer.from('ELF..\0[\0[[\0ash\0zcat\0\0/var')), [
    '[',
    '[[',
    'ash',
    'zcat',
  ]);
  t.throws(() => appletNames(Buffer.from('ELF')), {message: /no table/});
});

function sampleTree(): FileTree {
  const tree = new FileTree();
  tree.file('etc/hosts', 'one\n').script('bin/p', '#!/bin/sh\n').symlink('sbin', 'bin');
  tree.folder('root', 0o700).device('dev/null', 1, 3, 0o666).symlink('far', 'x'.repeat(80));
  tree.file('large', Buffer.alloc(9_000_000, 7)).file('empty', '');
  for (let i = 0; i < 300; i++) tree.file(`many/a-file-with-quite-a-long-name-${i}`, String(i));
  return tree;
}

test('cpio: parents first, the same bytes from the same files', t => {
  const nodes = sampleTree().list();
  const paths = nodes.map(node => node.path);
  t.true(paths.indexOf('etc') < paths.indexOf('etc/hosts'));
  const archive = writeCpio(nodes, 1_700_000_000);
  t.is(archive.length % 512, 0);
  t.is(archive.toString('latin1', 0, 6), '070701');
  t.true(archive.equals(writeCpio(sampleTree().list(), 1_700_000_000)));
});

/** A raw file with the tree on it. */
function writeDisk(name: string, sizeBytes: number): string {
  const file = path.join(folder, name);
  const fd = openSync(file, 'w+');
  ftruncateSync(fd, sizeBytes);
  const sink = {
    write: (offset: number, bytes: Uint8Array) =>
      void writeSync(fd, bytes, 0, bytes.length, offset),
  };
  writeExt4(sink, sizeBytes, sampleTree().list(), {
    uuid: Buffer.alloc(16, 5),
    label: 'root',
    seconds: 1.7e9,
  });
  closeSync(fd);
  return file;
}

test('ext4: the same bytes from the same files; what does not fit is refused', t => {
  const size = 64 * 2 ** 20;
  t.is(sha256(readFileSync(writeDisk('a', size))), sha256(readFileSync(writeDisk('b', size))));
  t.throws(() => writeDisk('c', 2 ** 20), {message: /a file system has/});
  const huge = new FileTree().file('huge', Buffer.alloc(70 * 2 ** 20));
  const nowhere = {write() {}};
  t.throws(
    () => writeExt4(nowhere, size, huge.list(), {uuid: Buffer.alloc(16), label: '', seconds: 0}),
    {
      message: /do not fit/,
    },
  );
});

const runExt = testWith('fsck.ext4', 'debugfs');
for (const megabytes of [64, 129, 1000, 8192, 24 * 1024])
  runExt(`ext4: fsck finds nothing in ${megabytes} MB, and the files are there`, t => {
    const file = writeDisk('disk', megabytes * 2 ** 20);
    const check = spawnSync('fsck.ext4', ['-fn', file], {encoding: 'utf8'});
    t.is(check.status, 0, check.stdout);
    const show = (command: string): Buffer =>
      spawnSync('debugfs', ['-R', command, file], {maxBuffer: LIMIT}).stdout;
    t.is(show('cat etc/hosts').toString(), 'one\n');
    t.is(show('cat many/a-file-with-quite-a-long-name-299').toString(), '299');
    t.is(show('cat large').length, 9_000_000);
    t.regex(show('stat far').toString(), /symlink[^]*Size: 80/);
    t.regex(show('stat root').toString(), /directory {4}Mode: {2}0700/);
  });
