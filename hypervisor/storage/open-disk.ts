/**
 * Which format a disk file has, by its extension: a guest can write anything into a raw disk, so
 * the content may not decide. `.vhd` is a VHD, `.iso` an optical image, the rest is raw.
 */
import {type DiskFile, openDiskFile} from './disk-file.ts';
import {type DiskImage, DiskImageError} from './disk-image.ts';
import {RawImage} from './raw/raw-image.ts';
import {openVhd} from './vhd/open-vhd.ts';

const OPTICAL_SECTOR = 2048;

/** Opens the image at `path`. Throws DiskImageError; nothing stays open then. */
export function openDisk(path: string, readOnly = false): DiskImage {
  const file = openDiskFile(path, readOnly);
  try {
    return imageOver(file);
  } catch (error) {
    file.close();
    throw error;
  }
}

/** The image in an open file, which it owns from then on. */
export function imageOver(file: DiskFile): DiskImage {
  const extension = extensionOf(file.path);
  if (extension === 'vhd') return openVhd(file);
  if (extension === 'iso') return new RawImage(file, OPTICAL_SECTOR);
  if (extension === 'vhdx' || extension === 'avhd' || extension === 'avhdx') {
    throw new DiskImageError('unsupported', file.path, `.${extension} files can not be opened`);
  }
  return new RawImage(file);
}

export function extensionOf(path: string): string {
  const dot = path.lastIndexOf('.');
  return dot > path.lastIndexOf('/') ? path.slice(dot + 1).toLowerCase() : '';
}
