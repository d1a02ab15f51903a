/**
 * Type data: members and display hints by type name (Update-TypeData, Get-TypeData, Remove-TypeData).
 *
 * Source: language specification 5.2. What the shell ships is in shell/types/built-in-type-data.ts.
 */
import {adaptedTypeNames} from './adapted-members.ts';
import {extrasOf} from './extras.ts';
import type {ExtendedMember} from './member.ts';
import type {NetType} from './net-type.ts';
import {typeOf} from './type-of.ts';
import type {Value} from './value.ts';

export interface TypeData {
  readonly typeName: string;
  /** By lower-case name. */
  readonly members: Map<string, ExtendedMember>;
  defaultDisplayPropertySet?: readonly string[];
  defaultKeyPropertySet?: readonly string[];
  defaultDisplayProperty?: string;
  stringSerializationSource?: string;
  serializationDepth?: number;
  serializationMethod?: string;
  inheritPropertySerializationSet?: boolean;
  propertySerializationSet?: readonly string[];
  targetTypeForDeserialization?: string;
}

const byTypeName = new Map<string, TypeData>();
/** Changes with every update, so that merged tables can be remembered. */
let version = 0;
const merged = new Map<
  NetType,
  {version: number; members: Map<string, ExtendedMember> | undefined}
>();

/** The data of one type name, or undefined. */
export function typeDataOf(typeName: string): TypeData | undefined {
  return byTypeName.get(typeName.toLowerCase());
}

export function allTypeData(): TypeData[] {
  return [...byTypeName.values()];
}

/** The data of a type name to add to; made when there is none. Call it for every change. */
export function changeTypeData(typeName: string): TypeData {
  version++;
  const lower = typeName.toLowerCase();
  let data = byTypeName.get(lower);
  if (!data) {
    data = {typeName, members: new Map()};
    byTypeName.set(lower, data);
  }
  return data;
}

/** False when there was none. */
export function removeTypeData(typeName: string): boolean {
  version++;
  return byTypeName.delete(typeName.toLowerCase());
}

function merge(typeNames: readonly string[]): Map<string, ExtendedMember> | undefined {
  let members: Map<string, ExtendedMember> | undefined;
  for (const typeName of typeNames) {
    for (const [lower, member] of typeDataOf(typeName)?.members ?? []) {
      members ??= new Map();
      if (!members.has(lower)) members.set(lower, member);
    }
  }
  return members;
}

/** The members that type data gives to `v`, by lower-case name; undefined when there are none. */
export function typeMembersOf(v: Value): ReadonlyMap<string, ExtendedMember> | undefined {
  if (byTypeName.size === 0) return undefined;
  const own = extrasOf(v)?.typeNames;
  if (own) return merge(own);
  const type = typeOf(v);
  let known = merged.get(type);
  if (known?.version !== version) {
    known = {version, members: merge(type.hierarchy)};
    merged.set(type, known);
  }
  return known.members;
}

/** PSTypeNames: most derived first. */
export function typeNamesOf(v: Value): string[] {
  const own = extrasOf(v)?.typeNames;
  if (own !== undefined) return own;
  const {hierarchy, behaviour} = typeOf(v);
  return behaviour.adapter?.typeNames ? [...adaptedTypeNames(v), ...hierarchy] : hierarchy;
}

/** The first type data among the value's type names for which `pick` answers something. */
export function fromTypeData<T>(v: Value, pick: (data: TypeData) => T | undefined): T | undefined {
  if (byTypeName.size === 0) return undefined;
  for (const typeName of typeNamesOf(v)) {
    const data = typeDataOf(typeName);
    const picked = data && pick(data);
    if (picked !== undefined) return picked;
  }
  return undefined;
}
