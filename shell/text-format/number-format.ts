/**
 * Numeric format strings, standard (`N2`, `X8`) and custom (`#,##0.00`). en-US; see language specification 18.1.
 */
import {generalForm, shortestDouble} from '../conversion/number-text.ts';
import {toCurrentText} from '../conversion/to-text.ts';
import {Decimal} from '../values/decimal.ts';
import {NetException} from '../values/net-exception.ts';
import {typeOf} from '../values/type-of.ts';
import type {Value} from '../values/value.ts';
import {customNumber} from './custom-number.ts';
import type {Numeric} from './fixed-text.ts';
import {exponentText, fixedText, isNegative, numericOf} from './fixed-text.ts';

export interface NumberCulture {
  readonly currencySymbol: string;
  /** Invariant: `(¤1.00)`; en-US: `-$1.00`. */
  readonly negativeCurrency: (text: string) => string;
  /** `5.00%` or `5.00 %`. */
  readonly percent: (text: string) => string;
}

export const enUS: NumberCulture = {
  currencySymbol: '$',
  negativeCurrency: text => `-${text}`,
  percent: text => `${text}%`,
};

export const invariant: NumberCulture = {
  currencySymbol: '¤',
  negativeCurrency: text => `(${text})`,
  percent: text => `${text} %`,
};

function badFormat(): NetException {
  return new NetException('System.FormatException', 'Format specifier was invalid.');
}

/** `1234567.5` with commas between groups of three. */
export function grouped(text: string): string {
  const [whole = '', fraction] = text.split('.');
  const commas = whole.replace(/\B(?=(?:\d{3})+$)/g, ',');
  return fraction === undefined ? commas : `${commas}.${fraction}`;
}

/** A numeric value by a format string. Throws FormatException for one that does not fit the type. */
export function formatNumber(v: Value, format: string, culture: NumberCulture = enUS): string {
  const numeric = numericOf(v);
  if (!numeric) return toCurrentText(v);
  const {n, isInteger} = numeric;
  if (typeof n === 'number' && !Number.isFinite(n)) return toCurrentText(v);
  const standard = /^([A-Za-z])(\d{0,9})$/.exec(format);
  if (!standard) return customNumber(n, format);
  const letter = standard[1] ?? '';
  const digits = standard[2] ? Number(standard[2]) : undefined;
  return standardNumber(v, n, isInteger, letter, digits, culture);
}

function standardNumber(
  v: Value,
  n: Numeric,
  isInteger: boolean,
  letter: string,
  digits: number | undefined,
  culture: NumberCulture,
): string {
  const minus = isNegative(n) ? '-' : '';
  switch (letter.toUpperCase()) {
    case 'D':
      if (!isInteger) throw badFormat();
      return (
        minus +
        String(n)
          .replace('-', '')
          .padStart(digits ?? 0, '0')
      );
    case 'X':
      if (!isInteger) throw badFormat();
      return hexText(v, n as bigint, letter === 'X', digits ?? 0);
    case 'B':
      if (!isInteger) throw badFormat();
      return twosComplement(v, n as bigint)
        .toString(2)
        .padStart(digits ?? 0, '0');
    case 'F':
      return signed(minus, fixedText(n, digits ?? 2));
    case 'N':
      return signed(minus, grouped(fixedText(n, digits ?? 2)));
    case 'C':
      return currency(minus, grouped(fixedText(n, digits ?? 2)), culture);
    case 'P':
      return signed(minus, culture.percent(grouped(fixedText(timesHundred(n), digits ?? 2))));
    case 'E':
      return minus + exponential(n, letter, digits ?? 6);
    case 'G':
      return general(v, n, letter, digits);
    case 'R':
      return typeof n === 'number' ? shortestDouble(n) : toCurrentText(v);
    default:
      throw badFormat();
  }
}

/** .NET Core 3.0 and later keep the sign of -0 and of what rounds to it. */
function signed(minus: string, text: string): string {
  return minus + text;
}

function currency(minus: string, text: string, culture: NumberCulture): string {
  const shown = culture.currencySymbol + text;
  return minus ? culture.negativeCurrency(shown) : shown;
}

function timesHundred(n: Numeric): Numeric {
  if (typeof n === 'bigint') return n * 100n;
  if (n instanceof Decimal) return n.multiply(Decimal.of(100n));
  // 0.285 * 100 is 28.499999999999996: multiply the decimal digits, not the binary number.
  return Number(`${n}e2`) || n * 100;
}

const BITS: Readonly<Record<string, number>> = {
  SByte: 8,
  Byte: 8,
  Int16: 16,
  UInt16: 16,
  Int32: 32,
  UInt32: 32,
};

function twosComplement(v: Value, n: bigint): bigint {
  if (n >= 0n) return n;
  return BigInt.asUintN(BITS[typeOf(v).name] ?? 64, n);
}

function hexText(v: Value, n: bigint, upper: boolean, digits: number): string {
  const text = twosComplement(v, n).toString(16).padStart(digits, '0');
  return upper ? text.toUpperCase() : text;
}

function exponential(n: Numeric, letter: string, digits: number): string {
  const {mantissa, exponent} = exponentText(n, digits);
  return `${mantissa}${letter}${exponent < 0 ? '-' : '+'}${String(Math.abs(exponent)).padStart(3, '0')}`;
}

function general(v: Value, n: Numeric, letter: string, digits: number | undefined): string {
  if (!digits) return toCurrentText(v);
  const {mantissa, exponent} = exponentText(n, digits - 1);
  const text = generalForm(`${isNegative(n) ? '-' : ''}${mantissa}e${exponent}`, digits);
  return letter === 'g' ? text.replace('E', 'e') : text;
}
