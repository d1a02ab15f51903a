/**
 * A dynamic VHD: blocks of the disk are put into the file when they are first written.
 *
 *     footer copy | header | BAT | (bitmap | block) ... | footer
 *
 * Order of writes when a block is added, so that a kill between any two leaves a good file: the
 * footer at its new place (the file grows, nothing points there), the bitmap over the old footer,
 * the data, and last the 4 bytes of the BAT entry. Until then the block is absent, as before.
 * A guest's flush is an `fdatasync`; without one a failing host (not a killed process) may lose
 * the newest blocks, as with every dynamic disk.
 *
 * Not here: parents (differencing disks), giving blocks back (the format has no list of holes).
 */
import type {DiskFile} from '../disk-file.ts';
import {checkRange, type DiskImage, DiskImageError} from '../disk-image.ts';
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
} from './footer.ts';
import {geometryOf} from './geometry.ts';

const SECTOR = 512;

export class DynamicVhd implements DiskImage {
  readonly format = 'vhd-dynamic';
  readonly path: string;
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

  /** Reads and checks header and BAT. Throws DiskImageError (`corrupt`). */
  constructor(file: DiskFile, footer: VhdFooter) {
    this.path = file.path;
    this.readOnly = file.readOnly;
    this.uniqueId = footer.uniqueId;
    this.#file = file;
    this.#footer = footer;
    this.#header = readHeader(file, footer);
    this.blockSize = this.#header.blockSize;
    this.#bitmapSize = bitmapSize(this.blockSize);
    this.#bat = readBat(file, this.#header);
    checkBlocks(file, this.#header, this.#bat);
    this.#end = endOfBlocks(file);
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
      if (sector === BLOCK_ABSENT) piece.fill(0);
      else this.#file.read(sector * SECTOR + this.#bitmapSize + within, piece);
    });
  }

  write(offset: number, view: Uint8Array): void {
    checkRange(this, offset, view.length);
    this.#pieces(offset, view, (block, within, piece) => {
      const sector = this.#bat[block] ?? BLOCK_ABSENT;
      if (sector === BLOCK_ABSENT) this.#addBlock(block, within, piece);
      else this.#file.write(sector * SECTOR + this.#bitmapSize + within, piece);
    });
  }

  flush(): void {
    this.#file.flush();
  }

  close(): void {
    this.#file.close();
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

  /** See the order of writes above. All bits are set: absent sectors of a present block are holes. */
  #addBlock(block: number, within: number, piece: Uint8Array): void {
    const place = this.#end;
    this.#moveFooter(place + this.#bitmapSize + this.blockSize);
    this.#file.write(place, new Uint8Array(this.#bitmapSize).fill(0xff));
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

/** Writes a new dynamic disk; the copy of the footer, by which it is known, comes last. */
export function formatDynamic(file: DiskFile, footer: VhdFooter, blockSize: number): void {
  const entries = Math.ceil(footer.currentSize / blockSize);
  const batOffset = DYNAMIC_HEADER_OFFSET + HEADER_SIZE;
  const encoded = encodeFooter(footer);
  const header = encodeDynamicHeader({batOffset, maxBatEntries: entries, blockSize});
  file.write(DYNAMIC_HEADER_OFFSET, header);
  file.write(batOffset, new Uint8Array(batSize(entries)).fill(0xff));
  file.write(batOffset + batSize(entries), encoded);
  file.write(0, encoded);
}

function readHeader(file: DiskFile, footer: VhdFooter): DynamicHeader {
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
