/**
 * What a package is read by: ar, tar, control fields, kernels, modules, busybox's table. Damaged input is read or
 * refused with an ImageError; nothing read lies outside of the input's folder.
 */
import {gzipSync} from 'node:zlib';
import {debControl, debFiles} from '../../hypervisor/images/archives/deb.ts';
import {appletNames} from '../../hypervisor/images/guest/busybox.ts';
import {ImageError} from '../../hypervisor/images/image-error.ts';
import {moduleInfo, withoutSignature} from '../../hypervisor/images/kernel/module-file.ts';
import {readKernel} from '../../hypervisor/images/kernel/read-kernel.ts';
import {makeBzImage, makeDeb, makeModule} from '../fixtures/debian-packages.ts';
import {seededRandom} from '../fixtures/random.ts';
import {damage} from './damage.ts';

const DEB = makeDeb({Package: 'p', Version: '1'}, [
  {path: './a/'},
  {path: './a/b', data: 'contents'},
  {path: './link', link: 'a/b'},
]);
const ELF = Buffer.from('\x7fELF kernel');
const KERNEL = makeBzImage(gzipSync(ELF), ELF.length);
const MODULE = makeModule('name', 'one,two', ['alias']);
const BUSYBOX = Buffer.from('ELF\0[\0[[\0ash\0cat\0\0rest\0');

const READERS: readonly ((random: () => number) => void)[] = [
  random => {
    for (const {entry} of debFiles(damage(DEB, random), () => true))
      if (entry.path.split('/').includes('..')) throw new Error(`a way out: ${entry.path}`);
  },
  random => void debControl(damage(DEB, random)),
  random => void readKernel(damage(KERNEL, random)),
  random => void moduleInfo(withoutSignature(damage(MODULE, random))),
  random => void appletNames(damage(BUSYBOX, random)),
];

export function fuzz(seed: number, deadline: number): {runs: number; finding?: string} {
  const random = seededRandom(seed);
  let runs = 0;
  for (; Date.now() < deadline; runs++) {
    try {
      READERS[runs % READERS.length]!(random);
    } catch (error) {
      if (!(error instanceof ImageError)) return {runs, finding: `run ${runs}: ${String(error)}`};
    }
  }
  return {runs};
}
