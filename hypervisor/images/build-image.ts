/**
 * Builds the files of an image from packages: kernel, initrd, disk. Synchronous and long (about ten seconds),
 * so it runs on a thread of its own (build-thread.ts). The same packages give the same bytes.
 */
import {createHash} from 'node:crypto';
import {readFileSync, writeFileSync} from 'node:fs';
import path from 'node:path';
import {createDisk} from '../storage/create-disk.ts';
import {openDisk} from '../storage/open-disk.ts';
import {writeCpio} from './archives/cpio.ts';
import {debFiles} from './archives/deb.ts';
import type {TarEntry} from './archives/tar.ts';
import {writeExt4} from './ext4/write.ts';
import {FileTree} from './file-tree.ts';
import {appletNames} from './guest/busybox.ts';
import {addInitrdFiles, addOwnFiles} from './guest/files.ts';
import {ImageError} from './image-error.ts';
import {IMAGE_FILES, type ImageRecord} from './image-record.ts';
import {installModules, ModuleSet} from './kernel/module-set.ts';
import {readKernel} from './kernel/read-kernel.ts';
import type {ImageRecipe} from './recipes.ts';

export interface BuildRequest {
  readonly recipe: ImageRecipe;
  /** .deb files that were checked, the kernel's among them. */
  readonly packages: readonly string[];
  /** An empty folder for the files. */
  readonly folder: string;
  readonly diskBytes: number;
}

export type BuildResult = Pick<ImageRecord, 'kernelVersion' | 'files'>;

/** `onProgress` gets 0 to 100. Throws ImageError. */
export function buildImage(
  {recipe, packages, folder, diskBytes}: BuildRequest,
  onProgress: (percent: number) => void,
): BuildResult {
  const parts = readPackages(recipe, packages, percent => onProgress(percent * 0.8));
  const kernel = readKernel(parts.bzImage);
  onProgress(85);
  const root = rootTree(parts, recipe);
  const initrd = root.copy();
  addInitrdFiles(initrd);
  const write = (file: keyof typeof IMAGE_FILES, bytes: Uint8Array): void =>
    writeFileSync(path.join(folder, IMAGE_FILES[file]), bytes, {mode: 0o600});
  write('bzImage', parts.bzImage);
  write('kernel', kernel);
  write('initrd', writeCpio(initrd.list(), parts.seconds));
  onProgress(90);
  writeDisk(path.join(folder, IMAGE_FILES.disk), diskBytes, root, parts);
  return {kernelVersion: parts.version, files: digests(folder)};
}

interface Parts {
  bzImage: Buffer;
  /** Release of the kernel. */
  version: string;
  modules: ModuleSet;
  /** Other files by path; links have a target. */
  files: Map<string, {entry: TarEntry; contents: Buffer | undefined}>;
  /** The time of everything in the image: the newest file in the packages. */
  seconds: number;
  /** Of the packages, in the order given. */
  identity: Buffer;
}

const KERNEL = /^boot\/vmlinuz-(.+)$/;
const MODULE = /^lib\/modules\/[^/]+\/(kernel\/.*\.ko)$/;
/** Most of the kernel's modules, by size; none of ours needs one of them. */
const NEVER =
  /\/kernel\/(sound|drivers\/(gpu|media|infiniband|staging|iio|mtd|usb|net\/(wireless|usb|can)))\//;

