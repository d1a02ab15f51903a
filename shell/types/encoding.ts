/** System.Text.Encoding: the encodings scripts name, with and without a byte order mark. */
import {defineType} from '../values/define-type.ts';
import {NetException} from '../values/net-exception.ts';
import type {Char} from '../values/numbers.ts';
import {fromUtf7, toUtf7} from './utf7.ts';

type Codec = 'utf8' | 'utf16le' | 'utf16be' | 'utf32le' | 'utf32be' | 'latin1' | 'ascii' | 'utf7';

export class Encoding {
  readonly codec: Codec;
  readonly webName: string;
  readonly codePage: number;
  readonly displayName: string;
  /** Byte order mark, empty when the encoding writes none. */
  readonly preamble: Uint8Array;

  constructor(
    codec: Codec,
    webName: string,
    codePage: number,
    displayName: string,
    preamble: readonly number[],
  ) {
    this.codec = codec;
    this.webName = webName;
    this.codePage = codePage;
    this.displayName = displayName;
    this.preamble = Uint8Array.from(preamble);
  }

  getBytes(text: string): Uint8Array {
    switch (this.codec) {
      case 'utf16be':
        return swapPairs(Buffer.from(text, 'utf16le'));
      case 'utf32le':
      case 'utf32be':
        return utf32(text, this.codec === 'utf32le');
      case 'latin1':
      case 'ascii':
        return Uint8Array.from(text, c => narrow(c, this.codec === 'ascii' ? 0x7f : 0xff));
      case 'utf7':
        return toUtf7(text);
      default:
        return Buffer.from(text, this.codec);
    }
  }

  getString(bytes: Uint8Array): string {
    const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    switch (this.codec) {
      case 'utf16be':
        return Buffer.from(swapPairs(buffer)).toString('utf16le');
      case 'utf32le':
      case 'utf32be':
        return fromUtf32(buffer, this.codec === 'utf32le');
      case 'ascii':
        return Array.from(buffer, byte =>
          byte < 0x80 ? String.fromCharCode(byte) : '\ufffd',
        ).join('');
      case 'utf7':
        return fromUtf7(buffer);
      default:
        return buffer.toString(this.codec);
    }
  }
}

function narrow(c: string, limit: number): number {
  const code = c.codePointAt(0) ?? 0;
  return code <= limit ? code : 0x3f;
}

function swapPairs(bytes: Uint8Array): Uint8Array {
  return Uint8Array.from(bytes, (_, i) => bytes[i ^ 1] ?? 0);
}

function utf32(text: string, little: boolean): Uint8Array {
  const points = Array.from(text, c => c.codePointAt(0) ?? 0);
  const view = new DataView(new ArrayBuffer(points.length * 4));
  points.forEach((point, i) => view.setUint32(i * 4, point, little));
  return new Uint8Array(view.buffer);
}

function fromUtf32(bytes: Buffer, little: boolean): string {
  let out = '';
  for (let i = 0; i + 3 < bytes.length; i += 4) {
    const point = little ? bytes.readUInt32LE(i) : bytes.readUInt32BE(i);
    out += point <= 0x10ffff ? String.fromCodePoint(point) : '\ufffd';
  }
  return out;
}

const BOM8 = [0xef, 0xbb, 0xbf];

/** UTF-8 without a mark: PowerShell's default. */
export const utf8 = new Encoding('utf8', 'utf-8', 65001, 'Unicode (UTF-8)', []);
export const utf8WithMark = new Encoding('utf8', 'utf-8', 65001, 'Unicode (UTF-8)', BOM8);
export const ascii = new Encoding('ascii', 'us-ascii', 20127, 'US-ASCII', []);
export const latin1 = new Encoding('latin1', 'iso-8859-1', 28591, 'Western European (ISO)', []);
export const unicode = new Encoding('utf16le', 'utf-16', 1200, 'Unicode', [0xff, 0xfe]);
export const bigEndianUnicode = new Encoding(
  'utf16be',
  'utf-16BE',
  1201,
  'Unicode (Big-Endian)',
  [0xfe, 0xff],
);
export const utf32Little = new Encoding(
  'utf32le',
  'utf-32',
  12000,
  'Unicode (UTF-32)',
  [0xff, 0xfe, 0, 0],
);
export const utf32Big = new Encoding(
  'utf32be',
  'utf-32BE',
  12001,
  'Unicode (UTF-32 Big-Endian)',
  [0, 0, 0xfe, 0xff],
);
const utf7 = new Encoding('utf7', 'utf-7', 65000, 'Unicode (UTF-7)', []);

const byName: Readonly<Record<string, Encoding>> = {
  'utf-8': utf8WithMark,
  utf8,
  utf8nobom: utf8,
  utf8bom: utf8WithMark,
  'utf-7': utf7,
  utf7,
  'us-ascii': ascii,
  ascii,
  'iso-8859-1': latin1,
  latin1,
  ansi: utf8,
  oem: utf8,
  'windows-1252': latin1,
  'utf-16': unicode,
  unicode,
  string: unicode,
  unknown: unicode,
  'utf-16be': bigEndianUnicode,
  bigendianunicode: bigEndianUnicode,
  'utf-32': utf32Little,
  utf32: utf32Little,
  'utf-32be': utf32Big,
  bigendianutf32: utf32Big,
  default: utf8,
};

