/**
 * Between the plain JavaScript of the type files and the values of the language.
 *
 * A type file's function takes a number where its signature says `double`, and answers one: here the
 * argument is converted to the parameter's type and unboxed, and the result is boxed as the return type.
 */
import {convertTo} from '../conversion/convert.ts';
import {findType} from './find-type.ts';
import type {NetType} from './net-type.ts';
import {BigInteger, Char, Double, double, Integer, Single} from './numbers.ts';
import type {ParameterSignature} from './signature.ts';
import {ELEMENT_TYPE} from './type-symbol.ts';
import {typedArray} from './typed-array.ts';
import type {Value} from './value.ts';

type Boxer = (plain: Value) => Value;

const boxers: Record<string, Boxer> = {
  double: x => (typeof x === 'number' ? double(x) : x),
  float: x => (typeof x === 'number' ? new Single(x) : x),
  long: x => (typeof x === 'number' ? BigInt(x) : x),
  char: x => (typeof x === 'string' ? new Char(x) : x),
  byte: x => (typeof x === 'number' ? new Integer('Byte', x) : x),
  sbyte: x => (typeof x === 'number' ? new Integer('SByte', x) : x),
  short: x => (typeof x === 'number' ? new Integer('Int16', x) : x),
  ushort: x => (typeof x === 'number' ? new Integer('UInt16', x) : x),
  uint: x => (typeof x === 'number' ? new Integer('UInt32', x) : x),
  ulong: x => (typeof x === 'number' || typeof x === 'bigint' ? new Integer('UInt64', x) : x),
  bigint: x => (typeof x === 'bigint' ? new BigInteger(x) : x),
  void: () => undefined,
};

const plain: Boxer = x => (x === undefined ? null : x);

/** How the results of a member whose signature names `typeText` become values. `owner` resolves `T`. */
export function marshalResult(typeText: string, owner: NetType): Boxer {
  const boxer = boxers[typeText];
  if (boxer) return boxer;
  if (!typeText.endsWith('[]')) return plain;
  const element = typeText.slice(0, -2);
  const elementBox = boxers[element] ?? plain;
  return items => {
    if (!Array.isArray(items) || ELEMENT_TYPE in items) return plain(items);
    const type = resolveType(element, owner);
    return typedArray(type, items.map(elementBox));
  };
}

/** The type a signature's word stands for, generic parameters of `owner` included. */
export function resolveType(text: string, owner: NetType): NetType {
  const found =
    (owner.genericParameters.length === 0 ? undefined : genericArgument(text, owner)) ??
    findType(text);
  if (!found) throw new Error(`${owner.fullName}: its signature names an unknown type ${text}`);
  return found;
}

/** `T`, `T[]`, `Func[T,bool]` with bound parameters; undefined for words that hold none. */
function genericArgument(text: string, owner: NetType): NetType | undefined {
  const argument = owner.genericArguments[owner.genericParameters.indexOf(text)];
  if (argument !== undefined) return argument;
  if (!text.endsWith(']')) return undefined;
  return findType(substitute(text, owner.genericParameters, owner.genericArguments));
}

/** `Func[T,bool]` with the names of type parameters replaced by types. */
export function substitute(
  text: string,
  names: readonly string[],
  types: readonly NetType[],
): string {
  return text.replace(/\w+/g, word => types[names.indexOf(word)]?.fullName ?? word);
}

/** Converts one argument to its parameter's type; the result is still a value of the language. */
export function convertArgument(
  value: Value,
  parameter: ParameterSignature,
  owner: NetType,
): Value {
  if (parameter.type === 'object') return value;
  return convertTo(value, resolveType(parameter.type, owner));
}

/** A value as the plain JavaScript a type file works with. */
export function unboxArgument(value: Value): Value {
  if (value instanceof Double || value instanceof Single || value instanceof BigInteger)
    return value.value;
  if (value instanceof Char) return value.text;
  if (value instanceof Integer) return value.value;
  return value;
}
