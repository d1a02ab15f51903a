/**
 * The JavaScript number or bigint inside a numeric value. No parsing of text, no range checks.
 */
import {Decimal} from '../values/decimal.ts';
import {EnumValue} from '../values/enum-value.ts';
import {BigInteger, Char, Double, Integer, Single} from '../values/numbers.ts';
import {PSWrapper} from '../values/ps-wrapper.ts';
import type {Value} from '../values/value.ts';

/** NaN for what is not a number; null is 0. Large integers lose precision. */
export function asNumber(v: Value): number {
  if (typeof v === 'number') return v;
  if (typeof v === 'bigint') return Number(v);
  if (typeof v === 'boolean') return v ? 1 : 0;
  if (v === null || v === undefined) return 0;
  if (v instanceof Double || v instanceof Single || v instanceof EnumValue) return v.value;
  if (v instanceof Integer || v instanceof BigInteger) return Number(v.value);
  if (v instanceof Decimal) return v.toNumber();
  if (v instanceof Char) return v.code;
  if (v instanceof PSWrapper) return asNumber(v.base);
  return Number.NaN;
}

/** Reals are truncated; what is not a number, and NaN or Infinity, give 0. */
export function asBigInt(v: Value): bigint {
  if (typeof v === 'bigint') return v;
  if (v instanceof Integer || v instanceof BigInteger) return BigInt(v.value);
  if (v instanceof Decimal) return v.truncate().unscaled;
  if (v instanceof PSWrapper) return asBigInt(v.base);
  const n = Math.trunc(asNumber(v));
  return Number.isFinite(n) ? BigInt(n) : 0n;
}
