/**
 * CIM values as .NET values, by CIM type: uint64 is [uint64], datetime is [DateTime] or [TimeSpan], a
 * reference is a key-only instance (wmi.md 21.1).
 */
import {
  type CimInstance,
  type CimParameter,
  type CimPropertyDeclaration,
  type CimType,
  type CimValue,
  isDateTime,
  isInstance,
  isReference,
} from '../../hypervisor/wmi/cim.ts';
import {isInterval, millisOfDateTime} from '../../hypervisor/wmi/date-time.ts';
import {DateTime} from '../../shell/types/date-time.ts';
import {TimeSpan} from '../../shell/types/time-span.ts';
import {
  double,
  Integer,
  type IntegerKind,
  requireType,
  Single,
  typedArray,
  type Value,
} from '../../shell/values/index.ts';

const INTEGERS: Readonly<Partial<Record<CimType, IntegerKind>>> = {
  uint8: 'Byte',
  sint8: 'SByte',
  uint16: 'UInt16',
  sint16: 'Int16',
  uint32: 'UInt32',
  uint64: 'UInt64',
};

const NET_NAMES: Readonly<Partial<Record<CimType, string>>> = {
  uint8: 'byte',
  sint8: 'sbyte',
  uint16: 'uint16',
  sint16: 'int16',
  uint32: 'uint32',
  sint32: 'int',
  uint64: 'uint64',
  sint64: 'long',
  real32: 'single',
  real64: 'double',
  boolean: 'bool',
  string: 'string',
};

export type Declared = Pick<CimPropertyDeclaration | CimParameter, 'type' | 'array'>;

/** Makes the objects inside a value: embedded instances, and what a path refers to. */
export interface ObjectMaker {
  instance(value: CimInstance): Value;
  reference(path: string): Value;
}

/** A value of the door in the type its declaration says. */
export function shellValue(make: ObjectMaker, {type, array}: Declared, value: CimValue): Value {
  if (value === null) return null;
  if (!array || !Array.isArray(value)) return shellScalar(make, type, value);
  const items = value.map(item => shellScalar(make, type, item));
  return typedArray(requireType(NET_NAMES[type] ?? 'object'), items);
}

function shellScalar(make: ObjectMaker, type: CimType, value: CimValue): Value {
  if (value === null || Array.isArray(value)) return null;
  if (typeof value === 'object') return shellObject(make, value as Exclude<CimValue, string>);
  const kind = INTEGERS[type];
  if (kind !== undefined && typeof value !== 'string' && typeof value !== 'boolean')
    return new Integer(kind, value as number | bigint);
  if (type === 'real32') return new Single(Number(value));
  return type === 'real64' ? double(Number(value)) : value;
}

function shellObject(make: ObjectMaker, value: CimValue): Value {
  if (value === null || typeof value !== 'object') return value;
  if (isInstance(value)) return make.instance(value);
  if (isReference(value)) return make.reference(value.ref);
  return isDateTime(value) ? timeOf(value.datetime) : null;
}

function timeOf(text: string): Value {
  const millis = millisOfDateTime(text);
  if (millis === undefined) return null;
  if (isInterval(text)) return TimeSpan.fromMilliseconds(millis);
  return DateTime.fromUnixMicros(BigInt(Math.round(millis * 1000))).toLocalTime();
}
