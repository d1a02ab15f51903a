/**
 * The types every script touches, made at start: names and places only. Their members are in
 * shell/types/, evaluated at the first use of a member. Source: language specification 8.
 */
import {Decimal} from './decimal.ts';
import {defineType, objectType, valueType} from './define-type.ts';
import type {NetType} from './net-type.ts';
import {NetType as NetTypeClass} from './net-type.ts';
import {BigInteger, Char, Double, Single} from './numbers.ts';
import type {MemberTables} from './type-spec.ts';

export {objectType, valueType};

const primitive = ['System.IComparable', 'System.IConvertible', 'System.IFormattable'];

function numberBody(name: string): () => MemberTables {
  return () => require('../types/number.ts').numberMembers(name);
}

function number(
  name: string,
  accelerator: string[],
  instance?: new (...args: never[]) => object,
): NetType {
  return defineType<object>({
    fullName: `System.${name}`,
    kind: 'struct',
    interfaces: primitive,
    accelerator,
    ...(instance ? {instance} : {}),
    body: numberBody(name) as () => MemberTables<object>,
  });
}

export const stringType = defineType({
  fullName: 'System.String',
  accelerator: 'string',
  interfaces: [
    'System.IComparable',
    'System.IConvertible',
    'System.ICloneable',
    'System.Collections.IEnumerable',
    'System.Collections.Generic.IEnumerable`1[System.Char]',
  ],
  body: () => require('../types/string.ts').stringMembers,
});
export const booleanType = defineType({
  fullName: 'System.Boolean',
  kind: 'struct',
  accelerator: 'bool',
  interfaces: ['System.IComparable', 'System.IConvertible'],
  body: () => require('../types/boolean.ts').booleanMembers,
});
export const charType = defineType({
  fullName: 'System.Char',
  kind: 'struct',
  accelerator: 'char',
  interfaces: ['System.IComparable', 'System.IConvertible'],
  instance: Char,
  body: () => require('../types/char.ts').charMembers,
});
export const sbyteType = number('SByte', ['sbyte']);
export const byteType = number('Byte', ['byte']);
export const int16Type = number('Int16', ['short', 'int16']);
export const uint16Type = number('UInt16', ['ushort', 'uint16']);
export const int32Type = number('Int32', ['int', 'int32']);
export const uint32Type = number('UInt32', ['uint', 'uint32']);
export const int64Type = number('Int64', ['long', 'int64']);
export const uint64Type = number('UInt64', ['ulong', 'uint64']);
export const singleType = number('Single', ['float', 'single'], Single);
export const doubleType = number('Double', ['double'], Double);
export const decimalType = defineType<object>({
  fullName: 'System.Decimal',
  kind: 'struct',
  interfaces: primitive,
  accelerator: 'decimal',
  instance: Decimal as unknown as new (...args: never[]) => object,
  body: numberBody('Decimal') as () => MemberTables<object>,
});
export const bigIntegerType = defineType<object>({
  fullName: 'System.Numerics.BigInteger',
  kind: 'struct',
  interfaces: ['System.IComparable', 'System.IFormattable'],
  accelerator: 'bigint',
  instance: BigInteger,
  body: numberBody('BigInteger') as () => MemberTables<object>,
});

/** The types of class Integer, by its kind. */
export const integerTypes = {
  SByte: sbyteType,
  Byte: byteType,
  Int16: int16Type,
  UInt16: uint16Type,
  UInt32: uint32Type,
  UInt64: uint64Type,
} as const;

export const enumType = defineType({
  fullName: 'System.Enum',
  base: valueType,
  abstract: true,
  interfaces: ['System.IComparable', 'System.IConvertible', 'System.IFormattable'],
  body: () => require('../types/enum.ts').enumMembers,
});
export const arrayBaseType = defineType({
  fullName: 'System.Array',
  accelerator: 'array',
  abstract: true,
  interfaces: [
    'System.ICloneable',
    'System.Collections.IList',
    'System.Collections.ICollection',
    'System.Collections.IEnumerable',
  ],
  body: () => require('../types/array.ts').arrayMembers,
});
export const typeType = defineType({
  fullName: 'System.Type',
  accelerator: 'type',
  abstract: true,
  body: () => require('../types/type.ts').typeMembers,
});
export const runtimeType = defineType<NetType>({
  fullName: 'System.RuntimeType',
  base: defineType({fullName: 'System.Reflection.TypeInfo', base: typeType, abstract: true}),
  instance: NetTypeClass,
});
export const voidType = defineType({fullName: 'System.Void', kind: 'struct', accelerator: 'void'});
