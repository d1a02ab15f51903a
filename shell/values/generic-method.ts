/**
 * Generic methods: `[array]::Empty[int]()` with type arguments, or with those that the arguments imply.
 *
 * A generic overload and its type arguments make a plain overload, from which overload.ts goes on.
 */
import {Delegate} from './delegate.ts';
import {findType} from './find-type.ts';
import {substitute} from './marshal.ts';
import type {Method, Overload} from './member-table.ts';
import {NetException} from './net-exception.ts';
import type {NetType} from './net-type.ts';
import {unwrap} from './ps-wrapper.ts';
import type {Signature} from './signature.ts';
import {splitTopLevel} from './signature.ts';
import {isNull, typeOf} from './type-of.ts';
import type {Value} from './value.ts';

/** The overloads of a generic method as plain ones. `types` are those in brackets; empty: to be inferred. */
export function closedOverloads(
  method: Method,
  args: readonly Value[],
  types: readonly NetType[],
): readonly Overload[] {
  if (types.length > 0) {
    const fitting = method.overloads.filter(
      ({signature}) => signature?.generics.length === types.length,
    );
    if (fitting.length === 0) throw noGenericOverload(method.name, types.length, args.length);
    return fitting.map(overload => close(overload, types));
  }
  return method.overloads.flatMap(overload => {
    const {signature} = overload;
    if (signature === undefined || signature.generics.length === 0) return [overload];
    const inferred = infer(signature, args);
    return inferred === undefined ? [] : [close(overload, inferred)];
  });
}

/** Source: ExtendedTypeSystem, MethodCountCouldNotFindBest for calls with type arguments. */
export function noGenericOverload(name: string, types: number, args: number): NetException {
  return new NetException(
    'System.Management.Automation.MethodException',
    `Cannot find an overload for "${name}" that takes "${types}" type argument(s) and the argument count: "${args}".`,
    {errorId: 'MethodCountCouldNotFindBestGeneric', category: 'NotSpecified'},
  );
}

function close(overload: Overload, types: readonly NetType[]): Overload {
  const signature = overload.signature as Signature;
  const {generics} = signature;
  const typeText = (text: string) => substitute(text, generics, types);
  return {
    plain: overload.plain,
    signature: {
      ...signature,
      generics: [],
      returnType: typeText(signature.returnType),
      parameters: signature.parameters.map(one => ({...one, type: typeText(one.type)})),
    },
    call: (self, args) => overload.call(self, [...types, ...args]),
  };
}

/** The type arguments that the arguments imply; undefined when they leave one open. */
function infer({generics, parameters}: Signature, args: readonly Value[]): NetType[] | undefined {
  const known = new Map<string, NetType>();
  for (const [at, parameter] of parameters.entries()) {
    const arg = unwrap(args[at]);
    if (!isNull(arg)) inferFrom(parameter.type, typeOf(arg), generics, known, arg);
  }
  const types = generics.map(name => known.get(name));
  return types.some(type => type === undefined) ? undefined : (types as NetType[]);
}

/** Compares `IEnumerable[T]` with a type, noting what `T` must be. */
function inferFrom(
  text: string,
  type: NetType,
  generics: readonly string[],
  known: Map<string, NetType>,
  arg?: Value,
): void {
  if (generics.includes(text)) {
    if (!known.has(text)) known.set(text, type);
    return;
  }
  if (text.endsWith('[]')) {
    if (type.elementType) inferFrom(text.slice(0, -2), type.elementType, generics, known);
    return;
  }
  const open = text.indexOf('[');
  if (open < 0) return;
  const words = splitTopLevel(text.slice(open + 1, -1));
  const definition = `${text.slice(0, open)}\`${words.length}`;
  for (const [at, own] of argumentsFor(definition, type, arg).entries())
    inferFrom(words[at] ?? '', own, generics, known);
}

/** The type arguments with which a type is, or implements, a generic one. */
function argumentsFor(definition: string, type: NetType, arg: Value): readonly NetType[] {
  if (type.genericDefinition === definition || arg instanceof Delegate)
    return type.genericArguments;
  const prefix = `${definition}[`;
  const found = [...type.interfaces].find(name => name.startsWith(prefix));
  return found === undefined
    ? []
    : splitTopLevel(found.slice(prefix.length, -1)).flatMap(name => findType(name) ?? []);
}
