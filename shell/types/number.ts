/** The number types: MinValue, Parse, ToString(format) and the rest, made from one table for all of them. */
import {toCurrentText} from '../conversion/to-text.ts';
import {asNumber} from '../conversion/plain-number.ts';
import type {NumberTypeName} from '../conversion/to-number.ts';
import {toNumberType} from '../conversion/to-number.ts';
import {compare} from '../operators/compare.ts';
import {add, divide, multiply, negate, remainder, subtract} from '../operators/arithmetic.ts';
import {formatValue} from '../text-format/format-value.ts';
import {Decimal} from '../values/decimal.ts';
import {registeredType} from '../values/define-type.ts';
import {NetException} from '../values/net-exception.ts';
import {BigInteger, INTEGER_RANGE, integerOf, Single} from '../values/numbers.ts';
import type {NetType} from '../values/net-type.ts';
import type {PSReference} from '../values/ps-reference.ts';
import type {MemberTables} from '../values/type-spec.ts';
import type {Value} from '../values/value.ts';

type Statics = NonNullable<MemberTables<object>['statics']>;

const MAX_DECIMAL = 79228162514264337593543950335n;

function constantsOf(name: NumberTypeName): Statics {
  if (name === 'Double') {
    return {
      'object MaxValue': () => Number.MAX_VALUE,
      'object MinValue': () => -Number.MAX_VALUE,
      'object Epsilon': () => Number.MIN_VALUE,
      'object NaN': () => Number.NaN,
      'object PositiveInfinity': () => Infinity,
      'object NegativeInfinity': () => -Infinity,
      ...realTests,
    };
  }
  if (name === 'Single') {
    return {
      'object MaxValue': () => new Single(3.4028234663852886e38),
      'object MinValue': () => new Single(-3.4028234663852886e38),
      'object Epsilon': () => new Single(1.401298464324817e-45),
      'object NaN': () => new Single(Number.NaN),
      'object PositiveInfinity': () => new Single(Infinity),
      'object NegativeInfinity': () => new Single(-Infinity),
      ...realTests,
    };
  }
  if (name === 'Decimal') return decimalStatics;
  if (name === 'BigInteger') return bigIntegerStatics;
  const [low, high] = INTEGER_RANGE[name];
  return {
    'object MaxValue': () => integerOf(name, high),
    'object MinValue': () => integerOf(name, low),
  };
}

const realTests: Statics = {
  'bool IsNaN(double d)': (d: number) => Number.isNaN(d),
  'bool IsInfinity(double d)': (d: number) => d === Infinity || d === -Infinity,
  'bool IsPositiveInfinity(double d)': (d: number) => d === Infinity,
  'bool IsNegativeInfinity(double d)': (d: number) => d === -Infinity,
  'bool IsFinite(double d)': (d: number) => Number.isFinite(d),
};

const decimalStatics: Statics = {
  'object MaxValue': () => Decimal.of(MAX_DECIMAL),
  'object MinValue': () => Decimal.of(-MAX_DECIMAL),
  'object Zero': () => Decimal.of(0n),
  'object One': () => Decimal.of(1n),
  'object MinusOne': () => Decimal.of(-1n),
  'decimal Round(decimal d)': (d: Decimal) => d.round(0),
  'decimal Round(decimal d, int decimals)': (d: Decimal, decimals: number) => d.round(decimals),
  'decimal Truncate(decimal d)': (d: Decimal) => d.truncate(),
  'decimal Floor(decimal d)': (d: Decimal) => d.floor(),
  'decimal Ceiling(decimal d)': (d: Decimal) => d.ceiling(),
};

const bigIntegerStatics: Statics = {
  'object Zero': () => new BigInteger(0n),
  'object One': () => new BigInteger(1n),
  'object MinusOne': () => new BigInteger(-1n),
  'object Pow(bigint value, int exponent)': (n: bigint, e: number) =>
    new BigInteger(n ** BigInt(e)),
  'object Abs(bigint value)': (n: bigint) => new BigInteger(n < 0n ? -n : n),
  'object Remainder(bigint a, bigint b)': (a: bigint, b: bigint) => new BigInteger(a % b),
  'object GreatestCommonDivisor(bigint a, bigint b)': (a: bigint, b: bigint) =>
    new BigInteger(gcd(a, b)),
  'object ModPow(bigint value, bigint exponent, bigint modulus)': (
    n: bigint,
    e: bigint,
    m: bigint,
  ) => new BigInteger(modPow(n, e, m)),
};

function gcd(a: bigint, b: bigint): bigint {
  return b === 0n ? (a < 0n ? -a : a) : gcd(b, a % b);
}

function modPow(n: bigint, exponent: bigint, modulus: bigint): bigint {
  let result = 1n;
  let base = n % modulus;
  for (let e = exponent; e > 0n; e >>= 1n) {
    if (e & 1n) result = (result * base) % modulus;
    base = (base * base) % modulus;
  }
  return result;
}

