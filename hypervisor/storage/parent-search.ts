/**
 * Finds the parent of a differencing disk: beside the disk first, then under its absolute path. The
 * file that is there must be the parent: its identifier is compared.
 *
 * Paths are stored as Windows does, with backslashes; either kind is read.
 */
import {existsSync, realpathSync} from 'node:fs';
import path from 'node:path';
import {type DiskImage, DiskImageError} from './disk-image.ts';

/** More parents than this are refused. */
const DEEPEST = 256;

export interface ParentLink {
  /** Path from the folder of the child. */
  readonly relative: string | undefined;
  readonly absolute: string | undefined;
  /** Whether an image is the parent. */
  matches(image: DiskImage): boolean;
}

/** Stored form of the path from one file to another. */
export function relativePath(child: string, parent: string): string {
  const between = path.relative(path.dirname(path.resolve(child)), path.resolve(parent));
  return `.\\${between.replaceAll('/', '\\')}`;
}

/** Where the parent may be, the likelier place first. */
export function parentPlaces(child: string, {relative, absolute}: ParentLink): string[] {
  const folder = path.dirname(path.resolve(child));
  const places = [
    ...(relative ? [path.resolve(folder, relative.replaceAll('\\', '/'))] : []),
    ...(absolute ? [path.resolve(folder, absolute.replaceAll('\\', '/'))] : []),
  ];
  return [...new Set(places)];
}

/** The first place where a file is, else the first of all: what Get-VHD shows. */
export function parentPath(child: string, link: ParentLink): string | undefined {
  const places = parentPlaces(child, link);
  return places.find(place => existsSync(place)) ?? places[0];
}

/** `children` are the files of the chain so far, the youngest first. Throws DiskImageError. */
export function openParent(
  children: readonly string[],
  link: ParentLink,
  open: (file: string) => DiskImage,
): DiskImage {
  const [child = ''] = children.slice(-1);
  const place = parentPlaces(child, link).find(candidate => existsSync(candidate));
  if (place === undefined) throw missing(child, link);
  const real = realpathSync(place);
  if (children.some(other => realpathSync(other) === real))
    throw new DiskImageError('cycle', child, `the disk is among its own parents: ${place}`);
  if (children.length >= DEEPEST)
    throw new DiskImageError('unsupported', child, `the chain has more than ${DEEPEST} disks`);
  const parent = open(place);
  if (link.matches(parent)) return parent;
  parent.close();
  throw mismatch(child, place);
}

function missing(child: string, link: ParentLink): DiskImageError {
  const places = parentPlaces(child, link).join('" or "');
  const text = `the parent virtual hard disk "${places}" is not there. Set-VHD -ParentPath names it anew`;
  return new DiskImageError('parentMissing', child, text);
}

function mismatch(child: string, parent: string): DiskImageError {
  const text =
    'the chain of virtual hard disks is corrupted. There is a mismatch in the identifiers of the ' +
    `parent virtual hard disk and differencing disk: "${parent}" is another disk or was changed. ` +
    'Set-VHD -ParentPath -IgnoreIdMismatch takes it nevertheless';
  return new DiskImageError('parentMismatch', child, text);
}
