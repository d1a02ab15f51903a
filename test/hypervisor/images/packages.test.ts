/** Packages from an archive and from a folder: what is believed, what is not, what is loaded again. */
import {mkdtempSync, readdirSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';
import test from 'ava';
import {ImageError} from '../../../hypervisor/images/image-error.ts';
import {ArchiveSource} from '../../../hypervisor/images/packages/archive.ts';
import {parseControl} from '../../../hypervisor/images/packages/control.ts';
import {FolderSource} from '../../../hypervisor/images/packages/folder.ts';
import type {PackageSource} from '../../../hypervisor/images/packages/package-source.ts';
import {compareVersions} from '../../../hypervisor/images/packages/version.ts';
import {recipes} from '../../../hypervisor/images/recipes.ts';
import {type Archive, startArchive, writePackages} from '../../fixtures/debian-archive.ts';
import {makeDeb} from '../../fixtures/debian-packages.ts';

const DAY = 86_400_000;
const folder = mkdtempSync(path.join(tmpdir(), 'hvsh-packages-'));
test.after.always(() => rmSync(folder, {recursive: true, force: true}));

test('versions in their order, oldest first', t => {
  const order = '0~rc1 0 0+b1 1.0~~ 1.0~ 1.0 1.0-1 1.0-1+b1 1.0-1.1 1.0a 1.9 1.10 1:0.5 2:0'.split(
    ' ',
  );
  for (let i = 0; i < order.length; i++)
    for (let j = 0; j < order.length; j++)
      t.is(
        Math.sign(compareVersions(order[i]!, order[j]!)),
        Math.sign(i - j),
        `${order[i]} and ${order[j]}`,
      );
  t.is(compareVersions('1.0-0', '1.0-00'), 0);
});

test('control: paragraphs, fields in any case, values of several lines', t => {
  const [first, second] = parseControl('Package: a\nSHA256:\n x\n y\n\nPACKAGE: b\n');
  t.is(first!.get('sha256'), '\nx\ny');
  t.is(second!.get('package'), 'b');
});

interface Fetching {
  names: string[];
  warnings: string[];
}

async function fetchFrom(
  source: PackageSource,
  cache: string,
  signal = new AbortController().signal,
): Promise<Fetching> {
  const warnings: string[] = [];
  const packages = await source.fetch({
    recipe: recipes[0]!,
    cache,
    signal,
    onProgress() {},
    warn: text => void warnings.push(text),
  });
  return {names: packages.map(({name, version}) => `${name} ${version}`), warnings};
}

const ALL = [
  'linux-image-6.1.0-99-686 6.1.9-1',
  'base-files 12',
  'busybox-static 1:1.35-4',
  'hyperv-daemons 6.1.9-1',
  'libc6 2.36-9',
];

let number = 0;

async function archive(
  validUntil = new Date(Date.now() + DAY),
): Promise<{archive: Archive; cache: string}> {
  const cache = path.join(folder, `cache-${number++}`);
  return {archive: await startArchive(folder, validUntil), cache};
}

test.serial(
  'archive: packages by a signed index; a second time nothing is loaded again',
  async t => {
    const {archive: server, cache} = await archive();
    t.teardown(server.close);
    const source = new ArchiveSource(server.mirror, server.keyring);
    const {names, warnings} = await fetchFrom(source, cache);
    t.deepEqual(names, ALL);
    t.regex(warnings.join(), /^Security updates are not used/);
    const before = server.asked.length;
    await fetchFrom(source, cache);
    t.true(server.asked.slice(before).every(asked => asked.endsWith('InRelease')));
  },
);

test.serial('archive: a load that is cut off goes on where it was', async t => {
  const {archive: server, cache} = await archive();
  t.teardown(server.close);
  server.cutAfter = 150_000;
  await fetchFrom(new ArchiveSource(server.mirror, server.keyring), cache);
  t.true(server.asked.some(asked => /linux-image-6.*@\d+$/.test(asked)));
  t.false(readdirSync(cache).some(name => name.endsWith('.part')));
});

test.serial('archive: an aborted load ends, and another one goes on', async t => {
  const {archive: server, cache} = await archive();
  t.teardown(server.close);
  server.cutAfter = 50_000;
  const abort = new AbortController();
  const stop = setInterval(() => {
    if (server.asked.some(asked => asked.includes('pool'))) abort.abort();
  }, 1);
  t.teardown(() => clearInterval(stop));
  const source = new ArchiveSource(server.mirror, server.keyring);
  await t.throwsAsync(fetchFrom(source, cache, abort.signal), {any: true});
  t.true(abort.signal.aborted);
  server.cutAfter = undefined;
  t.deepEqual((await fetchFrom(source, cache)).names, ALL, 'the next one goes on');
});

const ATTACKS: Record<string, (server: Archive) => void> = {
  'a package that is not what the index says': server => {
    for (const name of server.files.keys())
      if (name.includes('libc6')) server.files.set(name, Buffer.from('other'));
  },
  'an index that is not what the release says': server =>
    server.files.set('/debian/dists/bookworm/main/binary-i386/Packages.gz', Buffer.from('other')),
  'a release that was changed': server => {
    const name = '/debian/dists/bookworm/InRelease';
    const text = server.files.get(name)!.toString().replace('Acquire-By-Hash: yes', 'Label: x');
    server.files.set(name, Buffer.from(text));
  },
  'a release that is not signed': server =>
    server.files.set('/debian/dists/bookworm/InRelease', Buffer.from('Origin: Debian\n')),
};

for (const [name, attack] of Object.entries(ATTACKS))
  test.serial(`archive: refuses ${name}`, async t => {
    const {archive: server, cache} = await archive();
    t.teardown(server.close);
    attack(server);
    const error = await t.throwsAsync(
      fetchFrom(new ArchiveSource(server.mirror, server.keyring), cache),
      {instanceOf: ImageError},
    );
    t.is(error.kind, 'unverified', error.message);
  });

test.serial('archive: refuses a stale release, and the keys of a stranger', async t => {
  const {archive: stale, cache} = await archive(new Date(Date.now() - DAY));
  t.teardown(stale.close);
  await t.throwsAsync(fetchFrom(new ArchiveSource(stale.mirror, stale.keyring), cache), {
    message: /was valid until/,
  });
  const {archive: good, cache: other} = await archive();
  t.teardown(good.close);
  const stranger = path.join(folder, 'stranger.gpg');
  const {generateKey} = await import('openpgp');
  const keys = await generateKey({
    userIDs: [{name: 'x', email: 'x@example.org'}],
    format: 'object',
  });
  writeFileSync(stranger, keys.publicKey.write());
  await t.throwsAsync(fetchFrom(new ArchiveSource(good.mirror, stranger), other), {
    message: /not signed by a key that is trusted/,
  });
});

test('folder: the newest of each, the missing one by name', async t => {
  const packages = writePackages(path.join(folder, 'packages'));
  const newer = {Package: 'libc6', Version: '2.36-10', Architecture: 'i386'};
  writeFileSync(path.join(packages, 'newer.deb'), makeDeb(newer, []));
  const {names} = await fetchFrom(new FolderSource(packages), folder);
  t.deepEqual(names, [...ALL.slice(0, 4), 'libc6 2.36-10']);
  rmSync(path.join(packages, 'base-files_12_i386.deb'));
  await t.throwsAsync(fetchFrom(new FolderSource(packages), folder), {
    message: /has no package base-files \(i386\)/,
  });
});
