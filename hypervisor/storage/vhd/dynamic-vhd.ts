/**
 * A dynamic or differencing VHD: blocks of the disk are put into the file when they are first written.
 *
 *     footer copy | header | BAT | (bitmap | block) ... | footer
 *
 * Order of writes when a block is added, so that a kill between any two leaves a good file: the
 * footer at its new place (the file grows, nothing points there), the bitmap over the old footer,
 * the data, and last the 4 bytes of the BAT entry. Until then the block is absent, as before.
 * A guest's flush is an `fdatasync`; without one a failing host (not a killed process) may lose
 * the newest blocks, as with every dynamic disk.
 *
 * In a differencing disk the bitmap says which sectors of a block are here and which are the
 * parent's (bit 7 of a byte first): data is written before its bits.
 *
 * Not here: finding parents (parent-search.ts), giving blocks back (the format has no list of holes).
 */
import type {DiskFile} from '../disk-file.ts';
import {
  checkRange,
  type DiskImage,
  DiskImageError,
  type LayerRange,
  readParent,
} from '../disk-image.ts';
import {
  BLOCK_ABSENT,
  batSize,
  bitmapSize,
  type DynamicHeader,
  encodeDynamicHeader,
  HEADER_SIZE,
  parseDynamicHeader,
} from './dynamic-header.ts';
import {
  DYNAMIC_HEADER_OFFSET,
  encodeFooter,
  FOOTER_SIZE,
  parseFooter,
  type VhdFooter,
  VhdType,
} from './footer.ts';
import {geometryOf} from './geometry.ts';

const SECTOR = 512;
/** Where the BAT of a dynamic disk is: behind the header. */
const FIRST_BAT = DYNAMIC_HEADER_OFFSET + HEADER_SIZE;

export class DynamicVhd implements DiskImage {
  readonly path: string;
  readonly parent: DiskImage | undefined;
  readonly sectorSize = SECTOR;
  readonly physicalSectorSize = SECTOR;
  readonly readOnly: boolean;
  readonly uniqueId: Uint8Array;
  readonly blockSize: number;
  readonly #file: DiskFile;
  readonly #bitmapSize: number;
  #footer: VhdFooter;
  #header: DynamicHeader;
  /** Sector numbers as in the file; entries past the disk's end stay absent. */
  #bat: Uint32Array;
  /** Where the footer is, and so the next block. */
  #end: number;
  /** Bitmaps of a differencing disk that were read, by block. */
  readonly #bitmaps = new Map<number, Uint8Array>();

