/**
 * The images of a host: one folder each in `images/` of the state folder. An image exists when its folder has
 * its name; a folder being built has a name that is none (save-image.ts) and is removed with the next build.
 */
import {existsSync, readdirSync, rmSync, statSync} from 'node:fs';
import path from 'node:path';
import {ImageError} from './image-error.ts';
import {IMAGE_FILES, type ImageRecord, readRecord} from './image-record.ts';

/** What a machine boots. Paths are absolute. */
export interface BootImage {
  readonly name: string;
  /** An uncompressed vmlinux. */
  readonly kernel: string;
  readonly initrd: string;
  /** Without a root: then the guest runs from memory. */
  readonly commandLine: string;
  /** A template: a machine gets a copy or a child of it, and `commandLine` after the image's own. */
  readonly disk: {readonly path: string; readonly commandLine: string};
}

export interface StoredImage {
  readonly record: ImageRecord;
  readonly folder: string;
  /** Bytes that its files take on the host. */
  readonly storedBytes: number;
}

const NAME = /^[a-z0-9][a-z0-9.-]*$/;

export function imagesFolder(home: string): string {
  return path.join(home, 'images');
}

/** Throws ImageError for a name that no image can have. */
export function imageFolder(home: string, name: string): string {
  const folder = name.toLowerCase();
  if (!NAME.test(folder)) throw new ImageError('notFound', `"${name}" is not a name of an image.`);
  return path.join(imagesFolder(home), folder);
}

/** The image of that name, in any case. Throws ImageError: `notFound`, or `corrupt` when files are missing. */
export function findImage(home: string, name: string): BootImage {
  const folder = imageFolder(home, name);
  if (!existsSync(folder)) throw new ImageError('notFound', `There is no image "${name}".`);
  const record = readRecord(folder);
  const file = (kind: keyof typeof IMAGE_FILES): string => path.join(folder, IMAGE_FILES[kind]);
  for (const kind of ['kernel', 'initrd', 'disk'] as const)
    if (!existsSync(file(kind)))
      throw new ImageError('corrupt', `The image "${name}" is damaged: ${file(kind)} is missing.`);
  return {
    name: record.name,
    kernel: file('kernel'),
    initrd: file('initrd'),
    commandLine: record.commandLine,
    disk: {path: file('disk'), commandLine: record.diskCommandLine},
  };
}

/** All that are whole, by name. */
export function listImages(home: string): StoredImage[] {
  const folder = imagesFolder(home);
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter(name => NAME.test(name))
    .sort()
    .flatMap(name => storedImage(path.join(folder, name)));
}

function storedImage(folder: string): StoredImage[] {
  try {
    return [{record: readRecord(folder), folder, storedBytes: allocatedBytes(folder)}];
  } catch (error) {
    if (error instanceof ImageError) return [];
    throw error;
  }
}

function allocatedBytes(folder: string): number {
  return readdirSync(folder, {recursive: true, withFileTypes: true})
    .filter(entry => entry.isFile())
    .map(entry => (statSync(path.join(entry.parentPath, entry.name)).blocks ?? 0) * 512)
    .reduce((sum, bytes) => sum + bytes, 0);
}

/** Deletes an image with the states kept beside it. Throws ImageError when there is none. */
export function removeImage(home: string, name: string): void {
  const folder = imageFolder(home, name);
  if (!existsSync(folder)) throw new ImageError('notFound', `There is no image "${name}".`);
  rmSync(folder, {recursive: true});
}
