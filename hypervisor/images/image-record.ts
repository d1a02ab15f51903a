/** image.json: what an image is made of, beside its files. Written once, when the image is complete. */
import {readFileSync} from 'node:fs';
import path from 'node:path';
import {ImageError} from './image-error.ts';

export interface PackageRecord {
  readonly name: string;
  readonly version: string;
  readonly sha256: string;
  readonly bytes: number;
}

export interface ImageRecord {
  readonly name: string;
  readonly description: string;
  /** Release of the kernel, as uname -r says. */
  readonly kernelVersion: string;
  /** For every machine; the disk's part is appended when a machine has it. */
  readonly commandLine: string;
  /** What finds the root on the disk. */
  readonly diskCommandLine: string;
  /** Size of the disk as the guest sees it. */
  readonly diskBytes: number;
  readonly packages: readonly PackageRecord[];
  /** Where the packages came from, and how they were checked. */
  readonly source: string;
  /** What was not as it should be when it was made, in sentences. */
  readonly warnings: readonly string[];
  /** SHA-256 of each file: the same packages give the same. */
  readonly files: Readonly<Record<keyof typeof IMAGE_FILES, string>>;
  /** ISO 8601. */
  readonly created: string;
}

/** Names in the image's folder. */
export const IMAGE_FILES = {
  kernel: 'vmlinux',
  bzImage: 'bzImage',
  initrd: 'initrd.cpio',
  disk: 'disk.vhd',
} as const;

export const RECORD_FILE = 'image.json';

/** Throws ImageError when it is not there or not whole. */
export function readRecord(folder: string): ImageRecord {
  let text: string;
  try {
    text = readFileSync(path.join(folder, RECORD_FILE), 'utf8');
  } catch (error) {
    throw new ImageError('notFound', `${folder} holds no image`, error);
  }
  try {
    const record: unknown = JSON.parse(text);
    if (isRecord(record)) return record;
  } catch {
    // Said below.
  }
  throw new ImageError('corrupt', `${path.join(folder, RECORD_FILE)} is damaged`);
}

function isRecord(value: unknown): value is ImageRecord {
  const record = value as Partial<Record<keyof ImageRecord, unknown>> | null;
  const texts = ['name', 'kernelVersion', 'commandLine', 'diskCommandLine', 'created'] as const;
  return (
    typeof record === 'object' &&
    record !== null &&
    texts.every(name => typeof record[name] === 'string') &&
    typeof record.diskBytes === 'number' &&
    Array.isArray(record.packages) &&
    Array.isArray(record.warnings)
  );
}
