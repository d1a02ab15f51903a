/**
 * The keys that Debian's archives are signed with: from the host's package debian-archive-keyring, or, on other
 * systems, from that package in the archive itself, of which only the keys pinned here are believed.
 */
import {existsSync, readFileSync} from 'node:fs';
import {type Key, readKeys} from 'openpgp';
import {debFiles} from '../archives/deb.ts';
import {ImageError} from '../image-error.ts';
import {SYSTEM_KEYRING} from './package-source.ts';

export const KEYRING_PACKAGE = 'debian-archive-keyring';
const IN_PACKAGE = /^usr\/share\/keyrings\/debian-archive-keyring\.(gpg|pgp)$/;

/** Debian's keys for bookworm and the releases beside it. Source: https://ftp-master.debian.org/keys.html */
const PINNED = new Set([
  '1f89983e0081fde018f3cc9673a4f27b8dd47936', // archive, 11
  'ac530d520f2f3269f5e98313a48449044aad5c5d', // security, 11
  'b8b80b5b623eab6ad8775c45b7c5d7d6350947f8', // archive, 12
  '05ab90340c0c5e797f44a8c8254cf3b5aec0a8f0', // security, 12
  '4d64fec119c2029067d6e791f8d2585b8783d481', // stable, 12
]);

/** Undefined on a system that has no such file. */
export async function systemKeys(file = SYSTEM_KEYRING): Promise<Key[] | undefined> {
  return existsSync(file) ? readKeys({binaryKeys: readFileSync(file)}) : undefined;
}

/** The pinned keys of a package that nothing vouches for yet. Throws ImageError when it has none of them. */
export async function pinnedKeys(deb: Uint8Array): Promise<Key[]> {
  for (const {entry, contents} of debFiles(deb, ({path}) => IN_PACKAGE.test(path))) {
    if (!contents || !IN_PACKAGE.test(entry.path)) continue;
    const keys = await readKeys({binaryKeys: contents});
    const known = keys.filter(key => PINNED.has(key.getFingerprint()));
    if (known.length > 0) return known;
  }
  throw new ImageError(
    'unverified',
    "The archive has none of the keys that this program knows as Debian's, and this system has no package " +
      `${KEYRING_PACKAGE}: install it, or take the packages from a folder (-PackagePath).`,
  );
}
