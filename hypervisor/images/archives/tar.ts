/**
 * Reads a tar archive that comes in pieces. Contents are kept only of the entries that the caller wants.
 *
 * Formats: ustar and GNU, with GNU's long names (types L and K); pax records for path, linkpath and size.
 * Source: tar(5) of FreeBSD; POSIX.1-2001, pax.
 */
import {ImageError} from '../image-error.ts';

export type TarKind = 'file' | 'folder' | 'symlink' | 'hardlink' | 'other';

export interface TarEntry {
  /** Without a leading `./` or `/` and without a slash at the end; no part of it is `..`. */
  path: string;
  kind: TarKind;
  /** Permission bits. */
  mode: number;
  size: number;
  /** Target of a link. */
  target: string;
  /** When it was changed, since 1970. */
  seconds: number;
}

const BLOCK = 512;
const KINDS: Readonly<Record<string, TarKind>> = {
  '0': 'file',
  '\0': 'file',
  '7': 'file',
  '1': 'hardlink',
  '2': 'symlink',
  '5': 'folder',
};
/** A name or a set of pax records longer than this is refused. */
const NAME_MAX = 65_536;

const damaged = (text: string): ImageError => new ImageError('corrupt', `tar archive: ${text}`);

/** Entries in order; `wanted` says whose contents to keep. Throws ImageError. */
export function* tarEntries(
  pieces: Iterable<Uint8Array>,
  wanted: (entry: TarEntry) => boolean,
): Generator<{entry: TarEntry; contents: Buffer | undefined}> {
  const input = new Pieces(pieces);
  let named: Overrides = {};
  for (;;) {
    const header = input.take(BLOCK);
    if (header === undefined) throw damaged('cut off');
    if (header.every(byte => byte === 0)) return;
    const type = String.fromCharCode(header[156]!);
    const entry = entryOf(header, type, named);
    const padded = Math.ceil(entry.size / BLOCK) * BLOCK;
    if ('LKxg'.includes(type)) {
      named = {...named, ...overrides(type, input.text(padded, entry.size))};
      continue;
    }
    named = {};
    const contents = entry.kind === 'file' && wanted(entry) ? input.take(padded) : undefined;
    if (contents === undefined && !input.skip(padded)) throw damaged('cut off');
    yield {entry, contents: contents?.subarray(0, entry.size)};
  }
}

interface Overrides {
  path?: string;
  target?: string;
  size?: number;
}

function overrides(type: string, text: string): Overrides {
  if (type === 'L') return {path: untilZero(text)};
  if (type === 'K') return {target: untilZero(text)};
  if (type === 'g') return {};
  const found: Overrides = {};
  for (const [, key, value] of text.matchAll(/^\d+ ([^=\n]+)=([^\n]*)$/gm)) {
    if (key === 'path') found.path = value!;
    if (key === 'linkpath') found.target = value!;
    if (key === 'size') found.size = Number(value);
  }
  return found;
}

function entryOf(header: Buffer, type: string, named: Overrides): TarEntry {
  const text = (from: number, length: number): string =>
    untilZero(header.toString('utf8', from, from + length));
  const octal = (from: number, length: number): number => {
    const digits = /^ *([0-7]+)[ \0]*$/.exec(header.toString('latin1', from, from + length));
    if (!digits) throw damaged('a header is not sound');
    return Number.parseInt(digits[1]!, 8);
  };
  const sum = header.reduce((total, byte, at) => total + (at >= 148 && at < 156 ? 32 : byte), 0);
  if (sum !== octal(148, 8)) throw damaged('a header has a wrong checksum');
  const prefix = header.toString('latin1', 257, 263) === 'ustar\0' ? text(345, 155) : '';
  const name = text(0, 100);
  const size = named.size ?? octal(124, 12);
  if (!Number.isSafeInteger(size) || size < 0) throw damaged('a size is not sound');
  return {
    path: plainPath(named.path ?? (prefix ? `${prefix}/${name}` : name)),
    kind: KINDS[type] ?? 'other',
    mode: octal(100, 8) & 0o7777,
    size: 'LKxg'.includes(type) || (KINDS[type] ?? 'other') === 'file' ? size : 0,
    target: named.target ?? text(157, 100),
    seconds: octal(136, 12),
  };
}

function untilZero(text: string): string {
  const end = text.indexOf('\0');
  return end < 0 ? text : text.slice(0, end);
}

function plainPath(path: string): string {
  const parts = path.split('/').filter(part => part !== '' && part !== '.');
  if (parts.includes('..')) throw damaged(`the path ${path} leads out of it`);
  return parts.join('/');
}

/** Bytes that come in pieces, taken in other lengths. */
class Pieces {
  private readonly iterator: Iterator<Uint8Array>;
  private piece: Uint8Array = new Uint8Array();

  constructor(pieces: Iterable<Uint8Array>) {
    this.iterator = pieces[Symbol.iterator]();
  }

  /** A copy of the next `length` bytes; undefined when there are not that many. */
  take(length: number): Buffer | undefined {
    const parts: Uint8Array[] = [];
    const whole = this.each(length, part => parts.push(part.slice()));
    return whole ? Buffer.concat(parts, length) : undefined;
  }

  skip(length: number): boolean {
    return this.each(length, () => {});
  }

  text(length: number, used: number): string {
    if (used > NAME_MAX) throw damaged('a name is too long');
    const bytes = this.take(length);
    if (!bytes) throw damaged('cut off');
    return bytes.toString('utf8', 0, used);
  }

  private each(length: number, use: (part: Uint8Array) => void): boolean {
    for (let left = length; left > 0; ) {
      if (this.piece.length === 0) {
        const next = this.iterator.next();
        if (next.done) return false;
        this.piece = next.value;
        continue;
      }
      const part = this.piece.subarray(0, left);
      use(part);
      this.piece = this.piece.subarray(part.length);
      left -= part.length;
    }
    return true;
  }
}
