/** System.Reflection: one member of a type, the assembly a type is of. Enough to list, name and read them. */
import path from 'node:path';
import {productFolder} from '../settings/product-folder.ts';
import {newAttribute, attributeNamed} from '../cmdlet/attributes.ts';
import {defineEnum, enumValue} from '../values/define-enum.ts';
import {defineType} from '../values/define-type.ts';
import {findBuiltIn, findType} from '../values/find-type.ts';
import type {Method, Property} from '../values/member-table.ts';
import type {NetType} from '../values/net-type.ts';
import {customObject} from '../values/custom-object.ts';
import {callMethod} from '../values/overload.ts';
import type {ParameterSignature} from '../values/signature.ts';
import {enumerate} from '../values/enumerate.ts';
import {typeOf} from '../values/type-of.ts';
import type {Value} from '../values/value.ts';

/** One member. A property's accessors are methods of their own: `get_Name`. */
export class MemberDescription {
  readonly member: Property | Method;
  readonly name: string;
  constructor(member: Property | Method, name = member.name) {
    this.member = member;
    this.name = name;
  }
  get isMethod(): boolean {
    return this.member.kind === 'method' || this.name !== this.member.name;
  }
}

export const memberTypes = defineEnum({
  fullName: 'System.Reflection.MemberTypes',
  values: {Constructor: 1, Event: 2, Field: 4, Method: 8, Property: 16, TypeInfo: 32},
  flags: true,
});

function valueTypeOf({member}: MemberDescription): NetType | null {
  if (member.kind === 'property') return member.valueType ?? findType(member.type) ?? null;
  return findType(member.overloads[0]?.signature?.returnType ?? 'object') ?? null;
}

/** The attributes among `all` of a type, or all. */
function ofType(all: readonly unknown[], type?: NetType): Value[] {
  return all.filter(one => type === undefined || typeOf(one).is(type));
}

/** GetCustomAttributes and its kind, for whatever has attributes. */
export function attributeMembers<T>(attributes: (self: T) => readonly unknown[]) {
  return {
    'object GetCustomAttributes(bool inherit)': (self: T) => ofType(attributes(self)),
    'object GetCustomAttributes(type attributeType, bool inherit)': (self: T, type: NetType) =>
      ofType(attributes(self), type),
    'object GetCustomAttributesData()': (self: T) =>
      attributes(self).map(one => new AttributeData(typeOf(one))),
    'bool IsDefined(type attributeType, bool inherit)': (self: T, type: NetType) =>
      ofType(attributes(self), type).length > 0,
  };
}

class AttributeData {
  readonly type: NetType;
  constructor(type: NetType) {
    this.type = type;
  }
}

defineType<AttributeData>({
  fullName: 'System.Reflection.CustomAttributeData',
  instance: AttributeData,
  toText: ({type}) => `[${type.fullName}]`,
  members: {'type AttributeType': self => self.type},
});

const memberInfo = defineType<MemberDescription>({
  fullName: 'System.Reflection.MemberInfo',
  instance: MemberDescription,
  abstract: true,
  toText: ({member, name}) => (member.kind === 'property' ? `${member.type} ${name}` : name),
  members: {
    'string Name': self => self.name,
    'object MemberType': self => enumValue(memberTypes, self.isMethod ? 'Method' : 'Property'),
    'type DeclaringType': self => self.member.owner,
    ...attributeMembers<MemberDescription>(({member}) => member.attributes?.() ?? []),
  },
});

/** A property, or a field of a class. */
class PropertyDescription extends MemberDescription {}

defineType<PropertyDescription>({
  fullName: 'System.Reflection.PropertyInfo',
  base: memberInfo,
  instance: PropertyDescription,
  members: {
    'object PropertyType': valueTypeOf,
    'object FieldType': valueTypeOf,
    'bool CanRead': () => true,
    'bool CanWrite': ({member}) => member.kind === 'property' && member.set !== undefined,
    'object GetValue(object obj)': ({member}, target: Value) =>
      member.kind === 'property' ? member.get(target) : null,
    'void SetValue(object obj, object value)': ({member}, target: Value, value: Value) => {
      if (member.kind === 'property') member.set?.(target, value);
    },
  },
});

