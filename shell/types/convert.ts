/** System.Convert, DBNull, Marshal, BitConverter. */
import {convertTo} from '../conversion/convert.ts';
import {toCurrentText, toText} from '../conversion/to-text.ts';
import {Char, INTEGER_RANGE, integerOf, inIntegerRange} from '../values/numbers.ts';
import type {IntegerTypeName} from '../values/numbers.ts';
import {asBigInt, asNumber} from '../conversion/plain-number.ts';
import {defineType} from '../values/define-type.ts';
import type {EnumValue} from '../values/enum-value.ts';
import {NetException} from '../values/net-exception.ts';
import type {NetType} from '../values/net-type.ts';
import {NullString} from '../values/null-string.ts';
import {isNull, typeOf} from '../values/type-of.ts';
import type {MemberTables} from '../values/type-spec.ts';
import type {Value} from '../values/value.ts';
import {requireType} from '../values/find-type.ts';
import {parseDateTime} from './date-time.ts';

type Statics = NonNullable<MemberTables['statics']>;

/** .NET's own conversion: the inner exception instead of PowerShell's wrapper. */
function strict(v: Value, type: string): Value {
  if (isNull(v)) return convertTo(0, type);
  if (typeof v === 'string' && !/^\s*[+-]?[\d.,]+(?:e[+-]?\d+)?\s*$/i.test(v)) {
    throw new NetException(
      'System.FormatException',
      `The input string '${v}' was not in a correct format.`,
    );
  }
  try {
    return convertTo(v instanceof Char ? v.code : v, type);
  } catch (error) {
    throw error instanceof NetException && error.inner ? error.inner : error;
  }
}

/** Digits of base 2, 8 or 16; a full-width pattern with the top bit set is negative. */
function fromBase(text: string, base: number, name: IntegerTypeName): Value {
  const digits = base === 16 ? text.replace(/^0x/i, '') : text;
  if (base === 10) return strict(text, name);
  const valid = base === 2 ? /^[01]+$/ : base === 8 ? /^[0-7]+$/ : /^[0-9a-f]+$/i;
  if (!valid.test(digits))
    throw new NetException('System.FormatException', 'Could not find any recognizable digits.');
  const n = BigInt((base === 2 ? '0b' : base === 8 ? '0o' : '0x') + digits);
  const [low, high] = INTEGER_RANGE[name];
  const width = high - low + 1n;
  const signed = low < 0n && n > high && n < width ? n - width : n;
  if (!inIntegerRange(name, signed)) {
    throw new NetException(
      'System.OverflowException',
      `Value was either too large or too small for ${/^[AIU]/.test(name) ? 'an' : 'a'} ${name}.`,
    );
  }
  return integerOf(name, signed);
}

function toBase(v: Value, base: number): string {
  const bits =
    typeof v === 'bigint'
      ? 64
      : typeOf(v).name === 'Int16'
        ? 16
        : typeOf(v).name === 'Byte'
          ? 8
          : 32;
  return (base === 10 ? asBigInt(v) : BigInt.asUintN(bits, asBigInt(v))).toString(base);
}

function integerStatics(): Statics {
  const out: Record<string, (...args: never[]) => unknown> = {};
  for (const name of Object.keys(INTEGER_RANGE) as IntegerTypeName[]) {
    out[`object To${name}(object value)`] = ((v: Value) => strict(v, name)) as (
      ...args: never[]
    ) => unknown;
    out[`object To${name}(string value, int fromBase)`] = ((text: string, base: number) =>
      fromBase(text, base, name)) as (...args: never[]) => unknown;
  }
  return out;
}

function toBoolean(v: Value): boolean {
  if (typeof v !== 'string') return convertTo(v, 'bool') as boolean;
  const word = v.trim().toLowerCase();
  if (word === 'true' || word === 'false') return word === 'true';
  throw new NetException(
    'System.FormatException',
    `String '${v}' was not recognized as a valid Boolean.`,
  );
}

