/** System.IO.Stream, MemoryStream, FileStream. Text on streams: text-reader.ts, text-writer.ts. */
import {closeSync, fstatSync, ftruncateSync, openSync, readSync, writeSync} from 'node:fs';
import {defineType} from '../values/define-type.ts';
import type {EnumValue} from '../values/enum-value.ts';
import {NetException, throwNet} from '../values/net-exception.ts';
import {absolutePath} from './current-directory.ts';
import {onPath} from './io-error.ts';

const COPY_BYTES = 65_536;

export abstract class Stream {
  protected open = true;
  abstract get length(): number;
  abstract get position(): number;
  abstract set position(at: number);
  /** Bytes put into `buffer` from its start; 0 at the end. */
  abstract readInto(buffer: Uint8Array): number;
  abstract writeFrom(bytes: Uint8Array): void;
  abstract setLength(length: number): void;

  get canRead(): boolean {
    return this.open;
  }
  get canWrite(): boolean {
    return this.open;
  }
  get canSeek(): boolean {
    return this.open;
  }
  flush(): void {}
  close(): void {
    this.open = false;
  }
  /** Throws when the stream was closed. */
  check(): void {
    if (!this.open) throwNet('System.ObjectDisposedException', 'Cannot access a closed Stream.');
  }
  /** All bytes from here to the end. */
  rest(): Uint8Array {
    const parts: Uint8Array[] = [];
    for (;;) {
      const part = new Uint8Array(COPY_BYTES);
      const count = this.readInto(part);
      if (count === 0) return Buffer.concat(parts);
      parts.push(part.subarray(0, count));
    }
  }
  seek(offset: number, origin: number): number {
    const from = origin === 0 ? 0 : origin === 1 ? this.position : this.length;
    const at = from + offset;
    if (at < 0)
      throwNet(
        'System.IO.IOException',
        'An attempt was made to move the position before the beginning of the stream.',
      );
    this.position = at;
    return at;
  }
}

/** Bytes in memory; one made over given bytes keeps their length and changes them. */
export class MemoryStream extends Stream {
  #bytes: Uint8Array;
  #length: number;
  readonly #fixed: boolean;
  position = 0;