/** A method with all its overloads, or an accessor of a property. */
export class MethodDescription extends MemberDescription {
  get isStatic(): boolean {
    return this.member.kind === 'method' && this.member.isStatic;
  }
  /** Types and names of the parameters of the first overload. */
  get parameters(): readonly ParameterSignature[] {
    const [first] = this.member.kind === 'method' ? this.member.overloads : [];
    return first?.signature?.parameters ?? [];
  }
  invoke(target: Value, args: Value[]): Value {
    const {member} = this;
    if (member.kind === 'method') return callMethod(member, target, args, member.owner);
    return /^get_/i.test(this.name) ? member.get(target) : member.set?.(target, args[0]);
  }
}

defineType<MethodDescription>({
  fullName: 'System.Reflection.MethodInfo',
  base: memberInfo,
  instance: MethodDescription,
  members: {
    'object ReturnType': valueTypeOf,
    'bool IsStatic': self => self.isStatic,
    'bool IsPublic': () => true,
    'object GetParameters()': self =>
      self.parameters.map(({name, type}, Position) =>
        customObject({Name: name, ParameterType: findType(type) ?? null, Position}),
      ),
    'object Invoke(object obj, object parameters)': (self, target: Value, args: Value) =>
      self.invoke(target, args === null ? [] : [...enumerate(args)]),
  },
});

function descriptionOf(member: Property | Method, name = member.name): MemberDescription {
  const isMethod = member.kind === 'method' || name !== member.name;
  return isMethod ? new MethodDescription(member, name) : new PropertyDescription(member, name);
}

function membersOf(type: NetType): (Property | Method)[] {
  const out: (Property | Method)[] = [];
  for (let at: NetType | null = type; at; at = at.base)
    out.push(...at.table.members.values(), ...at.table.statics.values());
  return out;
}

/** All members of a type and its bases, or those of one kind. */
export function describe(type: NetType, kind?: 'property' | 'method'): Value[] {
  return membersOf(type)
    .filter(member => !kind || member.kind === kind)
    .map(member => descriptionOf(member));
}

/** The member of that name and kind, or null. */
export function describeOne(type: NetType, name: string, kind?: 'property' | 'method'): Value {
  const found = type.member(name) ?? type.staticMember(name);
  if (found) return !kind || found.kind === kind ? descriptionOf(found) : null;
  const [, property] = /^[gs]et_(\w+)$/i.exec(name) ?? [];
  const behind = property && kind !== 'property' ? type.member(property) : undefined;
  return behind?.kind === 'property' ? descriptionOf(behind, name) : null;
}

const assembly = defineType({fullName: 'System.Reflection.Assembly', abstract: true});

/** `scriptFile` marks the assembly that a script's classes are of. */
class AssemblyDescription {
  readonly name: string;
  readonly scriptFile: string | undefined;
  constructor(name: string, scriptFile?: string) {
    this.name = name;
    this.scriptFile = scriptFile;
  }
}

const ENGINE = 'System.Management.Automation';

function nameOf(type: NetType): string {
  if (type.scriptFile !== undefined) return 'PowerShell Class Assembly';
  return /^System\.Management\.Automation\b|^Microsoft\.PowerShell\b/.test(type.namespace)
    ? ENGINE
    : 'System.Private.CoreLib';
}

export function assemblyOf(type: NetType): Value {
  return new AssemblyDescription(nameOf(type), type.scriptFile);
}

/** The name by which a type is found whatever is loaded. */
export function qualifiedName(type: NetType): string {
  return `${type.fullName}, ${fullNameOf(nameOf(type))}`;
}

function fullNameOf(name: string): string {
  return `${name}, Version=8.0.0.0, Culture=neutral, PublicKeyToken=7cec85d7bea7798e`;
}

function assemblyAttributes({scriptFile}: AssemblyDescription): Value[] {
  const type = attributeNamed('DynamicClassImplementationAssembly');
  if (scriptFile === undefined || type === undefined) return [];
  return [newAttribute(type, [], [['ScriptFile', scriptFile === '' ? null : scriptFile]])];
}

defineType<AssemblyDescription>({
  fullName: 'System.Reflection.RuntimeAssembly',
  base: assembly,
  instance: AssemblyDescription,
  toText: self => fullNameOf(self.name),
  members: {
    'string FullName': self => fullNameOf(self.name),
    'string Location': ({name}) =>
      name === ENGINE ? path.join(productFolder(), `${ENGINE}.dll`) : '',
    'bool IsDynamic': self => self.scriptFile !== undefined,
    'object GetType(string name)': (_self, name: string) => findBuiltIn(name) ?? null,
    ...attributeMembers<AssemblyDescription>(assemblyAttributes),
  },
});
