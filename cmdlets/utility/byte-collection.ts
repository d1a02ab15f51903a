/** What Format-Hex writes: up to sixteen bytes with their place and source. */
import {randomInt} from 'node:crypto';
import {defineType} from '../../shell/values/index.ts';

export const BYTES_PER_LINE = 16;

const LARGEST_UINT32 = 0xffff_ffff;

export class ByteCollection {
  readonly offset: number;
  readonly bytes: Uint8Array;
  /** The file, null for other input. */
  readonly path: string | null;
  readonly label: string;

  constructor(offset: number, bytes: Uint8Array, path: string | null, label: string) {
    this.offset = offset;
    this.bytes = bytes;
    this.path = path;
    this.label = label;
  }

  get hexOffset(): string {
    return this.offset.toString(16).toUpperCase().padStart(16, '0');
  }
  /** `01 FF ...` without padding. */
  get hexBytes(): string {
    return Array.from(this.bytes, byte => byte.toString(16).toUpperCase().padStart(2, '0')).join(
      ' ',
    );
  }
  get ascii(): string {
    return Array.from(this.bytes, shown).join('');
  }
  get text(): string {
    const width = BYTES_PER_LINE * 3;
    return `${this.hexOffset}   ${this.hexBytes.padEnd(width)} ${this.ascii.padEnd(BYTES_PER_LINE)}`;
  }
}

/** Zero is a blank, a control character the replacement character, the rest Latin-1. */
function shown(byte: number): string {
  if (byte === 0) return ' ';
  const isControl = byte < 0x20 || (byte >= 0x7f && byte < 0xa0);
  return isControl ? '\ufffd' : String.fromCharCode(byte);
}

/** The heading of input that is no file: its type and a number that keeps inputs of one type apart. */
export function inputLabel(typeName: string): string {
  const simple = typeName.slice(typeName.lastIndexOf('.') + 1);
  const id = randomInt(LARGEST_UINT32).toString(16).toUpperCase().padStart(8, '0');
  return `${simple} (${typeName}) <${id}>`;
}

defineType<ByteCollection>({
  fullName: 'Microsoft.PowerShell.Commands.ByteCollection',
  instance: ByteCollection,
  toText: self => self.text,
  properties: {
    Offset64: {type: 'ulong', get: self => BigInt(self.offset)},
    Offset: {type: 'uint32', get: self => self.offset},
    HexOffset: {type: 'string', get: self => self.hexOffset},
    Bytes: {type: 'byte[]', get: self => self.bytes},
    HexBytes: {type: 'string', get: self => self.hexBytes},
    Path: {type: 'string', get: self => self.path},
    Ascii: {type: 'string', get: self => self.ascii},
    Label: {type: 'string', get: self => self.label},
  },
});
