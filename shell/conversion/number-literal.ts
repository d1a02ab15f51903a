/**
 * Numbers in text at run time: `'0x10'`, `'1kb'`, `' 5 '`, `'1,000'`, `'2.5e3'`, `'3l'`.
 *
 * The grammar reads number tokens of scripts itself. Source: language specification 1.3, 6.4.
 */
import {Decimal} from '../values/decimal.ts';
import {BigInteger, double, integerOf, inIntegerRange, roundHalfEven} from '../values/numbers.ts';
import type {IntegerTypeName} from '../values/numbers.ts';
import type {Value} from '../values/value.ts';

const MULTIPLIER: Record<string, bigint> = {
  kb: 1n << 10n,
  mb: 1n << 20n,
  gb: 1n << 30n,
  tb: 1n << 40n,
  pb: 1n << 50n,
};

const SUFFIX: Record<string, IntegerTypeName> = {
  y: 'SByte',
  uy: 'Byte',
  s: 'Int16',
  us: 'UInt16',
  u: 'UInt32',
  l: 'Int64',
  ul: 'UInt64',
};

const form =
  /^([+-]?)(?:0x([0-9a-f]+)|0b([01]+)|((?:\d[\d,]*)?\.?\d*(?:e[+-]?\d+)?))(uy|us|ul|[yusldn])?([kmgtp]b)?$/i;

/** The number a text stands for, with the type its form gives; undefined when it is none. */
export function parseNumber(text: string): Value {
  const match = form.exec(text.trim());
  if (!match) return undefined;
  const [, sign, hex, binary, decimal = '', suffix = '', unit = ''] = match;
  const multiplier = MULTIPLIER[unit.toLowerCase()] ?? 1n;
  const kind = suffix.toLowerCase();
  if (hex !== undefined || binary !== undefined) {
    const unsigned = kind.startsWith('u');
    const whole = hex !== undefined ? fromHex(hex, unsigned) : fromBinary(binary ?? '', unsigned);
    return integerForm((sign === '-' ? -whole : whole) * multiplier, kind);
  }
  const digits = decimal.replaceAll(',', '');
  if (!/\d/.test(digits)) return undefined;
  return decimalForm(`${sign}${digits}`, kind, multiplier);
}

/** 8 hex digits fill an Int32, 9 to 16 an Int64: the top bit is the sign. */
function fromHex(digits: string, unsigned: boolean): bigint {
  const value = BigInt(`0x${digits}`);
  if (unsigned) return value;
  if (digits.length === 8) return BigInt.asIntN(32, value);
  return digits.length > 8 && digits.length <= 16 ? BigInt.asIntN(64, value) : value;
}

function fromBinary(digits: string, unsigned: boolean): bigint {
  const value = BigInt(`0b${digits}`);
  return !unsigned && [8, 16, 32, 64].includes(digits.length)
    ? BigInt.asIntN(digits.length, value)
    : value;
}

function decimalForm(text: string, kind: string, multiplier: bigint): Value {
  if (/[.e]/i.test(text)) return realForm(Number(text), text, kind, multiplier);
  return integerForm(BigInt(text) * multiplier, kind);
}

function realForm(n: number, text: string, kind: string, multiplier: bigint): Value {
  if (kind === 'd') return Decimal.parse(text)?.multiply(Decimal.of(multiplier));
  const scaled = n * Number(multiplier);
  if (kind === '') return double(scaled);
  return Number.isFinite(scaled) ? integerForm(BigInt(roundHalfEven(scaled)), kind) : undefined;
}

/** An integer as the type its suffix names, or the smallest of Int32, Int64, Decimal, Double. */
function integerForm(n: bigint, kind: string): Value {
  if (kind === 'n') return new BigInteger(n);
  if (kind === 'd') return Decimal.of(n);
  const named = SUFFIX[kind];
  if (named === 'UInt32' && !inIntegerRange('UInt32', n)) {
    return inIntegerRange('UInt64', n) ? integerOf('UInt64', n) : undefined;
  }
  if (named) return inIntegerRange(named, n) ? integerOf(named, n) : undefined;
  if (inIntegerRange('Int32', n)) return Number(n);
  if (inIntegerRange('Int64', n)) return n;
  const magnitude = n < 0n ? -n : n;
  return magnitude <= 79228162514264337593543950335n ? Decimal.of(n) : double(Number(n));
}
