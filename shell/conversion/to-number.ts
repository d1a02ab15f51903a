/**
 * Conversion to the number types. Source: language specification 6.4.
 */
import {Decimal, DecimalOverflow} from '../values/decimal.ts';
import {EnumValue} from '../values/enum-value.ts';
import {
  BigInteger,
  Char,
  Double,
  double,
  INTEGER_RANGE,
  Integer,
  integerOf,
  inIntegerRange,
  isInt32,
  roundHalfEven,
  Single,
} from '../values/numbers.ts';
import type {IntegerTypeName} from '../values/numbers.ts';
import {NetException} from '../values/net-exception.ts';
import type {NetType} from '../values/net-type.ts';
import {isNull, typeOf} from '../values/type-of.ts';
import type {Value} from '../values/value.ts';
import {SwitchParameter} from '../values/switch-parameter.ts';
import {cannotConvert, conversionFailed} from './conversion-error.ts';
import {parseNumber} from './number-literal.ts';

export type NumberTypeName = IntegerTypeName | 'Single' | 'Double' | 'Decimal' | 'BigInteger';

const names = new Set<string>([
  ...Object.keys(INTEGER_RANGE),
  'Single',
  'Double',
  'Decimal',
  'BigInteger',
]);

const known = new Map<NetType, NumberTypeName | undefined>();

/** The short name of a number type, or undefined for every other type. */
export function numberTypeName(type: NetType): NumberTypeName | undefined {
  let name = known.get(type);
  if (name === undefined && !known.has(type)) {
    const isNumeric = /^System\.(?:Numerics\.)?\w+$/.test(type.fullName) && names.has(type.name);
    name = isNumeric ? (type.name as NumberTypeName) : undefined;
    known.set(type, name);
  }
  return name;
}

/** Is the value of a number type (Char, Boolean and enumerations are not)? */
export function isNumber(v: Value): boolean {
  return (
    typeof v === 'number' ||
    typeof v === 'bigint' ||
    v instanceof Double ||
    v instanceof Integer ||
    v instanceof Decimal ||
    v instanceof Single ||
    v instanceof BigInteger
  );
}

/** `v` as the number type `type`; `name` is `numberTypeName(type)`. `v` is unwrapped. */
export function toNumberType(v: Value, name: NumberTypeName, type: NetType): Value {
  if (name === 'Int32' && typeof v === 'number' && isInt32(v)) return v;
  if (isNull(v)) return fromExact(0n, name, type, v);
  if (typeof v === 'string') return fromString(v, name, type);
  const exact = exactInteger(v);
  if (exact !== undefined) return fromExact(exact, name, type, v);
  if (typeof v === 'number') return fromReal(v, name, type, v);
  if (v instanceof Double || v instanceof Single) return fromReal(v.value, name, type, v);
  if (v instanceof Decimal) return fromDecimal(v, name, type);
  throw notANumber(v, type);
}

function notANumber(v: Value, type: NetType): Error {
  const from = typeOf(v);
  if (!from.interfaces.has('System.IConvertible')) return cannotConvert(v, type);
  const text = `Invalid cast from '${from.name}' to '${type.name}'.`;
  return conversionFailed(
    'InvalidCastIConvertible',
    v,
    type,
    new NetException('System.InvalidCastException', text),
  );
}

/** The integer a value is without rounding, or undefined. */
function exactInteger(v: Value): bigint | undefined {
  if (typeof v === 'bigint') return v;
  if (typeof v === 'number') return isInt32(v) ? BigInt(v) : undefined;
  if (typeof v === 'boolean') return v ? 1n : 0n;
  if (v instanceof Integer || v instanceof BigInteger) return BigInt(v.value);
  if (v instanceof Char) return BigInt(v.code);
  if (v instanceof EnumValue) return BigInt(v.value);
  if (v instanceof SwitchParameter) return v.isPresent ? 1n : 0n;
  return undefined;
}

const article = (name: string) => (/^[AIU]/.test(name) && !name.startsWith('UI') ? 'an' : 'a');

