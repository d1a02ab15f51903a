/**
 * Debian's archive through the host's apt, which knows the mirror, the proxy and the passwords, and checks signatures
 * itself. It works on folders of its own below the cache, as any user, and for another architecture than the host's:
 * nothing of the system is changed.
 */
import {type ChildProcess, spawn} from 'node:child_process';
import {existsSync, mkdirSync, writeFileSync} from 'node:fs';
import path from 'node:path';
import type {Readable} from 'node:stream';
import {ImageError} from '../image-error.ts';
import {type Fields, parseParagraph} from './control.ts';
import {
  DEFAULT_MIRROR,
  type FetchedPackage,
  type FetchRequest,
  fileDigest,
  kernelPackageIn,
  packageFileName,
  type PackageSource,
  SYSTEM_KEYRING,
} from './package-source.ts';

/** Whether there is an apt and the keys that it needs. */
export function hasApt(): boolean {
  const folders = (process.env.PATH ?? '').split(path.delimiter);
  return (
    existsSync(SYSTEM_KEYRING) && folders.some(folder => existsSync(path.join(folder, 'apt-get')))
  );
}

export class AptSource implements PackageSource {
  readonly description = 'apt, which checked the signatures';

  async fetch(request: FetchRequest): Promise<FetchedPackage[]> {
    const {recipe, onProgress} = request;
    const apt = new Apt(request);
    onProgress(1, 'Reading the package lists');
    await apt.update();
    const stand = await apt.show(recipe.kernelPackage);
    const kernel = kernelPackageIn(stand.get('depends'));
    if (!kernel)
      throw new ImageError('corrupt', `The package ${recipe.kernelPackage} names no kernel.`);
    const fields: Fields[] = [];
    for (const name of [kernel, ...recipe.packages]) fields.push(await apt.show(name));
    return apt.download(fields);
  }
}

interface Output {
  readonly stdout: string;
  readonly stderr: string;
  readonly status: number | null;
}

class Apt {
  private readonly request: FetchRequest;
  private readonly folder: string;
  private readonly settings: string;

  constructor(request: FetchRequest) {
    this.request = request;
    this.folder = path.join(request.cache, 'apt');
    this.settings = path.join(this.folder, 'apt.conf');
  }

  async update(): Promise<void> {
    const {recipe, warn} = this.request;
    for (const name of ['state/lists/partial', 'cache/archives/partial'])
      mkdirSync(path.join(this.folder, name), {recursive: true, mode: 0o700});
    writeFileSync(path.join(this.folder, 'status'), '');
    writeFileSync(path.join(this.folder, 'sources.list'), await this.sources());
    writeFileSync(this.settings, settings(this.folder, recipe.architecture));
    const {status, stderr} = await this.run('apt-get', ['update']);
    //       What could not be read is left out by apt: the packages say whether that matters.
    if (status !== 0) warn(`apt-get update: ${complaints(stderr)}`);
  }

  /** The suite and its security updates, from the mirror that the system uses. */
  private async sources(): Promise<string> {
    const {recipe} = this.request;
    const format = ['indextargets', '--format', '$(REPO_URI)', 'Created-By: Packages'];
    const known = (await this.run('apt-get', format, [])).stdout.split('\n');
    const mirror =
      known.find(uri => /\/debian\/?$/.test(uri))?.replace(/\/$/, '') ?? DEFAULT_MIRROR;
    const security = known.find(uri => /\/debian-security\/?$/.test(uri)) ?? `${mirror}-security`;
    const options = `[arch=${recipe.architecture} signed-by=${SYSTEM_KEYRING}]`;
    return (
      `deb ${options} ${mirror} ${recipe.suite} main\n` +
      `deb ${options} ${security} ${recipe.suite}-security main\n`
    );
  }

  /** What the newest version of a package says of itself. */
  async show(name: string): Promise<Fields> {
    const {stdout, stderr} = await this.run('apt-cache', ['show', '--no-all-versions', name]);
    const fields = parseParagraph(stdout.split('\n\n')[0] ?? '');
    if (fields.get('package') === name) return fields;
    throw new ImageError('notFound', `apt has no package ${name}. ${complaints(stderr)}`.trim());
  }

