/** TimeSpan text: `c`, `g`, `G`, custom forms, and parsing. Source: language specification 6.3, 18.1. */
import {NetException} from '../values/net-exception.ts';
import {TICKS_PER_DAY, TICKS_PER_SECOND} from './calendar.ts';

interface SpanParts {
  readonly negative: boolean;
  readonly days: number;
  readonly hours: number;
  readonly minutes: number;
  readonly seconds: number;
  /** Ticks within the second. */
  readonly fraction: number;
}

export function spanParts(ticks: bigint): SpanParts {
  const magnitude = ticks < 0n ? -ticks : ticks;
  const seconds = Number((magnitude % TICKS_PER_DAY) / TICKS_PER_SECOND);
  return {
    negative: ticks < 0n,
    days: Number(magnitude / TICKS_PER_DAY),
    hours: Math.floor(seconds / 3600),
    minutes: Math.floor(seconds / 60) % 60,
    seconds: seconds % 60,
    fraction: Number(magnitude % TICKS_PER_SECOND),
  };
}

function pad(n: number, width = 2): string {
  return String(n).padStart(width, '0');
}

/** `[-][d.]hh:mm:ss[.fffffff]` */
export function constantForm(ticks: bigint): string {
  const p = spanParts(ticks);
  const day = p.days > 0 ? `${p.days}.` : '';
  const fraction = p.fraction > 0 ? `.${pad(p.fraction, 7)}` : '';
  return `${p.negative ? '-' : ''}${day}${pad(p.hours)}:${pad(p.minutes)}:${pad(p.seconds)}${fraction}`;
}

function shortForm(ticks: bigint): string {
  const p = spanParts(ticks);
  const day = p.days > 0 ? `${p.days}:` : '';
  const fraction = p.fraction > 0 ? `.${pad(p.fraction, 7).replace(/0+$/, '')}` : '';
  return `${p.negative ? '-' : ''}${day}${p.hours}:${pad(p.minutes)}:${pad(p.seconds)}${fraction}`;
}

function longForm(ticks: bigint): string {
  const p = spanParts(ticks);
  return `${p.negative ? '-' : ''}${p.days}:${pad(p.hours)}:${pad(p.minutes)}:${pad(p.seconds)}.${pad(p.fraction, 7)}`;
}

/** By a format string; '' is `c`. */
export function formatSpan(ticks: bigint, format: string): string {
  switch (format) {
    case '':
    case 'c':
    case 't':
    case 'T':
      return constantForm(ticks);
    case 'g':
      return shortForm(ticks);
    case 'G':
      return longForm(ticks);
    default:
      return customSpan(ticks, format);
  }
}

function customSpan(ticks: bigint, format: string): string {
  if (format.length === 1) throw badFormat();
  const p = spanParts(ticks);
  let out = '';
  for (let i = 0; i < format.length; i++) {
    const c = format[i] ?? '';
    if (/[dhmsfF]/.test(c)) {
      let n = 1;
      while (format[i + n] === c) n++;
      out += spanElement(c, n, p);
      i += n - 1;
    } else if (c === '\\') out += format[++i] ?? '';
    else if (c === "'" || c === '"') {
      const end = format.indexOf(c, i + 1);
      if (end < 0) throw badFormat();
      out += format.slice(i + 1, end);
      i = end;
    } else if (c !== '%') throw badFormat();
  }
  return out;
}

function spanElement(c: string, n: number, p: SpanParts): string {
  const digits = pad(p.fraction, 7).slice(0, n);
  switch (c) {
    case 'd':
      return pad(p.days, n);
    case 'h':
      return pad(p.hours, n);
    case 'm':
      return pad(p.minutes, n);
    case 's':
      return pad(p.seconds, n);
    case 'f':
      return digits;
    default:
      return digits.replace(/0+$/, '');
  }
}

function badFormat(): NetException {
  return new NetException('System.FormatException', 'Input string was not in a correct format.');
}

const form =
  /^\s*(-)?(?:(\d+)[.:](?=\d+:\d+:))?(?:(\d+):(\d{1,2})(?::(\d{1,2})(?:\.(\d{1,7}))?)?|(\d+))\s*$/;
const dotted = /^\s*(-)?(\d+)\.(\d{1,2}):(\d{1,2})\s*$/;

/** `d`, `h:m`, `h:m:s`, `d.h:m`, `d.h:m:s.f`; undefined when it is none. */
export function parseSpan(text: string): bigint | undefined {
  const short = dotted.exec(text);
  const match = short ? [short[0], short[1], short[2], short[3], short[4]] : form.exec(text);
  if (!match) return undefined;
  const [, sign, days = '0', hours = '0', minutes = '0', seconds = '0', fraction = '', only = '0'] =
    match;
  if (Number(hours) > 23 || Number(minutes) > 59 || Number(seconds) > 59) return undefined;
  const whole =
    BigInt(Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds)) * TICKS_PER_SECOND;
  const ticks =
    BigInt(days) * TICKS_PER_DAY +
    BigInt(only) * TICKS_PER_DAY +
    whole +
    BigInt(fraction.padEnd(7, '0') || '0');
  return sign ? -ticks : ticks;
}
