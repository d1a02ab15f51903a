/**
 * Makes differencing VHDs and names their parents anew.
 *
 *     footer copy | header | paths of the parent, twice | BAT | (bitmap | block) ... | footer
 *
 * The header points to one of the two places for paths; another parent's go to the other place and
 * count with the new header, so that a kill leaves the old parent or the new one.
 */
import path from 'node:path';
import type {DiskFile} from '../disk-file.ts';
import {relativePath} from '../parent-search.ts';
import type {VhdParent} from './dynamic-header.ts';
import {HEADER_SIZE} from './dynamic-header.ts';
import {type DynamicVhd, formatDynamic} from './dynamic-vhd.ts';
import {DYNAMIC_HEADER_OFFSET, type VhdFooter} from './footer.ts';
import {LocatorCode, type ParentLocatorEntry} from './parent-locator.ts';

/** Bytes kept for one path, and for the two paths of one parent. */
const PATH_ROOM = 8 * 512;
const PATHS_ROOM = 2 * PATH_ROOM;
const PATHS_AT = DYNAMIC_HEADER_OFFSET + HEADER_SIZE;
const BAT_AT = PATHS_AT + 2 * PATHS_ROOM;

export interface NewVhdParent {
  /** Path of the differencing disk. */
  child: string;
  /** Absolute path of its parent. */
  parent: string;
  uniqueId: Uint8Array;
  changedSeconds: number;
}

export function formatDifferencing(
  file: DiskFile,
  footer: VhdFooter,
  blockSize: number,
  parent: NewVhdParent,
): void {
  formatDynamic(file, footer, blockSize, {
    batOffset: BAT_AT,
    parent: write(file, PATHS_AT, parent),
  });
}

/** Another parent for an existing disk that was made by us or has room for the paths. */
export function changeVhdParent(file: DiskFile, image: DynamicVhd, parent: NewVhdParent): void {
  const {batOffset, parent: old} = image.header;
  const isUsed = (place: number): boolean =>
    (old?.locators ?? []).some(({offset}) => offset >= place && offset < place + PATHS_ROOM);
  const places = [PATHS_AT, PATHS_AT + PATHS_ROOM];
  const room = places.find(place => place + PATHS_ROOM <= batOffset && !isUsed(place));
  const place = room ?? image.appendRoom(PATHS_ROOM);
  image.setParent(write(file, place, parent));
}

function write(file: DiskFile, place: number, parent: NewVhdParent): VhdParent {
  const paths = [
    [LocatorCode.Relative, relativePath(parent.child, parent.parent)],
    [LocatorCode.Absolute, parent.parent],
  ] as const;
  const locators = paths.map(([code, text], index): ParentLocatorEntry => {
    const bytes = Buffer.from(text, 'utf16le').subarray(0, PATH_ROOM);
    const offset = place + index * PATH_ROOM;
    file.write(offset, bytes);
    return {code, length: bytes.length, offset};
  });
  const {uniqueId, changedSeconds} = parent;
  return {uniqueId, changedSeconds, name: path.basename(parent.parent), locators};
}
