/**
 * CIM values as .NET values and back, by CIM type: uint64 is [uint64], datetime is [DateTime] or
 * [TimeSpan], a reference is a key-only instance (wmi.md 21.1).
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
import {
  cimInterval,
  cimTime,
  isInterval,
  millisOfDateTime,
} from '../../hypervisor/wmi/date-time.ts';
import type {Door} from '../../hypervisor/wmi/door.ts';
import {DateTime} from '../../shell/types/date-time.ts';
import {TimeSpan} from '../../shell/types/time-span.ts';
import {
  arrayItems,
  asBigInt,
  asNumber,
  double,
  Integer,
  type IntegerKind,
  requireType,
  Single,
  toBool,
  toText,
  typedArray,
  unwrap,
  type Value,
} from '../../shell/values/index.ts';
import {CimInstanceObject, keyOnly} from './cim-instance.ts';

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

type Declared = Pick<CimPropertyDeclaration | CimParameter, 'type' | 'array'>;

/** A value of the door in the type its declaration says. */
export function shellValue(door: Door, {type, array}: Declared, value: CimValue): Value {
  if (value === null) return null;
  if (!array || !Array.isArray(value)) return shellScalar(door, type, value);
  const items = value.map(item => shellScalar(door, type, item));
  return typedArray(requireType(NET_NAMES[type] ?? 'object'), items);
}

function shellScalar(door: Door, type: CimType, value: CimValue): Value {
  if (value === null || Array.isArray(value)) return null;
  if (typeof value === 'object') return shellObject(door, value as Exclude<CimValue, string>);
  const kind = INTEGERS[type];
  if (kind !== undefined && typeof value !== 'string' && typeof value !== 'boolean')
    return new Integer(kind, value as number | bigint);
  if (type === 'real32') return new Single(Number(value));
  return type === 'real64' ? double(Number(value)) : value;
}

function shellObject(door: Door, value: CimValue): Value {
  if (value === null || typeof value !== 'object') return value;
  if (isInstance(value)) return new CimInstanceObject(door, value);
  if (isReference(value)) return keyOnly(door, value.ref);
  return isDateTime(value) ? timeOf(value.datetime) : null;
}

function timeOf(text: string): Value {
  const millis = millisOfDateTime(text);
  if (millis === undefined) return null;
  if (isInterval(text)) return TimeSpan.fromMilliseconds(millis);
  return DateTime.fromUnixMicros(BigInt(Math.round(millis * 1000))).toLocalTime();
}

/** A shell value for the door; without a declaration its own type decides. */
export function cimValue(value: Value, declared?: Declared): CimValue {
  const bare = unwrap(value);
  if (bare === null || bare === undefined) return null;
  if (Array.isArray(bare) || bare instanceof Uint8Array)
    return arrayItems(bare).map(item => cimValue(item, declared && {...declared, array: false}));
  if (declared?.array) return [cimScalar(bare, declared.type)];
  return cimScalar(bare, declared?.type);
}

function cimScalar(value: Value, type: CimType | undefined): CimValue {
  if (value instanceof CimInstanceObject)
    return type === 'ref' ? {ref: value.source.path} : currentInstance(value);
  if (value instanceof DateTime) return cimTime(value.unixMilliseconds);
  if (value instanceof TimeSpan) return cimInterval(value.totalMilliseconds);
  if (type === 'boolean') return toBool(value);
  if (type?.endsWith('int64')) return asBigInt(value);
  if (type !== undefined && /int|real/.test(type)) return asNumber(value);
  if (type === undefined && typeof value === 'boolean') return value;
  if (type === undefined && (typeof value === 'bigint' || value instanceof Integer))
    return value instanceof Integer ? value.value : value;
  return type === undefined && typeof value === 'number' ? value : toText(value);
}

/** The instance with what was assigned to its properties since. */
export function currentInstance(object: CimInstanceObject): CimInstance {
  const {className, path} = object.source;
  const properties = object
    .assigned()
    .map(([name, value, declared]) => [name, cimValue(value, declared)] as const)
    .filter(([, value]) => value !== null);
  return {className, path, properties: Object.fromEntries(properties)};
}
