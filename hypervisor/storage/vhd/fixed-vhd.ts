/** A fixed VHD: the disk as it is, then the footer. Unwritten parts are holes of the host's file. */
import type {DiskFile} from '../disk-file.ts';
import {checkRange, type DiskImage, DiskImageError} from '../disk-image.ts';
import {encodeFooter, FOOTER_SIZE, type VhdFooter} from './footer.ts';
import {geometryOf} from './geometry.ts';

export class FixedVhd implements DiskImage {
  readonly format = 'vhd-fixed';
  readonly path: string;
  readonly sizeBytes: number;
  readonly sectorSize = 512;
  readonly physicalSectorSize = 512;
  readonly readOnly: boolean;
  readonly uniqueId: Uint8Array;
  readonly #file: DiskFile;

  constructor(file: DiskFile, footer: VhdFooter) {
    if (footer.currentSize > file.size() - FOOTER_SIZE) {
      const text = `the footer promises ${footer.currentSize} bytes, the file has ${file.size()}`;
      throw new DiskImageError('corrupt', file.path, text);
    }
    this.path = file.path;
    this.readOnly = file.readOnly;
    this.sizeBytes = footer.currentSize;
    this.uniqueId = footer.uniqueId;
    this.#file = file;
  }

  get allocatedBytes(): number {
    return this.#file.allocatedBytes();
  }

  read(offset: number, view: Uint8Array): void {
    checkRange(this, offset, view.length);
    this.#file.read(offset, view);
  }

  write(offset: number, view: Uint8Array): void {
    checkRange(this, offset, view.length);
    this.#file.write(offset, view);
  }

  flush(): void {
    this.#file.flush();
  }

  close(): void {
    this.#file.close();
  }
}

/** Writes the one structure of a new fixed disk; the data before it stays a hole. */
export function formatFixed(file: DiskFile, footer: VhdFooter): void {
  file.write(footer.currentSize, encodeFooter(footer));
}

/**
 * Changes the size in place. A footer is the last sector at every moment: growing writes the new
 * one and then clears the old one (which is data now); shrinking writes it and then cuts the file.
 */
export function resizeFixed(file: DiskFile, footer: VhdFooter, sizeBytes: number): void {
  const old = footer.currentSize;
  const changed = {...footer, currentSize: sizeBytes, geometry: geometryOf(sizeBytes)};
  file.write(sizeBytes, encodeFooter(changed));
  if (sizeBytes > old) file.write(old, new Uint8Array(Math.min(FOOTER_SIZE, sizeBytes - old)));
  else file.truncate(sizeBytes + FOOTER_SIZE);
}
