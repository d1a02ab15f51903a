/**
 * System.Decimal: a 96-bit integer with a scale of 0 to 28 digits, so that 1.50 keeps its zero.
 *
 * Own arithmetic on bigint, because .NET keeps the scale and rounds half to even at 28-29 digits, which
 * general decimal libraries do not. Overflow throws `DecimalOverflow`; callers turn it into their error.
 */
const MAX_UNSCALED = 79228162514264337593543950335n;
const MAX_SCALE = 28;

export class DecimalOverflow extends Error {
  override readonly message = 'Value was either too large or too small for a Decimal.';
}

function power10(n: number): bigint {
  return 10n ** BigInt(n);
}

function absolute(n: bigint): bigint {
  return n < 0n ? -n : n;
}

/** `n / 10^digits`, rounded half to even. */
function shrink(n: bigint, digits: number): bigint {
  const divisor = power10(digits);
  const quotient = n / divisor;
  const twice = absolute(n % divisor) * 2n;
  if (twice < divisor || (twice === divisor && quotient % 2n === 0n)) return quotient;
  return quotient + (n < 0n ? -1n : 1n);
}

export class Decimal {
  /** The digits without the point. */
  readonly unscaled: bigint;
  /** How many of them stand after the point, 0 to 28. */
  readonly scale: number;

  private constructor(unscaled: bigint, scale: number) {
    this.unscaled = unscaled;
    this.scale = scale;
  }

  /** Rounds to what 96 bits hold; throws DecimalOverflow when the integer part does not fit. */
  static of(unscaled: bigint, scale = 0): Decimal {
    let excess = Math.max(0, scale - MAX_SCALE);
    let digits = excess > 0 ? shrink(unscaled, excess) : unscaled;
    while (absolute(digits) > MAX_UNSCALED) {
      if (scale - excess <= 0) throw new DecimalOverflow();
      excess += Math.max(1, absolute(digits).toString().length - 29);
      if (excess > scale) throw new DecimalOverflow();
      digits = shrink(unscaled, excess);
    }
    return new Decimal(digits, scale - excess);
  }

  /** Reads `-12.50`, `1e3`; undefined when it is not a number. */
  static parse(text: string): Decimal | undefined {
    const match = /^\s*([+-]?)(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d+))?\s*$/.exec(text);
    if (!match || !`${match[2]}${match[3] ?? ''}`) return undefined;
    const [, sign, whole = '', fraction = '', exponent = '0'] = match;
    const scale = fraction.length - Number(exponent);
    if (Math.abs(scale) > 400) {
      if (/^0*$/.test(whole + fraction)) return Decimal.of(0n);
      if (scale < 0) throw new DecimalOverflow();
      return Decimal.of(0n, MAX_SCALE);
    }
    const digits = BigInt(`${whole}${fraction}`) * (sign === '-' ? -1n : 1n);
    return scale < 0 ? Decimal.of(digits * power10(-scale)) : Decimal.of(digits, scale);
  }

  /** As .NET's cast from Double: 15 significant digits, no trailing zeros. */
  static fromNumber(n: number, digits = 15): Decimal {
    if (!Number.isFinite(n)) throw new DecimalOverflow();
    return Decimal.parse(String(Number(n.toPrecision(digits)))) ?? Decimal.of(0n);
  }

  private aligned(other: Decimal): [bigint, bigint, number] {
    const scale = Math.max(this.scale, other.scale);
    return [
      this.unscaled * power10(scale - this.scale),
      other.unscaled * power10(scale - other.scale),
      scale,
    ];
  }

  add(other: Decimal): Decimal {
    const [a, b, scale] = this.aligned(other);
    return Decimal.of(a + b, scale);
  }

  subtract(other: Decimal): Decimal {
    return this.add(other.negate());
  }

  multiply(other: Decimal): Decimal {
    return Decimal.of(this.unscaled * other.unscaled, this.scale + other.scale);
  }

  /** The caller has checked that `other` is not zero. */
  divide(other: Decimal): Decimal {
    const shift = MAX_SCALE + 2 + other.scale;
    const quotient = (this.unscaled * power10(shift)) / other.unscaled;
    const rest = (this.unscaled * power10(shift)) % other.unscaled;
    // A sticky last digit makes the final rounding see that something was cut off.
    const sticky = quotient * 10n + (rest === 0n ? 0n : quotient < 0n ? -1n : 1n);
    return Decimal.of(sticky, this.scale + shift - other.scale + 1).trim(
      Math.max(0, this.scale - other.scale),
    );
  }

  /** Sign of the left side; the caller has checked that `other` is not zero. */
  remainder(other: Decimal): Decimal {
    const [a, b, scale] = this.aligned(other);
    return Decimal.of(a % b, scale);
  }

  negate(): Decimal {
    return new Decimal(-this.unscaled, this.scale);
  }

  /** Without trailing zeros after the point, but never below `least` digits. */
  trim(least = 0): Decimal {
    let {unscaled, scale} = this;
    while (scale > least && unscaled % 10n === 0n) {
      unscaled /= 10n;
      scale -= 1;
    }
    return new Decimal(unscaled, scale);
  }

  compare(other: Decimal): number {
    const [a, b] = this.aligned(other);
    return a < b ? -1 : a > b ? 1 : 0;
  }

  /** To `digits` after the point, half to even or away from zero. */
  round(digits: number, awayFromZero = false): Decimal {
    if (this.scale <= digits) return this;
    const cut = this.scale - digits;
    if (!awayFromZero) return new Decimal(shrink(this.unscaled, cut), digits);
    const half = power10(cut) / 2n;
    return new Decimal(
      (this.unscaled + (this.unscaled < 0n ? -half : half)) / power10(cut),
      digits,
    );
  }

  truncate(): Decimal {
    return new Decimal(this.unscaled / power10(this.scale), 0);
  }

  floor(): Decimal {
    const whole = this.truncate();
    return this.unscaled < 0n && whole.compare(this) !== 0
      ? new Decimal(whole.unscaled - 1n, 0)
      : whole;
  }

  ceiling(): Decimal {
    return this.negate().floor().negate();
  }

  /** The integer part rounded half to even, as casts to integers do. */
  toBigInt(): bigint {
    return this.round(0).unscaled;
  }

  toNumber(): number {
    return Number(this.toString());
  }

  toString(): string {
    const digits = absolute(this.unscaled)
      .toString()
      .padStart(this.scale + 1, '0');
    const point = digits.length - this.scale;
    const sign = this.unscaled < 0n ? '-' : '';
    return this.scale === 0
      ? sign + digits
      : `${sign}${digits.slice(0, point)}.${digits.slice(point)}`;
  }
}

/** A Decimal of an exact integer, a decimal text, or a Double (15 digits). */
export function decimal(n: number | bigint | string): Decimal {
  if (typeof n === 'bigint') return Decimal.of(n);
  if (typeof n === 'number') return Decimal.fromNumber(n);
  const parsed = Decimal.parse(n);
  if (!parsed) throw new Error(`not a decimal number: ${n}`);
  return parsed;
}
