/** .NET values as CIM values, by CIM type: what a cmdlet sends through the door (wmi.md 21.1). */
import type {CimInstance, CimType, CimValue} from '../../hypervisor/wmi/cim.ts';
import {cimInterval, cimTime} from '../../hypervisor/wmi/date-time.ts';
import {DateTime} from '../../shell/types/date-time.ts';
import {TimeSpan} from '../../shell/types/time-span.ts';
import {
  arrayItems,
  asBigInt,
  asNumber,
  Integer,
  toBool,
  toText,
  unwrap,
  type Value,
} from '../../shell/values/index.ts';
import {CimInstanceObject} from './cim-instance.ts';
import type {Declared} from './shell-value.ts';

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
