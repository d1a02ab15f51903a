/** System.IO.BinaryReader and BinaryWriter: numbers and texts as little-endian bytes. */
import {defineType} from '../values/define-type.ts';
import {throwNet} from '../values/net-exception.ts';
import {type Encoding, utf8} from './encoding.ts';
import type {Stream} from './stream.ts';

class BinaryReader {
  readonly stream: Stream;
  readonly encoding: Encoding;
  constructor(stream: Stream, encoding: Encoding = utf8) {
    this.stream = stream;
    this.encoding = encoding;
  }
  /** At most `count` bytes. */
  some(count: number): Uint8Array {
    const bytes = new Uint8Array(count);
    return bytes.subarray(0, this.stream.readInto(bytes));
  }
  /** Exactly `count` bytes, or an EndOfStreamException. */
  bytes(count: number): DataView {
    const found = this.some(count);
    if (found.length < count)
      throwNet('System.IO.EndOfStreamException', 'Unable to read beyond the end of the stream.');
    return new DataView(found.buffer, found.byteOffset, count);
  }
  /** A length in groups of seven bits, then the text. */
  text(): string {
    let length = 0;
    for (let shift = 0; ; shift += 7) {
      const byte = this.bytes(1).getUint8(0);
      length |= (byte & 0x7f) << shift;
      if (byte < 0x80) break;
    }
    const {buffer, byteOffset} = this.bytes(length);
    return this.encoding.getString(new Uint8Array(buffer, byteOffset, length));
  }
}

defineType<BinaryReader>({
  fullName: 'System.IO.BinaryReader',
  interfaces: ['System.IDisposable'],
  instance: BinaryReader,
  members: {
    'object BaseStream': self => self.stream,
    'byte ReadByte()': self => self.bytes(1).getUint8(0),
    'sbyte ReadSByte()': self => self.bytes(1).getInt8(0),
    'bool ReadBoolean()': self => self.bytes(1).getUint8(0) !== 0,
    'short ReadInt16()': self => self.bytes(2).getInt16(0, true),
    'ushort ReadUInt16()': self => self.bytes(2).getUint16(0, true),
    'int ReadInt32()': self => self.bytes(4).getInt32(0, true),
    'uint ReadUInt32()': self => self.bytes(4).getUint32(0, true),
    'long ReadInt64()': self => self.bytes(8).getBigInt64(0, true),
    'ulong ReadUInt64()': self => self.bytes(8).getBigUint64(0, true),
    'float ReadSingle()': self => self.bytes(4).getFloat32(0, true),
    'double ReadDouble()': self => self.bytes(8).getFloat64(0, true),
    'byte[] ReadBytes(int count)': (self, count: number) => self.some(count),
    'string ReadString()': self => self.text(),
    'void Close()': self => self.stream.close(),
    'void Dispose()': self => self.stream.close(),
  },
  constructors: {
    '(System.IO.Stream input)': (stream: Stream) => new BinaryReader(stream),
    '(System.IO.Stream input, System.Text.Encoding encoding)': (
      stream: Stream,
      encoding: Encoding,
    ) => new BinaryReader(stream, encoding),
  },
});

class BinaryWriter {
  readonly stream: Stream;
  readonly encoding: Encoding;
  constructor(stream: Stream, encoding: Encoding = utf8) {
    this.stream = stream;
    this.encoding = encoding;
  }
  bytes(size: number, fill: (view: DataView) => void): void {
    const view = new DataView(new ArrayBuffer(size));
    fill(view);
    this.stream.writeFrom(new Uint8Array(view.buffer));
  }
  text(text: string): void {
    const bytes = this.encoding.getBytes(text);
    const length: number[] = [];
    let left = bytes.length;
    for (; left >= 0x80; left >>>= 7) length.push((left & 0x7f) | 0x80);
    this.stream.writeFrom(Uint8Array.of(...length, left));
    this.stream.writeFrom(bytes);
  }
}

defineType<BinaryWriter>({
  fullName: 'System.IO.BinaryWriter',
  interfaces: ['System.IDisposable'],
  instance: BinaryWriter,
  members: {
    'object BaseStream': self => self.stream,
    'void Write(byte[] buffer)': (self, bytes: Uint8Array) => self.stream.writeFrom(bytes),
    'void Write(string value)': (self, text: string) => self.text(text),
    'void Write(bool value)': (self, on: boolean) => self.bytes(1, view => view.setUint8(0, +on)),
    'void Write(byte value)': (self, n: number) => self.bytes(1, view => view.setUint8(0, n)),
    'void Write(sbyte value)': (self, n: number) => self.bytes(1, view => view.setInt8(0, n)),
    'void Write(short value)': (self, n: number) =>
      self.bytes(2, view => view.setInt16(0, n, true)),
    'void Write(ushort value)': (self, n: number) =>
      self.bytes(2, view => view.setUint16(0, n, true)),
    'void Write(int value)': (self, n: number) => self.bytes(4, view => view.setInt32(0, n, true)),
    'void Write(uint value)': (self, n: number) =>
      self.bytes(4, view => view.setUint32(0, n, true)),
    'void Write(long value)': (self, n: bigint) =>
      self.bytes(8, view => view.setBigInt64(0, n, true)),
    'void Write(ulong value)': (self, n: bigint) =>
      self.bytes(8, view => view.setBigUint64(0, BigInt(n), true)),
    'void Write(float value)': (self, n: number) =>
      self.bytes(4, view => view.setFloat32(0, n, true)),
    'void Write(double value)': (self, n: number) =>
      self.bytes(8, view => view.setFloat64(0, n, true)),
    'void Flush()': self => self.stream.flush(),
    'void Close()': self => self.stream.close(),
    'void Dispose()': self => self.stream.close(),
  },
  constructors: {
    '(System.IO.Stream output)': (stream: Stream) => new BinaryWriter(stream),
    '(System.IO.Stream output, System.Text.Encoding encoding)': (
      stream: Stream,
      encoding: Encoding,
    ) => new BinaryWriter(stream, encoding),
  },
});