function fromBase64(text: string): Uint8Array {
  const bare = text.replace(/\s/g, '');
  if (!/^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/.test(bare)) {
    throw new NetException(
      'System.FormatException',
      'The input is not a valid Base-64 string as it contains a non-base 64 character, more than two padding characters, or an illegal character among the padding characters.',
    );
  }
  return Uint8Array.from(Buffer.from(bare, 'base64'));
}

function toBase64(bytes: Uint8Array, options?: EnumValue): string {
  const text = Buffer.from(bytes).toString('base64');
  return options?.value === 1 ? text.replace(/.{76}(?=.)/g, '$&\r\n') : text;
}

class DBNull {}
const dbNull = new DBNull();

defineType<DBNull>({
  fullName: 'System.DBNull',
  instance: DBNull,
  toText: () => '',
  statics: {'object Value': () => dbNull},
});

/** `[NullString]::Value`: a null that a string parameter keeps. */
defineType<NullString>({
  fullName: 'System.Management.Automation.Language.NullString',
  instance: NullString,
  toText: () => '',
  statics: {'object Value': () => NullString.value},
});

defineType({
  fullName: 'System.Convert',
  abstract: true,
  statics: {
    ...integerStatics(),
    'object DBNull': () => dbNull,
    'object ToDouble(object value)': (v: Value) => strict(v, 'double'),
    'object ToDouble(object value, System.IFormatProvider provider)': (v: Value) =>
      strict(v, 'double'),
    'object ToSingle(object value)': (v: Value) => strict(v, 'single'),
    'object ToDecimal(object value)': (v: Value) => strict(v, 'decimal'),
    'bool ToBoolean(object value)': toBoolean,
    'object ToChar(object value)': (v: Value) => convertTo(v, 'char'),
    'datetime ToDateTime(object value)': (v: Value) =>
      typeof v === 'string' ? parseDateTime(v) : v,
    'string ToString(object value)': (v: Value) => toCurrentText(v),
    'string ToString(object value, int toBase)': toBase,
    'string ToString(object value, System.IFormatProvider provider)': (v: Value) => toText(v),
    'string ToBase64String(byte[] inArray)': (bytes: Uint8Array) => toBase64(bytes),
    'string ToBase64String(byte[] inArray, System.Base64FormattingOptions options)': toBase64,
    'string ToBase64String(byte[] inArray, int offset, int length)': (
      bytes: Uint8Array,
      at: number,
      length: number,
    ) => toBase64(bytes.subarray(at, at + length)),
    'byte[] FromBase64String(string s)': fromBase64,
    'string ToHexString(byte[] inArray)': (bytes: Uint8Array) =>
      Buffer.from(bytes).toString('hex').toUpperCase(),
    'byte[] FromHexString(string s)': (text: string) => Uint8Array.from(Buffer.from(text, 'hex')),
    'object ChangeType(object value, type conversionType)': (v: Value, type: NetType) =>
      convertTo(v, type),
    'object ChangeType(object value, System.TypeCode typeCode)': (v: Value, code: EnumValue) =>
      convertTo(v, requireType(`System.${code.toString()}`)),
    'bool IsDBNull(object value)': (v: Value) => v === dbNull,
  },
});

/** Secure strings are plain memory here: the "pointer" is the text itself. */
class StringPointer {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
}

defineType<StringPointer>({
  fullName: 'System.IntPtr',
  kind: 'struct',
  instance: StringPointer,
  toText: () => '140000000000000',
  statics: {
    'object Zero': () => new StringPointer(''),
    'int Size': () => 8,
    'long MaxValue': () => 2n ** 63n - 1n,
    'long MinValue': () => -(2n ** 63n),
  },
});

function secureText(v: Value): StringPointer {
  const plain = typeof v === 'object' && v !== null && 'plainText' in v ? String(v.plainText) : '';
  return new StringPointer(plain);
}

const pointerText = (pointer: Value) => (pointer instanceof StringPointer ? pointer.text : '');