  /**
   * Reads and checks the BAT. `parent` is that of a differencing disk; without it the disk shows
   * only what the file has. Throws DiskImageError (`corrupt`).
   */
  constructor(
    file: DiskFile,
    footer: VhdFooter,
    header = readHeader(file, footer),
    parent?: DiskImage,
  ) {
    this.path = file.path;
    this.parent = parent;
    this.readOnly = file.readOnly;
    this.uniqueId = footer.uniqueId;
    this.#file = file;
    this.#footer = footer;
    this.#header = header;
    this.blockSize = this.#header.blockSize;
    this.#bitmapSize = bitmapSize(this.blockSize);
    this.#bat = readBat(file, this.#header);
    checkBlocks(file, this.#header, this.#bat);
    this.#end = endOfBlocks(file);
  }

  get format(): 'vhd-dynamic' | 'vhd-differencing' {
    return this.#footer.diskType === VhdType.Differencing ? 'vhd-differencing' : 'vhd-dynamic';
  }

  /** The header as read: it names the parent. */
  get header(): DynamicHeader {
    return this.#header;
  }

  get sizeBytes(): number {
    return this.#footer.currentSize;
  }

  get allocatedBytes(): number {
    return this.#file.allocatedBytes();
  }

  read(offset: number, view: Uint8Array): void {
    checkRange(this, offset, view.length);
    this.#pieces(offset, view, (block, within, piece) => {
      const sector = this.#bat[block] ?? BLOCK_ABSENT;
      if (sector !== BLOCK_ABSENT && this.parent)
        this.#readMixed(block, within, piece, this.parent);
      else if (sector !== BLOCK_ABSENT)
        this.#file.read(sector * SECTOR + this.#bitmapSize + within, piece);
      else if (this.parent) readParent(this.parent, block * this.blockSize + within, piece);
      else piece.fill(0);
    });
  }

  /** Runs of sectors that are here or the parent's. */
  #readMixed(block: number, within: number, piece: Uint8Array, parent: DiskImage): void {
    const place = this.#dataPlace(block);
    const end = within + piece.length;
    const bitmap = this.#bitmap(block);
    for (let at = within; at < end; ) {
      const run = bitRun(bitmap, Math.floor(at / SECTOR), Math.ceil(end / SECTOR));
      const until = Math.min(end, run.end * SECTOR);
      const part = piece.subarray(at - within, until - within);
      if (run.value) this.#file.read(place + at, part);
      else readParent(parent, block * this.blockSize + at, part);
      at = until;
    }
  }

  #dataPlace(block: number): number {
    return (this.#bat[block] ?? 0) * SECTOR + this.#bitmapSize;
  }

  #bitmap(block: number): Uint8Array {
    const known = this.#bitmaps.get(block);
    if (known) return known;
    const bitmap = new Uint8Array(this.#bitmapSize);
    this.#file.read((this.#bat[block] ?? 0) * SECTOR, bitmap);
    this.#bitmaps.set(block, bitmap);
    return bitmap;
  }

  /** Sectors that were written are here from now on. */
  #mark(block: number, within: number, length: number): void {
    const bitmap = this.#bitmap(block);
    const [first, end] = [within / SECTOR, (within + length) / SECTOR];
    if (bitRun(bitmap, first, end).value && bitRun(bitmap, first, end).end === end) return;
    setBits(bitmap, first, end);
    const [from, to] = [first >>> 3, ((end - 1) >>> 3) + 1];
    this.#file.write((this.#bat[block] ?? 0) * SECTOR + from, bitmap.subarray(from, to));
  }

  /** Of differencing disks: in whole sectors. */
  write(offset: number, view: Uint8Array): void {
    checkRange(this, offset, view.length);
    if (this.parent && (offset % SECTOR !== 0 || view.length % SECTOR !== 0))
      throw new RangeError(`${this.path}: ${offset}+${view.length} are not whole sectors`);
    this.#pieces(offset, view, (block, within, piece) => {
      const sector = this.#bat[block] ?? BLOCK_ABSENT;
      if (sector === BLOCK_ABSENT) this.#addBlock(block, within, piece);
      else {
        this.#file.write(sector * SECTOR + this.#bitmapSize + within, piece);
        if (this.parent) this.#mark(block, within, piece.length);
      }
    });
  }

  flush(): void {
    this.#file.flush();
  }

  close(): void {
    this.#file.close();
    this.parent?.close();
  }

  /** What this file itself has. */
  *ownRanges(): Iterable<LayerRange> {
    for (const [block, sector] of this.#bat.entries()) {
      const offset = block * this.blockSize;
      if (sector === BLOCK_ABSENT || offset >= this.sizeBytes) continue;
      const last = Math.min(this.blockSize, this.sizeBytes - offset) / SECTOR;
      const bitmap = this.#bitmap(block);
      for (let bit = 0; bit < last; ) {
        const run = bitRun(bitmap, bit, last);
        const length = (run.end - bit) * SECTOR;
        if (run.value) yield {offset: offset + bit * SECTOR, length, isZero: false};
        bit = run.end;
      }
    }
  }

  /** Parts in a hundred of the blocks that do not follow the one before. */
  get fragmentation(): number {
    const places = [...this.#bat].filter(sector => sector !== BLOCK_ABSENT);
    const step = (this.#bitmapSize + this.blockSize) / SECTOR;
    const breaks = places.filter((sector, i) => i > 0 && sector !== (places[i - 1] ?? 0) + step);
    return places.length < 2 ? 0 : Math.round((breaks.length * 100) / (places.length - 1));
  }

  /** Space behind the blocks; the place of the footer moves on. */
  appendRoom(bytes: number): number {
    const place = this.#end;
    this.#moveFooter(place + bytes);
    return place;
  }

  /** Names another parent: its locators must be in the file already. */
  setParent(parent: DynamicHeader['parent']): void {
    this.#header = {...this.#header, parent};
    const place = this.#footer.headerOffset ?? DYNAMIC_HEADER_OFFSET;
    this.#file.write(place, encodeDynamicHeader(this.#header));
    this.#file.flush();
  }

  /** Makes the disk larger; blocks in the way of a longer BAT move to the end. Never smaller. */
  grow(sizeBytes: number): void {
    const entries = Math.ceil(sizeBytes / this.blockSize);
    this.#makeRoom(this.#header.batOffset + batSize(entries));
    this.#extendBat(entries);
    this.#footer = {...this.#footer, currentSize: sizeBytes, geometry: geometryOf(sizeBytes)};
    const footer = encodeFooter(this.#footer);
    this.#file.write(this.#end, footer);
    this.#file.write(0, footer);
  }

  /** Cuts a range at block borders. */
  #pieces(
    offset: number,
    view: Uint8Array,
    visit: (block: number, within: number, piece: Uint8Array) => void,
  ): void {
    for (let done = 0; done < view.length; ) {
      const block = Math.floor((offset + done) / this.blockSize);
      const within = offset + done - block * this.blockSize;
      const length = Math.min(view.length - done, this.blockSize - within);
      visit(block, within, length === view.length ? view : view.subarray(done, done + length));
      done += length;
    }
  }

  /**
   * See the order of writes above. All bits are set, absent sectors of a present block are holes;
   * with a parent only those that are written.
   */
  #addBlock(block: number, within: number, piece: Uint8Array): void {
    const place = this.#end;
    this.#moveFooter(place + this.#bitmapSize + this.blockSize);
    const bitmap = new Uint8Array(this.#bitmapSize).fill(this.parent ? 0 : 0xff);
    if (this.parent) setBits(bitmap, within / SECTOR, (within + piece.length) / SECTOR);
    this.#bitmaps.delete(block);
    this.#file.write(place, bitmap);
    this.#file.write(place + this.#bitmapSize + within, piece);
    this.#point(block, place);
  }

  #moveFooter(place: number): void {
    this.#file.write(place, encodeFooter(this.#footer));
    this.#end = place;
  }

  #point(block: number, place: number): void {
    const entry = new Uint8Array(4);
    new DataView(entry.buffer).setUint32(0, place / SECTOR);
    this.#file.write(this.#header.batOffset + block * 4, entry);
    this.#bat[block] = place / SECTOR;
  }

  /** Moves every block that begins before `limit` behind the last one. */
  #makeRoom(limit: number): void {
    const buffer = new Uint8Array(this.#bitmapSize + this.blockSize);
    this.#bat.forEach((sector, block) => {
      if (sector === BLOCK_ABSENT || sector * SECTOR >= limit) return;
      this.#file.read(sector * SECTOR, buffer);
      const place = Math.max(this.#end, limit);
      this.#moveFooter(place + buffer.length);
      this.#file.write(place, buffer);
      this.#point(block, place);
    });
    if (this.#end < limit) this.#moveFooter(limit);
  }

  /** The new entries first, then the header that makes them count. */
  #extendBat(entries: number): void {
    if (entries <= this.#bat.length) return;
    const bat = new Uint32Array(entries).fill(BLOCK_ABSENT);
    bat.set(this.#bat);
    const from = this.#bat.length * 4;
    const added = new Uint8Array(batSize(entries) - from).fill(0xff);
    this.#file.write(this.#header.batOffset + from, added);
    this.#header = {...this.#header, maxBatEntries: entries};
    const header = encodeDynamicHeader(this.#header);
    this.#file.write(this.#footer.headerOffset ?? DYNAMIC_HEADER_OFFSET, header);
    this.#bat = bat;
  }
}

/**
 * Writes a new dynamic disk, or a differencing one, whose parent's paths are before the BAT; the copy
 * of the footer, by which it is known, comes last.
 */
export function formatDynamic(
  file: DiskFile,
  footer: VhdFooter,
  blockSize: number,
  {batOffset, parent}: Pick<DynamicHeader, 'batOffset' | 'parent'> = {batOffset: FIRST_BAT},
): void {
  const entries = Math.ceil(footer.currentSize / blockSize);
  const encoded = encodeFooter(footer);
  const header = encodeDynamicHeader({batOffset, maxBatEntries: entries, blockSize, parent});
  file.write(DYNAMIC_HEADER_OFFSET, header);
  file.write(batOffset, new Uint8Array(batSize(entries)).fill(0xff));
  file.write(batOffset + batSize(entries), encoded);
  file.write(0, encoded);
}

/** Reads and checks the header. Throws DiskImageError (`corrupt`). */
export function readHeader(file: DiskFile, footer: VhdFooter): DynamicHeader {
  const bytes = new Uint8Array(HEADER_SIZE);
  const offset = footer.headerOffset ?? 0;
  if (offset > file.size() - HEADER_SIZE) throw corrupt(file, 'the header lies outside the file');
  file.read(offset, bytes);
  const header = parseDynamicHeader(bytes);
  if (typeof header === 'string') throw corrupt(file, header);
  const {batOffset, maxBatEntries, blockSize} = header;
  if (maxBatEntries * blockSize < footer.currentSize) throw corrupt(file, 'the BAT is too short');
  if (batOffset > file.size() - maxBatEntries * 4) throw corrupt(file, 'the BAT is cut off');
  return header;
}

/** Sets bits of a sector bitmap: bit 7 of a byte is its first sector. */
function setBits(bitmap: Uint8Array, first: number, end: number): void {
  for (let bit = first; bit < end; ) {
    if ((bit & 7) === 0 && end - bit >= 8) {
      bitmap[bit >>> 3] = 0xff;
      bit += 8;
    } else {
      bitmap[bit >>> 3] = (bitmap[bit >>> 3] ?? 0) | (0x80 >>> (bit & 7));
      bit += 1;
    }
  }
}

/** The run of equal bits from `first`, at most to `end`. */
function bitRun(bitmap: Uint8Array, first: number, end: number): {value: boolean; end: number} {
  const at = (bit: number): boolean => ((bitmap[bit >>> 3] ?? 0) & (0x80 >>> (bit & 7))) !== 0;
  const value = at(first);
  const same = value ? 0xff : 0;
  let bit = first + 1;
  while (bit < end) {
    if ((bit & 7) === 0 && end - bit >= 8 && bitmap[bit >>> 3] === same) bit += 8;
    else if (at(bit) === value) bit += 1;
    else break;
  }
  return {value, end: bit};
}

/** At most as long as the file, which `readHeader` has checked. */
function readBat(file: DiskFile, header: DynamicHeader): Uint32Array {
  const bytes = new Uint8Array(header.maxBatEntries * 4);
  file.read(header.batOffset, bytes);
  const view = new DataView(bytes.buffer);
  return Uint32Array.from({length: header.maxBatEntries}, (_, i) => view.getUint32(i * 4));
}

/** Every block inside the file, none over another, none over the BAT. */
function checkBlocks(file: DiskFile, header: DynamicHeader, bat: Uint32Array): void {
  const blockBytes = bitmapSize(header.blockSize) + header.blockSize;
  const places = bat.filter(sector => sector !== BLOCK_ABSENT).sort();
  let free = header.batOffset + batSize(header.maxBatEntries);
  for (const sector of places) {
    if (sector * SECTOR < free) throw corrupt(file, `block at sector ${sector} overlaps another`);
    free = sector * SECTOR + blockBytes;
  }
  if (places.length > 0 && free > file.size()) throw corrupt(file, 'a block is cut off');
}

/** The footer's place; behind everything when a kill or another program left none. */
function endOfBlocks(file: DiskFile): number {
  const size = file.size();
  const bytes = new Uint8Array(FOOTER_SIZE);
  file.read(size - FOOTER_SIZE, bytes);
  if (size % SECTOR === 0 && typeof parseFooter(bytes) !== 'string') return size - FOOTER_SIZE;
  return Math.ceil(size / SECTOR) * SECTOR;
}

function corrupt(file: DiskFile, text: string): DiskImageError {
  return new DiskImageError('corrupt', file.path, text);
}
