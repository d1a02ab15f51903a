/** `Get-Date -UFormat`: the conversion letters of Unix `date`. */
import {formatValue, getProperty, toText} from '../../shell/values/index.ts';

type Part = (date: unknown) => string;

function number(date: unknown, property: string): number {
  return Number(toText(getProperty(date, property)));
}

function two(value: number): string {
  return String(value).padStart(2, '0');
}

/** .NET formats by letter. */
const FORMATS: Readonly<Record<string, string>> = {
  A: 'dddd',
  a: 'ddd',
  B: 'MMMM',
  b: 'MMM',
  h: 'MMM',
  c: 'ddd dd MMM yyyy HH:mm:ss',
  D: 'MM/dd/yy',
  d: 'dd',
  F: 'yyyy-MM-dd',
  H: 'HH',
  I: 'hh',
  M: 'mm',
  m: 'MM',
  p: 'tt',
  R: 'HH:mm',
  r: 'hh:mm:ss tt',
  S: 'ss',
  T: 'HH:mm:ss',
  X: 'HH:mm:ss',
  x: 'MM/dd/yy',
  Y: 'yyyy',
  y: 'yy',
};

const PARTS: Readonly<Record<string, Part>> = {
  C: date => String(Math.floor(number(date, 'Year') / 100)),
  e: date => String(number(date, 'Day')).padStart(2),
  G: date => String(isoWeek(date).year).padStart(4, '0'),
  g: date => two(isoWeek(date).year % 100),
  j: date => String(number(date, 'DayOfYear')).padStart(3, '0'),
  k: date => String(number(date, 'Hour')).padStart(2),
  l: date => String(number(date, 'Hour') % 12 || 12).padStart(2),
  n: () => '\n',
  s: date => String(unixSeconds(date)),
  t: () => '\t',
  U: date => String(Math.floor(number(date, 'DayOfYear') / 7)),
  u: date => String(dayOfWeek(date) || 7),
  V: date => two(isoWeek(date).week),
  W: date => String(Math.floor(number(date, 'DayOfYear') / 7)),
  w: date => String(dayOfWeek(date)),
  Z: date => formatValue(date, 'zz').replace('Z', '+00'),
  '%': () => '%',
};

/** The text of a date for a format such as `%Y-%m-%d`; a leading plus is skipped. */
export function unixFormat(date: unknown, format: string): string {
  return format.replace(/^\+/, '').replace(/%([\s\S])/g, (whole, letter: string) => {
    const netFormat = FORMATS[letter];
    if (netFormat) return formatValue(date, netFormat.length === 1 ? `%${netFormat}` : netFormat);
    return PARTS[letter]?.(date) ?? whole;
  });
}

const DAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];

function dayOfWeek(date: unknown): number {
  return DAYS.indexOf(toText(getProperty(date, 'DayOfWeek')));
}

/** ISO 8601: weeks begin on Monday, week 1 has the first Thursday. */
function isoWeek(date: unknown): {year: number; week: number} {
  const day = number(date, 'Day') + 4 - (dayOfWeek(date) || 7);
  const thursday = dayOf(number(date, 'Year'), number(date, 'Month') - 1, day);
  const firstDay = dayOf(thursday.getUTCFullYear(), 0, 1).getTime();
  const week = Math.ceil(((thursday.getTime() - firstDay) / 86_400_000 + 1) / 7);
  return {year: thursday.getUTCFullYear(), week};
}

/** Date.UTC takes years below 100 for those of the last century. */
function dayOf(year: number, month: number, day: number): Date {
  const date = new Date(0);
  date.setUTCFullYear(year, month, day);
  return date;
}

const TICKS_1970 = 621_355_968_000_000_000n;

function unixSeconds(date: unknown): bigint {
  const ticks = BigInt(toText(getProperty(date, 'Ticks')));
  const offset = formatValue(date, 'zzz').match(/([+-])(\d\d):(\d\d)/);
  const shift = offset
    ? (Number(offset[2]) * 60 + Number(offset[3])) * (offset[1] === '-' ? -60 : 60)
    : 0;
  return (ticks - TICKS_1970) / 10_000_000n - BigInt(shift);
}
