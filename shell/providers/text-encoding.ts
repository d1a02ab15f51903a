/**
 * Encodings by name, as -Encoding takes them (language.md 18.3). Reading honours a byte order mark; without
 * one and without a name a text is UTF-8.
 */
import {NetException, toText} from '../values/index.ts';

type Codec = 'utf8' | 'utf16le' | 'utf16be' | 'utf32le' | 'utf32be' | 'latin1' | 'ascii' | 'utf7';

export interface TextEncoding {
  readonly codec: Codec;
  /** Written before the text. */
  readonly mark: readonly number[];
}

const UTF8: TextEncoding = {codec: 'utf8', mark: []};

const ENCODINGS: Readonly<Record<string, TextEncoding>> = {
  utf8: UTF8,
  utf8nobom: UTF8,
  default: UTF8,
  oem: UTF8,
  utf8bom: {codec: 'utf8', mark: [0xef, 0xbb, 0xbf]},
  ascii: {codec: 'ascii', mark: []},
  'us-ascii': {codec: 'ascii', mark: []},
  ansi: {codec: 'utf8', mark: []},
  latin1: {codec: 'latin1', mark: []},
  'iso-8859-1': {codec: 'latin1', mark: []},
  unicode: {codec: 'utf16le', mark: [0xff, 0xfe]},
  'utf-16': {codec: 'utf16le', mark: [0xff, 0xfe]},
  bigendianunicode: {codec: 'utf16be', mark: [0xfe, 0xff]},
  'utf-16be': {codec: 'utf16be', mark: [0xfe, 0xff]},
  utf32: {codec: 'utf32le', mark: [0xff, 0xfe, 0, 0]},
  'utf-32': {codec: 'utf32le', mark: [0xff, 0xfe, 0, 0]},
  bigendianutf32: {codec: 'utf32be', mark: [0, 0, 0xfe, 0xff]},
  'utf-8': UTF8,
  '65001': UTF8,
  '20127': {codec: 'ascii', mark: []},
  '28591': {codec: 'latin1', mark: []},
  '1200': {codec: 'utf16le', mark: [0xff, 0xfe]},
  '1201': {codec: 'utf16be', mark: [0xfe, 0xff]},
  '12000': {codec: 'utf32le', mark: [0xff, 0xfe, 0, 0]},
};

/** .NET classes of encodings, when a script hands an Encoding object over. */
const CLASSES: Readonly<Record<string, string>> = {
  utf8encoding: 'utf8',
  asciiencoding: 'ascii',
  unicodeencoding: 'unicode',
  utf32encoding: 'utf32',
  latin1encoding: 'latin1',
};

/** The encoding of an -Encoding argument; undefined stays undefined. */
export function textEncoding(argument: unknown): TextEncoding | undefined {
  if (argument === undefined || argument === null) return undefined;
  const text = toText(argument).toLowerCase();
  const className = /(\w+encoding)(?:\+\w+)?$/.exec(text)?.[1] ?? '';
  const found = ENCODINGS[text] ?? ENCODINGS[CLASSES[className] ?? ''];
  if (found) return found;
  throw new NetException(
    'System.ArgumentException',
    `'${toText(argument)}' is not a supported encoding name.`,
    {
      errorId: 'ParameterArgumentTransformationError',
      category: 'InvalidData',
    },
  );
}

/** What a file begins with tells its encoding; else `fallback`, else UTF-8. */
export function detectEncoding(bytes: Uint8Array, fallback?: TextEncoding): TextEncoding {
  const begins = (mark: readonly number[]) => mark.every((byte, index) => bytes[index] === byte);
  // The mark of UTF-32 begins with that of UTF-16, so the longer ones come first.
  for (const name of ['utf32', 'bigendianutf32', 'utf8bom', 'unicode', 'bigendianunicode'])
    if (begins((ENCODINGS[name] as TextEncoding).mark)) return ENCODINGS[name] as TextEncoding;
  return fallback ?? UTF8;
}

/** The text of a file's bytes, without its mark. */
export function decodeText(bytes: Uint8Array, fallback?: TextEncoding): string {
  const encoding = detectEncoding(bytes, fallback);
  const hasMark =
    encoding.mark.length > 0 && encoding.mark.every((byte, index) => bytes[index] === byte);
  const body = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).subarray(
    hasMark ? encoding.mark.length : 0,
  );
  switch (encoding.codec) {
    case 'utf16le':
      return body.toString('utf16le');
    case 'utf16be':
      return Buffer.from(body.subarray(0, body.length & ~1))
        .swap16()
        .toString('utf16le');
    case 'utf32le':
    case 'utf32be':
      return decodeUtf32(body, encoding.codec === 'utf32le');
    case 'latin1':
    case 'ascii':
      return body.toString('latin1');
    default:
      return body.toString('utf8');
  }
}

function decodeUtf32(body: Buffer, little: boolean): string {
  let text = '';
  for (let at = 0; at + 4 <= body.length; at += 4) {
    const code = little ? body.readUInt32LE(at) : body.readUInt32BE(at);
    text += code <= 0x10ffff ? String.fromCodePoint(code) : '\ufffd';
  }
  return text;
}

/** Bytes of a text; the mark only where `withMark`. */
export function encodeText(text: string, encoding: TextEncoding = UTF8, withMark = true): Buffer {
  const mark = Buffer.from(withMark ? encoding.mark : []);
  return Buffer.concat([mark, encodeBody(text, encoding.codec)]);
}

function encodeBody(text: string, codec: Codec): Buffer {
  switch (codec) {
    case 'utf16le':
      return Buffer.from(text, 'utf16le');
    case 'utf16be':
      return Buffer.from(text, 'utf16le').swap16();
    case 'utf32le':
    case 'utf32be':
      return encodeUtf32(text, codec === 'utf32le');
    case 'latin1':
      return Buffer.from(text.replace(/[^\0-\u00ff]/gu, '?'), 'latin1');
    case 'ascii':
      return Buffer.from(text.replace(/[^\0-\u007f]/gu, '?'), 'latin1');
    default:
      return Buffer.from(text, 'utf8');
  }
}

function encodeUtf32(text: string, little: boolean): Buffer {
  const codes = [...text].map(character => character.codePointAt(0) ?? 0);
  const bytes = Buffer.alloc(codes.length * 4);
  codes.forEach((code, index) =>
    little ? bytes.writeUInt32LE(code, index * 4) : bytes.writeUInt32BE(code, index * 4),
  );
  return bytes;
}
