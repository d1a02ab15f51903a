/** Numeric literals: text to type and value (specification 1.3). */
import type {NumericTypeName} from './ast.ts';

export interface NumericValue {
  readonly type: NumericTypeName;
  readonly value: number | string;
}

const MULTIPLIERS: Readonly<Record<string, bigint>> = {
  '': 1n,
  k: 1n << 10n,
  m: 1n << 20n,
  g: 1n << 30n,
  t: 1n << 40n,
  p: 1n << 50n,
};

const DECIMAL_MAX = (1n << 96n) - 1n;

/** Lowest and highest value of each integer type; `wide` ones keep their digits as text. */
const RANGES: readonly (readonly [NumericTypeName, bigint, bigint, 'wide'?])[] = [
  ['SByte', -128n, 127n],
  ['Byte', 0n, 255n],
  ['Int16', -32768n, 32767n],
  ['UInt16', 0n, 65535n],
  ['Int32', -(1n << 31n), (1n << 31n) - 1n],
  ['UInt32', 0n, (1n << 32n) - 1n],
  ['Int64', -(1n << 63n), (1n << 63n) - 1n, 'wide'],
  ['UInt64', 0n, (1n << 64n) - 1n, 'wide'],
  ['Decimal', -DECIMAL_MAX, DECIMAL_MAX, 'wide'],
];

/** The types that a suffix allows; the first one that holds the value is taken. */
const SUFFIX_TYPES: Readonly<Record<string, readonly NumericTypeName[]>> = {
  '': ['Int32', 'Int64', 'Decimal'],
  y: ['SByte'],
  uy: ['Byte'],
  s: ['Int16'],
  us: ['UInt16'],
  u: ['UInt32', 'UInt64'],
  l: ['Int64'],
  ul: ['UInt64'],
  d: ['Decimal'],
};

/** Hexadecimal digits that fill a signed type, by suffix. */
const HEX_WIDTH: Readonly<Record<string, number>> = {y: 2, s: 4, l: 16};

const FORM =
  /^([-+\u2013-\u2015]?)(?:0x([0-9a-f]+?)|0b([01]+)|([0-9]*)(\.[0-9]*)?(?:e([-+\u2013-\u2015]?)([0-9]+))?)(u?[ysl]|[udn])?(?:([kmgtp])b)?$/i;

/** In hexadecimal, `d` and `b` are digits, so the suffix of a hexadecimal number is found apart. */
const HEX_FORM = /^([-+\u2013-\u2015]?)0x([0-9a-f]+)(u?[ysl]|[un])?(?:([kmgtp])b)?$/i;

const isMinus = (sign: string | undefined): boolean => !!sign && sign !== '+';

function fit(value: bigint, types: readonly NumericTypeName[]): NumericValue | null {
  for (const [type, low, high, wide] of RANGES) {
    if (!types.includes(type) || value < low || value > high) continue;
    return {type, value: wide ? value.toString() : Number(value)};
  }
  return null;
}

function integer(value: bigint, suffix: string): NumericValue | null {
  if (suffix === 'n') return {type: 'BigInteger', value: value.toString()};
  const found = fit(value, SUFFIX_TYPES[suffix] ?? []);
  return found ?? (suffix === '' ? {type: 'Double', value: Number(value)} : null);
}

/** Two's complement: a value whose digits fill `bits` has its sign in the first bit. */
function signed(value: bigint, filled: boolean, bits: number): bigint {
  return filled ? BigInt.asIntN(bits, value) : value;
}

function hexadecimal(digits: string, suffix: string): bigint {
  const value = BigInt(`0x${digits}`);
  const width = HEX_WIDTH[suffix] ?? (digits.length < 15 ? 8 : 16);
  return signed(
    value,
    !suffix.startsWith('u') && suffix !== 'n' && digits.length === width,
    width * 4,
  );
}

