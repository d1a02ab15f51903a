/**
 * Choosing an overload and calling it. Source: language specification 7.
 *
 * Candidates are the signatures the count of arguments fits; each argument gets a rank (identity, base type,
 * wider number, object, other conversion, string) and the lowest sum wins, the earlier signature on a draw.
 */
import {isNumber, numberTypeName} from '../conversion/to-number.ts';
import {tryConvert} from '../conversion/convert.ts';
import {isEnumerable} from './enumerate.ts';
import {closedOverloads} from './generic-method.ts';
import {convertArgument, marshalResult, resolveType, unboxArgument} from './marshal.ts';
import type {Method, Overload} from './member-table.ts';
import {NetException, toNetException} from './net-exception.ts';
import type {NetType} from './net-type.ts';
import {NullString} from './null-string.ts';
import {unwrap} from './ps-wrapper.ts';
import {PSReference} from './ps-reference.ts';
import type {ParameterSignature, Signature} from './signature.ts';
import {isNull, typeOf} from './type-of.ts';
import {typedArray} from './typed-array.ts';
import type {Value} from './value.ts';
import {toText} from '../conversion/to-text.ts';

const METHOD_EXCEPTION = 'System.Management.Automation.MethodException';
const IMPOSSIBLE = Number.POSITIVE_INFINITY;

/** Order of widening among the number types. */
const WIDTH = [
  'SByte',
  'Byte',
  'Int16',
  'UInt16',
  'Int32',
  'UInt32',
  'Int64',
  'UInt64',
  'Single',
  'Double',
  'Decimal',
  'BigInteger',
];

function acceptsCount({parameters}: Signature, count: number): boolean {
  const required = parameters.filter(p => !p.optional && !p.rest).length;
  return count >= required && (count <= parameters.length || parameters.at(-1)?.rest === true);
}

/** How far `v` is from `type`: 0 is the same type. */
function rank(v: Value, type: NetType): number {
  if (type.fullName === 'System.Object') return 20;
  if (isNull(v)) return rankNull(type);
  if (v instanceof NullString) return type.fullName === 'System.String' ? 0 : IMPOSSIBLE;
  const from = typeOf(v);
  if (from === type) return 0;
  if (from.is(type)) return type.kind === 'interface' ? 8 : 3;
  const target = numberTypeName(type);
  if (target && isNumber(v)) {
    const distance = WIDTH.indexOf(target) - WIDTH.indexOf(from.name);
    return distance > 0 ? 4 + distance : 30 - distance;
  }
  if (!tryConvert(v, type)) return IMPOSSIBLE;
  return type.fullName === 'System.String' ? 60 : 45;
}

/** A string does not take null as it is: it becomes the empty one. */
function rankNull(type: NetType): number {
  if (type.fullName === 'System.String') return 60;
  return type.isValueType ? 40 : 2;
}

function rankArgument(v: Value, parameter: ParameterSignature, owner: NetType): number {
  if (parameter.byRef) return v instanceof PSReference ? 0 : IMPOSSIBLE;
  return rank(unwrap(v), resolveType(parameter.type, owner));
}

/** Is the last argument to be taken as the whole `params` array? */
function isWholeArray(signature: Signature, args: readonly Value[]): boolean {
  const {parameters} = signature;
  if (args.length !== parameters.length) return false;
  const last = args.at(-1);
  return last === null || isEnumerable(last) || isCharacters(last, parameters.at(-1));
}

/** A text given for `params char[]` is its characters, unless it is one character. */
function isCharacters(value: Value, parameter: ParameterSignature | undefined): boolean {
  const text = unwrap(value);
  return parameter?.type === 'char[]' && typeof text === 'string' && text.length !== 1;
}

function totalRank(signature: Signature, args: readonly Value[], owner: NetType): number {
  const rest = signature.parameters.at(-1)?.rest && !isWholeArray(signature, args);
  let sum = rest ? 1 : 0;
  for (const [i, arg] of args.entries()) {
    const parameter = signature.parameters[i] ?? signature.parameters.at(-1);
    if (!parameter) return IMPOSSIBLE;
    sum += rankArgument(arg, parameter.rest && rest ? elementOf(parameter) : parameter, owner);
  }
  return sum;
}

/** `params object[] args` seen as one of its elements. */
function elementOf(parameter: ParameterSignature): ParameterSignature {
  return {...parameter, type: parameter.type.slice(0, -2), rest: false};
}

/** For each list of overloads, those that take so many arguments. */
const fittingByCount = new WeakMap<readonly Overload[], Map<number, readonly Overload[]>>();

function fittingOverloads(overloads: readonly Overload[], count: number): readonly Overload[] {
  let byCount = fittingByCount.get(overloads);
  if (!byCount) {
    byCount = new Map();
    fittingByCount.set(overloads, byCount);
  }
  let fitting = byCount.get(count);
  if (!fitting) {
    // An overload without signature takes whatever comes.
    fitting = overloads.filter(({signature}) => !signature || acceptsCount(signature, count));
    byCount.set(count, fitting);
  }
  return fitting;
}

