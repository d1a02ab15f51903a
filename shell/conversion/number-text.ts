/**
 * Text of Double and Single: .NET's general form, with a fixed number of digits or the shortest exact one.
 *
 * Source: language specification 6.3.
 */

/** From this decimal exponent on .NET writes 1E+15. */
const EXPONENT_FROM = 15;

function special(n: number): string | undefined {
  if (Number.isNaN(n)) return 'NaN';
  if (n === Infinity) return 'Infinity';
  if (n === -Infinity) return '-Infinity';
  if (n === 0) return Object.is(n, -0) ? '-0' : '0';
  return undefined;
}

/** `d.ddde±x` as .NET shows it: plain between 1E-05 and 1E+`limit`, else `1.5E+20`. */
export function generalForm(exponential: string, limit = EXPONENT_FROM): string {
  const [mantissa = '', power = '0'] = exponential.split('e');
  const sign = mantissa.startsWith('-') ? '-' : '';
  const digits = mantissa.replace(/[-.]/g, '').replace(/0+$/, '') || '0';
  const exponent = Number(power);
  if (exponent >= limit || exponent <= -5) {
    const shown = digits.length > 1 ? `${digits[0]}.${digits.slice(1)}` : digits;
    return `${sign}${shown}E${exponent < 0 ? '-' : '+'}${String(Math.abs(exponent)).padStart(2, '0')}`;
  }
  if (exponent < 0) return `${sign}0.${'0'.repeat(-exponent - 1)}${digits}`;
  const whole = digits.slice(0, exponent + 1).padEnd(exponent + 1, '0');
  const fraction = digits.slice(exponent + 1);
  return fraction ? `${sign}${whole}.${fraction}` : sign + whole;
}

/** `.ToString()`: the shortest text that reads back as the same Double. */
export function shortestDouble(n: number): string {
  return special(n) ?? generalForm(n.toExponential());
}

/** The shortest text that reads back as the same Single. */
export function shortestSingle(n: number): string {
  const known = special(n);
  if (known !== undefined) return known;
  let digits = 1;
  while (digits < 9 && Math.fround(Number(n.toPrecision(digits))) !== n) digits++;
  return generalForm(n.toExponential(digits - 1));
}

/** Casts and `"$x"`: 15 significant digits. */
export function doubleText(n: number): string {
  return special(n) ?? generalForm(n.toExponential(14));
}

/** Casts and `"$x"` of a Single: 7 significant digits. */
export function singleText(n: number): string {
  return special(n) ?? generalForm(n.toExponential(6), 7);
}