function readPackages(
  recipe: ImageRecipe,
  packages: readonly string[],
  onProgress: (percent: number) => void,
): Parts {
  const hash = createHash('sha256');
  const parts: Partial<Parts> & Pick<Parts, 'modules' | 'files'> = {
    modules: new ModuleSet(),
    files: new Map(),
  };
  let seconds = 0;
  const debs = packages.map(file => readFileSync(file));
  const whole = debs.reduce((sum, deb) => sum + deb.length, 0);
  let before = 0;
  const isWanted = (entry: TarEntry): boolean =>
    KERNEL.test(entry.path) ||
    (MODULE.test(entry.path) && !NEVER.test(entry.path)) ||
    recipe.files.some(pattern => pattern.test(entry.path));
  for (const deb of debs) {
    hash.update(deb);
    let entries = 0;
    for (const {entry, contents} of debFiles(deb, isWanted)) {
      seconds = Math.max(seconds, entry.seconds);
      if (++entries % 64 === 0)
        onProgress(((before + Math.min(1, entries / ENTRIES_MAX) * deb.length) * 100) / whole);
      if (isWanted(entry)) keep(parts, entry, contents);
    }
    before += deb.length;
    onProgress((before * 100) / whole);
  }
  const {bzImage, version} = parts;
  if (!bzImage || !version) throw new ImageError('notFound', 'no package has a kernel');
  return {...parts, bzImage, version, seconds, identity: hash.digest()};
}

/** About as many files as a kernel's package has: for the progress only. */
const ENTRIES_MAX = 4200;

function keep(
  parts: Partial<Parts> & Pick<Parts, 'modules' | 'files'>,
  entry: TarEntry,
  contents: Buffer | undefined,
): void {
  const version = KERNEL.exec(entry.path)?.[1];
  const module = MODULE.exec(entry.path)?.[1];
  if (version && contents) Object.assign(parts, {version, bzImage: contents});
  else if (module && contents) parts.modules.add(module, contents);
  else parts.files.set(entry.path, {entry, contents});
}

function rootTree(parts: Parts, recipe: ImageRecipe): FileTree {
  const tree = new FileTree();
  //           One folder of programs by all its names: scripts and the kernel use each of them.
  tree.symlink('sbin', 'bin').symlink('usr/bin', '../bin').symlink('usr/sbin', '../bin');
  for (const [from, {entry, contents}] of parts.files) {
    const target = from.replace(/^usr\/s?bin\//, 'bin/');
    if (entry.kind === 'symlink') tree.symlink(target, entry.target);
    else if (contents) tree.file(target, contents, entry.mode);
  }
  tree.symlink('etc/os-release', '../usr/lib/os-release');
  for (const name of appletNames(busyboxOf(parts)))
    if (name !== 'busybox') tree.symlink(`bin/${name}`, 'busybox');
  addOwnFiles(tree);
  installModules(tree, parts.version, parts.modules.closure(recipe.modules));
  return tree;
}

function busyboxOf({files}: Parts): Buffer {
  const program = files.get('bin/busybox')?.contents;
  if (!program) throw new ImageError('notFound', 'no package has bin/busybox');
  return program;
}

function writeDisk(file: string, sizeBytes: number, root: FileTree, parts: Parts): void {
  const {identity, seconds} = parts;
  const uniqueId = identity.subarray(16, 32);
  const format = {path: file, format: 'vhd-dynamic', sizeBytes, uniqueId} as const;
  createDisk({...format, createdSeconds: seconds});
  const disk = openDisk(file);
  try {
    writeExt4(disk, disk.sizeBytes, root.list(), {
      uuid: uuidOf(identity),
      label: 'root',
      seconds,
    });
    disk.flush();
  } finally {
    disk.close();
  }
}

/** A UUID of version 8 (RFC 9562): made of a digest. */
function uuidOf(digest: Buffer): Buffer {
  const uuid = Buffer.from(digest.subarray(0, 16));
  uuid[6] = (uuid[6]! & 0x0f) | 0x80;
  uuid[8] = (uuid[8]! & 0x3f) | 0x80;
  return uuid;
}

function digests(folder: string): ImageRecord['files'] {
  const digest = (file: string): string =>
    createHash('sha256')
      .update(readFileSync(path.join(folder, file)))
      .digest('hex');
  return {
    kernel: digest(IMAGE_FILES.kernel),
    bzImage: digest(IMAGE_FILES.bzImage),
    initrd: digest(IMAGE_FILES.initrd),
    disk: digest(IMAGE_FILES.disk),
  };
}
