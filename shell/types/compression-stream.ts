/** System.IO.Compression.GZipStream and DeflateStream: packed when they are closed, unpacked at the first read. */
import {deflateRawSync, gunzipSync, gzipSync, inflateRawSync} from 'node:zlib';
import {defineType} from '../values/define-type.ts';
import type {EnumValue} from '../values/enum-value.ts';
import {requireType} from '../values/find-type.ts';
import {throwNet} from '../values/net-exception.ts';
import {MemoryStream, Stream} from './stream.ts';

interface Format {
  pack(bytes: Uint8Array): Uint8Array;
  unpack(bytes: Uint8Array): Uint8Array;
}

class CompressionStream extends Stream {
  readonly base: Stream;
  readonly #format: Format;
  /** What is to be packed; null for a stream that unpacks. */
  readonly #packed: MemoryStream | null;
  #unpacked: MemoryStream | null = null;

  constructor(base: Stream, format: Format, packs: boolean) {
    super();
    this.base = base;
    this.#format = format;
    this.#packed = packs ? new MemoryStream() : null;
  }
  override get canRead(): boolean {
    return this.open && this.#packed === null;
  }
  override get canWrite(): boolean {
    return this.open && this.#packed !== null;
  }
  override get canSeek(): boolean {
    return false;
  }
  get length(): number {
    return unsupported();
  }
  get position(): number {
    return unsupported();
  }
  set position(_at: number) {
    unsupported();
  }
  setLength(): void {
    unsupported();
  }
  readInto(buffer: Uint8Array): number {
    this.check();
    this.#unpacked ??= new MemoryStream(this.#unpack(this.base.rest()));
    return this.#unpacked.readInto(buffer);
  }
  #unpack(bytes: Uint8Array): Uint8Array {
    if (bytes.length === 0) return bytes;
    try {
      return this.#format.unpack(bytes);
    } catch {
      return throwNet(
        'System.IO.InvalidDataException',
        'The archive entry was compressed using an unsupported compression method.',
      );
    }
  }
  writeFrom(bytes: Uint8Array): void {
    this.check();
    if (this.#packed === null) unsupported();
    this.#packed?.writeFrom(bytes);
  }
  override close(): void {
    if (!this.open) return;
    if (this.#packed !== null) this.base.writeFrom(this.#format.pack(this.#packed.toArray()));
    super.close();
    this.base.close();
  }
}

function unsupported(): never {
  return throwNet('System.NotSupportedException', 'This operation is not supported.');
}

class GZipStream extends CompressionStream {
  constructor(base: Stream, packs: boolean) {
    super(base, {pack: bytes => gzipSync(bytes), unpack: bytes => gunzipSync(bytes)}, packs);
  }
}
class DeflateStream extends CompressionStream {
  constructor(base: Stream, packs: boolean) {
    const format = {
      pack: (bytes: Uint8Array) => deflateRawSync(bytes),
      unpack: (bytes: Uint8Array) => inflateRawSync(bytes),
    };
    super(base, format, packs);
  }
}

const COMPRESS = 1; // CompressionMode

for (const [name, kind] of [
  ['GZipStream', GZipStream],
  ['DeflateStream', DeflateStream],
] as const)
  defineType<CompressionStream>({
    fullName: `System.IO.Compression.${name}`,
    base: requireType('System.IO.Stream'),
    instance: kind,
    members: {'object BaseStream': self => self.base},
    constructors: {
      '(System.IO.Stream stream, System.IO.Compression.CompressionMode mode)': (
        stream: Stream,
        mode: EnumValue,
      ) => new kind(stream, mode.value === COMPRESS),
      '(System.IO.Stream stream, System.IO.Compression.CompressionLevel level)': (stream: Stream) =>
        new kind(stream, true),
    },
  });
