/** Reads properties of CIM instances with the type that the caller expects; a missing one is a Bug's sign and throws. */
import {
  type CimInstance,
  type CimValue,
  isDateTime,
  isInstance,
  isReference,
} from '../../hypervisor/wmi/cim.ts';
import {DateTime} from '../../shell/types/date-time.ts';

function unexpected(instance: CimInstance, name: string, wanted: string): never {
  throw new Error(
    `${instance.className}.${name} should be ${wanted} but is ${JSON.stringify(instance.properties[name])}.`,
  );
}

export function textOf(instance: CimInstance, name: string): string {
  const value = instance.properties[name];
  return typeof value === 'string'
    ? value
    : value == null
      ? ''
      : unexpected(instance, name, 'text');
}

/** Any integer or real; null and absent are `fallback`. */
export function numberOf(instance: CimInstance, name: string, fallback = 0): number {
  const value = instance.properties[name];
  if (value == null) return fallback;
  return typeof value === 'number'
    ? value
    : typeof value === 'bigint'
      ? Number(value)
      : unexpected(instance, name, 'a number');
}

/** A number, or null where the instance says null (no limit, not known). */
export function numberOrNull(instance: CimInstance, name: string): number | null {
  return instance.properties[name] == null ? null : numberOf(instance, name);
}

export function flagOf(instance: CimInstance, name: string): boolean {
  return instance.properties[name] === true;
}

export function listOf(instance: CimInstance, name: string): readonly CimValue[] {
  const value = instance.properties[name];
  return Array.isArray(value) ? (value as readonly CimValue[]) : [];
}

/** The path that a reference property holds, or null. */
export function pathOf(value: CimValue | undefined): string | null {
  if (value == null) return null;
  if (typeof value === 'string') return value;
  if (isInstance(value)) return value.path;
  return isReference(value) ? value.ref : null;
}

export const EPOCH_TICKS = 621_355_968_000_000_000n;

/** `yyyymmddHHMMSS.mmmmmmsutc` as local time; null when absent. */
export function timeOf(value: CimValue | undefined): DateTime | null {
  if (value == null || !isDateTime(value)) return null;
  const parts = /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)\.(\d{6})([+-]\d{3})$/.exec(value.datetime);
  if (!parts) return null;
  const [year, month, day, hour, minute, second, micros, offset] = parts.slice(1).map(Number) as [
    number,
    number,
    number,
    number,
    number,
    number,
    number,
    number,
  ];
  const utcMs = Date.UTC(year, month - 1, day, hour, minute - offset, second);
  return DateTime.fromUnixMicros(BigInt(utcMs) * 1000n + BigInt(micros)).toLocalTime();
}
