/** A raw image: byte n of the disk is byte n of the file. Holes of the file read as zeros. */
import type {DiskFile} from '../disk-file.ts';
import {checkRange, type DiskImage, DiskImageError} from '../disk-image.ts';

const SECTOR = 512;

export class RawImage implements DiskImage {
  readonly format = 'raw';
  readonly path: string;
  sizeBytes: number;
  readonly sectorSize: number;
  readonly physicalSectorSize = 4096;
  readonly readOnly: boolean;
  readonly uniqueId = undefined;
  readonly #file: DiskFile;

  /** `sectorSize` is 2048 for the image of an optical disc. Throws DiskImageError (`invalidSize`). */
  constructor(file: DiskFile, sectorSize = SECTOR) {
    const size = file.size();
    if (size === 0 || size % sectorSize !== 0) {
      const text = `a raw image must be a multiple of ${sectorSize} bytes, but has ${size}`;
      throw new DiskImageError('invalidSize', file.path, text);
    }
    this.path = file.path;
    this.readOnly = file.readOnly;
    this.sizeBytes = size;
    this.sectorSize = sectorSize;
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

  /** What is added reads as zeros. */
  resize(sizeBytes: number): void {
    this.#file.truncate(sizeBytes);
    this.sizeBytes = sizeBytes;
  }

  close(): void {
    this.#file.close();
  }
}
