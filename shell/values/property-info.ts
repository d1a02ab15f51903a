/**
 * Lists of properties and methods of a value, as `.PSObject.Properties` and Get-Member see them.
 */
import {canUse} from './access.ts';
import {adaptedMembers} from './adapted-members.ts';
import {isReadOnly} from './extended-members.ts';
import {PSCustomObject} from './custom-object.ts';
import {extrasOf} from './extras.ts';
import {findType} from './find-type.ts';
import {foldName} from './fold-name.ts';
import type {ExtendedMember, MemberType} from './member.ts';
import type {Method, Property} from './member-table.ts';
import {getMember, readFound, setProperty} from './members.ts';
import type {NetType} from './net-type.ts';
import {unwrap} from './ps-wrapper.ts';
import {typeMembersOf} from './type-data.ts';
import {isNull, typeOf} from './type-of.ts';
import type {Value} from './value.ts';

/** One property of one object. */
export class PropertyInfo {
  readonly name: string;
  readonly memberType: MemberType;
  /** False for members that came with the type. */
  readonly isInstance: boolean;
  readonly hidden: boolean;
  readonly settable: boolean;
  /** The extended member or .NET property behind it. */
  readonly member: ExtendedMember | Property;
  private readonly owner: Value;

  constructor(owner: Value, member: ExtendedMember | Property, isInstance: boolean) {
    this.owner = owner;
    this.member = member;
    this.name = member.name;
    this.isInstance = isInstance;
    this.memberType = 'kind' in member ? 'Property' : member.memberType;
    this.hidden = 'hidden' in member && member.hidden === true;
    this.settable = 'kind' in member ? member.set !== undefined : !isReadOnly(member);
  }
  /** Full name of the value's type (NoteProperty) or of the declared type. */
  get typeName(): string {
    if ('kind' in this.member) return declaredType(this.member);
    if (this.memberType !== 'NoteProperty') return 'System.Object';
    const value = this.get();
    return isNull(value) ? 'System.Object' : typeOf(value).fullName;
  }
  /** Throws GetValueInvocationException when the getter throws. */
  get(): Value {
    return readFound(this.owner, this.member, this.name);
  }
  set(value: Value): void {
    setProperty(this.owner, this.name, value);
  }
}

function declaredType(property: Property): string {
  return findType(property.type)?.fullName ?? property.type;
}

/** Names that indexers have as members. */
export const INDEXERS: ReadonlySet<string> = new Set(['Item', 'ItemOf', 'Chars']);

export interface MethodInfo {
  readonly name: string;
  readonly memberType: 'Method' | 'ParameterizedProperty' | 'ScriptMethod' | 'CodeMethod';
  /** C# signatures. */
  readonly overloads: readonly string[];
  /** Of a property with parameters. */
  readonly settable?: boolean;
  readonly valueType?: string;
}

function typeChain(type: NetType): NetType[] {
  const chain: NetType[] = [];
  for (let at: NetType | null = type; at; at = at.base) chain.push(at);
  return chain;
}

function isPropertyLike(member: ExtendedMember): boolean {
  return member.memberType.endsWith('Property');
}

/** Every property, extended ones first in order of insertion, hidden ones included and marked. */
export function propertiesOf(v: Value): PropertyInfo[] {
  if (isNull(v)) return [];
  const found = new Map<string, PropertyInfo>();
  const take = (member: ExtendedMember | Property, isInstance: boolean) => {
    const lower = foldName(member.name);
    if (!found.has(lower)) found.set(lower, new PropertyInfo(v, member, isInstance));
  };
  for (const member of extrasOf(v)?.members.values() ?? [])
    if (isPropertyLike(member)) take(member, true);
  for (const member of typeMembersOf(v)?.values() ?? [])
    if (isPropertyLike(member)) take(member, false);
  const adapted = adaptedMembers(v);
  for (const member of adapted ?? []) take(member, false);
  if (adapted === undefined) {
    for (const type of typeChain(typeOf(unwrap(v))))
      for (const member of type.table.members.values())
        if (member.kind === 'property' && canUse(member)) take(member, false);
  }
  return [...found.values()];
}

/** The name of a property as the value spells it; undefined when it has none such. */
export function propertyName(v: Value, name: string): string | undefined {
  if (v instanceof PSCustomObject) {
    const place = v.shape.places.get(foldName(name));
    if (place !== undefined && v.noteIn(place) !== undefined) return v.shape.names[place];
  }
  return propertyOf(v, name)?.name;
}

/** One property by name, or undefined. */
export function propertyOf(v: Value, name: string): PropertyInfo | undefined {
  const found = getMember(v, name);
  if (!found || ('kind' in found && found.kind !== 'property')) {
    return propertiesOf(v).find(info => info.name.toLowerCase() === name.toLowerCase());
  }
  if (!('kind' in found) && !isPropertyLike(found)) return undefined;
  const isInstance = extrasOf(v)?.members.get(foldName(name)) === found;
  return new PropertyInfo(v, found as ExtendedMember | Property, isInstance);
}

/** What C# writes `this[...]` is a property with parameters. */
function indexerInfo(method: Method, type: NetType): MethodInfo {
  const settable =
    type.behaviour.setIndex !== undefined ||
    type.interfaces.has('System.Collections.IDictionary') ||
    type.interfaces.has('System.Collections.IList');
  const signatures = method.overloads.flatMap(({signature}) => signature ?? []);
  return {
    name: method.name,
    memberType: 'ParameterizedProperty',
    overloads: signatures.map(({text}) => `${text} {get;${settable ? 'set;' : ''}}`),
    settable,
    valueType: signatures[0]?.returnType ?? 'object',
  };
}

function methodInfo(method: Method, type: NetType): MethodInfo {
  if (INDEXERS.has(method.name)) return indexerInfo(method, type);
  const texts = method.overloads.map(
    overload => overload.signature?.text ?? `object ${method.name}()`,
  );
  return {name: method.name, memberType: 'Method', overloads: texts};
}

function scriptMethodInfo(member: ExtendedMember): MethodInfo | undefined {
  if (member.memberType !== 'ScriptMethod' && member.memberType !== 'CodeMethod') return undefined;
  return {
    name: member.name,
    memberType: member.memberType,
    overloads: [`System.Object ${member.name}();`],
  };
}

/** Every method by name, extended ones first. */
export function methodsOf(v: Value): MethodInfo[] {
  if (isNull(v)) return [];
  const found = new Map<string, MethodInfo>();
  const take = (info: MethodInfo | undefined) => {
    if (info && !found.has(foldName(info.name))) found.set(foldName(info.name), info);
  };
  for (const member of extrasOf(v)?.members.values() ?? []) take(scriptMethodInfo(member));
  for (const member of typeMembersOf(v)?.values() ?? []) take(scriptMethodInfo(member));
  for (const type of typeChain(typeOf(unwrap(v)))) {
    for (const member of type.table.members.values()) {
      if (member.kind === 'method' && canUse(member)) take(methodInfo(member, type));
    }
  }
  return [...found.values()];
}
