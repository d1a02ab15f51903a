/** System.DateTime: ticks and a kind. Zones other than the machine's: time-zone.ts. */
import {asBigInt} from '../conversion/plain-number.ts';
import {toText} from '../conversion/to-text.ts';
import {isNumber} from '../conversion/to-number.ts';
import {
  daysInMonth,
  isLeapYear,
  MAX_TICKS,
  offsetAtLocal,
  offsetAtUtc,
  partsOf,
  TICKS_PER_DAY,
  ticksOf,
  timeTicks,
  unixMilliseconds,
  UNIX_EPOCH,
} from '../text-format/calendar.ts';
import type {DateCulture} from '../text-format/date-format.ts';
import {enUSDates, formatDate, invariantDates, offsetText} from '../text-format/date-format.ts';
import type {ParsedDate} from '../text-format/date-parse.ts';
import {parseDate, parseDateExact} from '../text-format/date-parse.ts';
import {enumValue} from '../values/define-enum.ts';
import {defineType} from '../values/define-type.ts';
import type {EnumValue} from '../values/enum-value.ts';
import {extrasOf} from '../values/extras.ts';
import {requireType} from '../values/find-type.ts';
import {NetException} from '../values/net-exception.ts';
import type {PSReference} from '../values/ps-reference.ts';
import type {Value} from '../values/value.ts';
import {TimeSpan} from './time-span.ts';

export const KIND = {unspecified: 0, utc: 1, local: 2} as const;
export type DateKind = (typeof KIND)[keyof typeof KIND];

export class DateTime {
  /** 100 ns since 0001-01-01, wall clock of its kind. */
  readonly ticks: bigint;
  readonly kind: DateKind;
  constructor(ticks: bigint, kind: DateKind = KIND.unspecified) {
    if (ticks < 0n || ticks > MAX_TICKS) throw unrepresentable();
    this.ticks = ticks;
    this.kind = kind;
  }
  static now(): DateTime {
    return DateTime.fromUnixMicros(
      BigInt(Math.round((performance.timeOrigin + performance.now()) * 1000)),
    ).toLocalTime();
  }
  /** Microseconds since 1970, UTC. */
  static fromUnixMicros(micros: bigint): DateTime {
    return new DateTime(UNIX_EPOCH + micros * 10n, KIND.utc);
  }
  /** From a JavaScript date, UTC. */
  static fromDate(date: Date): DateTime {
    return new DateTime(UNIX_EPOCH + BigInt(date.getTime()) * 10_000n, KIND.utc);
  }
  toLocalTime(): DateTime {
    if (this.kind === KIND.local) return this;
    return new DateTime(this.ticks + offsetAtUtc(this.ticks), KIND.local);
  }
  toUniversalTime(): DateTime {
    if (this.kind === KIND.utc) return this;
    return new DateTime(this.ticks - offsetAtLocal(this.ticks), KIND.utc);
  }
  /** Milliseconds since 1970, for JavaScript's Date. */
  get unixMilliseconds(): number {
    return unixMilliseconds(this.toUniversalTime().ticks);
  }
  add(ticks: bigint): DateTime {
    return new DateTime(this.ticks + ticks, this.kind);
  }
  format(format: string, culture: DateCulture = enUSDates): string {
    const at = format === 'U' ? this.toUniversalTime() : this;
    const offset = at.kind === KIND.utc ? 0n : offsetAtLocal(at.ticks);
    const zone = at.kind === KIND.utc ? 'Z' : at.kind === KIND.local ? offsetText(offset, 3) : '';
    return formatDate({ticks: at.ticks, zone, offset}, format, culture);
  }
}

function unrepresentable(): NetException {
  return new NetException(
    'System.ArgumentOutOfRangeException',
    "The added or subtracted value results in an un-representable DateTime. (Parameter 'value')",
  );
}

function today(): {year: number; month: number; day: number} {
  return partsOf(DateTime.now().ticks);
}