/** The best of several; undefined when none takes so many arguments. */
export function chooseOverload(
  overloads: readonly Overload[],
  args: readonly Value[],
  owner: NetType,
): Overload | undefined {
  const fitting = fittingOverloads(overloads, args.length);
  if (fitting.length < 2) return fitting[0];
  let best = fitting[0];
  let lowest = IMPOSSIBLE;
  for (const overload of fitting) {
    const sum = overload.signature ? totalRank(overload.signature, args, owner) : IMPOSSIBLE;
    if (sum < lowest) {
      best = overload;
      lowest = sum;
    }
  }
  return best;
}

function convertOne(
  arg: Value,
  parameter: ParameterSignature,
  owner: NetType,
  method: string,
): Value {
  if (parameter.byRef) {
    if (arg instanceof PSReference) return arg;
    throw new NetException(
      METHOD_EXCEPTION,
      `Argument: '1' should be a System.Management.Automation.PSReference. Use [ref].`,
      {errorId: 'NonRefArgumentToRefParameterMsg', category: 'NotSpecified'},
    );
  }
  try {
    return convertArgument(arg, parameter, owner);
  } catch (error) {
    const inner = toNetException(error);
    throw new NetException(
      METHOD_EXCEPTION,
      `Cannot convert argument "${parameter.name}", with value: "${toText(arg)}", for "${method}" to type "${resolveType(parameter.type, owner)}": "${inner.message}"`,
      {inner, errorId: 'MethodArgumentConversionInvalidCastArgument', category: 'NotSpecified'},
    );
  }
}

const unboxed = new Set([
  'double',
  'float',
  'char',
  'byte',
  'sbyte',
  'short',
  'ushort',
  'uint',
  'ulong',
  'bigint',
  'int',
  'long',
]);

function prepareArguments(overload: Overload, args: Value[], owner: NetType): Value[] {
  const {signature, plain} = overload;
  if (!signature || (args.length === 0 && signature.parameters.length === 0)) return args;
  const convert = (arg: Value, parameter: ParameterSignature) => {
    const value = convertOne(arg, parameter, owner, signature.name);
    return plain && unboxed.has(parameter.type) ? unboxArgument(value) : value;
  };
  const last = signature.parameters.at(-1);
  const plainCount = last?.rest ? signature.parameters.length - 1 : signature.parameters.length;
  const out = args
    .slice(0, plainCount)
    .map((arg, i) => convert(arg, signature.parameters[i] as ParameterSignature));
  if (last?.rest) out.push(restArgument(signature, last, args.slice(plainCount), args, owner));
  return out;
}

function restArgument(
  signature: Signature,
  last: ParameterSignature,
  rest: Value[],
  all: readonly Value[],
  owner: NetType,
): Value {
  if (isWholeArray(signature, all))
    return convertOne(rest[0], {...last, rest: false}, owner, signature.name);
  const element = elementOf(last);
  const items = rest.map(arg => convertOne(arg, element, owner, signature.name));
  return typedArray(resolveType(element.type, owner), items);
}

/** A call with these arguments, converted; errors of the body are not wrapped. */
export function callOverload(
  overload: Overload,
  self: Value,
  args: Value[],
  owner: NetType,
): Value {
  const result = overload.call(self, prepareArguments(overload, args, owner));
  const returnType = overload.plain ? overload.signature?.returnType : undefined;
  return returnType ? marshalResult(returnType, owner)(result) : result;
}

export function noOverload(name: string, count: number): NetException {
  return new NetException(
    METHOD_EXCEPTION,
    `Cannot find an overload for "${name}" and the argument count: "${count}".`,
    {errorId: 'MethodCountCouldNotFindBest', category: 'NotSpecified'},
  );
}

/**
 * Picks an overload, converts the arguments, runs it; what it throws becomes a MethodInvocationException.
 * `types` are the type arguments of `$x.M[int]()`.
 */
export function callMethod(
  method: Method,
  self: Value,
  args: Value[],
  owner: NetType,
  types: readonly NetType[] = [],
): Value {
  const overloads =
    types.length > 0 || method.isGeneric === true
      ? closedOverloads(method, args, types)
      : method.overloads;
  const overload = chooseOverload(overloads, args, owner);
  if (!overload) throw noOverload(method.name, args.length);
  const converted = prepareArguments(overload, args, owner);
  let result: Value;
  try {
    result = overload.call(self, converted);
  } catch (error) {
    throw invocationFailed(method.name, args.length, error);
  }
  const returnType = overload.plain ? overload.signature?.returnType : undefined;
  return returnType ? marshalResult(returnType, owner)(result) : result;
}

/** Exceptions of .NET code are wrapped; the engine's control flow passes through as it is. */
export function invocationFailed(name: string, count: number, error: unknown): unknown {
  const isOurs = error instanceof NetException;
  if (!isOurs && !(error instanceof TypeError || error instanceof RangeError)) return error;
  const inner = toNetException(error);
  if (
    inner.typeName === 'ScriptCallDepthException' ||
    inner.typeName === 'MethodInvocationException'
  )
    return inner;
  return new NetException(
    'System.Management.Automation.MethodInvocationException',
    `Exception calling "${name}" with "${count}" argument(s): "${inner.message}"`,
    {inner, errorId: inner.typeName, category: 'NotSpecified'},
  );
}
