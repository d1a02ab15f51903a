/** System.Type: what `.GetType()` and `[T]` answer. */
import {arrayType} from '../values/array-type.ts';
import {defineEnum, enumValue} from '../values/define-enum.ts';
import {defineType} from '../values/define-type.ts';
import {findType, requireType} from '../values/find-type.ts';
import {constructGeneric} from '../values/generic-type.ts';
import type {Method, Property} from '../values/member-table.ts';
import type {NetType} from '../values/net-type.ts';
import {typedArray} from '../values/typed-array.ts';
import {typeOf} from '../values/type-of.ts';
import type {MemberTables} from '../values/type-spec.ts';
import type {Value} from '../values/value.ts';
import {enumNames, enumValues} from './enum.ts';

/** Reflection on one member: enough to list and name them. */
class MemberDescription {
  readonly member: Property | Method;
  constructor(member: Property | Method) {
    this.member = member;
  }
}

const memberTypes = defineEnum({
  fullName: 'System.Reflection.MemberTypes',
  values: {Constructor: 1, Event: 2, Field: 4, Method: 8, Property: 16, TypeInfo: 32},
  flags: true,
});

defineType<MemberDescription>({
  fullName: 'System.Reflection.MemberInfo',
  instance: MemberDescription,
  toText: ({member}) =>
    member.kind === 'property' ? `${member.type} ${member.name}` : member.name,
  members: {
    'string Name': self => self.member.name,
    'object MemberType': self =>
      enumValue(memberTypes, self.member.kind === 'property' ? 'Property' : 'Method'),
    'type DeclaringType': self => self.member.owner,
    'object PropertyType': ({member}) =>
      member.kind === 'property' ? (findType(member.type) ?? null) : null,
    'bool IsStatic': ({member}) => member.kind === 'method' && member.isStatic,
    'bool CanWrite': ({member}) => member.kind === 'property' && member.set !== undefined,
    'object GetValue(object obj)': ({member}, target: Value) =>
      member.kind === 'property' ? member.get(target) : null,
  },
});

function describe(type: NetType, kind: 'property' | 'method' | undefined): Value[] {
  const out: Value[] = [];
  for (let at: NetType | null = type; at; at = at.base) {
    for (const member of [...at.table.members.values(), ...at.table.statics.values()]) {
      if (!kind || member.kind === kind) out.push(new MemberDescription(member));
    }
  }
  return out;
}

function one(type: NetType, name: string, kind: 'property' | 'method'): Value {
  const found = type.member(name) ?? type.staticMember(name);
  return found?.kind === kind ? new MemberDescription(found) : null;
}

const assembly = defineType({fullName: 'System.Reflection.Assembly'});

function assemblyOf(type: NetType): Value {
  const name = type.namespace.startsWith('System.Management.Automation')
    ? 'System.Management.Automation'
    : 'System.Private.CoreLib';
  return new AssemblyDescription(name);
}

class AssemblyDescription {
  readonly name: string;
  constructor(name: string) {
    this.name = name;
  }
}

defineType<AssemblyDescription>({
  fullName: 'System.Reflection.RuntimeAssembly',
  base: assembly,
  instance: AssemblyDescription,
  toText: self => self.name,
  members: {'string FullName': self => self.name, 'string Location': () => ''},
});

export const typeMembers: MemberTables<NetType> = {
  members: {
    'string Name': self => self.name,
    'string FullName': self => self.fullName,
    'string Namespace': self => self.namespace,
    'string AssemblyQualifiedName': self => `${self.fullName}, ${assemblyName(self)}`,
    'type BaseType': self => self.base,
    'bool IsArray': self => self.isArray,
    'bool IsEnum': self => self.isEnum,
    'bool IsValueType': self => self.isValueType,
    'bool IsClass': self => self.kind === 'class',
    'bool IsInterface': self => self.kind === 'interface',
    'bool IsAbstract': self => self.isAbstract || self.kind === 'interface',
    'bool IsPublic': () => true,
    'bool IsSealed': self => self.isValueType || self.fullName === 'System.String',
    'bool IsPrimitive': self =>
      /^System\.(?:Boolean|Char|S?Byte|U?Int(?:16|32|64)|Single|Double)$/.test(self.fullName),
    'bool IsGenericType': self => self.genericParameters.length > 0,
    'bool IsGenericTypeDefinition': self =>
      self.genericParameters.length > 0 && self.genericArguments.length === 0,
    'bool IsSerializable': () => true,
    'object Assembly': assemblyOf,
    'object MemberType': () => enumValue(memberTypes, 'TypeInfo'),
    'type UnderlyingSystemType': self => self,
    'object GenericTypeArguments': self =>
      typedArray(requireType('System.Type'), [...self.genericArguments]),
    'object GetGenericArguments()': self =>
      typedArray(requireType('System.Type'), [...self.genericArguments]),
    'object GetGenericTypeDefinition()': self =>
      self.genericDefinition ? findType(self.genericDefinition) : self,
    'type MakeGenericType(params type[] typeArguments)': (self, args: NetType[]) =>
      constructGeneric(self, args),
    'type MakeArrayType()': self => arrayType(self),
    'type GetElementType()': self => self.elementType ?? null,
    'type GetEnumUnderlyingType()': self => self.enumInfo?.underlying,
    'string[] GetEnumNames()': self => [...enumNames(self)],
    'object GetEnumValues()': self => enumValues(self),
    'bool IsAssignableFrom(type c)': (self, other: NetType) => other.is(self),
    'bool IsAssignableTo(type targetType)': (self, other: NetType) => self.is(other),
    'bool IsSubclassOf(type c)': (self, other: NetType) => self !== other && self.is(other),
    'bool IsInstanceOfType(object o)': (self, v: Value) => v !== null && typeOf(v).is(self),
    'type GetInterface(string name)': (self, name: string) => interfaceNamed(self, name),
    'object GetInterfaces()': self =>
      [...self.interfaces].map(name => findType(name) ?? null).filter(Boolean),
    'object GetMembers()': self => describe(self, undefined),
    'object GetMethods()': self => describe(self, 'method'),
    'object GetProperties()': self => describe(self, 'property'),
    'object GetMethod(string name)': (self, name: string) => one(self, name, 'method'),
    'object GetProperty(string name)': (self, name: string) => one(self, name, 'property'),
    'object GetField(string name)': (self, name: string) => one(self, name, 'property'),
    'string ToString()': self => self.fullName,
    'bool Equals(object o)': (self, other: Value) => self === other,
  },
  statics: {
    'type GetType(string typeName)': (name: string) => findType(name) ?? null,
    'type GetType(string typeName, bool throwOnError)': (name: string, throwOnError: boolean) =>
      throwOnError ? requireType(name) : (findType(name) ?? null),
    'object EmptyTypes': () => typedArray(requireType('System.Type'), []),
  },
};

function assemblyName(type: NetType): string {
  return `${(assemblyOf(type) as AssemblyDescription).name}, Version=8.0.0.0, Culture=neutral, PublicKeyToken=7cec85d7bea7798e`;
}

function interfaceNamed(type: NetType, name: string): Value {
  const found = [...type.interfaces].find(full => full === name || full.endsWith(`.${name}`));
  return found ? (findType(found) ?? null) : null;
}
