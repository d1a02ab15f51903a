/** System.DateTimeOffset: a wall clock and its offset from UTC. */
import {
  offsetAtLocal,
  offsetAtUtc,
  partsOf,
  TICKS_PER_DAY,
  ticksOf,
  timeTicks,
  UNIX_EPOCH,
} from '../text-format/calendar.ts';
import type {DateCulture} from '../text-format/date-format.ts';
import {enUSDates, formatDate, invariantDates, offsetText} from '../text-format/date-format.ts';
import {parseDate} from '../text-format/date-parse.ts';
import {defineType} from '../values/define-type.ts';
import {enumValue} from '../values/define-enum.ts';
import {requireType} from '../values/find-type.ts';
import {NetException} from '../values/net-exception.ts';
import type {PSReference} from '../values/ps-reference.ts';
import {DateTime, KIND} from './date-time.ts';
import {TimeSpan} from './time-span.ts';

export class DateTimeOffset {
  /** Wall-clock ticks. */
  readonly ticks: bigint;
  /** Ticks east of UTC. */
  readonly offset: bigint;
  constructor(ticks: bigint, offset: bigint) {
    this.ticks = ticks;
    this.offset = offset;
  }
  static of(date: DateTime): DateTimeOffset {
    return new DateTimeOffset(date.ticks, date.kind === KIND.utc ? 0n : offsetAtLocal(date.ticks));
  }
  get utcTicks(): bigint {
    return this.ticks - this.offset;
  }
  add(ticks: bigint): DateTimeOffset {
    return new DateTimeOffset(this.ticks + ticks, this.offset);
  }
  toOffset(offset: bigint): DateTimeOffset {
    return new DateTimeOffset(this.utcTicks + offset, offset);
  }
  format(format: string, culture: DateCulture): string {
    const text = (pattern: string) =>
      formatDate(
        {ticks: this.ticks, zone: offsetText(this.offset, 3), offset: this.offset},
        pattern,
        culture,
      );
    if (format) return text(format);
    return text(`${culture.patterns.G} zzz`);
  }
}

function parse(text: string): DateTimeOffset {
  const parsed = parseDate(text ?? '', partsOf(DateTime.now().ticks));
  if (!parsed)
    throw new NetException(
      'System.FormatException',
      `String '${text}' was not recognized as a valid DateTime.`,
    );
  return new DateTimeOffset(parsed.ticks, parsed.offset ?? offsetAtLocal(parsed.ticks));
}

function unix(ticks: bigint): DateTimeOffset {
  return new DateTimeOffset(UNIX_EPOCH + ticks, 0n);
}

function part(pick: (p: ReturnType<typeof partsOf>) => number): (self: DateTimeOffset) => number {
  return self => pick(partsOf(self.ticks));
}

function local(utcTicks: bigint): DateTimeOffset {
  return new DateTimeOffset(utcTicks, 0n).toOffset(offsetAtUtc(utcTicks));
}

function span(ticks: number): bigint {
  return BigInt(Math.round(ticks));
}

const SECOND = 10_000_000;

/** Year to second. */
type Moment = [number, number, number, number, number, number];

function offsetOf(
  [year, month, day, hour, minute, second]: [...Moment, ...unknown[]],
  ms: number,
  microseconds: number,
  offset: TimeSpan,
): DateTimeOffset {
  const parts = BigInt(ms * 1000 + microseconds) * 10n;
  const ticks = ticksOf(year, month, day, timeTicks(hour, minute, second)) + parts;
  return new DateTimeOffset(ticks, offset.ticks);
}

