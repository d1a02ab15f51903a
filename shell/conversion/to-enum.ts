/** Conversion to an enumeration: names, comma lists, numbers. Source: language specification 6.5. */
import {EnumValue} from '../values/enum-value.ts';
import {NetException} from '../values/net-exception.ts';
import type {NetType} from '../values/net-type.ts';
import {isNull} from '../values/type-of.ts';
import type {Value} from '../values/value.ts';
import {cannotConvert, ConversionError, conversionFailed} from './conversion-error.ts';
import {parseNumber} from './number-literal.ts';
import {asNumber} from './plain-number.ts';
import {isNumber} from './to-number.ts';
import {toText} from './to-text.ts';

function invalidName(v: Value, type: NetType, why: string): ConversionError {
  return conversionFailed(
    'InvalidCastFromStringToEnum',
    v,
    type,
    new NetException('System.Management.Automation.PSArgumentException', why),
  );
}

function namesOf(type: NetType): string {
  return (type.enumInfo?.names ?? []).join(', ');
}

/** The bits of one name: whole, else a prefix that only one name has. */
function oneName(name: string, type: NetType, whole: Value): number {
  const info = type.enumInfo;
  const exact = info?.named(name);
  if (exact) return exact.value;
  const lower = name.toLowerCase();
  const close = (info?.names ?? []).filter(known => known.toLowerCase().startsWith(lower));
  if (close.length === 1 && lower) return info?.named(close[0] ?? '')?.value ?? 0;
  if (close.length > 1 && lower) {
    throw invalidName(
      whole,
      type,
      `The identifier name ${name} cannot be processed because it is either too similar or identical to the following enumerator names: ${close.join(', ')}. Use a more specific identifier name.`,
    );
  }
  throw invalidName(
    whole,
    type,
    `Unable to match the identifier name ${name} to a valid enumerator name. Specify one of the following enumerator names and try again:\n${namesOf(type)}`,
  );
}

function fromText(text: string, type: NetType, whole: Value): EnumValue {
  const number = /^\s*[+-]?\d/.test(text) ? parseNumber(text) : undefined;
  if (number !== undefined) return fromNumber(asNumber(number), type, whole);
  const parts = text.split(',').map(part => part.trim());
  if (parts.length > 1 && !type.enumInfo?.isFlags) {
    throw new ConversionError(
      'InvalidCastEnumCommaAndNoFlags',
      `Cannot convert value "${text}" to type "${type}" because no commas are allowed for this enumeration.`,
    );
  }
  const bits = parts.reduce((sum, part) => sum | oneName(part, type, whole), 0);
  return valueOf(type, bits);
}

function valueOf(type: NetType, n: number): EnumValue {
  return type.enumInfo?.of(n) ?? new EnumValue(type, n);
}

function fromNumber(n: number, type: NetType, whole: Value): EnumValue {
  const info = type.enumInfo;
  const allowed = info?.isFlags ? (n & ~info.allBits) === 0 : info?.isDefined(n);
  if (!allowed) {
    throw new ConversionError(
      'InvalidCastExceptionEnumerationNoValue',
      `Cannot convert value "${toText(whole)}" to type "${type}" due to enumeration values that are not valid. Specify one of the following enumeration values and try again. The possible enumeration values are "${namesOf(type).replaceAll(', ', ',')}".`,
    );
  }
  return valueOf(type, n);
}

/** `v` (unwrapped) as a value of the enumeration `type`. */
export function toEnum(v: Value, type: NetType): EnumValue {
  if (isNull(v)) {
    throw new ConversionError(
      'InvalidCastExceptionEnumerationNull',
      `Cannot convert null to type "${type}" due to enumeration values that are not valid. Specify one of the following enumeration values and try again. The possible enumeration values are "${namesOf(type).replaceAll(', ', ',')}".`,
    );
  }
  if (typeof v === 'string') return fromText(v, type, v);
  if (isNumber(v) || v instanceof EnumValue) return fromNumber(asNumber(v), type, v);
  if (Array.isArray(v)) return fromText(v.map(toText).join(','), type, v);
  throw cannotConvert(v, type);
}