function overflow(v: Value, type: NetType, id = 'InvalidCastIConvertible'): Error {
  const shown = /^U?Int|^U?S?Byte/.test(type.name)
    ? type.name === 'SByte'
      ? 'a signed byte'
      : type.name === 'Byte'
        ? 'an unsigned byte'
        : `${article(type.name)} ${type.name}`
    : `a ${type.name}`;
  const text = `Value was either too large or too small for ${shown}.`;
  return conversionFailed(id, v, type, new NetException('System.OverflowException', text));
}

function fromExact(n: bigint, name: NumberTypeName, type: NetType, v: Value, id?: string): Value {
  switch (name) {
    case 'Double':
      return double(Number(n));
    case 'Single':
      return new Single(Number(n));
    case 'Decimal':
      return orOverflow(() => Decimal.of(n), v, type);
    case 'BigInteger':
      return new BigInteger(n);
    default:
      if (!inIntegerRange(name, n)) throw overflow(v, type, id);
      return integerOf(name, n);
  }
}

function fromReal(n: number, name: NumberTypeName, type: NetType, v: Value, id?: string): Value {
  if (name === 'Double') return double(n);
  if (name === 'Single') return new Single(n);
  if (name === 'Decimal') {
    return orOverflow(() => Decimal.fromNumber(n, v instanceof Single ? 7 : 15), v, type);
  }
  if (!Number.isFinite(n)) throw overflow(v, type, id);
  if (name === 'BigInteger') return new BigInteger(BigInt(Math.trunc(n)));
  return fromExact(BigInt(roundHalfEven(n)), name, type, v, id);
}

function fromDecimal(v: Decimal, name: NumberTypeName, type: NetType): Value {
  if (name === 'Decimal') return v;
  if (name === 'Double') return double(v.toNumber());
  if (name === 'Single') return new Single(v.toNumber());
  return fromExact(name === 'BigInteger' ? v.truncate().unscaled : v.toBigInt(), name, type, v);
}

function orOverflow<T>(make: () => T, v: Value, type: NetType): T {
  try {
    return make();
  } catch (error) {
    if (error instanceof DecimalOverflow) throw overflow(v, type);
    throw error;
  }
}

function stringErrorId(name: NumberTypeName): string {
  if (name === 'Double' || name === 'Single') return 'InvalidCastFromStringToDoubleOrSingle';
  return name === 'Decimal' ? 'InvalidCastFromStringToDecimal' : 'InvalidCastFromStringToInteger';
}

const WORDS: Record<string, number> = {
  nan: Number.NaN,
  infinity: Infinity,
  '∞': Infinity,
  '-infinity': -Infinity,
  '-∞': -Infinity,
};

function fromString(text: string, name: NumberTypeName, type: NetType): Value {
  if (text === '') return fromExact(0n, name, type, text);
  if (name === 'Int32' && /^-?[1-9]\d{0,8}$/.test(text)) return Number(text);
  const id = stringErrorId(name);
  const word = WORDS[text.trim().toLowerCase()];
  if (word !== undefined && (name === 'Double' || name === 'Single'))
    return fromReal(word, name, type, text);
  if (name === 'Decimal') {
    const exact = orOverflow(() => Decimal.parse(text.replaceAll(',', '')), text, type);
    if (exact) return exact;
  }
  if (name === 'BigInteger' && /^\s*[+-]?\d[\d,]*\s*$/.test(text)) {
    return new BigInteger(BigInt(text.replaceAll(',', '').trim()));
  }
  const parsed = parseNumber(text);
  if (parsed === undefined) {
    const why = `The input string '${text}' was not in a correct format.`;
    throw conversionFailed(id, text, type, new NetException('System.FormatException', why));
  }
  const exact = exactInteger(parsed);
  if (exact !== undefined) return fromExact(exact, name, type, text, id);
  if (parsed instanceof Decimal) return fromDecimal(parsed, name, type);
  return fromReal(
    parsed instanceof Double ? parsed.value : (parsed as number),
    name,
    type,
    text,
    id,
  );
}
