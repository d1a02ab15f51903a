/**
 * The disk files that the storage thread has open: a writer is alone, readers share. The parents of
 * a differencing disk are readers: nobody writes to them while a child is attached.
 */
import {realpathSync} from 'node:fs';
import {chainOf, type DiskImage, DiskImageError} from '../../../storage/disk-image.ts';
import {openDisk} from '../../../storage/open-disk.ts';

interface Use {
  readonly file: string;
  readonly writes: boolean;
}

export class OpenDisks {
  readonly #open = new Map<DiskImage, readonly Use[]>();

  /** Throws DiskImageError; `inUse` when another disk has the file or one of its parents. */
  open(path: string, readOnly: boolean): DiskImage {
    // Before opening: that alone may replay a log into a file that is in use.
    this.#refuse(path, {file: realOf(path), writes: !readOnly});
    const image = openDisk(path, readOnly);
    const uses = [...chainOf(image)].map(link => ({
      file: realpathSync(link.path),
      writes: !link.readOnly,
    }));
    try {
      for (const use of uses) this.#refuse(path, use);
    } catch (error) {
      image.close();
      throw error;
    }
    this.#open.set(image, uses);
    return image;
  }

  close(image: DiskImage): void {
    this.#open.delete(image);
    image.close();
  }

  #refuse(path: string, {file, writes}: Use): void {
    const others = [...this.#open.values()].flat().filter(use => use.file === file);
    if (!others.some(other => writes || other.writes)) return;
    const what = file === realOf(path) ? 'the file' : `its parent "${file}"`;
    throw new DiskImageError('inUse', path, `${what} is attached already`);
  }
}

function realOf(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    // It does not exist: opening says so.
    return path;
  }
}
