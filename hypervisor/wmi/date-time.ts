/** CIM's text form of times and intervals (wmi.md 4, DSP0004 5.2.4). */
import type {CimDateTime} from './cim.ts';

function digits(value: number, width: number): string {
  return String(Math.floor(value)).padStart(width, '0');
}

/** A time in UTC, from milliseconds since 1970. */
export function cimTime(millis: number): CimDateTime {
  const date = new Date(millis);
  const day =
    digits(date.getUTCFullYear(), 4) +
    digits(date.getUTCMonth() + 1, 2) +
    digits(date.getUTCDate(), 2);
  const time =
    digits(date.getUTCHours(), 2) +
    digits(date.getUTCMinutes(), 2) +
    digits(date.getUTCSeconds(), 2);
  return {datetime: `${day}${time}.${digits(date.getUTCMilliseconds() * 1000, 6)}+000`};
}

/** An interval, from milliseconds. */
export function cimInterval(millis: number): CimDateTime {
  const seconds = Math.floor(millis / 1000);
  const day = digits(seconds / 86_400, 8);
  const time =
    digits((seconds / 3600) % 24, 2) + digits((seconds / 60) % 60, 2) + digits(seconds % 60, 2);
  return {datetime: `${day}${time}.${digits((millis % 1000) * 1000, 6)}:000`};
}

const TIME = /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)\.(\d{6})([+-]\d{3})$/;
const INTERVAL = /^(\d{8})(\d\d)(\d\d)(\d\d)\.(\d{6}):000$/;

export function isInterval(text: string): boolean {
  return INTERVAL.test(text);
}

/** Milliseconds of a time (since 1970) or an interval; also takes ISO 8601. Undefined when it is neither. */
export function millisOfDateTime(text: string): number | undefined {
  const interval = INTERVAL.exec(text)?.slice(1).map(Number);
  if (interval) {
    const [days = 0, hours = 0, minutes = 0, seconds = 0, micros = 0] = interval;
    return (((days * 24 + hours) * 60 + minutes) * 60 + seconds) * 1000 + micros / 1000;
  }
  const time = TIME.exec(text)?.slice(1).map(Number);
  if (time) {
    const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0, micros = 0, offset = 0] =
      time;
    return Date.UTC(year, month - 1, day, hour, minute - offset, second) + micros / 1000;
  }
  const millis = Date.parse(text);
  return Number.isNaN(millis) ? undefined : millis;
}
