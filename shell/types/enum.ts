/** System.Enum. */
import {toEnum} from '../conversion/to-enum.ts';
import {convertTo} from '../conversion/convert.ts';
import {asNumber} from '../conversion/plain-number.ts';
import {formatValue} from '../text-format/format-value.ts';
import type {EnumValue} from '../values/enum-value.ts';
import {NetException} from '../values/net-exception.ts';
import type {NetType} from '../values/net-type.ts';
import type {PSReference} from '../values/ps-reference.ts';
import {typedArray} from '../values/typed-array.ts';
import {TYPE} from '../values/type-symbol.ts';
import type {MemberTables} from '../values/type-spec.ts';
import type {Value} from '../values/value.ts';

export function enumNames(type: NetType): readonly string[] {
  return type.enumInfo?.names ?? [];
}

/** One value for each name, in order of value. */
export function enumValues(type: NetType): Value {
  return typedArray(
    type,
    enumNames(type).map(name => type.enumInfo?.named(name) ?? null),
  );
}

function parse(type: NetType, text: string, ignoreCase: boolean): EnumValue {
  const exact = text
    .split(',')
    .every(part => /^[+-]?\d+$/.test(part.trim()) || isName(type, part.trim(), ignoreCase));
  if (!exact)
    throw new NetException('System.ArgumentException', `Requested value '${text}' was not found.`);
  return toEnum(text, type);
}

function isName(type: NetType, name: string, ignoreCase: boolean): boolean {
  return enumNames(type).some(
    known => known === name || (ignoreCase && known.toLowerCase() === name.toLowerCase()),
  );
}

function tryParse(type: NetType, text: string, ignoreCase: boolean, result: PSReference): boolean {
  try {
    result.value = parse(type, text, ignoreCase);
    return true;
  } catch (error) {
    if (!(error instanceof NetException)) throw error;
    result.value = type.enumInfo?.of(0) ?? null;
    return false;
  }
}

function isDefined(type: NetType, v: Value): boolean {
  return typeof v === 'string'
    ? enumNames(type).includes(v)
    : (type.enumInfo?.isDefined(asNumber(v)) ?? false);
}

export const enumMembers: MemberTables<EnumValue> = {
  members: {
    'object value__': self => convertTo(self, self[TYPE].enumInfo?.underlying ?? 'int'),
    'string ToString()': self => self.toString(),
    'string ToString(string format)': (self, format: string) => formatValue(self, format),
    'bool HasFlag(object flag)': (self, flag: Value) => {
      const bits = toEnum(flag, self[TYPE]).value;
      return (self.value & bits) === bits;
    },
    'int CompareTo(object target)': (self, other: Value) =>
      Math.sign(self.value - toEnum(other, self[TYPE]).value),
  },
  statics: {
    'string[] GetNames(type enumType)': (type: NetType) => [...enumNames(type)],
    'object GetValues(type enumType)': enumValues,
    'type GetUnderlyingType(type enumType)': (type: NetType) => type.enumInfo?.underlying,
    'object Parse(type enumType, string value)': (type: NetType, text: string) =>
      parse(type, text, false),
    'object Parse(type enumType, string value, bool ignoreCase)': parse,
    'bool TryParse(type enumType, string value, ref object result)': (
      type: NetType,
      text: string,
      result: PSReference,
    ) => tryParse(type, text, false, result),
    'bool TryParse(type enumType, string value, bool ignoreCase, ref object result)': tryParse,
    'bool IsDefined(type enumType, object value)': isDefined,
    'string GetName(type enumType, object value)': (type: NetType, v: Value) =>
      isDefined(type, v) ? type.enumInfo?.of(asNumber(v)).toString() : null,
    'object ToObject(type enumType, object value)': (type: NetType, v: Value) =>
      type.enumInfo?.of(asNumber(v)),
    'string Format(type enumType, object value, string format)': (
      type: NetType,
      v: Value,
      format: string,
    ) => formatValue(toEnum(v, type), format),
  },
};
