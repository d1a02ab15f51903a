/** Date format strings, standard and custom; en-US and invariant. Source: language specification 18.1. */
import {NetException} from '../values/net-exception.ts';
import type {DateParts} from './calendar.ts';
import {DAYS, MONTHS, partsOf, TICKS_PER_SECOND} from './calendar.ts';

export interface DateCulture {
  /** Standard letters to custom patterns. */
  readonly patterns: Readonly<Record<string, string>>;
}

const shared = {
  M: 'MMMM d',
  m: 'MMMM d',
  O: "yyyy'-'MM'-'dd'T'HH':'mm':'ss'.'fffffffK",
  o: "yyyy'-'MM'-'dd'T'HH':'mm':'ss'.'fffffffK",
  R: "ddd, dd MMM yyyy HH':'mm':'ss 'GMT'",
  r: "ddd, dd MMM yyyy HH':'mm':'ss 'GMT'",
  s: "yyyy'-'MM'-'dd'T'HH':'mm':'ss",
  u: "yyyy'-'MM'-'dd HH':'mm':'ss'Z'",
  Y: 'MMMM yyyy',
  y: 'MMMM yyyy',
};

export const enUSDates: DateCulture = {
  patterns: {
    ...shared,
    d: 'M/d/yyyy',
    D: 'dddd, MMMM d, yyyy',
    f: 'dddd, MMMM d, yyyy h:mm tt',
    F: 'dddd, MMMM d, yyyy h:mm:ss tt',
    g: 'M/d/yyyy h:mm tt',
    G: 'M/d/yyyy h:mm:ss tt',
    t: 'h:mm tt',
    T: 'h:mm:ss tt',
    U: 'dddd, MMMM d, yyyy h:mm:ss tt',
  },
};

export const invariantDates: DateCulture = {
  patterns: {
    ...shared,
    M: 'MMMM dd',
    m: 'MMMM dd',
    Y: 'yyyy MMMM',
    y: 'yyyy MMMM',
    d: 'MM/dd/yyyy',
    D: 'dddd, dd MMMM yyyy',
    f: 'dddd, dd MMMM yyyy HH:mm',
    F: 'dddd, dd MMMM yyyy HH:mm:ss',
    g: 'MM/dd/yyyy HH:mm',
    G: 'MM/dd/yyyy HH:mm:ss',
    t: 'HH:mm',
    T: 'HH:mm:ss',
    U: 'dddd, dd MMMM yyyy HH:mm:ss',
  },
};

/** What is formatted: wall-clock ticks, and the zone as `K` and `z` show it. */
export interface DateToFormat {
  readonly ticks: bigint;
  /** `K`: '' (unspecified), 'Z', or '+01:00'. */
  readonly zone: string;
  /** `z`: offset in ticks. */
  readonly offset: bigint;
}

function pad(n: number, width: number): string {
  return String(n).padStart(width, '0');
}

/** `+1`, `+01`, `+01:00`. */
export function offsetText(offset: bigint, length: number): string {
  const minutes = Number(offset / TICKS_PER_SECOND / 60n);
  const magnitude = Math.abs(minutes);
  const hours = pad(Math.floor(magnitude / 60), length === 1 ? 1 : 2);
  return (minutes < 0 ? '-' : '+') + hours + (length > 2 ? `:${pad(magnitude % 60, 2)}` : '');
}

function fractionText(fraction: number, length: number, trim: boolean): string {
  const digits = pad(fraction, 7).slice(0, length);
  return trim ? digits.replace(/0+$/, '') : digits;
}

/** One run of a letter. */
function element(letter: string, n: number, p: DateParts, date: DateToFormat): string {
  switch (letter) {
    case 'd':
      if (n <= 2) return pad(p.day, n);
      return n === 3 ? (DAYS[p.weekDay] ?? '').slice(0, 3) : (DAYS[p.weekDay] ?? '');
    case 'M':
      if (n <= 2) return pad(p.month, n);
      return n === 3 ? (MONTHS[p.month - 1] ?? '').slice(0, 3) : (MONTHS[p.month - 1] ?? '');
    case 'y':
      return n <= 2 ? pad(p.year % 100, n) : pad(p.year, n);
    case 'H':
      return pad(p.hour, Math.min(n, 2));
    case 'h':
      return pad(p.hour % 12 || 12, Math.min(n, 2));
    case 'm':
      return pad(p.minute, Math.min(n, 2));
    case 's':
      return pad(p.second, Math.min(n, 2));
    case 'f':
    case 'F':
      return fractionText(p.fraction, n, letter === 'F');
    case 't':
      return (p.hour < 12 ? 'AM' : 'PM').slice(0, Math.min(n, 2));
    case 'z':
      return offsetText(date.offset, n);
    case 'K':
      return date.zone.repeat(n);
    default:
      return 'A.D.';
  }
}

function badFormat(): NetException {
  return new NetException('System.FormatException', 'Input string was not in a correct format.');
}

/** `date` by a format string; '' is `G`. */
export function formatDate(date: DateToFormat, format: string, culture: DateCulture): string {
  if (format.length > 1) return customDate(date, format);
  const pattern = culture.patterns[format || 'G'];
  if (!pattern) throw badFormat();
  return customDate(date, pattern);
}

function customDate(date: DateToFormat, format: string): string {
  const pattern = format.length === 2 && format.startsWith('%') ? format.slice(1) : format;
  const p = partsOf(date.ticks);
  let out = '';
  for (let i = 0; i < pattern.length; i++) {
    const c = pattern[i] ?? '';
    if (/[dMyHhmsfFtzKg]/.test(c)) {
      let n = 1;
      while (pattern[i + n] === c) n++;
      const text = element(c, n, p, date);
      // `.FFF` loses its point when no digits follow.
      out = c === 'F' && text === '' && out.endsWith('.') ? out.slice(0, -1) : out + text;
      i += n - 1;
    } else if (c === '\\') out += pattern[++i] ?? '';
    else if (c === "'" || c === '"') {
      const end = pattern.indexOf(c, i + 1);
      if (end < 0) throw badFormat();
      out += pattern.slice(i + 1, end);
      i = end;
    } else if (c !== '%') out += c;
  }
  return out;
}
