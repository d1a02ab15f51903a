/**
 * Which format a disk file has, by its extension: a guest can write anything into a raw disk, so
 * the content may not decide. `.vhd`, `.avhd`, `.vhdx` and `.avhdx` are what they say, `.iso` is an
 * optical image, the rest is raw. A parent has the format of its child.
 */
import {type DiskFile, openDiskFile} from './disk-file.ts';
import {type DiskImage, DiskImageError} from './disk-image.ts';
import {openParent, type ParentLink} from './parent-search.ts';
import {RawImage} from './raw/raw-image.ts';
import {openVhd} from './vhd/open-vhd.ts';
import {openVhdx} from './vhdx/open-vhdx.ts';
import {VhdxImage} from './vhdx/vhdx-image.ts';

const OPTICAL_SECTOR = 2048;

export type DiskFamily = 'raw' | 'optical' | 'vhd' | 'vhdx';

const FAMILIES: Readonly<Record<string, DiskFamily>> = {
  vhd: 'vhd',
  avhd: 'vhd',
  vhdx: 'vhdx',
  avhdx: 'vhdx',
  iso: 'optical',
};

export function familyOf(path: string): DiskFamily {
  return FAMILIES[extensionOf(path)] ?? 'raw';
}

/** How a differencing disk comes to its parent; `undefined` leaves it without (for descriptions). */
export type ParentOpener = (link: ParentLink) => DiskImage | undefined;

/** Opens the image at `path` and its parents, these for reading. Throws DiskImageError; nothing stays open then. */
export function openDisk(path: string, readOnly = false): DiskImage {
  return openInChain([path], readOnly);
}

/** Without its parents: what the file itself says. */
export function openAlone(path: string, readOnly = true): DiskImage {
  return openWith(path, readOnly, () => undefined);
}

function openInChain(chain: readonly string[], readOnly: boolean): DiskImage {
  const [path = ''] = chain.slice(-1);
  return openWith(path, readOnly, link =>
    openParent(chain, link, place => {
      if (familyOf(place) !== familyOf(path))
        throw new DiskImageError('parentMismatch', path, `"${place}" has another format`);
      return openInChain([...chain, place], true);
    }),
  );
}

function openWith(path: string, readOnly: boolean, parentOf: ParentOpener): DiskImage {
  const file = openDiskFile(path, readOnly);
  try {
    return imageOver(file, parentOf);
  } catch (error) {
    file.close();
    throw error;
  }
}

/** The image in an open file, which it owns from then on. */
export function imageOver(file: DiskFile, parentOf: ParentOpener = () => undefined): DiskImage {
  switch (familyOf(file.path)) {
    case 'vhd':
      return openVhd(file, parentOf);
    case 'vhdx':
      return openVhdx(file, parentOf);
    case 'optical':
      return new RawImage(file, OPTICAL_SECTOR);
    case 'raw':
      return new RawImage(file);
  }
}

/** What is particular to a VHDX; undefined for other images. */
export function asVhdx(image: DiskImage): VhdxImage | undefined {
  return image instanceof VhdxImage ? image : undefined;
}

export function extensionOf(path: string): string {
  const dot = path.lastIndexOf('.');
  return dot > path.lastIndexOf('/') ? path.slice(dot + 1).toLowerCase() : '';
}
