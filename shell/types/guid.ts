/** System.Guid: lower-case text with dashes. */
import {randomUUID} from 'node:crypto';
import {compareOrdinal} from '../operators/text-order.ts';
import {defineType} from '../values/define-type.ts';
import {NetException} from '../values/net-exception.ts';
import type {PSReference} from '../values/ps-reference.ts';

export class Guid {
  /** `00000000-0000-0000-0000-000000000000` */
  readonly text: string;
  constructor(text: string) {
    this.text = text.toLowerCase();
  }
  static newGuid(): Guid {
    return new Guid(randomUUID());
  }
  toString(): string {
    return this.text;
  }
  /** N, D, B, P or X. */
  format(format: string): string {
    const plain = this.text.replaceAll('-', '');
    switch ((format || 'D').toUpperCase()) {
      case 'N':
        return plain;
      case 'D':
        return this.text;
      case 'B':
        return `{${this.text}}`;
      case 'P':
        return `(${this.text})`;
      case 'X': {
        const [a, b, c] = this.text.split('-');
        const bytes = plain.slice(16).match(/../g) ?? [];
        return `{0x${a},0x${b},0x${c},{${bytes.map(byte => `0x${byte}`).join(',')}}}`;
      }
      default:
        throw new NetException(
          'System.FormatException',
          'Format string can be only "D", "d", "N", "n", "P", "p", "B", "b", "X" or "x".',
        );
    }
  }
}

const EMPTY = '00000000-0000-0000-0000-000000000000';
const form =
  /^[{(]?([0-9a-f]{8})-?([0-9a-f]{4})-?([0-9a-f]{4})-?([0-9a-f]{4})-?([0-9a-f]{12})[)}]?$/i;
const hexForm =
  /^\{0x([0-9a-f]{1,8}),0x([0-9a-f]{1,4}),0x([0-9a-f]{1,4}),\{((?:0x[0-9a-f]{1,2},?){8})\}\}$/i;

function tryParse(text: string): Guid | undefined {
  const match = form.exec(text.trim());
  if (match) return new Guid(match.slice(1).join('-'));
  const hex = hexForm.exec(text.replace(/\s/g, ''));
  if (!hex) return undefined;
  const [, a = '', b = '', c = '', rest = ''] = hex;
  const bytes = [...rest.matchAll(/0x([0-9a-f]+)/gi)]
    .map(([, byte = '']) => byte.padStart(2, '0'))
    .join('');
  return new Guid(
    `${a.padStart(8, '0')}-${b.padStart(4, '0')}-${c.padStart(4, '0')}-${bytes.slice(0, 4)}-${bytes.slice(4)}`,
  );
}

export function parseGuid(text: string): Guid {
  const guid = tryParse(text);
  if (guid) return guid;
  const bare = text.trim().replace(/[-{}()]/g, '');
  const message = /^[0-9a-f]{32}$/i.test(bare)
    ? 'Unrecognized Guid format.'
    : 'Guid should contain 32 digits with 4 dashes (xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx).';
  throw new NetException('System.FormatException', message);
}

/** .NET's byte order: the first three groups are little-endian. */
function toBytes(self: Guid): Uint8Array {
  const bytes = Uint8Array.from(Buffer.from(self.text.replaceAll('-', ''), 'hex'));
  bytes.subarray(0, 4).reverse();
  bytes.subarray(4, 6).reverse();
  bytes.subarray(6, 8).reverse();
  return bytes;
}

function fromBytes(bytes: Uint8Array): Guid {
  const copy = Uint8Array.from(bytes);
  copy.subarray(0, 4).reverse();
  copy.subarray(4, 6).reverse();
  copy.subarray(6, 8).reverse();
  return parseGuid(Buffer.from(copy).toString('hex'));
}

defineType<Guid>({
  fullName: 'System.Guid',
  accelerator: 'guid',
  kind: 'struct',
  interfaces: ['System.IComparable', 'System.IFormattable'],
  instance: Guid,
  toText: self => self.text,
  format: (self, format) => self.format(format),
  compare: (a, b) => compareOrdinal(a.text, b.text),
  equals: (a, b) => a.text === b.text,
  hashKey: self => self.text,
  parse: parseGuid,
  properties: {Guid: {type: 'string', get: self => self.text}},
  members: {
    'byte[] ToByteArray()': toBytes,
    'int CompareTo(guid value)': (self, other: Guid) => compareOrdinal(self.text, other.text),
    'string ToString()': self => self.text,
    'string ToString(string format)': (self, format: string) => self.format(format),
  },
  statics: {
    'guid Empty': () => new Guid(EMPTY),
    'guid NewGuid()': () => Guid.newGuid(),
    'guid Parse(string input)': parseGuid,
    'bool TryParse(string input, ref guid result)': (text: string, result: PSReference) => {
      const guid = tryParse(text ?? '');
      result.value = guid ?? new Guid(EMPTY);
      return guid !== undefined;
    },
  },
  constructors: {
    '()': () => new Guid(EMPTY),
    '(string g)': parseGuid,
    '(byte[] b)': fromBytes,
  },
});