/** By a name of .NET or of PowerShell's -Encoding parameters, or a code page; undefined when unknown. */
export function encodingNamed(name: string | number): Encoding | undefined {
  if (typeof name === 'string' && !/^\d+$/.test(name)) return byName[name.toLowerCase()];
  const page = Number(name);
  if (page === 0) return utf8;
  return [...new Set(Object.values(byName))].find(known => known.codePage === page);
}

function requireEncoding(name: string | number): Encoding {
  const found = encodingNamed(name);
  if (found) return found;
  throw new NetException('System.ArgumentException', UNKNOWN_ENCODING(name));
}

export function UNKNOWN_ENCODING(name: string | number): string {
  return `'${name}' is not a supported encoding name. For information on defining a custom encoding, see the documentation for the Encoding.RegisterProvider method. (Parameter 'name')`;
}

/** What the mark at the beginning of `bytes` tells; undefined when there is none. */
export function markedEncoding(bytes: Uint8Array): Encoding | undefined {
  // The mark of UTF-32 begins with that of UTF-16, so the longer ones come first.
  return [utf32Little, utf32Big, utf8WithMark, unicode, bigEndianUnicode].find(encoding =>
    encoding.preamble.every((byte, i) => bytes[i] === byte),
  );
}

/** The text of bytes: their mark decides, else `fallback`. */
export function decode(bytes: Uint8Array, fallback: Encoding = utf8): string {
  const marked = markedEncoding(bytes);
  return marked
    ? marked.getString(bytes.subarray(marked.preamble.length))
    : fallback.getString(bytes);
}

/** Bytes of a text; those of a file that begins here (`isNew`) begin with the mark. */
export function encode(text: string, encoding: Encoding = utf8, isNew = true): Uint8Array {
  const bytes = encoding.getBytes(text);
  return isNew && encoding.preamble.length > 0 ? Buffer.concat([encoding.preamble, bytes]) : bytes;
}

const encodingType = defineType<Encoding>({
  fullName: 'System.Text.Encoding',
  instance: Encoding,
  toText: self => `System.Text.${self.codec === 'ascii' ? 'ASCIIEncoding' : 'Encoding'}`,
  members: {
    'string WebName': self => self.webName,
    'string BodyName': self => self.webName,
    'string HeaderName': self => self.webName,
    'string EncodingName': self => self.displayName,
    'int CodePage': self => self.codePage,
    'byte[] Preamble': self => self.preamble,
    'bool IsSingleByte': self => self.codec === 'ascii' || self.codec === 'latin1',
    'byte[] GetBytes(string s)': (self, text: string) => self.getBytes(text),
    'byte[] GetBytes(char[] chars)': (self, chars: Char[]) =>
      self.getBytes(chars.map(c => c.text).join('')),
    'string GetString(byte[] bytes)': (self, bytes: Uint8Array) => self.getString(bytes),
    'string GetString(byte[] bytes, int index, int count)': (
      self,
      bytes: Uint8Array,
      at: number,
      count: number,
    ) => self.getString(bytes.subarray(at, at + count)),
    'char[] GetChars(byte[] bytes)': (self, bytes: Uint8Array) => self.getString(bytes).split(''),
    'int GetByteCount(string s)': (self, text: string) => self.getBytes(text).length,
    'int GetCharCount(byte[] bytes)': (self, bytes: Uint8Array) => self.getString(bytes).length,
    'byte[] GetPreamble()': self => self.preamble,
  },
  statics: {
    'object UTF8': () => utf8WithMark,
    'object UTF7': () => utf7,
    'object ASCII': () => ascii,
    'object Unicode': () => unicode,
    'object BigEndianUnicode': () => bigEndianUnicode,
    'object UTF32': () => utf32Little,
    'object Latin1': () => latin1,
    'object Default': () => utf8,
    'object GetEncoding(string name)': (name: string) => requireEncoding(name),
    'object GetEncoding(int codepage)': (page: number) => requireEncoding(page),
    'byte[] Convert(object srcEncoding, object dstEncoding, byte[] bytes)': (
      from: Encoding,
      to: Encoding,
      bytes: Uint8Array,
    ) => to.getBytes(from.getString(bytes)),
  },
});

for (const [name, make] of [
  ['UTF8Encoding', (mark: boolean) => (mark ? utf8WithMark : utf8)],
  ['ASCIIEncoding', () => ascii],
  ['UnicodeEncoding', (bigEndian: boolean) => (bigEndian ? bigEndianUnicode : unicode)],
  ['UTF32Encoding', (bigEndian: boolean) => (bigEndian ? utf32Big : utf32Little)],
] as const) {
  defineType({
    fullName: `System.Text.${name}`,
    base: encodingType,
    constructors: {
      '()': () => make(false),
      '(bool option)': make,
      '(bool option, bool second)': make,
    },
  });
}