/** A named zone makes the time local. */
function fromParsed({ticks, offset}: ParsedDate): DateTime {
  if (offset === undefined) return new DateTime(ticks);
  return new DateTime(ticks - offset, KIND.utc).toLocalTime();
}

function notRecognized(text: string): NetException {
  return new NetException(
    'System.FormatException',
    `String '${text}' was not recognized as a valid DateTime.`,
  );
}

export function parseDateTime(text: string): DateTime {
  const parsed = parseDate(text ?? '', today());
  if (!parsed) throw notRecognized(text);
  return fromParsed(parsed);
}

const STYLE = {adjustToUniversal: 16, assumeLocal: 32, assumeUniversal: 64, roundtripKind: 128};

function withStyles(parsed: ParsedDate, styles: EnumValue | undefined): DateTime {
  const bits = styles?.value ?? 0;
  let date: DateTime;
  if (parsed.offset !== undefined && (bits & STYLE.roundtripKind) !== 0 && parsed.offset === 0n)
    date = new DateTime(parsed.ticks, KIND.utc);
  else if (parsed.offset !== undefined) date = fromParsed(parsed);
  else if ((bits & STYLE.assumeUniversal) !== 0)
    date = new DateTime(parsed.ticks, KIND.utc).toLocalTime();
  else
    date = new DateTime(
      parsed.ticks,
      (bits & STYLE.assumeLocal) !== 0 ? KIND.local : KIND.unspecified,
    );
  const toUtc = (bits & STYLE.adjustToUniversal) !== 0 && date.kind !== KIND.unspecified;
  return toUtc ? date.toUniversalTime() : date;
}

function parseExact(
  text: string,
  formats: readonly string[],
  styles?: EnumValue,
): DateTime | undefined {
  for (const format of formats) {
    const pattern = format.length === 1 ? (invariantDates.patterns[format] ?? format) : format;
    const parsed = parseDateExact(text ?? '', pattern, today());
    if (parsed)
      return withStyles(
        parsed,
        /^[oOrRu]$/.test(format)
          ? enumValue(requireType('System.Globalization.DateTimeStyles'), 128)
          : styles,
      );
  }
  return undefined;
}

function requireExact(text: string, formats: readonly string[], styles?: EnumValue): DateTime {
  const date = parseExact(text, formats, styles);
  if (!date) throw notRecognized(text);
  return date;
}

function tryParse(date: DateTime | undefined, result: PSReference): boolean {
  result.value = date ?? new DateTime(0n);
  return date !== undefined;
}

function addMonths(self: DateTime, months: number): DateTime {
  const p = partsOf(self.ticks);
  const index = p.year * 12 + p.month - 1 + months;
  const year = Math.floor(index / 12);
  const month = (index % 12) + 1;
  if (year < 1 || year > 9999) throw unrepresentable();
  const day = Math.min(p.day, daysInMonth(year, month));
  return new DateTime(ticksOf(year, month, day, self.ticks % TICKS_PER_DAY), self.kind);
}

/** .NET 7 and later keep all ticks of the fraction. */
function addUnits(self: DateTime, n: number, ticksPerUnit: number): DateTime {
  const whole = Math.trunc(n);
  const ticks =
    BigInt(whole) * BigInt(ticksPerUnit) + BigInt(Math.trunc((n - whole) * ticksPerUnit));
  return self.add(ticks);
}

function make(
  year: number,
  month: number,
  day: number,
  hour = 0,
  minute = 0,
  second = 0,
  ms = 0,
  kind: DateKind = KIND.unspecified,
): DateTime {
  const bad =
    year < 1 || year > 9999 || month < 1 || month > 12 || day < 1 || day > daysInMonth(year, month);
  if (bad)
    throw new NetException(
      'System.ArgumentOutOfRangeException',
      'Year, Month, and Day parameters describe an un-representable DateTime.',
    );
  if (
    hour < 0 ||
    hour > 23 ||
    minute < 0 ||
    minute > 59 ||
    second < 0 ||
    second > 59 ||
    ms < 0 ||
    ms > 999
  ) {
    throw new NetException(
      'System.ArgumentOutOfRangeException',
      'Hour, Minute, and Second parameters describe an un-representable DateTime.',
    );
  }
  return new DateTime(
    ticksOf(year, month, day, timeTicks(hour, minute, second, ms * 10_000)),
    kind,
  );
}

