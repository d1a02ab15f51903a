/**
 * CIM values as they pass the door: instances, classes, errors. Plain data, no behaviour.
 *
 * Numbers: uint64 and sint64 are bigint, all other integers and reals are number. What a property's
 * CIM type is says its class (`CimClass.properties`), not the value.
 */

/** A time or interval in CIM's text form, `yyyymmddHHMMSS.mmmmmmsutc` or `ddddddddHHMMSS.mmmmmm:000`. */
export interface CimDateTime {
  readonly datetime: string;
}

/** A reference to an instance by its absolute object path. */
export interface CimReference {
  readonly ref: string;
}

export type CimValue =
  | null
  | boolean
  | number
  | bigint
  | string
  | CimDateTime
  | CimReference
  | CimInstance
  | readonly CimValue[];

/** One instance, or an embedded one (then `path` is empty). Property names have the class's case. */
export interface CimInstance {
  readonly className: string;
  readonly path: string;
  readonly properties: Readonly<Record<string, CimValue>>;
}

export type CimType =
  | 'boolean'
  | 'uint8'
  | 'sint8'
  | 'uint16'
  | 'sint16'
  | 'uint32'
  | 'sint32'
  | 'uint64'
  | 'sint64'
  | 'real32'
  | 'real64'
  | 'char16'
  | 'string'
  | 'datetime'
  | 'ref'
  | 'object';

export interface CimPropertyDeclaration {
  readonly name: string;
  readonly type: CimType;
  readonly array: boolean;
  readonly key: boolean;
  /** The class that declares it first. */
  readonly from: string;
  /** Class a reference or embedded object is of. */
  readonly refClass?: string;
  /** Number to text, where the class defines one (the ValueMap and Values qualifiers). */
  readonly valueMap?: Readonly<Record<string, string>>;
}

export interface CimParameter {
  readonly name: string;
  readonly type: CimType;
  readonly array: boolean;
  readonly direction: 'in' | 'out';
  readonly refClass?: string;
}

export interface CimMethodDeclaration {
  readonly name: string;
  readonly parameters: readonly CimParameter[];
  readonly from: string;
  /** Return code to text. */
  readonly returns?: Readonly<Record<string, string>>;
}

/** A class with everything it inherits. */
export interface CimClass {
  readonly name: string;
  readonly superclass: string | null;
  readonly namespace: string;
  readonly abstract: boolean;
  readonly association: boolean;
  readonly keys: readonly string[];
  readonly properties: readonly CimPropertyDeclaration[];
  readonly methods: readonly CimMethodDeclaration[];
}

export function isDateTime(value: CimValue): value is CimDateTime {
  return typeof value === 'object' && value !== null && 'datetime' in value;
}

export function isReference(value: CimValue): value is CimReference {
  return typeof value === 'object' && value !== null && 'ref' in value;
}

export function isInstance(value: CimValue): value is CimInstance {
  return typeof value === 'object' && value !== null && 'className' in value;
}
