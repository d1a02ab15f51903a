/** Dates from text: the general forms that casts take, and exact patterns. Source: language specification 6.5. */
import {daysInMonth, MONTHS, TICKS_PER_SECOND, ticksOf, timeTicks} from './calendar.ts';

export interface ParsedDate {
  /** Wall-clock ticks as written. */
  readonly ticks: bigint;
  /** Offset in ticks when the text names a zone. */
  readonly offset: bigint | undefined;
}

interface Fields {
  year?: number;
  month?: number;
  day?: number;
  hour?: number;
  minute?: number;
  second?: number;
  fraction?: number;
  pm?: boolean;
  am?: boolean;
  offset?: bigint;
}

/** Two-digit years mean 1950 to 2049. */
function fullYear(text: string): number {
  const n = Number(text);
  if (text.length > 2) return n;
  return n < 50 ? 2000 + n : 1900 + n;
}

function fractionTicks(digits: string): number {
  return Math.round(Number(`0.${digits}`) * 1e7);
}

function zoneOffset(text: string): bigint {
  if (/^(?:z|gmt|utc)$/i.test(text)) return 0n;
  const [, sign, hours = '0', minutes = '0'] = /^([+-])(\d{1,2}):?(\d{2})?$/.exec(text) ?? [];
  const total = BigInt(Number(hours) * 60 + Number(minutes ?? 0)) * 60n * TICKS_PER_SECOND;
  return sign === '-' ? -total : total;
}

/** Fields to ticks; missing parts of the date are today's (`today` in ticks at midnight). */
function assemble(
  f: Fields,
  today: {year: number; month: number; day: number},
): ParsedDate | undefined {
  const hasDate = f.year !== undefined || f.month !== undefined || f.day !== undefined;
  const year = f.year ?? today.year;
  const month = f.month ?? (hasDate ? 1 : today.month);
  const day = f.day ?? (hasDate ? 1 : today.day);
  const hour = hourOf(f);
  if (hour === undefined || (f.minute ?? 0) > 59 || (f.second ?? 0) > 59) return undefined;
  if (
    year < 1 ||
    year > 9999 ||
    month < 1 ||
    month > 12 ||
    day < 1 ||
    day > daysInMonth(year, month)
  )
    return undefined;
  const ticks = ticksOf(
    year,
    month,
    day,
    timeTicks(hour, f.minute ?? 0, f.second ?? 0, f.fraction ?? 0),
  );
  return {ticks, offset: f.offset};
}

function hourOf(f: Fields): number | undefined {
  const hour = f.hour ?? 0;
  if (f.am || f.pm) {
    if (hour < 1 || hour > 12) return undefined;
    return (hour % 12) + (f.pm ? 12 : 0);
  }
  return hour > 23 ? undefined : hour;
}

const TIME = '(\\d{1,2}):(\\d{1,2})(?::(\\d{1,2})(?:[.,](\\d{1,9}))?)?\\s*([ap]m?)?';
const ZONE = '\\s*(z|gmt|utc|[+-]\\d{1,2}(?::?\\d{2})?)?';
const timeForm = new RegExp(`^(?:t|\\s+|^)\\s*(?:${TIME}|(\\d{1,2})\\s*([ap]m))${ZONE}$`, 'i');

function monthNumber(text: string): number | undefined {
  const lower = text.toLowerCase();
  const index = MONTHS.findIndex(
    name => name.toLowerCase() === lower || name.slice(0, 3).toLowerCase() === lower,
  );
  return index < 0 ? undefined : index + 1;
}

function readTime(text: string, f: Fields): boolean {
  const match = timeForm.exec(text);
  if (!match) return false;
  const [, hour, minute, second, fraction, half, onlyHour, onlyHalf, zone] = match;
  f.hour = Number(hour ?? onlyHour);
  f.minute = Number(minute ?? 0);
  f.second = Number(second ?? 0);
  if (fraction) f.fraction = fractionTicks(fraction);
  const letter = (half ?? onlyHalf ?? '').toLowerCase();
  if (letter.startsWith('p')) f.pm = true;
  else if (letter) f.am = true;
  if (zone) f.offset = zoneOffset(zone);
  return true;
}

type DateForm = readonly [RegExp, (match: readonly string[], f: Fields) => boolean];

function setDate(
  f: Fields,
  year: string | undefined,
  month: number | undefined,
  day: string | undefined,
): boolean {
  if (month === undefined) return false;
  if (year !== undefined) f.year = fullYear(year);
  f.month = month;
  if (day !== undefined) f.day = Number(day);
  return true;
}

const WEEKDAY = '(?:(?:sun|mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?)(?:day)?\\.?,?\\s+)?';

