/**
 * .NET enumerations: names and numbers as data.
 */
import {enumType, int32Type} from './core-types.ts';
import {defineType} from './define-type.ts';
import {EnumValue} from './enum-value.ts';
import type {NetType} from './net-type.ts';

/** The named values of an enumeration, in order of definition. */
export class EnumInfo {
  readonly isFlags: boolean;
  readonly underlying: NetType;
  private readonly type: NetType;
  private readonly byNumber = new Map<number, string>();
  private readonly byName = new Map<string, EnumValue>();
  /** In .NET's order: by unsigned value. */
  readonly names: readonly string[];

  constructor(
    type: NetType,
    values: Readonly<Record<string, number>>,
    isFlags: boolean,
    underlying: NetType,
  ) {
    this.type = type;
    this.isFlags = isFlags;
    this.underlying = underlying;
    for (const [name, value] of Object.entries(values)) {
      if (!this.byNumber.has(value)) this.byNumber.set(value, name);
      this.byName.set(name.toLowerCase(), new EnumValue(type, value));
    }
    const unsigned = (n: number) => (n < 0 ? n + 2 ** 64 : n);
    this.names = Object.entries(values)
      .sort(([, a], [, b]) => unsigned(a) - unsigned(b))
      .map(([name]) => name);
  }

  /** By name in any case. */
  named(name: string): EnumValue | undefined {
    return this.byName.get(name.toLowerCase());
  }
  /** The value of a number, named or not. */
  of(value: number): EnumValue {
    const name = this.byNumber.get(value);
    return (name === undefined ? undefined : this.named(name)) ?? new EnumValue(this.type, value);
  }
  isDefined(value: number): boolean {
    return this.byNumber.has(value);
  }
  /** All bits that some name has. */
  get allBits(): number {
    let bits = 0;
    for (const value of this.byNumber.keys()) bits |= value;
    return bits;
  }
  textOf(value: number): string {
    const name = this.byNumber.get(value);
    if (name !== undefined) return name;
    return (this.isFlags && value !== 0 ? this.flagsText(value) : undefined) ?? String(value);
  }
  /** `A, B`: the largest names first taken, shown from the lowest; undefined when bits are left over. */
  private flagsText(value: number): string | undefined {
    let rest = value;
    const parts: string[] = [];
    for (const [bits, name] of [...this.byNumber].sort(([a], [b]) => b - a)) {
      if (bits === 0 || (rest & bits) !== bits) continue;
      rest &= ~bits;
      parts.unshift(name);
    }
    return rest === 0 ? parts.join(', ') : undefined;
  }
}

export interface EnumSpec {
  readonly fullName: string;
  readonly values: Readonly<Record<string, number>>;
  readonly flags?: boolean;
  readonly underlying?: NetType;
  readonly accelerator?: string;
}

/** Makes an enumeration known. `enumValue(type, 'Name')` gives its values. */
export function defineEnum(spec: EnumSpec): NetType {
  const type = defineType({
    fullName: spec.fullName,
    base: enumType,
    kind: 'enum',
    ...(spec.accelerator ? {accelerator: spec.accelerator} : {}),
  });
  type.enumInfo = new EnumInfo(
    type,
    spec.values,
    spec.flags ?? false,
    spec.underlying ?? int32Type,
  );
  return type;
}

/** A value of an enumeration by name (any case) or number. Throws when there is no such name. */
export function enumValue(type: NetType, which: string | number): EnumValue {
  const info = type.enumInfo;
  const value = typeof which === 'number' ? info?.of(which) : info?.named(which);
  if (!value) throw new Error(`${type.fullName} has no value ${which}`);
  return value;
}
