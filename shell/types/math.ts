/** System.Math. Integer overloads keep the integer's type: `object` in and out. */
import {asNumber} from '../conversion/plain-number.ts';
import {compare} from '../operators/compare.ts';
import {divide, negate, remainder, subtract} from '../operators/arithmetic.ts';
import {Decimal} from '../values/decimal.ts';
import {defineType} from '../values/define-type.ts';
import type {EnumValue} from '../values/enum-value.ts';
import {NetException} from '../values/net-exception.ts';
import {double, roundHalfEven} from '../values/numbers.ts';
import type {PSReference} from '../values/ps-reference.ts';
import type {Value} from '../values/value.ts';
import {convertTo} from '../conversion/convert.ts';
import {isNumber} from '../conversion/to-number.ts';

/** A number operand: text is converted to Double, as overload choice would. */
function number(v: Value): Value {
  return isNumber(v) ? v : convertTo(v, 'double');
}

function roundAway(n: number): number {
  return n < 0 ? -Math.floor(-n + 0.5) : Math.floor(n + 0.5);
}

const MODES = [roundHalfEven, roundAway, Math.trunc, Math.floor, Math.ceil] as const;

/** .NET scales by a power of ten, rounds, and scales back. */
function roundReal(n: number, digits: number, mode: number): number {
  if (digits < 0 || digits > 15) {
    throw new NetException(
      'System.ArgumentOutOfRangeException',
      "Rounding digits must be between 0 and 15, inclusive. (Parameter 'digits')",
    );
  }
  const rounded = MODES[mode] ?? roundHalfEven;
  if (!Number.isFinite(n) || Math.abs(n) >= 1e16) return n;
  const power = 10 ** digits;
  return rounded(n * power) / power;
}

function roundDecimal(d: Decimal, digits: number, mode: number): Decimal {
  if (mode <= 1) return d.round(digits, mode === 1);
  const shift = Decimal.of(10n ** BigInt(digits));
  const scaled = d.multiply(shift);
  const integral = mode === 2 ? scaled.truncate() : mode === 3 ? scaled.floor() : scaled.ceiling();
  return integral.divide(shift);
}

function round(v: Value, digits = 0, mode?: EnumValue): Value {
  const n = number(v);
  if (n instanceof Decimal) return roundDecimal(n, digits, mode?.value ?? 0);
  return double(roundReal(asNumber(n), digits, mode?.value ?? 0));
}

function whole(v: Value, ofDecimal: (d: Decimal) => Decimal, ofReal: (n: number) => number): Value {
  const n = number(v);
  return n instanceof Decimal ? ofDecimal(n) : double(ofReal(asNumber(n)));
}

function signOf(v: Value): number {
  const n = asNumber(number(v));
  if (Number.isNaN(n))
    throw new NetException(
      'System.ArithmeticException',
      'Function does not accept floating point Not-a-Number values.',
    );
  return Math.sign(n) + 0;
}

/** The wider type of the two, as overload choice gives it. */
function pick(a: Value, b: Value, first: boolean): Value {
  const [x, y] = [number(a), number(b)];
  if (Number.isNaN(asNumber(x))) return x;
  const chosen = first ? x : y;
  return widen(chosen, first ? y : x);
}

/** `chosen` in the type it has with `other`: subtracting a zero of the other's type widens. */
function widen(chosen: Value, other: Value): Value {
  return subtract(chosen, subtract(other, other));
}

function clamp(v: Value, low: Value, high: Value): Value {
  if (compare(low, high) > 0)
    throw new NetException(
      'System.ArgumentException',
      `'${asNumber(low)}' cannot be greater than ${asNumber(high)}.`,
    );
  return compare(v, low) < 0 ? low : compare(v, high) > 0 ? high : v;
}

defineType({
  fullName: 'System.Math',
  abstract: true,
  statics: {
    'double PI': () => Math.PI,
    'double E': () => Math.E,
    'double Tau': () => 2 * Math.PI,
    'object Abs(object value)': (v: Value) => {
      const n = number(v);
      return compare(n, 0) < 0 ? negate(n) : n;
    },
    'object Max(object val1, object val2)': (a: Value, b: Value) =>
      pick(a, b, compare(number(a), number(b)) >= 0),
    'object Min(object val1, object val2)': (a: Value, b: Value) =>
      pick(a, b, compare(number(a), number(b)) <= 0),
    'object Clamp(object value, object min, object max)': clamp,
    'object Round(object a)': (v: Value) => round(v),
    'object Round(object a, int decimals)': (v: Value, digits: number) => round(v, digits),
    'object Round(object a, System.MidpointRounding mode)': (v: Value, mode: EnumValue) =>
      round(v, 0, mode),
    'object Round(object a, int decimals, System.MidpointRounding mode)': round,
    'object Floor(object d)': (v: Value) => whole(v, d => d.floor(), Math.floor),
    'object Ceiling(object a)': (v: Value) => whole(v, d => d.ceiling(), Math.ceil),
    'object Truncate(object d)': (v: Value) => whole(v, d => d.truncate(), Math.trunc),
    'int Sign(object value)': signOf,
    'double Pow(double x, double y)': (x: number, y: number) => x ** y,
    'double Sqrt(double d)': Math.sqrt,
    'double Cbrt(double d)': Math.cbrt,
    'double Exp(double d)': Math.exp,
    'double Log(double d)': Math.log,
    'double Log(double a, double newBase)': (n: number, base: number) =>
      Math.log(n) / Math.log(base),
    'double Log10(double d)': Math.log10,
    'double Log2(double x)': Math.log2,
    'double Sin(double a)': Math.sin,
    'double Cos(double d)': Math.cos,
    'double Tan(double a)': Math.tan,
    'double Asin(double d)': Math.asin,
    'double Acos(double d)': Math.acos,
    'double Atan(double d)': Math.atan,
    'double Atan2(double y, double x)': Math.atan2,
    'double Sinh(double value)': Math.sinh,
    'double Cosh(double value)': Math.cosh,
    'double Tanh(double value)': Math.tanh,
    'double IEEERemainder(double x, double y)': (x: number, y: number) =>
      x - y * roundHalfEven(x / y),
    'long BigMul(int a, int b)': (a: number, b: number) => BigInt(a) * BigInt(b),
    'object DivRem(object a, object b, ref object result)': (
      a: Value,
      b: Value,
      result: PSReference,
    ) => {
      result.value = remainder(a, b);
      return divide(subtract(a, result.value), b);
    },
  },
});
