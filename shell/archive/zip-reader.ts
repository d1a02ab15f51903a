/** Reads a ZIP file: its directory first, then the bytes of entries as they are asked for. */
import {closeSync, fstatSync, openSync, readSync} from 'node:fs';
import {crc32, inflateRawSync} from 'node:zlib';
import {
  CENTRAL_HEADER,
  CENTRAL_HEADER_SIZE,
  COMMENT_MAX,
  DEFLATED,
  END_OF_DIRECTORY,
  END_SIZE,
  fromDosTime,
  LOCAL_HEADER,
  LOCAL_HEADER_SIZE,
  MAX_SIZE,
  STORED,
  UTF8_NAMES,
  ZipError,
} from './zip-format.ts';

export interface ZipEntry {
  /** As written: parts by `/`, one at the end for a folder. */
  readonly name: string;
  readonly size: number; // bytes, unpacked
  readonly modified: Date;
  /** Unix type and permissions; 0: none are known. */
  readonly mode: number;
  readonly packedSize: number;
  readonly method: number;
  readonly crc: number;
  readonly offset: number;
}

export class ZipReader {
  readonly entries: readonly ZipEntry[];
  readonly #file: number;

  /** Throws ZipError. */
  constructor(path: string) {
    this.#file = openSync(path, 'r');
    try {
      this.entries = this.#directory();
    } catch (error) {
      closeSync(this.#file);
      throw error;
    }
  }

  /** The unpacked bytes. Throws ZipError when they are damaged or packed in another way. */
  read(entry: ZipEntry): Uint8Array {
    const head = this.#bytes(entry.offset, LOCAL_HEADER_SIZE);
    if (head.readUInt32LE(0) !== LOCAL_HEADER) throw new ZipError('A local header is missing.');
    const start = entry.offset + LOCAL_HEADER_SIZE + head.readUInt16LE(26) + head.readUInt16LE(28);
    const packed = this.#bytes(start, entry.packedSize);
    const bytes = unpack(packed, entry);
    if (crc32(bytes) !== entry.crc) throw new ZipError(`The entry '${entry.name}' is damaged.`);
    return bytes;
  }

  close(): void {
    closeSync(this.#file);
  }

  #bytes(at: number, size: number): Buffer {
    const bytes = Buffer.alloc(size);
    let done = 0;
    while (done < size) {
      const count = readSync(this.#file, bytes, done, size - done, at + done);
      if (count === 0) throw new ZipError('End of Central Directory record could not be found.');
      done += count;
    }
    return bytes;
  }

  #directory(): ZipEntry[] {
    const {size} = fstatSync(this.#file);
    const from = Math.max(0, size - END_SIZE - COMMENT_MAX);
    const tail = this.#bytes(from, size - from);
    const end = tail.lastIndexOf(Buffer.from('PK\x05\x06', 'latin1'));
    if (end < 0 || tail.length - end < END_SIZE || tail.readUInt32LE(end) !== END_OF_DIRECTORY)
      throw new ZipError('End of Central Directory record could not be found.');
    const [count, bytes, offset] = [
      tail.readUInt16LE(end + 10),
      tail.readUInt32LE(end + 12),
      tail.readUInt32LE(end + 16),
    ];
    if (offset === MAX_SIZE) throw new ZipError('ZIP64 archives are not read.');
    return entriesOf(this.#bytes(offset, bytes), count);
  }
}

function entriesOf(directory: Buffer, count: number): ZipEntry[] {
  const entries: ZipEntry[] = [];
  for (let at = 0; entries.length < count; ) {
    if (
      at + CENTRAL_HEADER_SIZE > directory.length ||
      directory.readUInt32LE(at) !== CENTRAL_HEADER
    )
      throw new ZipError('The central directory is damaged.');
    const nameSize = directory.readUInt16LE(at + 28);
    const nameAt = at + CENTRAL_HEADER_SIZE;
    const name = directory.subarray(nameAt, nameAt + nameSize);
    const isUtf8 = (directory.readUInt16LE(at + 8) & UTF8_NAMES) !== 0;
    entries.push({
      name: name.toString(isUtf8 ? 'utf8' : 'latin1').replaceAll('\\', '/'),
      method: directory.readUInt16LE(at + 10),
      modified: fromDosTime(directory.readUInt16LE(at + 12), directory.readUInt16LE(at + 14)),
      crc: directory.readUInt32LE(at + 16),
      packedSize: directory.readUInt32LE(at + 20),
      size: directory.readUInt32LE(at + 24),
      mode: directory.readUInt16LE(at + 40),
      offset: directory.readUInt32LE(at + 42),
    });
    at = nameAt + nameSize + directory.readUInt16LE(at + 30) + directory.readUInt16LE(at + 32);
  }
  return entries;
}

function unpack(packed: Buffer, entry: ZipEntry): Uint8Array {
  if (entry.method === STORED) return packed;
  if (entry.method !== DEFLATED)
    throw new ZipError(`The archive entry was compressed using an unsupported compression method.`);
  try {
    // One byte more than promised is already too much.
    return inflateRawSync(packed, {maxOutputLength: Math.max(1, entry.size)});
  } catch (error) {
    throw new ZipError(`The entry '${entry.name}' is damaged: ${(error as Error).message}`);
  }
}
