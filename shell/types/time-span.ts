/** System.TimeSpan: 100 ns ticks. */
import {formatSpan, constantForm, parseSpan, spanParts} from '../text-format/time-span-format.ts';
import {defineType} from '../values/define-type.ts';
import {NetException} from '../values/net-exception.ts';
import type {PSReference} from '../values/ps-reference.ts';
import type {Value} from '../values/value.ts';
import {asBigInt} from '../conversion/plain-number.ts';
import {isNumber} from '../conversion/to-number.ts';

const MIN = -9_223_372_036_854_775_808n;
const MAX = 9_223_372_036_854_775_807n;

export class TimeSpan {
  readonly ticks: bigint;
  constructor(ticks: bigint) {
    if (ticks < MIN || ticks > MAX) throw tooLong();
    this.ticks = ticks;
  }
  /** Rounded to whole ticks. */
  static fromMilliseconds(ms: number): TimeSpan {
    return new TimeSpan(scale(ms, 10_000));
  }
  get totalMilliseconds(): number {
    return Number(this.ticks) / 10_000;
  }
  get totalSeconds(): number {
    return Number(this.ticks) / 10_000_000;
  }
  toString(): string {
    return constantForm(this.ticks);
  }
}

function tooLong(): NetException {
  return new NetException(
    'System.OverflowException',
    'TimeSpan overflowed because the duration is too long.',
  );
}

function scale(n: number, unit: number): bigint {
  if (Number.isNaN(n))
    throw new NetException(
      'System.ArgumentException',
      'TimeSpan does not accept floating point Not-a-Number values.',
    );
  const ticks = n * unit;
  if (!Number.isFinite(ticks)) throw tooLong();
  return BigInt(Math.round(ticks));
}

const DAY = 864_000_000_000;
const HOUR = 36_000_000_000;
const MINUTE = 600_000_000;
const SECOND = 10_000_000;

function of(
  days: number,
  hours: number,
  minutes: number,
  seconds: number,
  milliseconds = 0,
): TimeSpan {
  const total =
    BigInt(days) * 86_400_000n +
    BigInt(hours) * 3_600_000n +
    BigInt(minutes) * 60_000n +
    BigInt(seconds) * 1000n;
  return new TimeSpan((total + BigInt(milliseconds)) * 10_000n);
}

function parse(text: string): TimeSpan {
  const ticks = parseSpan(text ?? '');
  if (ticks === undefined)
    throw new NetException(
      'System.FormatException',
      `String '${text}' was not recognized as a valid TimeSpan.`,
    );
  return new TimeSpan(ticks);
}

/** Parts carry the sign of the whole. */
function part(self: TimeSpan, pick: (p: ReturnType<typeof spanParts>) => number): number {
  const p = spanParts(self.ticks);
  return (p.negative ? -pick(p) : pick(p)) + 0;
}

