/** Opens a VHDX file: identifier, headers, log, regions, metadata, in this order. */
import type {DiskFile} from '../disk-file.ts';
import {type DiskImage, DiskImageError} from '../disk-image.ts';
import type {ParentLink} from '../parent-search.ts';
import {hasVhdxIdentifier} from './format-vhdx.ts';
import {Headers} from './header.ts';
import {readMetadata} from './metadata.ts';
import {ParentKey, type ParentLocator} from './parent-locator.ts';
import {readRegions} from './region-table.ts';
import {replayed} from './replay.ts';
import {VhdxImage} from './vhdx-image.ts';

/**
 * `parentOf` opens the parent of a differencing disk. A log that was left behind is replayed; into
 * memory when the file is read-only. Throws DiskImageError.
 */
export function openVhdx(
  raw: DiskFile,
  parentOf: (link: ParentLink) => DiskImage | undefined,
): VhdxImage {
  if (!hasVhdxIdentifier(raw)) throw new DiskImageError('corrupt', raw.path, 'no VHDX file');
  const headers = new Headers(raw);
  const file = replayed(raw, headers);
  const regions = readRegions(file);
  const metadata = readMetadata(file, regions.metadata);
  const parent = metadata.parent && parentOf(vhdxParentLink(metadata.parent));
  try {
    return new VhdxImage({file, headers, regions, metadata, parent});
  } catch (error) {
    parent?.close();
    throw error;
  }
}

/** Where the locator says the parent is, and which it is. */
export function vhdxParentLink(locator: ParentLocator): ParentLink {
  const linkages = [locator.get(ParentKey.Linkage), locator.get(ParentKey.Linkage2)];
  const guids = linkages.flatMap(text => text?.replace(/[{}]/g, '').toLowerCase() ?? []);
  return {
    relative: locator.get(ParentKey.RelativePath),
    absolute: locator.get(ParentKey.AbsolutePath),
    matches: image => image instanceof VhdxImage && guids.includes(image.dataGuid),
  };
}
