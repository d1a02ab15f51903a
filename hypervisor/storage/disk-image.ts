/**
 * A virtual disk as its users see it: bytes at offsets, whatever the file format below.
 *
 * Implementations: raw/, vhd/, vhdx/. All calls are synchronous and block the calling
 * thread (findings: `readSync` in a storage thread is five times the thread pool); views may lie
 * in shared guest memory and are filled or written without a copy.
 */

/** How a disk is kept in its file. */
export type DiskFormat =
  | 'raw'
  | 'vhd-fixed'
  | 'vhd-dynamic'
  | 'vhd-differencing'
  | 'vhdx-fixed'
  | 'vhdx-dynamic'
  | 'vhdx-differencing';

/** A range that a file itself determines, whatever its parent has there. */
export interface LayerRange {
  readonly offset: number;
  readonly length: number;
  /** The file has no data for it: it is zeros. */
  readonly isZero: boolean;
}

export interface DiskImage {
  readonly format: DiskFormat;
  readonly path: string;
  /** Size the guest sees, a multiple of `sectorSize`. */
  readonly sizeBytes: number;
  /** Logical sector in bytes. */
  readonly sectorSize: number;
  /** Physical sector in bytes: what READ CAPACITY(16) reports as the exponent. */
  readonly physicalSectorSize: number;
  readonly readOnly: boolean;
  /** 16 bytes that name this disk for good; absent for raw files. */
  readonly uniqueId: Uint8Array | undefined;
  /** What a differencing disk reads where it has nothing itself: open for reading, closed with it. */
  readonly parent?: DiskImage | undefined;
  /** Bytes of the pieces by which the file grows; absent where it does not. */
  readonly blockSize?: number;
  /** Bytes the file takes on the host's disk now (blocks, not length). */
  readonly allocatedBytes: number;
  /** Fills the view. The range must lie inside the disk: RangeError otherwise (a bug of the caller). */
  read(offset: number, view: Uint8Array): void;
  write(offset: number, view: Uint8Array): void;
  /** Returns when everything written is on stable storage. */
  flush(): void;
  /** Gives space back where the format can; absent where it can not, and UNMAP is then not offered. */
  unmap?(offset: number, length: number): void;
  /** What the file itself determines; absent for formats that determine everything. */
  ownRanges?(): Iterable<LayerRange>;
  close(): void;
}

/** Why a disk file was refused. `kind` is what a caller can act on; the text says the detail. */
export class DiskImageError extends Error {
  readonly kind: DiskImageErrorKind;
  readonly path: string;

  constructor(kind: DiskImageErrorKind, path: string, text: string, cause?: unknown) {
    super(`${path}: ${text}`, cause === undefined ? undefined : {cause});
    this.name = 'DiskImageError';
    this.kind = kind;
    this.path = path;
  }
}

export type DiskImageErrorKind =
  | 'notFound'
  | 'exists'
  | 'accessDenied'
  | 'corrupt'
  | 'unsupported'
  | 'inUse'
  | 'invalidSize'
  /** The parent of a differencing disk is not where the disk says. */
  | 'parentMissing'
  /** What is there is not the parent, or was changed. */
  | 'parentMismatch'
  /** The disk is among its own parents. */
  | 'cycle'
  | 'io';

/** Refuses a range outside the disk; every implementation calls it first. */
export function checkRange(disk: DiskImage, offset: number, length: number): void {
  if (offset >= 0 && length <= disk.sizeBytes - offset) return;
  throw new RangeError(`${disk.path}: bytes ${offset}+${length} are outside ${disk.sizeBytes}`);
}

/** Reads what a child has not: a parent that is smaller than its child ends in zeros. */
export function readParent(parent: DiskImage, offset: number, view: Uint8Array): void {
  const length = Math.max(0, Math.min(view.length, parent.sizeBytes - offset));
  if (length > 0) parent.read(offset, length === view.length ? view : view.subarray(0, length));
  if (length < view.length) view.fill(0, length);
}

/** A disk and its parents, itself first. */
export function* chainOf(image: DiskImage): Iterable<DiskImage> {
  for (let link: DiskImage | undefined = image; link; link = link.parent) yield link;
}
