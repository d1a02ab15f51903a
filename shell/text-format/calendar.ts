/** Gregorian calendar on .NET ticks (100 ns since 0001-01-01), and the zone of this machine. */

export const TICKS_PER_DAY = 864_000_000_000n;
export const TICKS_PER_SECOND = 10_000_000n;
export const TICKS_PER_MILLISECOND = 10_000n;
/** Ticks at 1970-01-01. */
export const UNIX_EPOCH = 621_355_968_000_000_000n;
export const MAX_TICKS = 3_155_378_975_999_999_999n;

export const DAYS = [
  'Sunday',
  'Monday',
  'Tuesday',
  'Wednesday',
  'Thursday',
  'Friday',
  'Saturday',
] as const;
export const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
] as const;

export interface DateParts {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
  /** Ticks within the second, 0 to 9,999,999. */
  readonly fraction: number;
  /** 0 is Sunday. */
  readonly weekDay: number;
}

function floorDivide(a: bigint, b: bigint): bigint {
  const quotient = a / b;
  return a % b < 0n ? quotient - 1n : quotient;
}

/** JavaScript milliseconds of ticks, rounded down. */
export function unixMilliseconds(ticks: bigint): number {
  return Number(floorDivide(ticks - UNIX_EPOCH, TICKS_PER_MILLISECOND));
}

/** Ticks of a date at midnight plus `dayTicks`; month 1 to 12. */
export function ticksOf(year: number, month: number, day: number, dayTicks = 0n): bigint {
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  return BigInt(date.getTime()) * TICKS_PER_MILLISECOND + UNIX_EPOCH + dayTicks;
}

export function timeTicks(hour: number, minute: number, second: number, fraction = 0): bigint {
  return BigInt(hour * 3600 + minute * 60 + second) * TICKS_PER_SECOND + BigInt(fraction);
}

export function partsOf(ticks: bigint): DateParts {
  const date = new Date(unixMilliseconds(ticks));
  return {
    year: date.getUTCFullYear(),
    month: date.getUTCMonth() + 1,
    day: date.getUTCDate(),
    hour: date.getUTCHours(),
    minute: date.getUTCMinutes(),
    second: date.getUTCSeconds(),
    fraction: Number(ticks % TICKS_PER_SECOND),
    weekDay: date.getUTCDay(),
  };
}

export function isLeapYear(year: number): boolean {
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
}

export function daysInMonth(year: number, month: number): number {
  return [31, isLeapYear(year) ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1] ?? 0;
}

/** Offset of the local zone, in ticks, at a UTC instant. */
export function offsetAtUtc(ticks: bigint): bigint {
  return BigInt(-new Date(unixMilliseconds(ticks)).getTimezoneOffset()) * 60n * TICKS_PER_SECOND;
}

/** Offset of the local zone at a local wall-clock time. */
export function offsetAtLocal(ticks: bigint): bigint {
  const p = partsOf(ticks);
  const local = new Date(0);
  local.setFullYear(p.year, p.month - 1, p.day);
  local.setHours(p.hour, p.minute, p.second);
  return BigInt(-local.getTimezoneOffset()) * 60n * TICKS_PER_SECOND;
}
