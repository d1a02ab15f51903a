/**
 * The words in which a .NET type is described to `defineType`. Types only.
 */
import type {NetType, TypeKind} from './net-type.ts';
import type {Value} from './value.ts';

/** Properties that depend on the value. Its type's methods stay, its properties are found but not listed. */
export interface Adapter<T = never> {
  find(self: T, name: string): AdaptedProperty | undefined;
  list(self: T): AdaptedProperty[];
  /** Type names before those of the type. */
  typeNames?(self: T): string[];
}

export interface AdaptedProperty {
  readonly name: string;
  /** Any PowerShell type text; assignments are converted to it. */
  readonly type: string;
  get(): Value;
  /** Missing: read-only. */
  set?(value: Value): void;
}

/** How the language treats values of a type. A type inherits what it does not say. `self` is unwrapped. */
export interface TypeBehaviour<T = never> {
  /** Invariant text: casts and `"$x"`. Default: the type's full name. */
  toText?(self: T): string;
  /** `.ToString()` and display, current culture. Default: `toText`. */
  toCurrentText?(self: T): string;
  /** IFormattable: `'{0:fmt}' -f x` and `.ToString('fmt')`. */
  format?(self: T, format: string): string;
  /** IComparable; `other` is of the same type. */
  compare?(self: T, other: T): number;
  /** Equality beyond identity; `other` is of the same type. */
  equals?(self: T, other: T): boolean;
  /** What stands for the value as a key of a dictionary; equal values give the same string. */
  hashKey?(self: T): string;
  /** Cast from a string; throws or answers undefined when the text is no such value. */
  parse?(text: string): T | undefined;
  /** Other casts to this type, tried after `parse` and before constructors; undefined: not this way. */
  convert?(value: Value): T | undefined;
  /** Present: pipelines enumerate the value. */
  enumerate?(self: T): Iterable<Value>;
  /** `x[i]`; undefined when there is no such element. */
  getIndex?(self: T, index: Value): Value;
  setIndex?(self: T, index: Value, value: Value): void;
  /** Properties that a value has by its content, before those of its type: elements of XML, columns of a row. */
  readonly adapter?: Adapter<T>;
  /** `[T]::new()` without arguments for property bags, when there is no such entry in `constructors`. */
  create?(): T;
}

/** A property as other areas write it: named by its key. `type` is any PowerShell type text. */
export interface PropertySpec<T> {
  readonly type?: string;
  get(self: T): Value;
  set?(self: T, value: Value): void;
  /** Left out of Get-Member and default display. */
  readonly hidden?: boolean;
}

/** A method that sees its arguments as they come. `overloads` are C# signatures: they choose and convert. */
export interface MethodSpec<T> {
  readonly overloads?: readonly string[];
  /** `call.overload` is the index of the chosen signature. */
  call(self: T, args: Value[], call: {overload: number}): Value;
}

export interface GetSet<T> {
  get(self: T): unknown;
  set(self: T, value: never): unknown;
}

export interface MemberTables<T = never> {
  readonly properties?: Readonly<Record<string, PropertySpec<T>>>;
  readonly methods?: Readonly<Record<string, MethodSpec<T>>>;
  /**
   * Instance members by C# signature: `'int Length'` is a property, `'string Trim(char[] chars)'` a method.
   * Arguments arrive converted and plain (numbers for every integer up to 32 bits, Double and Single; bigint
   * for Int64; one-character strings for char), and plain results are given the type the signature names.
   * `T[] Empty<T>()` is a generic method: its type arguments come before the others.
   */
  readonly members?: Readonly<Record<string, ((self: T, ...args: never[]) => unknown) | GetSet<T>>>;
  /** Static members by C# signature, operators (`op_Addition`) included. */
  readonly statics?: Readonly<
    Record<string, ((...args: never[]) => unknown) | {get(): unknown; set(value: never): unknown}>
  >;
  /** By parameter list: `'(char c, int count)'`. */
  readonly constructors?: Readonly<Record<string, (...args: never[]) => unknown>>;
}

export interface TypeSpec<T = never> extends TypeBehaviour<T>, MemberTables<T> {
  /** With namespace: `Microsoft.HyperV.PowerShell.VirtualMachine`. */
  readonly fullName: string;
  /** Default System.Object (System.ValueType of a struct). */
  readonly base?: NetType | null;
  readonly kind?: TypeKind;
  readonly abstract?: boolean;
  readonly interfaces?: readonly string[];
  /** The JavaScript class whose instances are values of this type. */
  readonly instance?: abstract new (
    ...args: never[]
  ) => T;
  /** Short name(s) usable in `[ ]`; the first is the one the type prints as. */
  readonly accelerator?: string | readonly string[];
  /** The member tables, when they shall be made only at the first use of a member. */
  readonly body?: () => MemberTables<T>;
}