/** Date parts at the start of the text; month before day. */
const dateForms: readonly DateForm[] = [
  [/^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})/, ([, y, m, d], f) => setDate(f, y, Number(m), d)],
  [/^(\d{4}),(\d{1,2}),(\d{1,2})/, ([, y, m, d], f) => setDate(f, y, Number(m), d)],
  [/^(\d{4})[-/](\d{1,2})(?=$|\s)/, ([, y, m], f) => setDate(f, y, Number(m), undefined)],
  [
    new RegExp(`^${WEEKDAY}(\\d{1,2})[-/.](\\d{1,2})[-/.](\\d{4}|\\d{2})`, 'i'),
    ([, m, d, y], f) => setDate(f, y, Number(m), d),
  ],
  [/^(\d{1,2})[-/](\d{4})(?=$|\s)/, ([, m, y], f) => setDate(f, y, Number(m), undefined)],
  [/^(\d{1,2})[-/](\d{1,2})(?=$|\s)/, ([, m, d], f) => setDate(f, undefined, Number(m), d)],
  [
    new RegExp(`^${WEEKDAY}(\\d{1,2})[\\s-]+([a-z]{3,9})\\.?,?[\\s-]+(\\d{4}|\\d{2})(?!:)`, 'i'),
    ([, d, m = '', y], f) => setDate(f, y, monthNumber(m), d),
  ],
  [
    new RegExp(`^${WEEKDAY}([a-z]{3,9})\\.?\\s+(\\d{1,2})(?:st|nd|rd|th)?,?\\s+(\\d{4})`, 'i'),
    ([, m = '', d, y], f) => setDate(f, y, monthNumber(m), d),
  ],
  [
    new RegExp(`^${WEEKDAY}(\\d{1,2})\\s+([a-z]{3,9})(?=$|\\s)`, 'i'),
    ([, d, m = ''], f) => setDate(f, undefined, monthNumber(m), d),
  ],
  [
    /^([a-z]{3,9})\s+(\d{4})(?=$|\s)/i,
    ([, m = '', y], f) => setDate(f, y, monthNumber(m), undefined),
  ],
  [
    /^([a-z]{3,9})\s+(\d{1,2})(?=$|\s)/i,
    ([, m = '', d], f) => setDate(f, undefined, monthNumber(m), d),
  ],
];

/** A date in any of the usual forms; undefined when the text is none. */
export function parseDate(
  text: string,
  today: {year: number; month: number; day: number},
): ParsedDate | undefined {
  const trimmed = text.trim();
  const f: Fields = {};
  if (readTime(trimmed, f)) return assemble(f, today);
  for (const [form, take] of dateForms) {
    const match = form.exec(trimmed);
    if (!match || !take(match, f)) continue;
    const rest = trimmed.slice(match[0].length);
    if (rest === '' || readTime(rest, f) || readZone(rest, f)) return assemble(f, today);
  }
  return undefined;
}

function readZone(rest: string, f: Fields): boolean {
  const zone = /^\s*(z|gmt|utc)$/i.exec(rest);
  if (zone) f.offset = 0n;
  return zone !== null;
}

const EXACT: Readonly<Record<string, string>> = {
  y: '\\d{1,2}',
  yy: '\\d{2}',
  yyyy: '\\d{4}',
  MMM: '[A-Za-z]{3}',
  MMMM: '[A-Za-z]{3,9}',
  ddd: '[A-Za-z]{3}',
  dddd: '[A-Za-z]{6,9}',
  t: '[APap]',
  tt: '[APap][Mm]',
  K: '(?:Z|[+-]\\d{2}:\\d{2})?',
  z: '[+-]\\d{1,2}',
  zz: '[+-]\\d{2}',
  zzz: '[+-]\\d{2}:\\d{2}',
};

/** A date that must have exactly the form of a custom pattern (standard letters already replaced). */
export function parseDateExact(
  text: string,
  pattern: string,
  today: {year: number; month: number; day: number},
): ParsedDate | undefined {
  const names: string[] = [];
  const source = pattern.replace(
    /\\(.)|'([^']*)'|"([^"]*)"|([dMyHhmsfFtzK])\4*|%|[^\w]|\w/gs,
    (whole, escaped, q1, q2, letter) => {
      const literal = escaped ?? q1 ?? q2;
      if (literal !== undefined) return quote(literal);
      if (whole === '%') return '';
      if (!letter) return quote(whole);
      names.push(whole);
      return `(${elementForm(whole)})`;
    },
  );
  const match = new RegExp(`^${source}$`).exec(text.trim());
  if (!match) return undefined;
  const f: Fields = {};
  for (const [i, name] of names.entries())
    if (!takeElement(name, match[i + 1] ?? '', f)) return undefined;
  return assemble(f, today);
}

function quote(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
}

function elementForm(name: string): string {
  if (EXACT[name]) return EXACT[name];
  if (name[0] === 'f') return `\\d{${name.length}}`;
  if (name[0] === 'F') return `\\d{0,${name.length}}`;
  return name.length === 1 ? '\\d{1,2}' : '\\d{2}';
}

function takeElement(name: string, text: string, f: Fields): boolean {
  switch (name[0]) {
    case 'y':
      f.year = fullYear(text);
      return true;
    case 'M': {
      const month = name.length > 2 ? monthNumber(text) : Number(text);
      if (month === undefined) return false;
      f.month = month;
      return true;
    }
    case 'd':
      if (name.length <= 2) f.day = Number(text);
      return true;
    case 'H':
    case 'h':
      f.hour = Number(text);
      return true;
    case 'm':
      f.minute = Number(text);
      return true;
    case 's':
      f.second = Number(text);
      return true;
    case 't':
      if (/^p/i.test(text)) f.pm = true;
      else f.am = true;
      return true;
    case 'z':
    case 'K':
      if (text) f.offset = zoneOffset(text);
      return true;
    default:
      f.fraction = fractionTicks(text || '0');
      return true;
  }
}
