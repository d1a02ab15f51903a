/**
 * Unpacks .xz: streams of blocks, LZMA2 below, the x86 filter above it where a block says so.
 *
 * Debian's packages and the payload of its kernels are in this format. Every checksum is checked. The
 * index at a stream's end is checked for its own checksum only: blocks are read in order.
 * Source: xz, doc/xz-file-format.txt.
 */
import {crc32} from 'node:zlib';
import {ImageError} from '../image-error.ts';
import {undoX86} from './bcj-x86.ts';
import {CHECK_SIZES, type Check, checkOf} from './check.ts';
import {dictionarySize, Lzma2} from './lzma2.ts';

const HEADER = [0xfd, 0x37, 0x7a, 0x58, 0x5a, 0];
const FILTER = {x86: 0x04, lzma2: 0x21} as const;
/** A block with a filter is unpacked whole: the largest that is. */
const FILTERED_MAX = 2 ** 28;

const damaged = (text: string): ImageError => new ImageError('corrupt', `xz data: ${text}`);
const unsupported = (text: string): ImageError => new ImageError('unsupported', `xz data: ${text}`);

export function isXz(bytes: Uint8Array): boolean {
  return HEADER.every((byte, index) => bytes[index] === byte);
}

/** Everything at once. Throws ImageError, also for more than `limit` bytes. */
export function unpackXz(input: Uint8Array, limit: number): Buffer {
  const pieces: Uint8Array[] = [];
  let size = 0;
  for (const piece of xzPieces(input)) {
    size += piece.length;
    if (size > limit) throw unsupported(`more than ${limit} bytes`);
    pieces.push(piece.slice());
  }
  return Buffer.concat(pieces, size);
}

/** In order; each piece is good until the next one is asked for. Throws ImageError. */
export function* xzPieces(input: Uint8Array): Generator<Uint8Array> {
  let at = 0;
  do {
    const stream = new Stream(input, at);
    yield* stream.pieces();
    at = stream.at;
    while (at < input.length && input[at] === 0) at++; // padding between streams
  } while (at < input.length);
}

interface Block {
  dictionary: number;
  x86Start: number | undefined;
  unpackedSize: number | undefined;
}

class Stream {
  at: number;
  private readonly input: Uint8Array;
  private readonly checkType: number;

  constructor(input: Uint8Array, at: number) {
    this.input = input;
    if (!isXz(input.subarray(at))) throw damaged('it does not begin as one');
    if (input[at + 6] !== 0 || input[at + 7]! > 15) throw unsupported('unknown stream flags');
    this.checkType = input[at + 7]!;
    this.expectCrc(at + 6, at + 8);
    this.at = at + 12;
  }

  *pieces(): Generator<Uint8Array> {
    while (this.need(this.at) !== 0) {
      const block = this.blockHeader();
      const check = checkOf(this.checkType);
      if (!check) throw unsupported(`check of type ${this.checkType}`);
      yield* block.x86Start === undefined
        ? this.blockPieces(block, check)
        : [this.filteredBlock(block, block.x86Start, check)];
    }
    this.footer();
  }

  private *blockPieces(block: Block, check: Check): Generator<Uint8Array> {
    const chunks = new Lzma2(this.input, this.at, block.dictionary);
    let size = 0;
    for (const piece of chunks.pieces()) {
      check.update(piece);
      size += piece.length;
      yield piece;
    }
    this.endBlock(chunks, block, size, check);
  }

  private filteredBlock(block: Block, start: number, check: Check): Uint8Array {
    const chunks = new Lzma2(this.input, this.at, block.dictionary);
    const pieces: Uint8Array[] = [];
    let size = 0;
    for (const piece of chunks.pieces()) {
      size += piece.length;
      if (size > FILTERED_MAX) throw unsupported('a filtered block that large');
      pieces.push(piece.slice());
    }
    const whole = Buffer.concat(pieces, size);
    undoX86(whole, start);
    check.update(whole);
    this.endBlock(chunks, block, size, check);
    return whole;
  }

  private endBlock(chunks: Lzma2, block: Block, size: number, check: Check): void {
    if (block.unpackedSize !== undefined && block.unpackedSize !== size)
      throw damaged('a block is not as long as it says');
    this.at = chunks.at;
    this.skipPadding();
    const length = CHECK_SIZES[this.checkType]!;
    const written = this.input.subarray(this.at, this.at + length);
    if (Buffer.compare(written, check.digest()) !== 0) throw damaged('a checksum is wrong');
    this.at += length;
  }

  /** Blocks, indices and headers are multiples of four bytes from the start of the stream. */
  private skipPadding(): void {
    for (; this.at % 4 !== 0; this.at++)
      if (this.need(this.at) !== 0) throw damaged('padding is not zero');
  }

  private blockHeader(): Block {
    const start = this.at;
    const end = start + (this.need(start) + 1) * 4 - 4;
    this.expectCrc(start, end);
    const flags = this.need(start + 1);
    if (flags & 0x3c) throw unsupported('unknown block flags');
    this.at = start + 2;
    if (flags & 0x40) this.number();
    const unpackedSize = flags & 0x80 ? this.number() : undefined;
    let dictionary: number | undefined;
    let x86Start: number | undefined;
    for (let left = (flags & 3) + 1; left > 0; left--) {
      const id = this.number();
      const length = this.number();
      if (length > end - this.at) throw damaged('a filter reaches out of its header');
      if (id === FILTER.lzma2 && left === 1 && length === 1)
        dictionary = dictionarySize(this.need(this.at));
      else if (id === FILTER.x86 && left === 2) x86Start = this.filterStart(length);
      else throw unsupported(`filter 0x${id.toString(16)}`);
      this.at += length;
    }
    if (dictionary === undefined || this.at > end) throw damaged('a block header is not sound');
    this.at = end + 4;
    return {dictionary, x86Start, unpackedSize};
  }

  private filterStart(length: number): number {
    if (length === 0) return 0;
    if (length !== 4) throw damaged('the start of a filter has 4 bytes');
    return this.word(this.at);
  }

  private footer(): void {
    const start = this.at;
    this.at++;
    const records = this.number();
    for (let left = records * 2; left > 0; left--) this.number();
    this.skipPadding();
    this.expectCrc(start, this.at);
    this.at += 4;
    const footer = this.at;
    this.expectCrc(footer + 4, footer + 10, footer);
    const sound =
      (this.word(footer + 4) + 1) * 4 === footer - start &&
      this.need(footer + 9) === this.checkType &&
      this.need(footer + 10) === 0x59 &&
      this.need(footer + 11) === 0x5a;
    if (!sound) throw damaged('its end is not sound');
    this.at = footer + 12;
  }

  private need(at: number): number {
    const value = this.input[at];
    if (value === undefined) throw damaged('cut off');
    return value;
  }

  private word(at: number): number {
    this.need(at + 3);
    return Buffer.from(this.input.buffer, this.input.byteOffset + at, 4).readUInt32LE();
  }

  /** Seven bits a byte, lowest first. */
  private number(): number {
    let value = 0;
    for (let place = 0; place < 7; place++) {
      const byte = this.need(this.at++);
      value += (byte & 0x7f) * 2 ** (7 * place);
      if (byte < 0x80) return value;
    }
    throw unsupported('a number of more than 49 bits');
  }

  private expectCrc(from: number, to: number, at = to): void {
    if (crc32(this.input.subarray(from, to)) !== this.word(at))
      throw damaged('a header has a wrong checksum');
  }
}