  async download(all: readonly Fields[]): Promise<FetchedPackage[]> {
    const {cache, onProgress, signal} = this.request;
    const wanted = all.map(fields => packageOf(fields, cache));
    const missing: string[] = [];
    for (const {path: file, sha256, name, version} of wanted)
      if (!existsSync(file) || (await fileDigest(file, signal)) !== sha256)
        missing.push(`${name}=${version}`);
    if (missing.length > 0) {
      const tell = (percent: number, text: string): void => onProgress(10 + percent * 0.9, text);
      const {stderr} = await this.run('apt-get', ['download', ...missing], undefined, tell);
      for (const {path: file, sha256, name} of wanted)
        if (!existsSync(file) || (await fileDigest(file, signal)) !== sha256)
          throw new ImageError('unreachable', `apt could not load ${name}. ${complaints(stderr)}`);
    }
    return wanted;
  }

  /** Settles when the program has ended, also by the signal. */
  private run(
    program: string,
    args: readonly string[],
    options: readonly string[] = [`-c=${this.settings}`],
    onProgress?: (percent: number, text: string) => void,
  ): Promise<Output> {
    const {cache, signal} = this.request;
    const status = onProgress ? ['-o', 'APT::Status-Fd=3'] : [];
    const child = spawn(program, [...options, ...status, ...args], {
      cwd: cache,
      env: {...process.env, LC_ALL: 'C'},
      stdio: ['ignore', 'pipe', 'pipe', onProgress ? 'pipe' : 'ignore'],
      signal,
    });
    if (onProgress) followStatus(child, onProgress);
    return new Promise((resolve, reject) => {
      const [stdout, stderr] = [textOf(child.stdout), textOf(child.stderr)];
      child.once('error', error =>
        reject(
          signal.aborted
            ? error
            : new ImageError('io', `${program} does not start: ${error.message}.`),
        ),
      );
      child.once('close', code => resolve({stdout: stdout(), stderr: stderr(), status: code}));
    });
  }
}

/** Read after the system's own settings, so these count. */
function settings(folder: string, architecture: string): string {
  const entries = {
    'Dir::State': `${folder}/state`,
    'Dir::State::status': `${folder}/status`,
    'Dir::Cache': `${folder}/cache`,
    'Dir::Etc::sourcelist': `${folder}/sources.list`,
    'Dir::Etc::sourceparts': '/dev/null',
    'Dir::Etc::preferencesparts': '/dev/null',
    'Dir::Etc::preferences': '/dev/null',
    'APT::Architecture': architecture,
    'APT::Sandbox::User': '',
    'Acquire::Languages': 'none',
    'Acquire::Retries': '2',
  };
  const lines = Object.entries(entries).map(([name, value]) => `${name} "${value}";\n`);
  return `#clear APT::Architectures;\n#clear APT::Update;\n${lines.join('')}`;
}

function packageOf(fields: Fields, cache: string): FetchedPackage {
  const field = (name: string): string => fields.get(name) ?? '';
  const [name, version] = [field('package'), field('version')];
  return {
    name,
    version,
    sha256: field('sha256'),
    bytes: Number(field('size')),
    path: path.join(cache, packageFileName(fields)),
  };
}

/** Lines `dlstatus:<file>:<percent>:<text>`. Source: apt, README.progress-reporting. */
function followStatus(
  child: ChildProcess,
  onProgress: (percent: number, text: string) => void,
): void {
  let rest = '';
  (child.stdio[3] as Readable).on('data', (piece: Buffer) => {
    const lines = (rest + piece.toString('utf8')).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) {
      const [, percent, text] = /^dlstatus:[^:]*:([\d.]+):(.*)$/.exec(line) ?? [];
      if (percent !== undefined) onProgress(Number(percent), text ?? '');
    }
  });
}

/** Far more than apt writes. */
const TEXT_MAX = 2 ** 22;

function textOf(stream: Readable | null): () => string {
  const pieces: Buffer[] = [];
  let size = 0;
  stream?.on('data', (piece: Buffer) => {
    size += piece.length;
    if (size <= TEXT_MAX) pieces.push(piece);
  });
  return () => Buffer.concat(pieces).toString('utf8');
}

/** The lines of apt that say what went wrong. */
function complaints(stderr: string): string {
  return [...stderr.matchAll(/^[EW]: (.*)$/gm)].map(([, text]) => text).join(' ');
}