function binary(digits: string, suffix: string): bigint {
  const full = [8, 16, 32, 64].includes(digits.length) && !suffix.startsWith('u');
  return signed(BigInt(`0b${digits}`), full, digits.length);
}

/** A number with a point or exponent as `digits * 10 ** -scale`, exactly. */
function scaled(
  whole: string,
  fraction: string,
  exponent: number,
): {digits: bigint; scale: number} {
  const digits = BigInt(whole + fraction || '0');
  const scale = fraction.length - exponent;
  return scale >= 0 ? {digits, scale} : {digits: digits * 10n ** BigInt(-scale), scale: 0};
}

/** Rounds half to even, as .NET does when a real number takes an integer suffix. */
function roundHalfEven(digits: bigint, scale: number): bigint {
  const unit = 10n ** BigInt(scale);
  const floor = digits / unit;
  const twice = (digits % unit) * 2n;
  return twice > unit || (twice === unit && floor % 2n === 1n) ? floor + 1n : floor;
}

function decimalText(digits: bigint, scale: number, negative: boolean): NumericValue | null {
  let rest = digits;
  let places = scale;
  while (places > 28 || (rest > DECIMAL_MAX && places > 0)) {
    rest = roundHalfEven(rest, 1);
    places--;
  }
  if (rest > DECIMAL_MAX) return null;
  const text = rest.toString().padStart(places + 1, '0');
  const point = text.length - places;
  const value = places > 0 ? `${text.slice(0, point)}.${text.slice(point)}` : text;
  return {type: 'Decimal', value: negative ? `-${value}` : value};
}

interface RealParts {
  readonly negative: boolean;
  readonly whole: string;
  readonly fraction: string;
  readonly exponent: number;
}

function real(parts: RealParts, suffix: string, multiplier: bigint): NumericValue | null {
  const {negative, whole, fraction, exponent} = parts;
  if (suffix === '') {
    const value = Number(`${whole || '0'}.${fraction || '0'}e${exponent}`) * Number(multiplier);
    return Number.isFinite(value) ? {type: 'Double', value: negative ? -value : value} : null;
  }
  if (Math.abs(exponent) > 400) return null;
  const {digits, scale} = scaled(whole, fraction, exponent);
  if (suffix === 'd') return decimalText(digits * multiplier, scale, negative);
  const rounded = roundHalfEven(digits * multiplier, scale);
  return integer(negative ? -rounded : rounded, suffix);
}

function multiplierOf(letter: string | undefined): bigint {
  return MULTIPLIERS[letter?.toLowerCase() ?? ''] ?? 1n;
}

const isShortDecimal = (text: string): boolean => text.length <= 9 && /^[0-9]+$/.test(text);

/** Type and value of a numeric literal; null when its value is outside the range its suffix allows. */
export function numericValue(text: string): NumericValue | null {
  if (isShortDecimal(text)) return {type: 'Int32', value: Number(text)};
  const hex = HEX_FORM.exec(text);
  if (hex) {
    const suffix = hex[3]?.toLowerCase() ?? '';
    const value = hexadecimal(hex[2] ?? '', suffix) * multiplierOf(hex[4]);
    return integer(isMinus(hex[1]) ? -value : value, suffix);
  }
  const found = FORM.exec(text);
  if (!found) return null;
  const [, sign, , bits, whole = '', fraction, exponentSign, exponent] = found;
  const negative = isMinus(sign);
  const suffix = found[8]?.toLowerCase() ?? '';
  const multiplier = multiplierOf(found[9]);
  if (fraction !== undefined || exponent !== undefined) {
    const power = Number(exponent ?? 0) * (isMinus(exponentSign) ? -1 : 1);
    const parts = {negative, whole, fraction: fraction?.slice(1) ?? '', exponent: power};
    return real(parts, suffix, multiplier);
  }
  const value = (bits === undefined ? BigInt(whole) : binary(bits, suffix)) * multiplier;
  return integer(negative ? -value : value, suffix);
}