function dayOfYear(self: DateTime): number {
  return Number((self.ticks - ticksOf(partsOf(self.ticks).year, 1, 1)) / TICKS_PER_DAY) + 1;
}

function isDaylightSaving(self: DateTime): boolean {
  if (self.kind === KIND.utc) return false;
  const {year} = partsOf(self.ticks);
  const [winter, summer] = [offsetAtLocal(ticksOf(year, 1, 1)), offsetAtLocal(ticksOf(year, 7, 1))];
  const standard = winter < summer ? winter : summer;
  return offsetAtLocal(self.ticks) !== standard;
}

/** Windows file time: ticks since 1601. */
const FILE_TIME_EPOCH = ticksOf(1601, 1, 1);

function kindOf(kind: EnumValue): DateKind {
  return kind.value as DateKind;
}

/** The long form, or the part of it that a DisplayHint note (Get-Date -DisplayHint) asks for. */
function displayFormat(self: DateTime): string {
  const hint = extrasOf(self)?.members.get('displayhint');
  const wanted = hint && 'value' in hint ? toText(hint.value).toLowerCase() : '';
  return wanted === 'date' ? 'D' : wanted === 'time' ? 'T' : 'F';
}

function compareTicks(a: DateTime, b: DateTime): number {
  return Number(a.ticks > b.ticks) - Number(a.ticks < b.ticks);
}

const MS = 10_000;

/** Year to microsecond. */
type DateParts = [number, number, number, number, number, number, number, number, ...unknown[]];

function withMicroseconds(parts: DateParts, kind: DateKind = KIND.unspecified): DateTime {
  const [year, month, day, hour, minute, second, ms, microseconds] = parts;
  const date = make(year, month, day, hour, minute, second, ms, kind);
  return date.add(BigInt(microseconds) * 10n);
}

