/** A fixed VHD: the disk as it is, then the footer. Unwritten parts are holes of the host's file. */
import type {DiskFile} from '../disk-file.ts';
import {checkRange, type DiskImage, DiskImageError} from '../disk-image.ts';
import {encodeFooter, FOOTER_SIZE, type VhdFooter} from './footer.ts';
import {geometryOf} from './geometry.ts';

export class FixedVhd implements DiskImage {
  readonly format = 'vhd-fixed';
  readonly path: string;
  readonly sectorSize = 512;
  readonly physicalSectorSize = 512;
  readonly readOnly: boolean;
  readonly uniqueId: Uint8Array;
  readonly #file: DiskFile;
  #footer: VhdFooter;

  constructor(file: DiskFile, footer: VhdFooter) {
    if (footer.currentSize > file.size() - FOOTER_SIZE) {
      const text = `the footer promises ${footer.currentSize} bytes, the file has ${file.size()}`;
      throw new DiskImageError('corrupt', file.path, text);
    }
    this.path = file.path;
    this.readOnly = file.readOnly;
    this.#footer = footer;
    this.uniqueId = footer.uniqueId;
    this.#file = file;
  }

  get sizeBytes(): number {
    return this.#footer.currentSize;
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

  /**
   * Changes the size in place. A footer is the last sector at every moment: growing writes the new
   * one and then clears the old one (which is data now); shrinking writes it and then cuts the file.
   */
  resize(sizeBytes: number): void {
    const old = this.sizeBytes;
    this.#footer = {...this.#footer, currentSize: sizeBytes, geometry: geometryOf(sizeBytes)};
    this.#file.write(sizeBytes, encodeFooter(this.#footer));
    if (sizeBytes > old)
      this.#file.write(old, new Uint8Array(Math.min(FOOTER_SIZE, sizeBytes - old)));
    else this.#file.truncate(sizeBytes + FOOTER_SIZE);
  }
}

/** Writes the one structure of a new fixed disk; the data before it stays a hole. */
export function formatFixed(file: DiskFile, footer: VhdFooter): void {
  file.write(footer.currentSize, encodeFooter(footer));
}
