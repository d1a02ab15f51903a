/** System.TimeZoneInfo: the local zone, UTC, and zones by IANA name. */
import {
  offsetAtUtc,
  partsOf,
  TICKS_PER_SECOND,
  ticksOf,
  unixMilliseconds,
} from '../text-format/calendar.ts';
import {defineType} from '../values/define-type.ts';
import {NetException} from '../values/net-exception.ts';
import {DateTime, KIND} from './date-time.ts';
import {TimeSpan} from './time-span.ts';

class TimeZoneInfo {
  readonly id: string;
  constructor(id: string) {
    this.id = id;
  }
  /** Ticks east of UTC at a UTC instant. */
  offsetAt(utcTicks: bigint): bigint {
    if (this.id === localId()) return offsetAtUtc(utcTicks);
    if (this.id === 'UTC') return 0n;
    const date = new Date(unixMilliseconds(utcTicks));
    const text = new Intl.DateTimeFormat('en', {
      timeZone: this.id,
      timeZoneName: 'longOffset',
    }).format(date);
    const [, sign, hours = '0', minutes = '0'] = /GMT([+-])(\d+):(\d+)/.exec(text) ?? [];
    const offset = BigInt(Number(hours) * 60 + Number(minutes)) * 60n * TICKS_PER_SECOND;
    return sign === '-' ? -offset : offset;
  }
  /** As it is called in winter or in summer: when the offset is `offset`. */
  name(offset: bigint): string {
    if (this.id === 'UTC') return 'Coordinated Universal Time';
    const isThen = (month: number) => this.offsetAt(ticksOf(2024, month, 1)) === offset;
    const parts = new Intl.DateTimeFormat('en', {
      timeZone: this.id,
      timeZoneName: 'long',
    }).formatToParts(new Date(2024, isThen(1) ? 0 : 6, 1));
    return parts.find(part => part.type === 'timeZoneName')?.value ?? this.id;
  }
  get standardName(): string {
    return this.name(baseOffset(this));
  }
  get daylightName(): string {
    const [winter, summer] = [
      this.offsetAt(ticksOf(2024, 1, 1)),
      this.offsetAt(ticksOf(2024, 7, 1)),
    ];
    return this.name(winter > summer ? winter : summer);
  }
  /** `(UTC+01:00) Central European Standard Time (Berlin)`. */
  get displayName(): string {
    if (this.id === 'UTC') return '(UTC) Coordinated Universal Time';
    const minutes = Number(baseOffset(this) / TICKS_PER_SECOND) / 60;
    const size = Math.abs(minutes);
    const two = (n: number) => String(Math.floor(n)).padStart(2, '0');
    const city = this.id.slice(this.id.lastIndexOf('/') + 1).replaceAll('_', ' ');
    return `(UTC${minutes < 0 ? '-' : '+'}${two(size / 60)}:${two(size % 60)}) ${this.standardName} (${city})`;
  }
}

function localId(): string {
  return Intl.DateTimeFormat().resolvedOptions().timeZone;
}

function zone(id: string): TimeZoneInfo {
  try {
    Intl.DateTimeFormat('en', {timeZone: id});
  } catch {
    throw new NetException(
      'System.TimeZoneNotFoundException',
      `The time zone ID '${id}' was not found on the local computer.`,
    );
  }
  return new TimeZoneInfo(id);
}

function baseOffset(self: TimeZoneInfo): bigint {
  const {year} = partsOf(DateTime.now().ticks);
  const [winter, summer] = [self.offsetAt(ticksOf(year, 1, 1)), self.offsetAt(ticksOf(year, 7, 1))];
  return winter < summer ? winter : summer;
}

function inZone(date: DateTime, to: TimeZoneInfo): DateTime {
  const utc = date.toUniversalTime().ticks;
  const kind = to.id === 'UTC' ? KIND.utc : to.id === localId() ? KIND.local : KIND.unspecified;
  return new DateTime(utc + to.offsetAt(utc), kind);
}

/** The older class, of which scripts use the one object for here. */
defineType({
  fullName: 'System.TimeZone',
  abstract: true,
  statics: {'object CurrentTimeZone': () => new TimeZoneInfo(localId())},
});

defineType<TimeZoneInfo>({
  fullName: 'System.TimeZoneInfo',
  instance: TimeZoneInfo,
  toText: self => self.displayName,
  members: {
    'string Id': self => self.id,
    'bool HasIanaId': () => true,
    'string DisplayName': self => self.displayName,
    'string StandardName': self => self.standardName,
    'string DaylightName': self => self.daylightName,
    'timespan BaseUtcOffset': self => new TimeSpan(baseOffset(self)),
    'bool SupportsDaylightSavingTime': self =>
      self.offsetAt(ticksOf(2024, 1, 1)) !== self.offsetAt(ticksOf(2024, 7, 1)),
    'timespan GetUtcOffset(datetime dateTime)': (self, date: DateTime) =>
      new TimeSpan(self.offsetAt(date.toUniversalTime().ticks)),
    'bool IsDaylightSavingTime(datetime dateTime)': (self, date: DateTime) =>
      self.offsetAt(date.toUniversalTime().ticks) !== baseOffset(self),
  },
  statics: {
    'object Local': () => new TimeZoneInfo(localId()),
    'object Utc': () => new TimeZoneInfo('UTC'),
    'object FindSystemTimeZoneById(string id)': zone,
    'object GetSystemTimeZones()': () =>
      Intl.supportedValuesOf('timeZone').map(id => new TimeZoneInfo(id)),
    'datetime ConvertTimeFromUtc(datetime dateTime, object destinationTimeZone)': (
      date: DateTime,
      to: TimeZoneInfo,
    ) => inZone(new DateTime(date.ticks, KIND.utc), to),
    'datetime ConvertTimeToUtc(datetime dateTime)': (date: DateTime) => date.toUniversalTime(),
    'datetime ConvertTime(datetime dateTime, object destinationTimeZone)': inZone,
    'datetime ConvertTimeBySystemTimeZoneId(datetime dateTime, string destinationTimeZoneId)': (
      date: DateTime,
      id: string,
    ) => inZone(date, zone(id)),
  },
});
