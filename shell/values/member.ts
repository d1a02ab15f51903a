/**
 * Extended members (the Extended Type System): what Add-Member and Update-TypeData attach, and what a
 * custom object consists of.
 */
import type {Value} from './value.ts';

export type MemberType =
  | 'AliasProperty'
  | 'CodeMethod'
  | 'CodeProperty'
  | 'Event'
  | 'MemberSet'
  | 'Method'
  | 'NoteProperty'
  | 'ParameterizedProperty'
  | 'Property'
  | 'PropertySet'
  | 'ScriptMethod'
  | 'ScriptProperty';

export interface NoteProperty {
  readonly memberType: 'NoteProperty';
  readonly name: string;
  value: Value;
  readonly hidden?: boolean;
}

/** `getter` and `setter` are script blocks that see `$this`. */
export interface ScriptProperty {
  readonly memberType: 'ScriptProperty';
  readonly name: string;
  readonly getter: Value;
  readonly setter?: Value;
  readonly hidden?: boolean;
}

/** As ScriptProperty, but of functions. */
export interface CodeProperty {
  readonly memberType: 'CodeProperty';
  readonly name: string;
  readonly get: (self: Value) => Value;
  readonly set?: (self: Value, value: Value) => void;
  readonly hidden?: boolean;
}

export interface AliasProperty {
  readonly memberType: 'AliasProperty';
  readonly name: string;
  readonly referenced: string;
  /** Type text the value is converted to. */
  readonly conversion?: string;
  readonly hidden?: boolean;
}

export interface ScriptMethod {
  readonly memberType: 'ScriptMethod';
  readonly name: string;
  readonly script: Value;
}

export interface CodeMethod {
  readonly memberType: 'CodeMethod';
  readonly name: string;
  readonly call: (self: Value, args: Value[]) => Value;
}

export interface PropertySet {
  readonly memberType: 'PropertySet';
  readonly name: string;
  readonly properties: readonly string[];
}

export interface MemberSet {
  readonly memberType: 'MemberSet';
  readonly name: string;
  readonly members: ReadonlyMap<string, ExtendedMember>;
  readonly hidden?: boolean;
}

export type ExtendedMember =
  | NoteProperty
  | ScriptProperty
  | CodeProperty
  | AliasProperty
  | ScriptMethod
  | CodeMethod
  | PropertySet
  | MemberSet;
