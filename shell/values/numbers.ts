/**
 * The number types that are not a plain JavaScript number.
 *
 * A plain number is Int32 when it is an integer in Int32's range, else Double. A Double that would look
 * like an Int32 (5.0) is boxed in `Double`; `double()` decides. A plain -0 never occurs: `double(-0)` boxes.
 * Int64 is bigint. Source: language specification 0 and 3.2.
 */

/** A Double whose value alone would be taken for an Int32. */
export class Double {
  readonly value: number;
  constructor(value: number) {
    this.value = value;
  }
}

/** System.Single; `value` is always `Math.fround`ed. */
export class Single {
  readonly value: number;
  constructor(value: number) {
    this.value = Math.fround(value);
  }
}

/** System.Numerics.BigInteger. */
export class BigInteger {
  readonly value: bigint;
  constructor(value: bigint) {
    this.value = value;
  }
}

/** System.Char: one UTF-16 unit. */
export class Char {
  readonly code: number;
  constructor(from: number | string) {
    this.code = typeof from === 'number' ? from : from.charCodeAt(0);
  }
  get text(): string {
    return String.fromCharCode(this.code);
  }
}

export type IntegerKind = 'SByte' | 'Byte' | 'Int16' | 'UInt16' | 'UInt32' | 'UInt64';

/** The integer types without an own JavaScript form. `value` is a bigint for UInt64, else a number. */
export class Integer {
  readonly kind: IntegerKind;
  readonly value: number | bigint;
  constructor(kind: IntegerKind, value: number | bigint) {
    this.kind = kind;
    this.value = kind === 'UInt64' ? BigInt(value) : Number(value);
  }
}

/** Smallest and largest value of every integer type. */
export const INTEGER_RANGE = {
  SByte: [-128n, 127n],
  Byte: [0n, 255n],
  Int16: [-32768n, 32767n],
  UInt16: [0n, 65535n],
  Int32: [-2147483648n, 2147483647n],
  UInt32: [0n, 4294967295n],
  Int64: [-9223372036854775808n, 9223372036854775807n],
  UInt64: [0n, 18446744073709551615n],
} as const;

export type IntegerTypeName = keyof typeof INTEGER_RANGE;

/** Is this JavaScript number an Int32? (A Double that happens to be one is boxed.) */
export function isInt32(n: number): boolean {
  return (n | 0) === n && (n !== 0 || !Object.is(n, -0));
}

/** A Double, boxed only if it would look like an Int32. */
export function double(n: number): number | Double {
  return (n | 0) === n ? new Double(n) : n;
}

/** The integer `n` as a value of the named type; the caller has checked the range. */
export function integerOf(type: IntegerTypeName, n: bigint | number): Value {
  if (type === 'Int32') return Number(n);
  return type === 'Int64' ? BigInt(n) : new Integer(type, n);
}

type Value = number | bigint | Integer;

export function inIntegerRange(type: IntegerTypeName, n: bigint): boolean {
  const [low, high] = INTEGER_RANGE[type];
  return n >= low && n <= high;
}

/** .NET's rounding of midpoints: to the even neighbour. */
export function roundHalfEven(n: number): number {
  const floor = Math.floor(n);
  const rest = n - floor;
  if (rest < 0.5) return floor;
  if (rest > 0.5) return floor + 1;
  return floor % 2 === 0 ? floor : floor + 1;
}
