/** Finds the footer of a VHD file and opens the image that it describes. */
import type {DiskFile} from '../disk-file.ts';
import {type DiskImage, DiskImageError} from '../disk-image.ts';
import {DynamicVhd} from './dynamic-vhd.ts';
import {FixedVhd} from './fixed-vhd.ts';
import {FOOTER_SIZE, parseFooter, type VhdFooter, VhdType} from './footer.ts';

/** Throws DiskImageError: `corrupt`, or `unsupported` for differencing disks and older types. */
export function openVhd(file: DiskFile): DiskImage {
  const footer = readFooter(file);
  if (footer.diskType === VhdType.Fixed) return new FixedVhd(file, footer);
  if (footer.diskType === VhdType.Dynamic) return new DynamicVhd(file, footer);
  const kind = footer.diskType === VhdType.Differencing ? 'differencing disks' : 'this disk type';
  throw new DiskImageError('unsupported', file.path, `${kind} can not be opened`);
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
