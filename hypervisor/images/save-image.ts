/**
 * Makes an image: fetches its packages, has them built on a thread, and gives the result its name when it is whole.
 * What was made before, or is left of a build that was cut off, stays out of sight or goes.
 */
import {mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync} from 'node:fs';
import path from 'node:path';
import {startThread} from '../thread.ts';
import type {BuildRequest, BuildResult} from './build-image.ts';
import type {BuildMessage} from './build-thread.ts';
import {ImageError} from './image-error.ts';
import {type ImageRecord, type PackageRecord, RECORD_FILE} from './image-record.ts';
import {imageFolder, imagesFolder} from './image-store.ts';
import {AptSource, hasApt} from './packages/apt.ts';
import {FolderSource} from './packages/folder.ts';
import type {FetchedPackage, PackageSource} from './packages/package-source.ts';
import {writeFileAtomic} from '../root/vmms/atomic-file.ts';
import {findRecipe, recipes} from './recipes.ts';

export interface SaveRequest {
  readonly home: string;
  readonly name: string;
  /** A folder with packages, or the URL of a mirror; neither: through apt, or the usual mirror. */
  readonly packagePath?: string;
  readonly mirror?: string;
  /** Size of the disk as the guest sees it. */
  readonly diskBytes: number;
  readonly signal: AbortSignal;
  readonly onProgress: (percent: number, status: string) => void;
}

/** Folders of builds: no image has a name like it. */
const DRAFT = '.draft-';
const CACHE = '.packages';
/** How much of all the time fetching is taken to be. */
const FETCH_SHARE = 0.5;

/** Throws ImageError. A build that is cancelled leaves the packages, so that the next one goes on. */
export async function saveImage(request: SaveRequest): Promise<ImageRecord> {
  const {home, name, diskBytes, signal, onProgress} = request;
  const recipe = findRecipe(name);
  if (!recipe) throw new ImageError('notFound', noRecipe(name));
  const images = imagesFolder(home);
  const cache = path.join(images, CACHE);
  mkdirSync(cache, {recursive: true, mode: 0o700});
  removeDrafts(images);
  const source = await sourceOf(request);
  const warnings: string[] = [];
  const packages = await source.fetch({
    recipe,
    cache,
    signal,
    warn: text => void warnings.push(text),
    onProgress: (percent, status) => onProgress(percent * FETCH_SHARE, status),
  });
  const folder = mkdtempSync(path.join(images, DRAFT));
  try {
    const build = {recipe, packages: packages.map(file => file.path), folder, diskBytes};
    const result = await buildOnThread(build, signal, percent =>
      onProgress(100 * FETCH_SHARE + percent * (1 - FETCH_SHARE), 'Building the image'),
    );
    const record: ImageRecord = {
      name: recipe.name,
      description: recipe.description,
      kernelVersion: result.kernelVersion,
      commandLine: recipe.commandLine,
      diskCommandLine: recipe.diskCommandLine,
      diskBytes,
      packages: packages.map(recordOf),
      source: source.description,
      warnings,
      files: result.files,
      created: new Date().toISOString(),
    };
    writeFileAtomic(path.join(folder, RECORD_FILE), `${JSON.stringify(record, undefined, 2)}\n`);
    publish(folder, imageFolder(home, recipe.name));
    return record;
  } finally {
    rmSync(folder, {recursive: true, force: true});
  }
}

function noRecipe(name: string): string {
  const names = recipes.map(recipe => recipe.name).join(', ');
  return `No image "${name}" can be built: there is ${names}.`;
}

/** What reads signatures is large and loaded only where apt does not do it. */
async function sourceOf({packagePath, mirror}: SaveRequest): Promise<PackageSource> {
  if (packagePath) return new FolderSource(packagePath);
  if (!mirror && hasApt()) return new AptSource();
  const {ArchiveSource} = await import('./packages/archive.ts');
  return new ArchiveSource(mirror);
}

function removeDrafts(images: string): void {
  for (const name of readdirSync(images))
    if (name.startsWith(DRAFT)) rmSync(path.join(images, name), {recursive: true, force: true});
}

/** Ends the thread with the signal: a decoder in the middle of a package listens to nothing. */
function buildOnThread(
  build: BuildRequest,
  signal: AbortSignal,
  onProgress: (percent: number) => void,
): Promise<BuildResult> {
  signal.throwIfAborted();
  return new Promise((resolve, reject) => {
    const worker = startThread('image', {build}, {maxOldGenerationSizeMb: 512});
    const stop = (): void => {
      void worker.terminate();
      reject(signal.reason);
    };
    signal.addEventListener('abort', stop, {once: true});
    worker.on('message', (message: BuildMessage) => {
      if (message.kind === 'progress') onProgress(message.percent);
      else if (message.kind === 'done') resolve(message.result);
      else reject(new ImageError(message.error, message.text));
    });
    worker.on('error', reject);
    worker.on('exit', () => {
      signal.removeEventListener('abort', stop);
      reject(new ImageError('io', 'The thread that builds the image has ended.'));
    });
  });
}

/** What the image's record says of a package. */
function recordOf({name, version, sha256, bytes}: FetchedPackage): PackageRecord {
  return {name, version, sha256, bytes};
}

/** The old image goes only when the new one is whole. */
function publish(draft: string, folder: string): void {
  const old = `${draft}.old`;
  try {
    renameSync(folder, old);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
  renameSync(draft, folder);
  rmSync(old, {recursive: true, force: true});
}
