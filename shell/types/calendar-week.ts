/** System.Globalization.GregorianCalendar and ISOWeek: weeks of the year, days of months. */
import {defineType} from '../values/define-type.ts';
import type {EnumValue} from '../values/enum-value.ts';
import {
  daysInMonth,
  isLeapYear,
  partsOf,
  TICKS_PER_DAY,
  UNIX_EPOCH,
} from '../text-format/calendar.ts';
import {DateTime} from './date-time.ts';

const DAY_MS = 86_400_000;

/** Days since 1970-01-01, which was a Thursday. */
function dayNumber({ticks}: DateTime): number {
  return Number((ticks - UNIX_EPOCH) / TICKS_PER_DAY);
}

function firstDayOfYear(year: number): number {
  return Math.floor(Date.UTC(year, 0, 1) / DAY_MS);
}

/** 0 is Sunday. */
function weekday(day: number): number {
  return (((day + 4) % 7) + 7) % 7;
}

/**
 * `rule`: 0 the week of January 1st is the first, 1 the first full week is, 2 the first with four days is.
 * Days before the first week belong to the last week of the year before.
 */
function weekOfYear(date: DateTime, rule: number, firstDayOfWeek: number): number {
  const day = dayNumber(date);
  const week = (of: number): number => {
    const first = firstDayOfYear(of);
    const into = (weekday(first) - firstDayOfWeek + 7) % 7; // days of the first week in the year before
    const isFirst = rule === 0 || into === 0 || (rule === 2 && into <= 3);
    const start = isFirst ? first - into : first - into + 7;
    return Math.floor((day - start) / 7) + 1;
  };
  const year = partsOf(date.ticks).year;
  const found = week(year);
  return found > 0 ? found : week(year - 1);
}

/** ISO 8601: weeks begin on Monday, the first has four days. A late December may be in week 1. */
function isoWeek(date: DateTime): {readonly year: number; readonly week: number} {
  const day = dayNumber(date);
  const thursday = day + 3 - ((weekday(day) + 6) % 7);
  const year = new Date(thursday * DAY_MS).getUTCFullYear();
  return {year, week: Math.floor((thursday - firstDayOfYear(year)) / 7) + 1};
}

export class Calendar {}

const calendarType = defineType<Calendar>({
  fullName: 'System.Globalization.Calendar',
  abstract: true,
});

defineType<Calendar>({
  fullName: 'System.Globalization.GregorianCalendar',
  base: calendarType,
  instance: Calendar,
  members: {
    'int GetWeekOfYear(datetime time, System.Globalization.CalendarWeekRule rule, System.DayOfWeek firstDayOfWeek)':
      (_self, date: DateTime, rule: EnumValue, first: EnumValue) =>
        weekOfYear(date, rule.value, first.value),
    'int GetDaysInMonth(int year, int month)': (_self, year: number, month: number) =>
      daysInMonth(year, month),
    'int GetDaysInYear(int year)': (_self, year: number) => (isLeapYear(year) ? 366 : 365),
    'bool IsLeapYear(int year)': (_self, year: number) => isLeapYear(year),
    'int GetYear(datetime time)': (_self, date: DateTime) => partsOf(date.ticks).year,
    'int GetMonth(datetime time)': (_self, date: DateTime) => partsOf(date.ticks).month,
    'int GetDayOfMonth(datetime time)': (_self, date: DateTime) => partsOf(date.ticks).day,
  },
  constructors: {'()': () => new Calendar()},
});

defineType({
  fullName: 'System.Globalization.ISOWeek',
  abstract: true,
  statics: {
    'int GetWeekOfYear(datetime date)': (date: DateTime) => isoWeek(date).week,
    'int GetYear(datetime date)': (date: DateTime) => isoWeek(date).year,
    'int GetWeeksInYear(int year)': (year: number) =>
      isoWeek(DateTime.fromUnixMicros(BigInt(Date.UTC(year, 11, 28)) * 1000n)).week,
  },
});
