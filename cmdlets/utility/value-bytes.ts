/** The bytes of values as they lie in memory, little-endian: what Format-Hex shows. */
import {type Encoding, encode} from '../../shell/types/encoding.ts';
import type {Char} from '../../shell/values/index.ts';
import {
  arrayItems,
  asBigInt,
  asNumber,
  EnumValue,
  typeOf,
  unwrap,
} from '../../shell/values/index.ts';

type Write = (view: DataView, value: unknown) => void;

/** Type name -> size in bytes and how it is written at offset 0. */
const LAYOUTS: Readonly<Record<string, readonly [size: number, write: Write]>> = {
  'System.Boolean': [4, (view, value) => view.setInt32(0, value === true ? 1 : 0, true)],
  'System.Byte': [1, (view, value) => view.setUint8(0, asNumber(value))],
  'System.SByte': [1, (view, value) => view.setInt8(0, asNumber(value))],
  'System.Char': [2, (view, value) => view.setUint16(0, (value as Char).text.charCodeAt(0), true)],
  'System.Int16': [2, (view, value) => view.setInt16(0, asNumber(value), true)],
  'System.UInt16': [2, (view, value) => view.setUint16(0, asNumber(value), true)],
  'System.Int32': [4, (view, value) => view.setInt32(0, asNumber(value), true)],
  'System.UInt32': [4, (view, value) => view.setUint32(0, asNumber(value), true)],
  'System.Int64': [8, (view, value) => view.setBigInt64(0, asBigInt(value), true)],
  'System.UInt64': [8, (view, value) => view.setBigUint64(0, asBigInt(value), true)],
  'System.Single': [4, (view, value) => view.setFloat32(0, asNumber(value), true)],
  'System.Double': [8, (view, value) => view.setFloat64(0, asNumber(value), true)],
};

/** The bytes of a text, a number or an array of one of them; undefined for everything else. */
export function bytesOf(value: unknown, encoding: Encoding | undefined): Uint8Array | undefined {
  const bare = unwrap(value);
  if (typeof bare === 'string') return encode(bare, encoding, false);
  if (bare instanceof Uint8Array) return bare;
  if (!Array.isArray(bare)) return scalarBytes(bare);
  const parts = arrayItems(bare).map(item => bytesOf(item, encoding));
  return parts.every(part => part !== undefined) ? Buffer.concat(parts) : undefined;
}

function scalarBytes(value: unknown): Uint8Array | undefined {
  if (value === null || value === undefined) return undefined;
  const number = value instanceof EnumValue ? value.value : value;
  const layout = LAYOUTS[typeOf(number).fullName];
  if (!layout) return undefined;
  const [size, write] = layout;
  const bytes = new Uint8Array(size);
  write(new DataView(bytes.buffer), number);
  return bytes;
}
