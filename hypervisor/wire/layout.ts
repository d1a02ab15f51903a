/**
 * Descriptions of structures on the wire: a name, an offset and a type for each field.
 *
 * `layout` refuses gaps, overlaps and a wrong total when the module is loaded, so a protocol file
 * that loads is one whose tables add up. All integers are little-endian (hyperv-wire.md 0).
 * Reading copies: nothing that `read` returns refers to the memory it was read from.
 */
import {guidFromBytes, guidToBytes} from './guid.ts';

/** One field: where it is, how long, how to read and write it. */
export interface Field<T> {
  readonly offset: number;
  /** In bytes. */
  readonly size: number;
  /** Reserved fields are not part of the values; they are written as zero. */
  readonly reserved?: true;
  read(view: DataView, at: number): T;
  write(view: DataView, at: number, value: T): void;
}

interface ReservedField extends Field<never> {
  readonly reserved: true;
}

type Fields = Record<
  string,
  Field<never> | Field<number> | Field<bigint> | Field<Uint8Array> | Field<string>
>;

/** The values of a layout: every field that is not reserved. */
export type Values<F> = {
  -readonly [K in keyof F as F[K] extends ReservedField ? never : K]: F[K] extends Field<infer T>
    ? T
    : never;
};

/** What a layout can be read from or written to; guest memory checks the range and may fault. */
export type Target = DataView | Uint8Array | {dataView(offset: number, length: number): DataView};

export interface Layout<F> {
  /** In bytes. */
  readonly size: number;
  readonly fields: F;
  /** Reads all fields. Throws a RangeError (or the memory's own fault) if `target` is too short. */
  read(target: Target, at?: number): Values<F>;
  /** Writes all fields; what is not given is written as zero. */
  write(target: Target, values: Partial<Values<F>>, at?: number): void;
  /** A new buffer with the values. */
  encode(values: Partial<Values<F>>): Uint8Array;
}

export type LayoutValues<L> = L extends Layout<infer F> ? Values<F> : never;

export function u8(offset: number): Field<number> {
  return {
    offset,
    size: 1,
    read: (view, at) => view.getUint8(at),
    write: (view, at, value) => view.setUint8(at, value),
  };
}

export function u16(offset: number): Field<number> {
  return {
    offset,
    size: 2,
    read: (view, at) => view.getUint16(at, true),
    write: (view, at, value) => view.setUint16(at, value, true),
  };
}

export function u32(offset: number): Field<number> {
  return {
    offset,
    size: 4,
    read: (view, at) => view.getUint32(at, true),
    write: (view, at, value) => view.setUint32(at, value, true),
  };
}

export function u64(offset: number): Field<bigint> {
  return {
    offset,
    size: 8,
    read: (view, at) => view.getBigUint64(at, true),
    write: (view, at, value) => view.setBigUint64(at, value, true),
  };
}

/** Fixed-length bytes. A shorter value is padded with zeros, a longer one is a RangeError. */
export function bytes(offset: number, size: number): Field<Uint8Array> {
  return {
    offset,
    size,
    read: (view, at) => new Uint8Array(view.buffer, view.byteOffset + at, size).slice(),
    write: (view, at, value) => {
      const place = new Uint8Array(view.buffer, view.byteOffset + at, size);
      place.set(value);
      place.fill(0, value.length);
    },
  };
}

/** A GUID in Microsoft's byte order, as lower-case text without braces. */
export function guid(offset: number): Field<string> {
  return {
    offset,
    size: 16,
    read: (view, at) => guidFromBytes(new Uint8Array(view.buffer, view.byteOffset + at, 16)),
    write: (view, at, value) =>
      new Uint8Array(view.buffer, view.byteOffset + at, 16).set(guidToBytes(value)),
  };
}

/** Bytes without meaning: not read, written as zero. */
export function reserved(offset: number, size: number): ReservedField {
  return {
    offset,
    size,
    reserved: true,
    read: () => {
      throw new Error('a reserved field has no value');
    },
    write: (view, at) => new Uint8Array(view.buffer, view.byteOffset + at, size).fill(0),
  };
}

function viewOf(target: Target, at: number, size: number): DataView {
  if ('dataView' in target) return target.dataView(at, size);
  return new DataView(target.buffer, target.byteOffset + at, checked(target, at, size));
}

function checked(target: DataView | Uint8Array, at: number, size: number): number {
  if (at >= 0 && size <= target.byteLength - at) return size;
  throw new RangeError(`expected ${size} bytes at ${at} but the buffer has ${target.byteLength}`);
}

function checkPlan(size: number, fields: Fields): void {
  const byOffset = Object.entries(fields).sort(([, a], [, b]) => a.offset - b.offset);
  let end = 0;
  for (const [name, field] of byOffset) {
    if (field.offset !== end)
      throw new Error(`${name} begins at ${field.offset}, but the field before it ends at ${end}`);
    end += field.size;
  }
  if (end !== size) throw new Error(`the fields take ${end} bytes and not ${size}`);
}

/** Makes a layout of `size` bytes from its fields, which must cover it exactly. */
export function layout<const F extends Fields>(size: number, fields: F): Layout<F> {
  checkPlan(size, fields);
  // The types of the values follow from the fields; inside this function they are looked up by name.
  const entries = Object.entries(fields) as [string, Field<unknown>][];
  const plan: Layout<F> = {
    size,
    fields,
    read(target, at = 0) {
      const view = viewOf(target, at, size);
      const values: Record<string, unknown> = {};
      for (const [name, field] of entries)
        if (!field.reserved) values[name] = field.read(view, field.offset);
      return values as Values<F>;
    },
    write(target, values, at = 0) {
      const view = viewOf(target, at, size);
      const given = values as Record<string, unknown>;
      for (const [name, field] of entries) {
        if (given[name] !== undefined) field.write(view, field.offset, given[name]);
        else new Uint8Array(view.buffer, view.byteOffset + field.offset, field.size).fill(0);
      }
    },
    encode(values) {
      const buffer = new Uint8Array(size);
      plan.write(buffer, values);
      return buffer;
    },
  };
  return plan;
}
