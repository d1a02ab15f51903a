/**
 * Images made on a thread: from packages as small as can be, and, where the folder HVSH_TEST_PACKAGES holds them, from
 * Debian's own (.ci/run loads them).
 */
import {spawnSync} from 'node:child_process';
import {existsSync, mkdtempSync, readdirSync, rmSync, statSync} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';
import test from 'ava';
import type {ImageRecord} from '../../../hypervisor/images/image-record.ts';
import {findImage, listImages, removeImage} from '../../../hypervisor/images/image-store.ts';
import {saveImage} from '../../../hypervisor/images/save-image.ts';
import {convertDisk} from '../../../hypervisor/storage/copy-disk.ts';
import {KERNEL_VERSION, writePackages} from '../../fixtures/debian-archive.ts';
import {hasProgram, testWith} from '../../fixtures/needs.ts';
import {scene} from '../../fixtures/service-scene.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'hvsh-save-image-'));
test.after.always(() => rmSync(folder, {recursive: true, force: true}));
const small = writePackages(path.join(folder, 'packages'));
const MB = 2 ** 20;

function save(
  home: string,
  packagePath: string,
  diskBytes: number,
  signal = new AbortController().signal,
  onProgress: (percent: number) => void = () => {},
): Promise<ImageRecord> {
  return saveImage({home, name: 'Debian-12', packagePath, diskBytes, signal, onProgress});
}

/** fsck's exit code for the disk of an image. */
function checkDisk(home: string): {code: number | null; text: string} {
  const raw = path.join(home, 'disk.raw');
  convertDisk(findImage(home, 'debian-12').disk.path, {path: raw, format: 'raw'});
  const {status, stdout} = spawnSync('fsck.ext4', ['-fn', raw], {encoding: 'utf8'});
  return {code: status, text: stdout};
}

test.serial('an image from packages is found, listed and removed', async t => {
  const home = path.join(folder, 'one');
  const seen: number[] = [];
  const record = await save(home, small, 64 * MB, undefined, percent => void seen.push(percent));
  t.is(record.kernelVersion, KERNEL_VERSION);
  t.deepEqual(record.packages.map(({name}) => name)[0], `linux-image-${KERNEL_VERSION}`);
  t.true(seen.at(-1)! > seen[0]!);
  const image = findImage(home, 'DEBIAN-12');
  for (const file of [image.kernel, image.initrd, image.disk.path]) t.true(existsSync(file), file);
  t.like(listImages(home)[0], {record: {name: 'debian-12', diskBytes: 64 * MB}});
  if (hasProgram('fsck.ext4')) t.is(checkDisk(home).code, 0);
  rmSync(image.initrd);
  t.throws(() => findImage(home, 'debian-12'), {message: /is damaged/});
  removeImage(home, 'debian-12');
  t.throws(() => findImage(home, 'debian-12'), {message: 'There is no image "debian-12".'});
  t.throws(() => findImage(home, '../one'), {message: /not a name of an image/});
});

test.serial('the same packages give the same files', async t => {
  const [one, other] = [path.join(folder, 'two'), path.join(folder, 'three')];
  const first = await save(one, small, 64 * MB);
  t.deepEqual((await save(other, small, 64 * MB)).files, first.files);
  t.deepEqual((await save(one, small, 64 * MB)).files, first.files, 'in the place of the old one');
  t.deepEqual(
    readdirSync(path.join(one, 'images')).sort(),
    ['.packages', 'debian-12'],
    'nothing else is left',
  );
});

test.serial('a build that is aborted leaves nothing', async t => {
  const home = path.join(folder, 'four');
  const abort = new AbortController();
  const stopAt = (percent: number): void => {
    if (percent >= 50) abort.abort();
  };
  await t.throwsAsync(save(home, small, 64 * MB, abort.signal, stopAt), {any: true});
  t.deepEqual(listImages(home), []);
  t.deepEqual(readdirSync(path.join(home, 'images')), ['.packages']);
});

test.serial('the service saves, shows and removes images, one at a time', t => {
  const {door} = scene(t);
  const call = (method: string, more: Record<string, string | boolean | bigint> = {}) =>
    door.invoke('Hvsh_ImageService', method, {Name: 'debian-12', ...more});
  const asked = {PackagePath: small, DiskSize: BigInt(64 * MB)};
  t.is(door.get('Hvsh_Image.Name="debian-12"').properties.IsSaved, false);
  t.like(call('SaveImage', {PackagePath: 'relative'}), {ReturnValue: 32773});
  t.like(call('SaveImage', {...asked, DiskSize: 512n}), {ReturnValue: 32773});
  const {ReturnValue, Job} = call('SaveImage', asked);
  t.is(ReturnValue, 4096);
  t.like(call('SaveImage', asked), {ReturnValue: 32774}, 'while the first is made');
  const ended = door.waitJob((Job as {ref: string}).ref);
  t.is(ended.properties.JobState, 7, String(ended.properties.ErrorDescription));
  const {properties} = door.get('Hvsh_Image.Name="debian-12"');
  t.like(properties, {IsSaved: true, KernelVersion: KERNEL_VERSION, DiskSize: BigInt(64 * MB)});
  t.true(existsSync(String(properties.KernelPath)));
  t.like(call('SaveImage', asked), {ReturnValue: 32788});
  t.is(call('RemoveImage').ReturnValue, 0);
  t.like(call('RemoveImage'), {ReturnValue: 32789});
});

const real = process.env.HVSH_TEST_PACKAGES;
const runReal = real ? testWith('fsck.ext4', 'debugfs') : test.serial.skip;
runReal("Debian's own packages make an image, twice the same, whose disk is sound", async t => {
  t.timeout(600_000);
  const [one, other] = [path.join(folder, 'real'), path.join(folder, 'again')];
  const record = await save(one, real!, 8192 * MB);
  t.regex(record.kernelVersion, /^6\.1\.0-\d+-686$/);
  t.deepEqual((await save(other, real!, 8192 * MB)).files, record.files);
  const {code, text} = checkDisk(one);
  t.is(code, 0, text);
  const {disk, initrd} = findImage(one, 'debian-12');
  t.true(statSync(disk.path).size < 64 * MB && statSync(initrd).size < 16 * MB);
  const raw = path.join(one, 'disk.raw');
  const listed = spawnSync('debugfs', ['-R', 'ls -l /bin', raw], {encoding: 'utf8'}).stdout;
  for (const name of ['busybox', 'sh', 'udhcpc', 'poweroff', 'hv_kvp_daemon'])
    t.regex(listed, new RegExp(` ${name}\\n`));
});
