/** Finds the footer of a VHD file and opens the image that it describes. */
import type {DiskFile} from '../disk-file.ts';
import {type DiskImage, DiskImageError} from '../disk-image.ts';
import type {ParentLink} from '../parent-search.ts';
import type {VhdParent} from './dynamic-header.ts';
import {DynamicVhd, readHeader} from './dynamic-vhd.ts';
import {FixedVhd} from './fixed-vhd.ts';
import {FOOTER_SIZE, parseFooter, type VhdFooter, VhdType} from './footer.ts';
import {LocatorCode, locatorPath} from './parent-locator.ts';

/**
 * `parentOf` opens the parent of a differencing disk. Throws DiskImageError: `corrupt`, or
 * `unsupported` for older types.
 */
export function openVhd(
  file: DiskFile,
  parentOf: (link: ParentLink) => DiskImage | undefined,
): DiskImage {
  const footer = readFooter(file);
  if (footer.diskType === VhdType.Fixed) return new FixedVhd(file, footer);
  if (footer.diskType !== VhdType.Dynamic && footer.diskType !== VhdType.Differencing)
    throw new DiskImageError('unsupported', file.path, 'this disk type can not be opened');
  const header = readHeader(file, footer);
  const isChild = footer.diskType === VhdType.Differencing && header.parent;
  const parent = isChild ? parentOf(vhdParentLink(file, isChild)) : undefined;
  try {
    return new DynamicVhd(file, footer, header, parent);
  } catch (error) {
    parent?.close();
    throw error;
  }
}

/** Where the header says the parent is, and which it is. */
export function vhdParentLink(file: DiskFile, {uniqueId, name, locators}: VhdParent): ParentLink {
  return {
    relative: locatorPath(file, locators, LocatorCode.Relative) ?? (name || undefined),
    absolute: locatorPath(file, locators, LocatorCode.Absolute),
    matches: image =>
      image.uniqueId !== undefined && Buffer.compare(image.uniqueId, uniqueId) === 0,
  };
}

/** The last sector, else the copy at the beginning (a dynamic disk that was cut off). */
export function readFooter(file: DiskFile): VhdFooter {
  const size = file.size();
  if (size < FOOTER_SIZE) throw new DiskImageError('corrupt', file.path, 'too short for a VHD');
  const last = footerAt(file, size - FOOTER_SIZE);
  if (typeof last !== 'string') return last;
  const first = footerAt(file, 0);
  if (typeof first !== 'string' && first.headerOffset !== undefined) return first;
  throw new DiskImageError('corrupt', file.path, last);
}

function footerAt(file: DiskFile, position: number): VhdFooter | string {
  const bytes = new Uint8Array(FOOTER_SIZE);
  file.read(position, bytes);
  return parseFooter(bytes);
}
