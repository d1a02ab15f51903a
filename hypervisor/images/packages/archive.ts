/**
 * Debian's archive over HTTP, for hosts without apt: InRelease by its signature, the index of packages by InRelease,
 * packages by the index. The newest version in the release and its security updates is taken.
 */
import {readFileSync} from 'node:fs';
import path from 'node:path';
import {gunzip} from 'node:zlib';
import {promisify} from 'node:util';
import type {Key} from 'openpgp';
import {ImageError} from '../image-error.ts';
import type {ImageRecipe} from '../recipes.ts';
import {unpackXz} from '../xz/xz.ts';
import {type Fields, parseParagraph} from './control.ts';
import {download, fetchBytes} from './download.ts';
import {KEYRING_PACKAGE, pinnedKeys, systemKeys} from './keyring.ts';
import {
  DEFAULT_MIRROR,
  type FetchedPackage,
  type FetchRequest,
  kernelPackageIn,
  packageFileName,
  type PackageSource,
} from './package-source.ts';
import {parseRelease, readRelease, type Release} from './release.ts';
import {compareVersions} from './version.ts';

const COMPONENT = 'main';
const RELEASE_MAX = 2 ** 23;
const INDEX_MAX = 2 ** 28;

/** One suite of a mirror with its index of packages. */
interface Suite {
  readonly base: string;
  readonly index: Buffer;
}

interface Listed {
  readonly name: string;
  readonly version: string;
  readonly url: string;
  readonly sha256: string;
  readonly bytes: number;
  readonly fields: Fields;
}

export class ArchiveSource implements PackageSource {
  readonly description: string;
  private readonly mirror: string;
  private readonly keyring: string | undefined;

  /** `keyring` is a file of keys instead of the system's. */
  constructor(mirror: string = DEFAULT_MIRROR, keyring?: string) {
    this.mirror = mirror.replace(/\/+$/, '');
    this.keyring = keyring;
    this.description = `${this.mirror}, checked by its signed Release file`;
  }

  async fetch(request: FetchRequest): Promise<FetchedPackage[]> {
    const {recipe, cache, signal, onProgress} = request;
    const suites = await this.suites(request);
    const listed = choose(suites, recipe);
    const whole = listed.reduce((sum, {bytes}) => sum + bytes, 0);
    const fetched: FetchedPackage[] = [];
    let before = 0;
    for (const {fields, url, ...wanted} of listed) {
      const file = path.join(cache, packageFileName(fields));
      const tell = (bytes: number): void =>
        onProgress(10 + (90 * (before + bytes)) / whole, `Downloading ${wanted.name}`);
      tell(0);
      await download({...wanted, url, file}, {signal, onBytes: tell});
      before += wanted.bytes;
      fetched.push({...wanted, path: file});
    }
    return fetched;
  }

  private async suites(request: FetchRequest): Promise<Suite[]> {
    const {recipe, warn, signal} = request;
    const main = await this.suite(this.mirror, recipe.suite, request);
    const security = `${recipe.suite}-security`;
    try {
      return [main, await this.suite(`${this.mirror}-security`, security, request)];
    } catch (error) {
      signal.throwIfAborted();
      warn(`Security updates are not used: ${(error as Error).message}`);
      return [main];
    }
  }

  private async suite(base: string, name: string, request: FetchRequest): Promise<Suite> {
    const {signal, onProgress, recipe} = request;
    onProgress(1, `Reading the index of ${name}`);
    const folder = `${base}/dists/${name}`;
    const text = (await fetchBytes(`${folder}/InRelease`, RELEASE_MAX, signal)).toString('utf8');
    const release = await readRelease(text, await this.keys(base, folder, text, request));
    if (release.codename !== name)
      throw new ImageError('unverified', `${folder} is the release ${release.codename}.`);
    return {base, index: await readIndex(folder, release, recipe, request)};
  }

  private async keys(
    base: string,
    folder: string,
    release: string,
    request: FetchRequest,
  ): Promise<Key[]> {
    const keys = await systemKeys(this.keyring);
    if (keys) return keys;
    const {recipe, cache, signal} = request;
    const index = await readIndex(folder, parseRelease(release), recipe, request);
    const wanted = newest([{base, index}], KEYRING_PACKAGE);
    const file = path.join(cache, `${KEYRING_PACKAGE}.deb`);
    await download({...wanted, file}, {signal});
    return pinnedKeys(readFileSync(file));
  }
}

/** The index as it is kept in the cache, in the first packing that the archive has. */
async function readIndex(
  folder: string,
  release: Release,
  {architecture}: ImageRecipe,
  {cache, signal}: FetchRequest,
): Promise<Buffer> {
  const plain = `${COMPONENT}/binary-${architecture}/Packages`;
  const packing = ['.gz', '.xz'].find(ending => release.files.has(plain + ending));
  const wanted = packing && release.files.get(plain + packing);
  if (!wanted) throw new ImageError('notFound', `${folder} has no index ${plain}.`);
  const file = path.join(cache, `Packages-${wanted.sha256.slice(0, 16)}${packing}`);
  const byName = `${folder}/${wanted.path}`;
  const byHash = `${path.posix.dirname(byName)}/by-hash/SHA256/${wanted.sha256}`;
  try {
    await download({...wanted, url: release.byHash ? byHash : byName, file}, {signal});
  } catch (error) {
    if (!release.byHash || !(error instanceof ImageError) || error.kind !== 'notFound') throw error;
    await download({...wanted, url: byName, file}, {signal});
  }
  const packed = readFileSync(file);
  return packing === '.xz'
    ? unpackXz(packed, INDEX_MAX)
    : promisify(gunzip)(packed, {maxOutputLength: INDEX_MAX});
}

/** The kernel's package and the others of a recipe. */
function choose(suites: readonly Suite[], recipe: ImageRecipe): Listed[] {
  const stand = newest(suites, recipe.kernelPackage);
  const kernel = kernelPackageIn(stand.fields.get('depends'));
  if (!kernel)
    throw new ImageError('corrupt', `The package ${recipe.kernelPackage} names no kernel.`);
  return [kernel, ...recipe.packages].map(name => newest(suites, name));
}

function newest(suites: readonly Suite[], name: string): Listed {
  const all = suites.flatMap(suite => [...versionsOf(suite, name)]);
  const [first] = all.sort((a, b) => compareVersions(b.version, a.version));
  if (!first) throw new ImageError('notFound', `The archive has no package ${name}.`);
  return first;
}

/** An index has tens of thousands of paragraphs: only those of the name are taken apart. */
function* versionsOf({base, index}: Suite, name: string): Generator<Listed> {
  const head = `Package: ${name}\n`;
  for (let at = index.indexOf(head); at >= 0; at = index.indexOf(head, at + 1)) {
    if (at > 0 && index[at - 1] !== 0x0a) continue;
    const end = index.indexOf('\n\n', at);
    const fields = parseParagraph(index.toString('utf8', at, end < 0 ? index.length : end));
    const field = (key: string): string => fields.get(key) ?? '';
    const sha256 = field('sha256');
    if (!/^[0-9a-f]{64}$/.test(sha256) || field('filename').split('/').includes('..'))
      throw new ImageError('corrupt', `The archive's index of ${name} is not sound.`);
    const url = `${base}/${field('filename')}`;
    yield {name, version: field('version'), url, sha256, bytes: Number(field('size')), fields};
  }
}