defineType<TimeSpan>({
  fullName: 'System.TimeSpan',
  accelerator: 'timespan',
  kind: 'struct',
  interfaces: ['System.IComparable', 'System.IFormattable'],
  instance: TimeSpan,
  toText: self => self.toString(),
  format: (self, format) => formatSpan(self.ticks, format),
  compare: (a, b) => (a.ticks < b.ticks ? -1 : a.ticks > b.ticks ? 1 : 0),
  equals: (a, b) => a.ticks === b.ticks,
  hashKey: self => String(self.ticks),
  parse,
  convert: (value: Value) => (isNumber(value) ? new TimeSpan(asBigInt(value)) : undefined),
  members: {
    'int Days': self => part(self, p => p.days),
    'int Hours': self => part(self, p => p.hours),
    'int Minutes': self => part(self, p => p.minutes),
    'int Seconds': self => part(self, p => p.seconds),
    'int Milliseconds': self => part(self, p => Math.floor(p.fraction / 10_000)),
    'int Microseconds': self => part(self, p => Math.floor(p.fraction / 10) % 1000),
    'int Nanoseconds': self => part(self, p => (p.fraction % 10) * 100),
    'long Ticks': self => self.ticks,
    'double TotalDays': self => Number(self.ticks) / DAY,
    'double TotalHours': self => Number(self.ticks) / HOUR,
    'double TotalMilliseconds': self => self.totalMilliseconds,
    'double TotalMicroseconds': self => Number(self.ticks) / 10,
    'double TotalNanoseconds': self => Number(self.ticks) * 100,
    'double TotalMinutes': self => Number(self.ticks) / MINUTE,
    'double TotalSeconds': self => self.totalSeconds,
    'timespan Add(timespan ts)': (self, other: TimeSpan) => new TimeSpan(self.ticks + other.ticks),
    'timespan Subtract(timespan ts)': (self, other: TimeSpan) =>
      new TimeSpan(self.ticks - other.ticks),
    'timespan Negate()': self => new TimeSpan(-self.ticks),
    'timespan Duration()': self => new TimeSpan(self.ticks < 0n ? -self.ticks : self.ticks),
    'timespan Multiply(double factor)': (self, factor: number) =>
      new TimeSpan(scale(Number(self.ticks), factor)),
    'object Divide(double divisor)': (self, divisor: number) =>
      new TimeSpan(scale(Number(self.ticks), 1 / divisor)),
    'int CompareTo(timespan value)': (self, other: TimeSpan) =>
      Number(self.ticks > other.ticks) - Number(self.ticks < other.ticks),
    'string ToString()': self => self.toString(),
    'string ToString(string format)': (self, format: string) => formatSpan(self.ticks, format),
    'string ToString(string format, System.IFormatProvider formatProvider)': (
      self,
      format: string,
    ) => formatSpan(self.ticks, format),
  },
  statics: {
    'timespan Zero': () => new TimeSpan(0n),
    'timespan MaxValue': () => new TimeSpan(MAX),
    'timespan MinValue': () => new TimeSpan(MIN),
    'long TicksPerDay': () => DAY,
    'long TicksPerHour': () => HOUR,
    'long TicksPerMinute': () => MINUTE,
    'long TicksPerSecond': () => SECOND,
    'long TicksPerMillisecond': () => 10_000,
    'timespan FromDays(double value)': (n: number) => new TimeSpan(scale(n, DAY)),
    'timespan FromHours(double value)': (n: number) => new TimeSpan(scale(n, HOUR)),
    'timespan FromMinutes(double value)': (n: number) => new TimeSpan(scale(n, MINUTE)),
    'timespan FromSeconds(double value)': (n: number) => new TimeSpan(scale(n, SECOND)),
    'timespan FromMilliseconds(double value)': (n: number) => TimeSpan.fromMilliseconds(n),
    'timespan FromTicks(long value)': (n: bigint) => new TimeSpan(n),
    'timespan Parse(string s)': parse,
    'timespan Parse(string input, System.IFormatProvider formatProvider)': parse,
    'bool TryParse(string s, ref timespan result)': (text: string, result: PSReference) => {
      const ticks = parseSpan(text ?? '');
      result.value = new TimeSpan(ticks ?? 0n);
      return ticks !== undefined;
    },
    'int Compare(timespan t1, timespan t2)': (a: TimeSpan, b: TimeSpan) =>
      Number(a.ticks > b.ticks) - Number(a.ticks < b.ticks),
    'timespan op_Addition(timespan t1, timespan t2)': (a: TimeSpan, b: TimeSpan) =>
      new TimeSpan(a.ticks + b.ticks),
    'timespan op_Subtraction(timespan t1, timespan t2)': (a: TimeSpan, b: TimeSpan) =>
      new TimeSpan(a.ticks - b.ticks),
    'timespan op_UnaryNegation(timespan t)': (a: TimeSpan) => new TimeSpan(-a.ticks),
    'timespan op_Multiply(timespan timeSpan, double factor)': (a: TimeSpan, n: number) =>
      new TimeSpan(scale(Number(a.ticks), n)),
    'timespan op_Division(timespan timeSpan, double divisor)': (a: TimeSpan, n: number) =>
      new TimeSpan(scale(Number(a.ticks), 1 / n)),
    'double op_Division(timespan t1, timespan t2)': (a: TimeSpan, b: TimeSpan) =>
      Number(a.ticks) / Number(b.ticks),
  },
  constructors: {
    '()': () => new TimeSpan(0n),
    '(long ticks)': (ticks: bigint) => new TimeSpan(ticks),
    '(int hours, int minutes, int seconds)': (h: number, m: number, s: number) => of(0, h, m, s),
    '(int days, int hours, int minutes, int seconds)': of,
    '(int days, int hours, int minutes, int seconds, int milliseconds)': of,
  },
});
