/**
 * A VHDX disk: fixed, dynamic or differencing.
 *
 *     identifier | headers | region tables | log | metadata | BAT | blocks ...
 *
 * Data goes straight into its block; what says where blocks are (BAT, sector bitmaps) changes in
 * memory and becomes true with the next flush, through the log (journal.ts). So a kill leaves the
 * disk as it was at a flush, or later; space that was taken since then is free again.
 *
 * Not here: making files (format-vhdx.ts), other sizes (resize-vhdx.ts), finding parents
 * (differencing.ts). Source: [MS-VHDX], hyperv-wire.md 7.2.
 */
import {randomUUID} from 'node:crypto';
import type {DiskFile} from '../disk-file.ts';
import {
  checkRange,
  type DiskImage,
  DiskImageError,
  type LayerRange,
  readParent,
} from '../disk-image.ts';
import {Bat, BlockState, chunkRatio} from './bat.ts';
import {type Headers, MIB} from './header.ts';
import {Journal} from './journal.ts';
import {encodeMetadata, type VhdxMetadata} from './metadata.ts';
import {encodeRegionTable, REGION_TABLES, type Regions} from './region-table.ts';
import {bitRun, fillBits} from './sector-bitmap.ts';
import type {Space} from './space.ts';
import {usedSpace} from './used-space.ts';

/** Most sectors of metadata that one block's first write changes: 16 of its bitmap, 2 of the BAT. */
const BLOCK_CHANGES = 18;
const BITMAP_BLOCK = MIB;

export interface VhdxParts {
  readonly file: DiskFile;
  readonly headers: Headers;
  readonly regions: Regions;
  readonly metadata: VhdxMetadata;
  /** Of a differencing disk; undefined when only its description is wanted. */
  readonly parent: DiskImage | undefined;
}

export class VhdxImage implements DiskImage {
  readonly path: string;
  readonly readOnly: boolean;
  readonly parent: DiskImage | undefined;
  /** Absent for fixed disks, whose blocks stay. */
  readonly unmap?: (offset: number, length: number) => void;
  readonly #file: DiskFile;
  readonly #headers: Headers;
  readonly #journal: Journal;
  readonly #bat: Bat;
  readonly #space: Space;
  #regions: Regions;
  #metadata: VhdxMetadata;
  /** The file says that its writes are new ones. */
  #hasBegun = false;
  #keepsDataGuid = false;