const SIZES: Readonly<Record<string, number>> = {
  SByte: 1,
  Byte: 1,
  Char: 1,
  Int16: 2,
  UInt16: 2,
  Int32: 4,
  UInt32: 4,
  Single: 4,
  Boolean: 4,
  Int64: 8,
  UInt64: 8,
  Double: 8,
  IntPtr: 8,
  Decimal: 16,
  Guid: 16,
};

/** Bytes of a value in memory of native code. */
function sizeOf(type: NetType): number {
  const size = SIZES[type.name];
  if (size !== undefined) return size;
  throw new NetException(
    'System.ArgumentException',
    `Type '${type.fullName}' cannot be marshaled as an unmanaged structure; no meaningful size or offset can be computed.`,
  );
}

defineType({
  fullName: 'System.Runtime.InteropServices.Marshal',
  abstract: true,
  statics: {
    'object SecureStringToBSTR(object s)': secureText,
    'object SecureStringToGlobalAllocUnicode(object s)': secureText,
    'object SecureStringToCoTaskMemUnicode(object s)': secureText,
    'string PtrToStringAuto(object ptr)': pointerText,
    'string PtrToStringBSTR(object ptr)': pointerText,
    'string PtrToStringUni(object ptr)': pointerText,
    'int SizeOf<T>()': sizeOf,
    'int SizeOf(type t)': sizeOf,
    'int SizeOf(object structure)': (v: Value) => sizeOf(typeOf(v)),
    'void ZeroFreeBSTR(object s)': () => undefined,
    'void ZeroFreeGlobalAllocUnicode(object s)': () => undefined,
    'void ZeroFreeCoTaskMemUnicode(object s)': () => undefined,
  },
});

function little(size: number, write: (view: DataView) => void): Uint8Array {
  const bytes = new Uint8Array(size);
  write(new DataView(bytes.buffer));
  return bytes;
}

function view(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

const WIDTH: Readonly<Record<string, number>> = {
  Int16: 2,
  UInt16: 2,
  Int32: 4,
  UInt32: 4,
  Int64: 8,
  UInt64: 8,
};

/** Little-endian bytes of a number by its type. */
function getBytes(v: Value): Uint8Array {
  if (typeof v === 'boolean') return Uint8Array.of(v ? 1 : 0);
  const name = typeOf(v).name;
  if (name === 'Double') return little(8, d => d.setFloat64(0, asNumber(v), true));
  if (name === 'Single') return little(4, d => d.setFloat32(0, asNumber(v), true));
  const width = v instanceof Char ? 2 : (WIDTH[name] ?? 4);
  return little(8, d => d.setBigInt64(0, BigInt.asIntN(64, asBigInt(v)), true)).slice(0, width);
}

defineType({
  fullName: 'System.BitConverter',
  abstract: true,
  statics: {
    'bool IsLittleEndian': () => true,
    'byte[] GetBytes(object value)': getBytes,
    'short ToInt16(byte[] value, int startIndex)': (b: Uint8Array, at: number) =>
      view(b).getInt16(at, true),
    'ushort ToUInt16(byte[] value, int startIndex)': (b: Uint8Array, at: number) =>
      view(b).getUint16(at, true),
    'int ToInt32(byte[] value, int startIndex)': (b: Uint8Array, at: number) =>
      view(b).getInt32(at, true),
    'uint ToUInt32(byte[] value, int startIndex)': (b: Uint8Array, at: number) =>
      view(b).getUint32(at, true),
    'long ToInt64(byte[] value, int startIndex)': (b: Uint8Array, at: number) =>
      view(b).getBigInt64(at, true),
    'ulong ToUInt64(byte[] value, int startIndex)': (b: Uint8Array, at: number) =>
      view(b).getBigUint64(at, true),
    'double ToDouble(byte[] value, int startIndex)': (b: Uint8Array, at: number) =>
      view(b).getFloat64(at, true),
    'string ToString(byte[] value)': (b: Uint8Array) =>
      (Buffer.from(b).toString('hex').toUpperCase().match(/../g) ?? []).join('-'),
  },
});