defineType<DateTime>({
  fullName: 'System.DateTime',
  accelerator: 'datetime',
  kind: 'struct',
  interfaces: ['System.IComparable', 'System.IConvertible', 'System.IFormattable'],
  instance: DateTime,
  toText: self => self.format('G', invariantDates),
  toCurrentText: self => self.format('G'),
  format: (self, format) => self.format(format),
  compare: compareTicks,
  equals: (a, b) => a.ticks === b.ticks,
  hashKey: self => String(self.ticks),
  parse: parseDateTime,
  convert: (value: Value) => (isNumber(value) ? new DateTime(asBigInt(value)) : undefined),
  properties: {
    DateTime: {type: 'object', get: self => self.format(displayFormat(self))},
  },
  members: {
    'datetime Date': self => new DateTime(self.ticks - (self.ticks % TICKS_PER_DAY), self.kind),
    'int Day': self => partsOf(self.ticks).day,
    'System.DayOfWeek DayOfWeek': self =>
      enumValue(requireType('System.DayOfWeek'), partsOf(self.ticks).weekDay),
    'int DayOfYear': dayOfYear,
    'int Hour': self => partsOf(self.ticks).hour,
    'System.DateTimeKind Kind': self => enumValue(requireType('System.DateTimeKind'), self.kind),
    'int Microsecond': self => Math.floor(partsOf(self.ticks).fraction / 10) % 1000,
    'int Millisecond': self => Math.floor(partsOf(self.ticks).fraction / MS),
    'int Minute': self => partsOf(self.ticks).minute,
    'int Month': self => partsOf(self.ticks).month,
    'int Nanosecond': self => (partsOf(self.ticks).fraction % 10) * 100,
    'int Second': self => partsOf(self.ticks).second,
    'long Ticks': self => self.ticks,
    'timespan TimeOfDay': self => new TimeSpan(self.ticks % TICKS_PER_DAY),
    'int Year': self => partsOf(self.ticks).year,
    'datetime Add(timespan value)': (self, span: TimeSpan) => self.add(span.ticks),
    'datetime AddDays(double value)': (self, n: number) => addUnits(self, n, 86_400_000 * MS),
    'datetime AddHours(double value)': (self, n: number) => addUnits(self, n, 3_600_000 * MS),
    'datetime AddMinutes(double value)': (self, n: number) => addUnits(self, n, 60_000 * MS),
    'datetime AddSeconds(double value)': (self, n: number) => addUnits(self, n, 1000 * MS),
    'datetime AddMilliseconds(double value)': (self, n: number) => addUnits(self, n, MS),
    'datetime AddTicks(long value)': (self, ticks: bigint) => self.add(ticks),
    'datetime AddMonths(int months)': addMonths,
    'datetime AddYears(int value)': (self, years: number) => addMonths(self, years * 12),
    'object Subtract(datetime value)': (self, other: DateTime) =>
      new TimeSpan(self.ticks - other.ticks),
    'object Subtract(timespan value)': (self, span: TimeSpan) => self.add(-span.ticks),
    'int CompareTo(datetime value)': compareTicks,
    'datetime ToUniversalTime()': self => self.toUniversalTime(),
    'datetime ToLocalTime()': self => self.toLocalTime(),
    'string ToShortDateString()': self => self.format('d'),
    'string ToLongDateString()': self => self.format('D'),
    'string ToShortTimeString()': self => self.format('t'),
    'string ToLongTimeString()': self => self.format('T'),
    'string ToString()': self => self.format('G'),
    'string ToString(string format)': (self, format: string) => self.format(format),
    'string ToString(System.IFormatProvider provider)': (self, provider: Value) =>
      self.format('G', cultureOf(provider)),
    'string ToString(string format, System.IFormatProvider provider)': (
      self,
      format: string,
      provider: Value,
    ) => self.format(format, cultureOf(provider)),
    'long ToFileTime()': self => self.toUniversalTime().ticks - FILE_TIME_EPOCH,
    'long ToFileTimeUtc()': self => self.toUniversalTime().ticks - FILE_TIME_EPOCH,
    'long ToBinary()': self => self.ticks | (BigInt(self.kind) << 62n),
    'double ToOADate()': self => Number(self.ticks - ticksOf(1899, 12, 30)) / (86_400_000 * MS),
    'bool IsDaylightSavingTime()': isDaylightSaving,
    'System.TypeCode GetTypeCode()': () => 'DateTime',
  },
  statics: {
    'datetime Now': () => DateTime.now(),
    'datetime UtcNow': () => DateTime.now().toUniversalTime(),
    'datetime Today': () => {
      const now = DateTime.now();
      return new DateTime(now.ticks - (now.ticks % TICKS_PER_DAY), KIND.local);
    },
    'datetime MinValue': () => new DateTime(0n),
    'datetime MaxValue': () => new DateTime(MAX_TICKS),
    'datetime UnixEpoch': () => new DateTime(UNIX_EPOCH, KIND.utc),
    'datetime Parse(string s)': parseDateTime,
    'datetime Parse(string s, System.IFormatProvider provider)': parseDateTime,
    'datetime Parse(string s, System.IFormatProvider provider, System.Globalization.DateTimeStyles styles)':
      (text: string, _provider: Value, styles: EnumValue) => {
        const parsed = parseDate(text, today());
        if (!parsed) throw notRecognized(text);
        return withStyles(parsed, styles);
      },
    'datetime ParseExact(string s, string format, System.IFormatProvider provider)': (
      text: string,
      format: string,
    ) => requireExact(text, [format]),
    'datetime ParseExact(string s, string[] formats, System.IFormatProvider provider, System.Globalization.DateTimeStyles style)':
      (text: string, formats: string[], _provider: Value, styles: EnumValue) =>
        requireExact(text, formats, styles),
    'bool TryParse(string s, ref datetime result)': (text: string, result: PSReference) => {
      const parsed = parseDate(text ?? '', today());
      return tryParse(parsed && fromParsed(parsed), result);
    },
    'bool TryParseExact(string s, string[] formats, System.IFormatProvider provider, System.Globalization.DateTimeStyles style, ref datetime result)':
      (text: string, formats: string[], _provider: Value, styles: EnumValue, result: PSReference) =>
        tryParse(parseExact(text, formats, styles), result),
    'int DaysInMonth(int year, int month)': daysInMonth,
    'bool IsLeapYear(int year)': isLeapYear,
    'int Compare(datetime t1, datetime t2)': compareTicks,
    'datetime FromFileTime(long fileTime)': (ticks: bigint) =>
      new DateTime(FILE_TIME_EPOCH + ticks, KIND.utc).toLocalTime(),
    'datetime FromFileTimeUtc(long fileTime)': (ticks: bigint) =>
      new DateTime(FILE_TIME_EPOCH + ticks, KIND.utc),
    'datetime FromBinary(long dateData)': (data: bigint) =>
      new DateTime(data & 0x3fff_ffff_ffff_ffffn, Number((data >> 62n) & 3n) as DateKind),
    'datetime FromOADate(double d)': (days: number) =>
      addUnits(new DateTime(ticksOf(1899, 12, 30)), days, 86_400_000 * MS),
    'datetime SpecifyKind(datetime value, System.DateTimeKind kind)': (
      date: DateTime,
      kind: EnumValue,
    ) => new DateTime(date.ticks, kindOf(kind)),
    'datetime op_Addition(datetime d, timespan t)': (d: DateTime, t: TimeSpan) => d.add(t.ticks),
    'timespan op_Subtraction(datetime d1, datetime d2)': (a: DateTime, b: DateTime) =>
      new TimeSpan(a.ticks - b.ticks),
    'datetime op_Subtraction(datetime d, timespan t)': (d: DateTime, t: TimeSpan) =>
      d.add(-t.ticks),
  },
  constructors: {
    '()': () => new DateTime(0n),
    '(long ticks)': (ticks: bigint) => new DateTime(ticks),
    '(long ticks, System.DateTimeKind kind)': (ticks: bigint, kind: EnumValue) =>
      new DateTime(ticks, kindOf(kind)),
    '(int year, int month, int day)': make,
    '(int year, int month, int day, int hour, int minute, int second)': make,
    '(int year, int month, int day, int hour, int minute, int second, System.DateTimeKind kind)': (
      y: number,
      mo: number,
      d: number,
      h: number,
      mi: number,
      s: number,
      kind: EnumValue,
    ) => make(y, mo, d, h, mi, s, 0, kindOf(kind)),
    '(int year, int month, int day, int hour, int minute, int second, int millisecond)': make,
    '(int year, int month, int day, int hour, int minute, int second, int millisecond, System.DateTimeKind kind)':
      (
        y: number,
        mo: number,
        d: number,
        h: number,
        mi: number,
        s: number,
        ms: number,
        kind: EnumValue,
      ) => make(y, mo, d, h, mi, s, ms, kindOf(kind)),
    '(int year, int month, int day, int hour, int minute, int second, int millisecond, int microsecond)':
      (...parts: DateParts) => withMicroseconds(parts),
    '(int year, int month, int day, int hour, int minute, int second, int millisecond, int microsecond, System.DateTimeKind kind)':
      (...parts: [...DateParts, EnumValue]) =>
        withMicroseconds(parts, kindOf(parts[8] as EnumValue)),
  },
});

/** Culture objects say their name; the invariant one's is ''. */
export function cultureOf(provider: Value): DateCulture {
  return typeof provider === 'object' &&
    provider !== null &&
    'name' in provider &&
    provider.name === ''
    ? invariantDates
    : enUSDates;
}
