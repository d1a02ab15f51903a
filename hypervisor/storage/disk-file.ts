/**
 * The host file under a disk image: whole reads and writes at byte positions, synchronous.
 *
 * Tests put their own `DiskFile` here to cut the sequence of writes at every place (a kill) or to
 * fail one (a full disk); nothing else in the hypervisor opens disk files.
 */
import {
  closeSync,
  constants,
  fdatasyncSync,
  fstatSync,
  ftruncateSync,
  openSync,
  readSync,
  writeSync,
} from 'node:fs';
import {getSystemErrorMap} from 'node:util';
import {DiskImageError, type DiskImageErrorKind} from './disk-image.ts';

export interface DiskFile {
  readonly path: string;
  readonly readOnly: boolean;
  /** Length of the file in bytes. */
  size(): number;
  /** Bytes that the file takes on the host's disk; holes count nothing. */
  allocatedBytes(): number;
  /** Fills the whole view; what lies behind the end of the file reads as zeros. */
  read(position: number, view: Uint8Array): void;
  /** Writes the whole view, extending the file when needed. */
  write(position: number, view: Uint8Array): void;
  truncate(length: number): void;
  flush(): void;
  close(): void;
}

/** What the host said, and how Hyper-V's messages put it. */
const HOST_ERRORS: Readonly<Record<string, readonly [DiskImageErrorKind, string]>> = {
  ENOENT: ['notFound', 'the system cannot find the path specified'],
  ENOTDIR: ['notFound', 'the system cannot find the path specified'],
  EEXIST: ['exists', 'the file exists'],
  EACCES: ['accessDenied', 'access is denied'],
  EPERM: ['accessDenied', 'access is denied'],
  EROFS: ['accessDenied', 'the media is write protected'],
  EISDIR: ['unsupported', 'the path is a folder'],
  ENOSPC: ['io', 'there is not enough space on the disk'],
};

/** Puts a host error into the words of this folder. */
export function diskError(path: string, error: unknown): DiskImageError {
  if (error instanceof DiskImageError) return error;
  const {code = '', errno = 0} = error as NodeJS.ErrnoException;
  const [kind, text] = HOST_ERRORS[code] ?? ['io', getSystemErrorMap().get(errno)?.[1]];
  return new DiskImageError(kind, path, text ?? String(error), error);
}

/** Unix size of a block in `stat`, whatever the file system's own block is. */
const STAT_BLOCK = 512;

class HostFile implements DiskFile {
  readonly path: string;
  readonly readOnly: boolean;
  readonly #fd: number;

  constructor(path: string, fd: number, readOnly: boolean) {
    this.path = path;
    this.readOnly = readOnly;
    this.#fd = fd;
  }

  size(): number {
    return fstatSync(this.#fd).size;
  }

  allocatedBytes(): number {
    return fstatSync(this.#fd).blocks * STAT_BLOCK;
  }

  read(position: number, view: Uint8Array): void {
    let done = 0;
    while (done < view.length) {
      const count = readSync(this.#fd, view, done, view.length - done, position + done);
      if (count === 0) break;
      done += count;
    }
    if (done < view.length) view.fill(0, done);
  }

  write(position: number, view: Uint8Array): void {
    let done = 0;
    while (done < view.length) {
      done += writeSync(this.#fd, view, done, view.length - done, position + done);
    }
  }

  truncate(length: number): void {
    ftruncateSync(this.#fd, length);
  }

  flush(): void {
    fdatasyncSync(this.#fd);
  }

  close(): void {
    closeSync(this.#fd);
  }
}

/** Opens an existing file. Throws DiskImageError. */
export function openDiskFile(path: string, readOnly = false): DiskFile {
  try {
    return new HostFile(path, openSync(path, readOnly ? 'r' : 'r+'), readOnly);
  } catch (error) {
    throw diskError(path, error);
  }
}

/**
 * Makes a new, empty file that only its owner may read. Throws DiskImageError (`exists`), which names
 * the file as `knownAs`.
 */
export function createDiskFile(path: string, knownAs = path): DiskFile {
  const flags = constants.O_RDWR | constants.O_CREAT | constants.O_EXCL;
  try {
    return new HostFile(path, openSync(path, flags, 0o600), false);
  } catch (error) {
    throw diskError(knownAs, error);
  }
}
