/** Numbers as plain decimal text with a set count of digits, rounded half away from zero as .NET does. */
import {Decimal} from '../values/decimal.ts';
import {BigInteger, Char, Double, Integer, isInt32, Single} from '../values/numbers.ts';
import {EnumValue} from '../values/enum-value.ts';
import type {Value} from '../values/value.ts';

/** A number in the form the formatters work with. */
export type Numeric = number | bigint | Decimal;

/** The bare number of a numeric value; undefined for everything else. `isInteger` is its .NET kind. */
export function numericOf(v: Value): {n: Numeric; isInteger: boolean} | undefined {
  if (typeof v === 'number') {
    return isInt32(v) ? {n: BigInt(v), isInteger: true} : {n: v, isInteger: false};
  }
  if (typeof v === 'bigint') return {n: v, isInteger: true};
  if (v instanceof Double || v instanceof Single) return {n: v.value, isInteger: false};
  if (v instanceof Integer || v instanceof BigInteger) return {n: BigInt(v.value), isInteger: true};
  if (v instanceof Decimal) return {n: v, isInteger: false};
  if (v instanceof EnumValue || v instanceof Char) return undefined;
  return undefined;
}

export function isNegative(n: Numeric): boolean {
  return n instanceof Decimal ? n.unscaled < 0n : n < 0 || Object.is(n, -0);
}

/** `123.450` for 3 digits; without sign. */
export function fixedText(n: Numeric, digits: number): string {
  if (typeof n === 'bigint') return withFraction(String(n < 0n ? -n : n), digits);
  if (n instanceof Decimal) return decimalText(n, digits);
  const magnitude = Math.abs(n);
  if (magnitude >= 1e21) return withFraction(BigInt(magnitude).toString(), digits);
  const exact = magnitude.toFixed(Math.min(digits, 100));
  return exact + '0'.repeat(Math.max(0, digits - 100));
}

function withFraction(whole: string, digits: number): string {
  return digits > 0 ? `${whole}.${'0'.repeat(digits)}` : whole;
}

function decimalText(n: Decimal, digits: number): string {
  const text = n.round(digits, true).toString().replace('-', '');
  const [whole = '0', fraction = ''] = text.split('.');
  return digits > 0 ? `${whole}.${fraction.padEnd(digits, '0')}` : whole;
}

/** `d.ddde±x` with `digits` after the point; without sign. */
export function exponentText(n: Numeric, digits: number): {mantissa: string; exponent: number} {
  if (typeof n === 'number') {
    const [mantissa = '', exponent = '0'] = Math.abs(n)
      .toExponential(Math.min(digits, 100))
      .split('e');
    return {mantissa, exponent: Number(exponent)};
  }
  const exact = n instanceof Decimal ? n : undefined;
  const all = String(exact ? exact.unscaled : n).replace('-', '');
  const exponent = all === '0' ? 0 : all.length - 1 - (exact?.scale ?? 0);
  return roundDigits(all, digits, exponent);
}

function roundDigits(
  all: string,
  digits: number,
  exponent: number,
): {mantissa: string; exponent: number} {
  let kept = all.slice(0, digits + 1).padEnd(digits + 1, '0');
  let power = exponent;
  if ((all[digits + 1] ?? '0') >= '5') {
    kept = String(BigInt(kept) + 1n);
    if (kept.length > digits + 1) {
      kept = kept.slice(0, -1);
      power++;
    }
  }
  return {mantissa: digits > 0 ? `${kept[0]}.${kept.slice(1)}` : (kept[0] ?? '0'), exponent: power};
}
