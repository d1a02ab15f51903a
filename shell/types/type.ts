/** System.Type: what `.GetType()` and `[T]` answer. */
import {arrayType} from '../values/array-type.ts';
import {enumValue} from '../values/define-enum.ts';
import {findType, requireType} from '../values/find-type.ts';
import {constructGeneric} from '../values/generic-type.ts';
import type {NetType} from '../values/net-type.ts';
import {typedArray} from '../values/typed-array.ts';
import {typeOf} from '../values/type-of.ts';
import type {MemberTables} from '../values/type-spec.ts';
import type {Value} from '../values/value.ts';
import {enumNames, enumValues} from './enum.ts';
import {
  assemblyOf,
  attributeMembers,
  describe,
  describeOne,
  memberTypes,
  qualifiedName,
} from './reflection.ts';

export const typeMembers: MemberTables<NetType> = {
  members: {
    'string Name': self => self.name,
    'string FullName': self => self.fullName,
    'string Namespace': self => self.namespace,
    'string AssemblyQualifiedName': self => qualifiedName(self),
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
    'System.Collections.Generic.IEnumerable[type] ImplementedInterfaces': self =>
      interfacesOf(self),
    'object GetInterfaces()': self => typedArray(requireType('System.Type'), interfacesOf(self)),
    'object GetMembers()': self => describe(self),
    'object GetMember(string name)': (self, name: string) =>
      [describeOne(self, name)].filter(found => found !== null),
    'object GetMethods()': self => describe(self, 'method'),
    'object GetProperties()': self => describe(self, 'property'),
    'object GetMethod(string name)': (self, name: string) => describeOne(self, name, 'method'),
    'object GetProperty(string name)': (self, name: string) => describeOne(self, name, 'property'),
    'object GetField(string name)': (self, name: string) => describeOne(self, name, 'property'),
    ...attributeMembers<NetType>(self => self.attributes?.() ?? []),
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

function interfaceNamed(type: NetType, name: string): Value {
  const found = [...type.interfaces].find(full => full === name || full.endsWith(`.${name}`));
  return found ? (findType(found) ?? null) : null;
}

function interfacesOf(type: NetType): NetType[] {
  return [...type.interfaces].flatMap(name => findType(name) ?? []);
}
