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

/** What the shell ships: seen by every session. */
const shipped = new Map<string, TypeData>();
/** Changes with every change of what is shipped. */
let shippedVersion = 0;

/** The data that one session added, changed or removed. */
export class TypeTable {
  /** By lower-case type name; null where what is shipped was removed. */
  readonly own = new Map<string, TypeData | null>();
  /** Changes with every update, so that merged tables can be remembered. */
  version = 0;
  readonly merged = new Map<
    NetType,
    {version: number; members: Map<string, ExtendedMember> | undefined}
  >();
}

let table = new TypeTable();

/** From here on the data of this session count. */
export function useTypeTable(next: TypeTable): void {
  table = next;
}

/** The data of one type name, or undefined. */
export function typeDataOf(typeName: string): TypeData | undefined {
  const lower = typeName.toLowerCase();
  const own = table.own.get(lower);
  return own === undefined ? shipped.get(lower) : (own ?? undefined);
}

export function allTypeData(): TypeData[] {
  const names = new Set([...shipped.keys(), ...table.own.keys()]);
  return [...names].map(typeDataOf).filter(data => data !== undefined);
}

/** The session's data of a type name to add to; made when there is none. Call it for every change. */
export function changeTypeData(typeName: string): TypeData {
  table.version++;
  const lower = typeName.toLowerCase();
  let data = table.own.get(lower);
  if (!data) {
    const base = data === undefined ? shipped.get(lower) : undefined;
    data = {...base, typeName, members: new Map(base?.members)};
    table.own.set(lower, data);
  }
  return data;
}

/** The data of a type name that every session sees, to add to. For what the shell itself brings. */
export function shipTypeData(typeName: string): TypeData {
  shippedVersion++;
  const lower = typeName.toLowerCase();
  let data = shipped.get(lower);
  if (!data) {
    data = {typeName, members: new Map()};
    shipped.set(lower, data);
  }
  return data;
}

/** False when there was none. */
export function removeTypeData(typeName: string): boolean {
  const isThere = typeDataOf(typeName) !== undefined;
  table.version++;
  table.own.set(typeName.toLowerCase(), null);
  return isThere;
}

function isEmpty(): boolean {
  return shipped.size === 0 && table.own.size === 0;
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
  if (isEmpty()) return undefined;
  const own = extrasOf(v)?.typeNames;
  if (own) return merge(own);
  const type = typeOf(v);
  const version = table.version + shippedVersion;
  let known = table.merged.get(type);
  if (known?.version !== version) {
    known = {version, members: merge(type.hierarchy)};
    table.merged.set(type, known);
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
  if (isEmpty()) return undefined;
  for (const typeName of typeNamesOf(v)) {
    const data = typeDataOf(typeName);
    const picked = data && pick(data);
    if (picked !== undefined) return picked;
  }
  return undefined;
}
