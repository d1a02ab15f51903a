/** Writes a ZIP file: entries one after the other, then the directory. */
import {closeSync, openSync, writeSync} from 'node:fs';
import {constants, crc32, deflateRawSync} from 'node:zlib';
import {
  CENTRAL_HEADER,
  CENTRAL_HEADER_SIZE,
  DEFLATED,
  dosTime,
  END_OF_DIRECTORY,
  END_SIZE,
  LOCAL_HEADER,
  LOCAL_HEADER_SIZE,
  MAX_ENTRIES,
  MAX_SIZE,
  STORED,
  UTF8_NAMES,
  ZipError,
} from './zip-format.ts';

export type CompressionLevel = 'Optimal' | 'Fastest' | 'NoCompression' | 'SmallestSize';

const LEVELS = {
  Optimal: constants.Z_DEFAULT_COMPRESSION,
  Fastest: constants.Z_BEST_SPEED,
  SmallestSize: constants.Z_BEST_COMPRESSION,
} as const;

interface Written {
  readonly name: Buffer;
  readonly method: number;
  readonly crc: number;
  readonly packedSize: number;
  readonly size: number;
  readonly time: number;
  readonly date: number;
  readonly mode: number;
  readonly offset: number;
}

/** Unix, and version 2.0 of the format. */
const MADE_BY = 0x0314;
const VERSION_NEEDED = 20;

export class ZipWriter {
  readonly #file: number;
  readonly #level: CompressionLevel;
  readonly #entries: Written[] = [];
  readonly #names = new Set<string>();
  #offset = 0;

  constructor(path: string, level: CompressionLevel = 'Optimal') {
    this.#file = openSync(path, 'w');
    this.#level = level;
  }

  /** Adds a file, or a folder when `name` ends with a slash. `mode`: Unix type and permissions. */
  add(name: string, bytes: Uint8Array, modified: Date, mode: number): void {
    const packed =
      this.#level === 'NoCompression' || bytes.length === 0
        ? null
        : deflateRawSync(bytes, {level: LEVELS[this.#level]});
    const isSmaller = packed !== null && packed.length < bytes.length;
    const body = isSmaller ? packed : bytes;
    const entry: Written = {
      name: Buffer.from(name, 'utf8'),
      method: isSmaller ? DEFLATED : STORED,
      crc: crc32(bytes),
      packedSize: body.length,
      size: bytes.length,
      ...dosTime(modified),
      mode,
      offset: this.#offset,
    };
    this.#entries.push(entry);
    this.#names.add(name);
    this.#write(localHeader(entry));
    this.#write(body);
  }

  has(name: string): boolean {
    return this.#names.has(name);
  }

  /** Writes the directory. Throws ZipError when the archive grew too big. */
  close(): void {
    const start = this.#offset;
    for (const entry of this.#entries) this.#write(centralHeader(entry));
    const end = Buffer.alloc(END_SIZE);
    end.writeUInt32LE(END_OF_DIRECTORY, 0);
    end.writeUInt16LE(this.#entries.length, 8);
    end.writeUInt16LE(this.#entries.length, 10);
    end.writeUInt32LE(this.#offset - start, 12);
    end.writeUInt32LE(start, 16);
    this.#write(end);
    closeSync(this.#file);
  }

  #write(bytes: Uint8Array): void {
    this.#offset += bytes.length;
    if (this.#offset > MAX_SIZE || this.#entries.length > MAX_ENTRIES) {
      closeSync(this.#file);
      throw new ZipError(
        'The archive would be bigger than 4 GiB or have more than 65,535 entries.',
      );
    }
    for (let done = 0; done < bytes.length; ) done += writeSync(this.#file, bytes, done);
  }
}

/** The fields that both headers have in this order. */
function writeCommon(header: Buffer, at: number, entry: Written): void {
  header.writeUInt16LE(VERSION_NEEDED, at);
  header.writeUInt16LE(UTF8_NAMES, at + 2);
  header.writeUInt16LE(entry.method, at + 4);
  header.writeUInt16LE(entry.time, at + 6);
  header.writeUInt16LE(entry.date, at + 8);
  header.writeUInt32LE(entry.crc, at + 10);
  header.writeUInt32LE(entry.packedSize, at + 14);
  header.writeUInt32LE(entry.size, at + 18);
  header.writeUInt16LE(entry.name.length, at + 22);
}

function localHeader(entry: Written): Buffer {
  const header = Buffer.alloc(LOCAL_HEADER_SIZE);
  header.writeUInt32LE(LOCAL_HEADER, 0);
  writeCommon(header, 4, entry);
  return Buffer.concat([header, entry.name]);
}

function centralHeader(entry: Written): Buffer {
  const header = Buffer.alloc(CENTRAL_HEADER_SIZE);
  header.writeUInt32LE(CENTRAL_HEADER, 0);
  header.writeUInt16LE(MADE_BY, 4);
  writeCommon(header, 6, entry);
  header.writeUInt32LE((entry.mode << 16) >>> 0, 38);
  header.writeUInt32LE(entry.offset, 42);
  return Buffer.concat([header, entry.name]);
}