  /** Checks the BAT. Throws DiskImageError (`corrupt`). */
  constructor({file, headers, regions, metadata, parent}: VhdxParts) {
    this.path = file.path;
    this.readOnly = file.readOnly;
    this.parent = parent;
    this.#file = file;
    this.#headers = headers;
    this.#regions = regions;
    this.#metadata = metadata;
    this.#journal = new Journal(file, headers);
    this.#bat = new Bat(
      this.#journal,
      regions.bat,
      chunkRatio(metadata.blockSize, metadata.sectorSize),
    );
    this.#space = usedSpace({file, headers, regions, metadata}, this.#bat);
    if (!metadata.leaveAllocated) this.unmap = (offset, length) => this.#unmap(offset, length);
  }

  get format(): 'vhdx-fixed' | 'vhdx-dynamic' | 'vhdx-differencing' {
    if (this.#metadata.parent) return 'vhdx-differencing';
    return this.#metadata.leaveAllocated ? 'vhdx-fixed' : 'vhdx-dynamic';
  }

  get sizeBytes(): number {
    return this.#metadata.sizeBytes;
  }

  get sectorSize(): number {
    return this.#metadata.sectorSize;
  }

  get physicalSectorSize(): number {
    return this.#metadata.physicalSectorSize;
  }

  get blockSize(): number {
    return this.#metadata.blockSize;
  }

  get uniqueId(): Uint8Array {
    return this.#metadata.uniqueId;
  }

  /** Changes with every session that writes: what children know their parent by. */
  get dataGuid(): string {
    return this.#headers.current.dataWriteGuid;
  }

  get metadata(): VhdxMetadata {
    return this.#metadata;
  }

  get allocatedBytes(): number {
    return this.#file.allocatedBytes();
  }

  /** Parts in a hundred of the blocks that do not follow the one before. */
  get fragmentation(): number {
    let [blocks, breaks, next] = [0, 0, -1];
    for (const {index, state, place} of this.#bat.scan(this.#file, this.#bat.region.length / 8)) {
      if (this.#bat.isBitmap(index) || state < BlockState.FullyPresent) continue;
      if (next >= 0 && place !== next) breaks += 1;
      blocks += 1;
      next = place + this.blockSize;
    }
    return blocks < 2 ? 0 : Math.round((breaks * 100) / (blocks - 1));
  }

  read(offset: number, view: Uint8Array): void {
    checkRange(this, offset, view.length);
    const {blockSize} = this;
    for (let done = 0; done < view.length; ) {
      const block = Math.floor((offset + done) / blockSize);
      const within = offset + done - block * blockSize;
      const length = Math.min(view.length - done, blockSize - within);
      const piece = length === view.length ? view : view.subarray(done, done + length);
      this.#readBlock(block, within, piece);
      done += length;
    }
  }

  #readBlock(block: number, within: number, piece: Uint8Array): void {
    const index = this.#bat.payloadIndex(block);
    const state = this.#bat.state(index);
    if (
      state === BlockState.FullyPresent ||
      (state === BlockState.PartiallyPresent && !this.parent)
    )
      this.#file.read(this.#bat.place(index) + within, piece);
    else if (state === BlockState.PartiallyPresent) this.#readMixed(block, within, piece);
    else if (state === BlockState.NotPresent && this.parent)
      readParent(this.parent, block * this.blockSize + within, piece);
    else piece.fill(0);
  }

  /** Runs of sectors that are here or the parent's. */
  #readMixed(block: number, within: number, piece: Uint8Array): void {
    const {sectorSize} = this;
    const place = this.#bat.place(this.#bat.payloadIndex(block));
    const {bitmap, first} = this.#bitsOf(block);
    const end = within + piece.length;
    for (let at = within; at < end; ) {
      const last = first + Math.ceil(end / sectorSize);
      const run = bitRun(this.#journal, bitmap, first + Math.floor(at / sectorSize), last);
      const until = Math.min(end, (run.end - first) * sectorSize);
      const part = piece.subarray(at - within, until - within);
      if (run.value) this.#file.read(place + at, part);
      else if (this.parent) readParent(this.parent, block * this.blockSize + at, part);
      at = until;
    }
  }

  /** Of differencing disks: in whole sectors. Throws DiskImageError when the file can not grow. */
  write(offset: number, view: Uint8Array): void {
    checkRange(this, offset, view.length);
    if (this.parent && (offset % this.sectorSize !== 0 || view.length % this.sectorSize !== 0))
      throw new RangeError(`${this.path}: ${offset}+${view.length} are not whole sectors`);
    this.#begin();
    const {blockSize} = this;
    for (let done = 0; done < view.length; ) {
      const block = Math.floor((offset + done) / blockSize);
      const within = offset + done - block * blockSize;
      const length = Math.min(view.length - done, blockSize - within);
      const piece = length === view.length ? view : view.subarray(done, done + length);
      this.#writeBlock(block, within, piece);
      done += length;
    }
  }

  #writeBlock(block: number, within: number, piece: Uint8Array): void {
    const index = this.#bat.payloadIndex(block);
    const state = this.#bat.state(index);
    if (state < BlockState.FullyPresent) {
      this.#addBlock(block, state, within, piece);
      return;
    }
    this.#file.write(this.#bat.place(index) + within, piece);
    if (state === BlockState.PartiallyPresent && this.parent)
      this.#mark(block, within, piece.length);
  }

  /** Data first; the entries that expose it wait for the commit. */
  #addBlock(block: number, state: number, within: number, piece: Uint8Array): void {
    if (!this.#journal.hasRoom(BLOCK_CHANGES)) this.flush();
    const {blockSize} = this;
    const isPartial =
      this.parent !== undefined && state === BlockState.NotPresent && piece.length < blockSize;
    const {start, isRecycled} = this.#allocate(blockSize);
    if (isRecycled && !isPartial) this.#zeroAround(start, within, piece.length);
    this.#file.write(start + within, piece);
    if (isPartial) this.#markFirst(block, within, piece.length);
    this.#bat.set(
      this.#bat.payloadIndex(block),
      isPartial ? BlockState.PartiallyPresent : BlockState.FullyPresent,
      start,
    );
  }

  #allocate(bytes: number): {start: number; isRecycled: boolean} {
    const {start, isRecycled} = this.#space.allocate(bytes / MIB);
    const end = this.#space.end * MIB;
    if (this.#file.size() < end) this.#file.truncate(end);
    return {start: start * MIB, isRecycled};
  }

  #zeroAround(start: number, within: number, length: number): void {
    this.#zero(start, within);
    this.#zero(start + within + length, this.blockSize - within - length);
  }

  #zero(place: number, length: number): void {
    for (let done = 0; done < length; done += ZEROS.length)
      this.#file.write(place + done, ZEROS.subarray(0, Math.min(ZEROS.length, length - done)));
  }

  #bitsOf(block: number): {bitmap: number; first: number} {
    const chunk = Math.floor(block / this.#bat.ratio);
    const sectors = this.blockSize / this.sectorSize;
    const bitmap = this.#bat.place(this.#bat.bitmapIndex(chunk));
    return {bitmap, first: (block % this.#bat.ratio) * sectors};
  }

  /** Sectors of a new block; bits of an earlier life of the block are cleared. */
  #markFirst(block: number, within: number, length: number): void {
    const index = this.#bat.bitmapIndex(Math.floor(block / this.#bat.ratio));
    if (this.#bat.state(index) !== BlockState.FullyPresent) {
      const {start, isRecycled} = this.#allocate(BITMAP_BLOCK);
      if (isRecycled) this.#zero(start, BITMAP_BLOCK);
      this.#bat.set(index, BlockState.FullyPresent, start);
    }
    const {bitmap, first} = this.#bitsOf(block);
    fillBits(this.#journal, bitmap, first, this.blockSize / this.sectorSize, false);
    this.#mark(block, within, length);
  }

  #mark(block: number, within: number, length: number): void {
    if (!this.#journal.hasRoom(BLOCK_CHANGES)) this.flush();
    const {bitmap, first} = this.#bitsOf(block);
    const {sectorSize} = this;
    fillBits(this.#journal, bitmap, first + within / sectorSize, length / sectorSize, true);
    // A block that is written to its end may be whole now: its bits need not be read any more.
    const last = first + this.blockSize / sectorSize;
    if (within + length < this.blockSize) return;
    if (bitRun(this.#journal, bitmap, first, last).end < last) return;
    const index = this.#bat.payloadIndex(block);
    if (this.#bat.state(index) === BlockState.PartiallyPresent)
      this.#bat.set(index, BlockState.FullyPresent, this.#bat.place(index));
  }

  /** Whole blocks are given back; of others the range is zeroed (resources.md 13.4.2). */
  #unmap(offset: number, length: number): void {
    checkRange(this, offset, length);
    this.#begin();
    const {blockSize} = this;
    for (let done = 0; done < length; ) {
      const block = Math.floor((offset + done) / blockSize);
      const within = offset + done - block * blockSize;
      const count = Math.min(length - done, blockSize - within);
      const isLast = offset + done + count === this.sizeBytes;
      if (within === 0 && (count === blockSize || isLast)) this.#dropBlock(block);
      else this.#zeroPart(block, within, count);
      done += count;
    }
  }

  #dropBlock(block: number): void {
    const index = this.#bat.payloadIndex(block);
    const state = this.#bat.state(index);
    const gone = this.#metadata.parent ? BlockState.Zero : BlockState.NotPresent;
    if (state === gone || (state < BlockState.FullyPresent && !this.#metadata.parent)) return;
    if (!this.#journal.hasRoom(1)) this.flush();
    if (state >= BlockState.FullyPresent)
      this.#space.release(this.#bat.place(index) / MIB, this.blockSize / MIB);
    this.#bat.set(index, gone, 0);
  }

  #zeroPart(block: number, within: number, length: number): void {
    const state = this.#bat.state(this.#bat.payloadIndex(block));
    const readsZero =
      state === BlockState.NotPresent ? !this.#metadata.parent : state < BlockState.FullyPresent;
    if (readsZero) return;
    for (let done = 0; done < length; done += ZEROS.length) {
      const piece = ZEROS.subarray(0, Math.min(ZEROS.length, length - done));
      this.#writeBlock(block, within + done, piece);
    }
  }

  flush(): void {
    if (this.readOnly) return;
    this.#journal.commit();
    this.#space.settle();
  }

  /** Commits, leaves no log behind, and gives back the space behind the last block. */
  close(): void {
    try {
      this.seal();
    } finally {
      this.#file.close();
      this.parent?.close();
    }
  }

  /**
   * The writes to come do not change what users of the disk see: a merge into a parent, which shows
   * the same through its child, or the copy of a disk.
   */
  keepDataGuid(): void {
    this.#keepsDataGuid = true;
  }

  /** Tells children that this is another disk now. */
  renewDataGuid(): void {
    this.#begin();
    this.#headers.update({dataWriteGuid: randomUUID()});
  }

  /** Leaves a file without a log that ends with its last block. */
  seal(): void {
    if (!this.#hasBegun) return;
    this.flush();
    this.#journal.close();
    const end = this.#space.end * MIB;
    if (this.#file.size() > end) this.#file.truncate(end);
  }

  /** What this file itself says, in order: data it has, ranges it declares to be zeros. */
  *ownRanges(): Iterable<LayerRange> {
    const blocks = Math.ceil(this.sizeBytes / this.blockSize);
    const {blockSize, sectorSize} = this;
    for (let block = 0; block < blocks; block++) {
      const state = this.#bat.state(this.#bat.payloadIndex(block));
      const offset = block * blockSize;
      const length = Math.min(blockSize, this.sizeBytes - offset);
      if (state === BlockState.FullyPresent) yield {offset, length, isZero: false};
      else if (state === BlockState.PartiallyPresent) {
        const {bitmap, first} = this.#bitsOf(block);
        const last = first + length / sectorSize;
        for (let bit = first; bit < last; ) {
          const run = bitRun(this.#journal, bitmap, bit, last);
          const from = offset + (bit - first) * sectorSize;
          if (run.value) yield {offset: from, length: (run.end - bit) * sectorSize, isZero: false};
          bit = run.end;
        }
      } else if (state !== BlockState.NotPresent) yield {offset, length, isZero: true};
    }
  }

  /** Writes other metadata and, for another BAT, other region tables: all or nothing. */
  changeMetadata(change: Partial<VhdxMetadata>, bat = this.#regions.bat): void {
    this.#begin();
    this.flush();
    const metadata = {...this.#metadata, ...change};
    this.#journal.put(this.#regions.metadata.offset, encodeMetadata(metadata));
    if (bat !== this.#regions.bat) {
      this.#regions = {...this.#regions, bat};
      const table = encodeRegionTable(this.#regions);
      for (const place of REGION_TABLES) this.#journal.put(place, table);
    }
    this.flush();
    this.#journal.forget();
    this.#metadata = metadata;
    this.#bat.region = bat;
  }

  /** Makes room for `entries` entries of the BAT, elsewhere if need be. */
  batFor(length: number): Regions['bat'] {
    const {bat} = this.#regions;
    if (length <= bat.length) return bat;
    this.#begin();
    this.flush();
    const {start, isRecycled} = this.#allocate(length);
    if (isRecycled) this.#zero(start, length);
    const buffer = new Uint8Array(MIB);
    for (let done = 0; done < bat.length; done += MIB) {
      this.#file.read(bat.offset + done, buffer);
      this.#file.write(start + done, buffer);
    }
    this.#space.release(bat.offset / MIB, bat.length / MIB);
    return {offset: start, length};
  }

  /** Clears what blocks from `first` on hold: they are past the end, or will be. */
  forgetBlocks(first: number): void {
    this.#begin();
    const gone = this.#metadata.parent ? BlockState.Zero : BlockState.NotPresent;
    const from = this.#bat.payloadIndex(first);
    const last = this.#regions.bat.length / 8;
    for (const {index, state, place} of this.#bat.scan(this.#file, last)) {
      if (index < from || this.#bat.isBitmap(index)) continue;
      if (state === gone) continue;
      if (!this.#journal.hasRoom(1)) this.flush();
      if (state >= BlockState.FullyPresent) this.#space.release(place / MIB, this.blockSize / MIB);
      this.#bat.set(index, gone, 0);
    }
    this.flush();
  }

  /** Gives a fixed disk the blocks of a larger size. */
  allocateBlocks(first: number, count: number): void {
    for (let block = first; block < first + count; block++) {
      if (!this.#journal.hasRoom(1)) this.flush();
      const {start, isRecycled} = this.#allocate(this.blockSize);
      if (isRecycled) this.#zero(start, this.blockSize);
      this.#bat.set(this.#bat.payloadIndex(block), BlockState.FullyPresent, start);
    }
    this.flush();
  }

  /** Once in a session, before the first change. */
  #begin(): void {
    if (this.#hasBegun) return;
    if (this.readOnly)
      throw new DiskImageError('accessDenied', this.path, 'the disk is open for reading only');
    this.#hasBegun = true;
    const end = this.#space.end * MIB;
    if (this.#file.size() > end) this.#file.truncate(end);
    const fileWriteGuid = randomUUID();
    this.#headers.update(
      this.#keepsDataGuid ? {fileWriteGuid} : {fileWriteGuid, dataWriteGuid: randomUUID()},
    );
  }
}

const ZEROS = new Uint8Array(MIB);
