/** One value by one format string: what `ToString('fmt')` and a hole of `-f` do. Current culture en-US. */
import {toCurrentText} from '../conversion/to-text.ts';
import {EnumValue} from '../values/enum-value.ts';
import {NetException} from '../values/net-exception.ts';
import {unwrap} from '../values/ps-wrapper.ts';
import {typeOf} from '../values/type-of.ts';
import type {Value} from '../values/value.ts';
import {numericOf} from './fixed-text.ts';
import {enUS, formatNumber, invariant} from './number-format.ts';

/** `culture` '' is the invariant one, else en-US. Null gives ''. A format the type has not: FormatException. */
export function formatValue(v: Value, format: string, culture = 'en-US'): string {
  const bare = unwrap(v);
  if (bare === null || bare === undefined) return '';
  if (!format) return toCurrentText(v);
  if (numericOf(bare)) return formatNumber(bare, format, culture === '' ? invariant : enUS);
  if (bare instanceof EnumValue) return formatEnum(bare, format);
  const formatter = typeOf(bare).behaviour.format as
    | ((self: Value, format: string) => string)
    | undefined;
  return formatter ? formatter(bare, format) : toCurrentText(v);
}

function formatEnum(v: EnumValue, format: string): string {
  switch (format.toUpperCase()) {
    case 'G':
    case 'F':
      return v.toString();
    case 'D':
      return String(v.value);
    case 'X':
      return (v.value >>> 0).toString(16).toUpperCase().padStart(8, '0');
    default:
      throw new NetException(
        'System.FormatException',
        'Format string can be only "G", "g", "X", "x", "F", "f", "D" or "d".',
      );
  }
}