defineType<DateTimeOffset>({
  fullName: 'System.DateTimeOffset',
  kind: 'struct',
  interfaces: ['System.IComparable', 'System.IFormattable'],
  instance: DateTimeOffset,
  toText: self => self.format('', invariantDates),
  toCurrentText: self => self.format('', enUSDates),
  format: (self, format) => self.format(format, enUSDates),
  compare: (a, b) => Number(a.utcTicks > b.utcTicks) - Number(a.utcTicks < b.utcTicks),
  equals: (a, b) => a.utcTicks === b.utcTicks,
  hashKey: self => String(self.utcTicks),
  parse,
  convert: value => (value instanceof DateTime ? DateTimeOffset.of(value) : undefined),
  members: {
    'datetime DateTime': self => new DateTime(self.ticks),
    'datetime LocalDateTime': self => new DateTime(local(self.utcTicks).ticks, KIND.local),
    'datetime UtcDateTime': self => new DateTime(self.utcTicks, KIND.utc),
    'datetime Date': self => new DateTime(self.ticks - (self.ticks % TICKS_PER_DAY)),
    'timespan Offset': self => new TimeSpan(self.offset),
    'timespan TimeOfDay': self => new TimeSpan(self.ticks % TICKS_PER_DAY),
    'long Ticks': self => self.ticks,
    'long UtcTicks': self => self.utcTicks,
    'int Year': part(p => p.year),
    'int Month': part(p => p.month),
    'int Day': part(p => p.day),
    'int Hour': part(p => p.hour),
    'int Minute': part(p => p.minute),
    'int Second': part(p => p.second),
    'int Millisecond': part(p => Math.floor(p.fraction / 10_000)),
    'System.DayOfWeek DayOfWeek': self =>
      enumValue(requireType('System.DayOfWeek'), partsOf(self.ticks).weekDay),
    'long ToUnixTimeSeconds()': self => (self.utcTicks - UNIX_EPOCH) / 10_000_000n,
    'long ToUnixTimeMilliseconds()': self => (self.utcTicks - UNIX_EPOCH) / 10_000n,
    'System.DateTimeOffset ToLocalTime()': self => local(self.utcTicks),
    'System.DateTimeOffset ToUniversalTime()': self => self.toOffset(0n),
    'System.DateTimeOffset ToOffset(timespan offset)': (self, offset: TimeSpan) =>
      self.toOffset(offset.ticks),
    'System.DateTimeOffset Add(timespan timeSpan)': (self, t: TimeSpan) => self.add(t.ticks),
    'System.DateTimeOffset AddTicks(long ticks)': (self, ticks: bigint) => self.add(ticks),
    'System.DateTimeOffset AddMilliseconds(double milliseconds)': (self, n: number) =>
      self.add(span(n * 10_000)),
    'System.DateTimeOffset AddDays(double days)': (self, n: number) =>
      self.add(span(n * 86_400 * SECOND)),
    'System.DateTimeOffset AddHours(double hours)': (self, n: number) =>
      self.add(span(n * 3600 * SECOND)),
    'System.DateTimeOffset AddMinutes(double minutes)': (self, n: number) =>
      self.add(span(n * 60 * SECOND)),
    'System.DateTimeOffset AddSeconds(double seconds)': (self, n: number) =>
      self.add(span(n * SECOND)),
    'string ToString()': self => self.format('', enUSDates),
    'string ToString(string format)': (self, format: string) => self.format(format, enUSDates),
  },
  statics: {
    'System.DateTimeOffset Now': () => DateTimeOffset.of(DateTime.now()),
    'System.DateTimeOffset UtcNow': () => DateTimeOffset.of(DateTime.now().toUniversalTime()),
    'System.DateTimeOffset MinValue': () => new DateTimeOffset(0n, 0n),
    'System.DateTimeOffset UnixEpoch': () => unix(0n),
    'System.DateTimeOffset Parse(string input)': parse,
    'bool TryParse(string input, ref System.DateTimeOffset result)': (
      text: string,
      result: PSReference,
    ) => {
      const parsed = parseDate(text ?? '', partsOf(DateTime.now().ticks));
      result.value = parsed ? parse(text) : new DateTimeOffset(0n, 0n);
      return parsed !== undefined;
    },
    'System.DateTimeOffset FromUnixTimeSeconds(long seconds)': (n: bigint) => unix(n * 10_000_000n),
    'System.DateTimeOffset FromUnixTimeMilliseconds(long milliseconds)': (n: bigint) =>
      unix(n * 10_000n),
    'timespan op_Subtraction(System.DateTimeOffset a, System.DateTimeOffset b)': (
      a: DateTimeOffset,
      b: DateTimeOffset,
    ) => new TimeSpan(a.utcTicks - b.utcTicks),
    'System.DateTimeOffset op_Addition(System.DateTimeOffset a, timespan t)': (
      a: DateTimeOffset,
      t: TimeSpan,
    ) => a.add(t.ticks),
    'System.DateTimeOffset op_Subtraction(System.DateTimeOffset a, timespan t)': (
      a: DateTimeOffset,
      t: TimeSpan,
    ) => a.add(-t.ticks),
  },
  constructors: {
    '(datetime dateTime)': (date: DateTime) => DateTimeOffset.of(date),
    '(datetime dateTime, timespan offset)': (date: DateTime, offset: TimeSpan) =>
      new DateTimeOffset(date.ticks, offset.ticks),
    '(long ticks, timespan offset)': (ticks: bigint, offset: TimeSpan) =>
      new DateTimeOffset(ticks, offset.ticks),
    '(int year, int month, int day, int hour, int minute, int second, timespan offset)': (
      ...parts: [...Moment, TimeSpan]
    ) => offsetOf(parts, 0, 0, parts[6]),
    '(int year, int month, int day, int hour, int minute, int second, int millisecond, timespan offset)':
      (...parts: [...Moment, number, TimeSpan]) => offsetOf(parts, parts[6], 0, parts[7]),
    '(int year, int month, int day, int hour, int minute, int second, int millisecond, int microsecond, timespan offset)':
      (...parts: [...Moment, number, number, TimeSpan]) =>
        offsetOf(parts, parts[6], parts[7], parts[8]),
  },
});
