/** Where packages come from: what all places share, and which one is taken. */
import {createHash} from 'node:crypto';
import {createReadStream} from 'node:fs';
import type {ImageRecipe} from '../recipes.ts';
import type {Fields} from './control.ts';
import type {PackageRecord} from '../image-record.ts';

export interface FetchedPackage extends PackageRecord {
  readonly path: string;
}

export interface FetchRequest {
  readonly recipe: ImageRecipe;
  /** Kept between builds: packages, indices, what was loaded of them so far. */
  readonly cache: string;
  readonly signal: AbortSignal;
  /** What is done now, and how much of all is done: 0 to 100. */
  readonly onProgress: (percent: number, status: string) => void;
  /** What went less well than it should have, a sentence. */
  readonly warn: (text: string) => void;
}

export interface PackageSource {
  /** For people: kept in the image's record. */
  readonly description: string;
  /** All packages of a recipe, checked, the kernel's first. Throws ImageError. */
  fetch(request: FetchRequest): Promise<FetchedPackage[]>;
}

export const DEFAULT_MIRROR = 'http://deb.debian.org/debian';
/** Of the package debian-archive-keyring. */
export const SYSTEM_KEYRING = '/usr/share/keyrings/debian-archive-keyring.gpg';

/** Hex digits. */
export async function fileDigest(file: string, signal?: AbortSignal): Promise<string> {
  const hash = createHash('sha256');
  for await (const piece of createReadStream(file, {...(signal && {signal})}))
    hash.update(piece as Buffer);
  return hash.digest('hex');
}

/** As apt names the files that it loads. */
export function packageFileName(fields: Fields): string {
  const [name, version, architecture] = ['package', 'version', 'architecture'].map(
    field => fields.get(field) ?? '',
  );
  return `${name}_${version!.replaceAll(':', '%3a')}_${architecture}.deb`;
}

/** The name of the kernel's package in the `Depends` of the package that stands for the newest. */
export function kernelPackageIn(depends: string | undefined): string | undefined {
  return /(?:^|,)\s*(linux-image-\d[^\s,|(]*)/.exec(depends ?? '')?.[1];
}