/** Text in the narrow form that `Parse` takes: no suffixes, no hexadecimal. */
function parseExact(text: string, name: NumberTypeName, type: NetType, hex = false): Value {
  const real = name === 'Double' || name === 'Single' || name === 'Decimal';
  const form = real
    ? /^\s*[+-]?[\d,]*\.?\d*(?:e[+-]?\d+)?\s*$|^\s*-?(?:NaN|Infinity|∞)\s*$/i
    : /^\s*[+-]?\d+\s*$/;
  if (hex ? !/^[0-9a-f]+$/i.test(text) : !form.test(text) || !/\d|NaN|Infinity|∞/i.test(text))
    throw badText(text);
  try {
    return toNumberType(hex ? BigInt(`0x${text}`) : text, name, type);
  } catch (error) {
    throw error instanceof NetException && error.inner ? error.inner : error;
  }
}

function badText(text: string): NetException {
  return new NetException(
    'System.FormatException',
    `The input string '${text}' was not in a correct format.`,
  );
}

/** NumberStyles.AllowHexSpecifier. */
const HEX_STYLE = 0x200;

function parsers(name: NumberTypeName): Statics {
  const type = () =>
    registeredType(
      name === 'BigInteger' ? 'System.Numerics.BigInteger' : `System.${name}`,
    ) as NetType;
  const attempt = (text: string, result: PSReference, hex = false) => {
    try {
      result.value = parseExact(text ?? '', name, type(), hex);
      return true;
    } catch (error) {
      if (!(error instanceof NetException)) throw error;
      result.value = toNumberType(0, name, type());
      return false;
    }
  };
  const isHex = (style: Value) => (asNumber(style) & HEX_STYLE) !== 0;
  return {
    'object Parse(string s)': (text: string) => parseExact(text, name, type()),
    'object Parse(string s, System.Globalization.NumberStyles style)': (
      text: string,
      style: Value,
    ) => parseExact(text, name, type(), isHex(style)),
    'object Parse(string s, System.IFormatProvider provider)': (text: string) =>
      parseExact(text, name, type()),
    'object Parse(string s, System.Globalization.NumberStyles style, System.IFormatProvider provider)':
      (text: string, style: Value) => parseExact(text, name, type(), isHex(style)),
    'bool TryParse(string s, ref object result)': (text: string, result: PSReference) =>
      attempt(text, result),
    'bool TryParse(string s, System.Globalization.NumberStyles style, System.IFormatProvider provider, ref object result)':
      (text: string, style: Value, _provider: Value, result: PSReference) =>
        attempt(text, result, isHex(style)),
  };
}

const bigOperators: Statics = {
  'object op_Addition(object a, object b)': add,
  'object op_Subtraction(object a, object b)': subtract,
  'object op_Multiply(object a, object b)': multiply,
  'object op_Division(object a, object b)': divide,
  'object op_Modulus(object a, object b)': remainder,
  'object op_UnaryNegation(object a)': negate,
};

/** The members of one number type by its short name. */
export function numberMembers(name: string): MemberTables<object> {
  const type = name as NumberTypeName;
  return {
    members: {
      'string ToString()': (self: Value) => toCurrentText(self),
      'string ToString(string format)': (self: Value, format: string) => formatValue(self, format),
      'string ToString(System.IFormatProvider provider)': (self: Value) => toCurrentText(self),
      'string ToString(string format, System.IFormatProvider provider)': (
        self: Value,
        format: string,
        provider: Value,
      ) => formatValue(self, format, cultureName(provider)),
      'int CompareTo(object value)': (self: Value, other: Value) => compare(self, other),
      'System.TypeCode GetTypeCode()': () => name,
      ...(name === 'BigInteger'
        ? {
            'bool IsZero': (self: object) => (self as BigInteger).value === 0n,
            'bool IsOne': (self: object) => (self as BigInteger).value === 1n,
            'bool IsEven': (self: object) => (self as BigInteger).value % 2n === 0n,
            'int Sign': (self: object) =>
              Number((self as BigInteger).value > 0n) - Number((self as BigInteger).value < 0n),
          }
        : {}),
    },
    statics: {
      ...constantsOf(type),
      ...parsers(type),
      ...(name === 'BigInteger' || name === 'Decimal' ? bigOperators : {}),
      'object Abs(object value)': (v: Value) => (compare(v, 0) < 0 ? negate(v) : v),
      'object Max(object x, object y)': (a: Value, b: Value) => (compare(a, b) >= 0 ? a : b),
      'object Min(object x, object y)': (a: Value, b: Value) => (compare(a, b) <= 0 ? a : b),
    },
    ...(name === 'BigInteger'
      ? {constructors: {'(long value)': (n: bigint) => new BigInteger(n)}}
      : {}),
    ...(name === 'Decimal' ? {constructors: {'(decimal value)': (n: Decimal) => n}} : {}),
  };
}

/** '' for the invariant culture. */
function cultureName(provider: Value): string {
  return provider !== null && typeof provider === 'object' && 'name' in provider
    ? String(provider.name)
    : 'en-US';
}
