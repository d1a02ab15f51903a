/** The disk files that the storage thread has open: a writer is alone, readers share. */
import {realpathSync} from 'node:fs';
import {type DiskImage, DiskImageError} from '../../../storage/disk-image.ts';
import {openDisk} from '../../../storage/open-disk.ts';

export class OpenDisks {
  /** Real path of each open image. */
  readonly #open = new Map<DiskImage, string>();

  /** Throws DiskImageError; `inUse` when another disk has the file. */
  open(path: string, readOnly: boolean): DiskImage {
    const image = openDisk(path, readOnly);
    const real = realpathSync(path);
    const others = [...this.#open].filter(([, used]) => used === real).map(([other]) => other);
    if (others.some(other => !readOnly || !other.readOnly)) {
      image.close();
      throw new DiskImageError('inUse', path, 'the file is attached already');
    }
    this.#open.set(image, real);
    return image;
  }

  close(image: DiskImage): void {
    this.#open.delete(image);
    image.close();
  }
}
