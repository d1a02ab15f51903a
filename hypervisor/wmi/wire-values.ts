/**
 * CIM values in a frame's JSON: as they are, but bigint as `{"int": "123"}`.
 *
 * Both functions give back the same object when nothing had to change.
 */
import type {CimValue} from './cim.ts';

type Json = Record<string, unknown>;

export function toWire(value: unknown): unknown {
  if (typeof value === 'bigint') return {int: value.toString()};
  if (typeof value !== 'object' || value === null) return value;
  return mapMembers(value, toWire);
}

export function fromWire(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  const {int} = value as {int?: unknown};
  if (typeof int === 'string' && Object.keys(value).length === 1) return bigintOf(int);
  return mapMembers(value, fromWire);
}

/** A value that came over the wire, checked to be one. */
export function cimValueOf(raw: unknown): CimValue {
  const value = fromWire(raw);
  if (value === undefined) return null;
  if (isCimValue(value)) return value;
  throw new SyntaxError('not a CIM value');
}

function isCimValue(value: unknown): value is CimValue {
  if (value === null || typeof value !== 'object') return typeof value !== 'undefined';
  if (Array.isArray(value)) return value.every(isCimValue);
  const {datetime, ref, className, properties} = value as Json;
  if (typeof datetime === 'string' || typeof ref === 'string') return true;
  if (typeof className !== 'string' || typeof properties !== 'object' || properties === null)
    return false;
  return Object.values(properties).every(isCimValue);
}

function bigintOf(text: string): bigint {
  if (!/^-?\d{1,20}$/.test(text)) throw new SyntaxError('not a 64-bit number');
  return BigInt(text);
}

function mapItems(
  value: readonly unknown[],
  map: (member: unknown) => unknown,
): readonly unknown[] {
  let copy: unknown[] | undefined;
  for (let index = 0; index < value.length; index++) {
    const mapped = map(value[index]);
    if (mapped === value[index]) continue;
    copy ??= value.slice();
    copy[index] = mapped;
  }
  return copy ?? value;
}

function mapMembers(value: object, map: (member: unknown) => unknown): unknown {
  if (Array.isArray(value)) return mapItems(value, map);
  let copy: Json | undefined;
  for (const name in value) {
    const member = (value as Json)[name];
    const mapped = map(member);
    if (mapped === member) continue;
    copy ??= {...(value as Json)};
    copy[name] = mapped;
  }
  return copy ?? value;
}