  constructor(bytes: Uint8Array = new Uint8Array(), fixed = false) {
    super();
    this.#bytes = bytes;
    this.#length = bytes.length;
    this.#fixed = fixed;
  }
  get length(): number {
    return this.#length;
  }
  get buffer(): Uint8Array {
    return this.#bytes;
  }
  get capacity(): number {
    return this.#bytes.length;
  }
  toArray(): Uint8Array {
    return this.#bytes.slice(0, this.#length);
  }
  readInto(buffer: Uint8Array): number {
    this.check();
    const found = this.#bytes.subarray(
      this.position,
      Math.min(this.#length, this.position + buffer.length),
    );
    buffer.set(found);
    this.position += found.length;
    return found.length;
  }
  writeFrom(bytes: Uint8Array): void {
    this.check();
    const end = this.position + bytes.length;
    if (end > this.#bytes.length) this.#grow(end);
    this.#bytes.set(bytes, this.position);
    this.#length = Math.max(this.#length, end);
    this.position = end;
  }
  setLength(length: number): void {
    if (length > this.#bytes.length) this.#grow(length);
    this.#bytes.fill(0, Math.min(length, this.#length), Math.max(length, this.#length));
    this.#length = length;
    this.position = Math.min(this.position, length);
  }
  #grow(least: number): void {
    if (this.#fixed) throwNet('System.NotSupportedException', 'Memory stream is not expandable.');
    const larger = new Uint8Array(Math.max(least, 256, this.#bytes.length * 2));
    larger.set(this.#bytes);
    this.#bytes = larger;
  }
}

/** Flags of open(2) by FileMode: 1 CreateNew, 2 Create, 3 Open, 4 OpenOrCreate, 5 Truncate, 6 Append. */
function flagsOf(mode: number, access: number): string {
  if (mode === 1) return 'wx+';
  if (mode === 2) return 'w+';
  if (mode === 6) return 'a';
  return access === 1 ? 'r' : 'r+';
}

export class FileStream extends Stream {
  readonly name: string;
  readonly #file: number;
  readonly #access: number; // 1 read, 2 write
  position = 0;

  constructor(name: string, mode: number, access = mode === 6 ? 2 : 3) {
    super();
    this.name = absolutePath(name);
    this.#access = access;
    this.#file = onPath(name, full => {
      if (mode === 4 && access !== 1) closeSync(openSync(full, 'a'));
      return openSync(full, flagsOf(mode, access));
    });
    if (mode === 5) ftruncateSync(this.#file, 0);
    if (mode === 6) this.position = this.length;
  }
  override get canRead(): boolean {
    return this.open && (this.#access & 1) !== 0;
  }
  override get canWrite(): boolean {
    return this.open && (this.#access & 2) !== 0;
  }
  get length(): number {
    this.check();
    return fstatSync(this.#file).size;
  }
  readInto(buffer: Uint8Array): number {
    this.check();
    if (!this.canRead) throwNet('System.NotSupportedException', 'Stream does not support reading.');
    const count = readSync(this.#file, buffer, 0, buffer.length, this.position);
    this.position += count;
    return count;
  }
  writeFrom(bytes: Uint8Array): void {
    this.check();
    if (!this.canWrite)
      throwNet('System.NotSupportedException', 'Stream does not support writing.');
    for (let at = 0; at < bytes.length; )
      at += writeSync(this.#file, bytes, at, bytes.length - at, this.position + at);
    this.position += bytes.length;
  }
  setLength(length: number): void {
    this.check();
    ftruncateSync(this.#file, length);
    this.position = Math.min(this.position, length);
  }
  override close(): void {
    if (this.open) closeSync(this.#file);
    super.close();
  }
}

function slice(bytes: Uint8Array, offset: number, count: number): Uint8Array {
  if (offset < 0 || count < 0 || offset + count > bytes.length)
    throw new NetException(
      'System.ArgumentOutOfRangeException',
      "Offset and length were out of bounds for the array or count is greater than the number of elements from index to the end of the source collection. (Parameter 'count')",
    );
  return bytes.subarray(offset, offset + count);
}

function readByte(self: Stream): number {
  const one = new Uint8Array(1);
  return self.readInto(one) === 0 ? -1 : (one[0] as number);
}

const streamType = defineType<Stream>({
  fullName: 'System.IO.Stream',
  abstract: true,
  interfaces: ['System.IDisposable'],
  instance: Stream,
  members: {
    'bool CanRead': self => self.canRead,
    'bool CanWrite': self => self.canWrite,
    'bool CanSeek': self => self.canSeek,
    'long Length': self => self.length,
    'long Position': {
      get: self => self.position,
      set: (self, at: bigint) => {
        self.position = Number(at);
      },
    },
    'int Read(byte[] buffer, int offset, int count)': (
      self,
      buffer: Uint8Array,
      offset: number,
      count: number,
    ) => self.readInto(slice(buffer, offset, count)),
    'int ReadByte()': readByte,
    'void Write(byte[] buffer, int offset, int count)': (
      self,
      buffer: Uint8Array,
      offset: number,
      count: number,
    ) => self.writeFrom(slice(buffer, offset, count)),
    'void Write(byte[] buffer)': (self, buffer: Uint8Array) => self.writeFrom(buffer),
    'void WriteByte(byte value)': (self, value: number) => self.writeFrom(Uint8Array.of(value)),
    'long Seek(long offset, System.IO.SeekOrigin origin)': (
      self,
      offset: bigint,
      origin: EnumValue,
    ) => self.seek(Number(offset), origin.value),
    'void SetLength(long value)': (self, length: bigint) => self.setLength(Number(length)),
    'void CopyTo(System.IO.Stream destination)': (self, target: Stream) =>
      target.writeFrom(self.rest()),
    'void Flush()': self => self.flush(),
    'void Close()': self => self.close(),
    'void Dispose()': self => self.close(),
  },
});

defineType<MemoryStream>({
  fullName: 'System.IO.MemoryStream',
  base: streamType,
  instance: MemoryStream,
  members: {
    'int Capacity': self => self.capacity,
    'byte[] ToArray()': self => self.toArray(),
    'byte[] GetBuffer()': self => self.buffer,
    'void WriteTo(System.IO.Stream stream)': (self, target: Stream) =>
      target.writeFrom(self.toArray()),
  },
  constructors: {
    '()': () => new MemoryStream(),
    '(byte[] buffer)': (bytes: Uint8Array) => new MemoryStream(bytes, true),
    '(byte[] buffer, bool writable)': (bytes: Uint8Array) => new MemoryStream(bytes, true),
    '(int capacity)': () => new MemoryStream(),
  },
});

const MODE = 'string path, System.IO.FileMode mode';

defineType<FileStream>({
  fullName: 'System.IO.FileStream',
  base: streamType,
  instance: FileStream,
  members: {'string Name': self => self.name},
  constructors: {
    [`(${MODE})`]: (name: string, mode: EnumValue) => new FileStream(name, mode.value),
    [`(${MODE}, System.IO.FileAccess access)`]: opened,
    [`(${MODE}, System.IO.FileAccess access, System.IO.FileShare share)`]: opened,
    [`(${MODE}, System.IO.FileAccess access, System.IO.FileShare share, int bufferSize)`]: opened,
  },
});

/** Shares are advice on Linux: nothing is locked. */
export function opened(name: string, mode: EnumValue, access?: EnumValue): FileStream {
  return new FileStream(name, mode.value, access?.value);
}
