/** Times that the assertions on time take: `1s`, `1.5 hours`, and moments from now. */
import {DateTime} from '../../shell/types/date-time.ts';
import {TimeSpan} from '../../shell/types/time-span.ts';
import {runtimeError, toText, unwrap} from '../../shell/values/index.ts';
import type {Value} from '../../shell/values/value.ts';
import {actualAt, becauseParameter} from './assertion.ts';

const SECOND = 1000;
const DAY = 86_400 * SECOND;
const UNITS: Readonly<Record<string, number>> = {
  ms: 1,
  mil: 1,
  s: SECOND,
  m: 60 * SECOND,
  h: 3600 * SECOND,
  d: DAY,
  w: 7 * DAY,
};

/** A TimeSpan, or a text of a number and a unit in short or long form. */
export function timeSpanOf(value: Value): TimeSpan {
  const bare = unwrap(value);
  if (bare instanceof TimeSpan) return bare;
  const text = toText(value);
  const [, number = '', unit = ''] = /^(\d+(?:\.\d+)?)\s*(ms|mil|m|h|d|s|w)/i.exec(text) ?? [];
  const milliseconds = UNITS[unit.toLowerCase()];
  if (milliseconds !== undefined) return TimeSpan.fromMilliseconds(Number(number) * milliseconds);
  throw runtimeError(
    'RuntimeException',
    `String '${text}' is not a valid timespan string. It should be a number followed by a unit in short or long format (e.g. '1ms', '1s', '1m', '1h', '1d', '1w', '1sec', '1second', '1.5hours' etc.).`,
  );
}

/** The moment that the parameters of Should-BeBefore and Should-BeAfter mean. */
export function momentOf(p: Readonly<Record<string, unknown>>): DateTime {
  if (p['Expected'] instanceof DateTime) return p['Expected'];
  const now = DateTime.now();
  if (p['Ago'] !== true && p['FromNow'] !== true) return now;
  const {ticks} = timeSpanOf(p['Time']);
  return new DateTime(now.ticks + (p['Ago'] === true ? -ticks : ticks), now.kind);
}

/** What Should-BeAfter and Should-BeBefore compare with: now, so long before or after it, a moment. */
export const momentParameters = {
  Actual: actualAt(1),
  Now: {type: 'switch', help: 'The present moment; the default.', sets: {Now: {}}},
  Time: {
    type: 'string',
    help: 'How long ago or from now: a number and a unit.',
    sets: {FluentAgo: {position: 0}, FluentFromNow: {position: 0}},
  },
  Ago: {type: 'switch', help: 'So long before now.', sets: {FluentAgo: {mandatory: true}}},
  FromNow: {
    type: 'switch',
    help: 'So long after now.',
    sets: {FluentFromNow: {mandatory: true}},
  },
  Expected: {type: 'datetime', help: 'A moment.', sets: {Expected: {position: 0}}},
  Because: becauseParameter,
} as const;
