/**
 * Calling methods: `$v.Name(args)` and `[T]::Name(args)`. Source: language specification 7.
 */
import {canUse} from './access.ts';
import {isEnumerable, enumerate} from './enumerate.ts';
import {invokeExtendedMethod} from './extended-members.ts';
import {getMember, getProperty, setProperty} from './members.ts';
import {construct} from './construct.ts';
import type {Method} from './member-table.ts';
import type {NetException} from './net-exception.ts';
import {runtimeError} from './net-exception.ts';
import type {NetType} from './net-type.ts';
import {callMethod} from './overload.ts';
import {unwrap} from './ps-wrapper.ts';
import {isNull, typeOf} from './type-of.ts';
import {typeMembersOf} from './type-data.ts';
import {extrasOf} from './extras.ts';
import {foldName} from './fold-name.ts';
import type {Value} from './value.ts';

/** `.ForEach` and `.Where` call methods themselves: loaded at the first method a type does not have. */
interface Intrinsics {
  intrinsicMethod(name: string): ((v: Value, args: Value[]) => Value) | undefined;
}
let intrinsics: Intrinsics | undefined;

function notFound(type: NetType, name: string): NetException {
  return runtimeError(
    'MethodNotFound',
    `Method invocation failed because [${type.fullName}] does not contain a method named '${name}'.`,
  );
}

/** `$v.Name(args)`, `$v.Name[types](args)`. On a list without such a method: called on each element. */
export function invokeMethod(
  v: Value,
  name: string,
  args: Value[],
  types: readonly NetType[] = [],
): Value {
  if (isNull(v)) {
    const onNothing = intrinsicNamed(foldName(name));
    if (onNothing !== undefined) return onNothing(undefined, args);
    throw runtimeError(
      'InvokeMethodOnNull',
      'You cannot call a method on a null-valued expression.',
    );
  }
  const bare = unwrap(v);
  const lower = foldName(name);
  const extended = extrasOf(v)?.members.get(lower) ?? typeMembersOf(v)?.get(lower);
  if (extended?.memberType === 'ScriptMethod' || extended?.memberType === 'CodeMethod') {
    return invokeExtendedMethod(v, extended, args);
  }
  const type = typeOf(bare);
  const method = type.member(name);
  if (method?.kind === 'method' && canUse(method))
    return callMethod(method, bare, args, type, types);
  const accessor = propertyAccessor(type, lower, args.length);
  if (accessor !== undefined) return accessor(v, args);
  const intrinsic = intrinsicNamed(lower);
  if (intrinsic) return intrinsic(v, args);
  if (isEnumerable(bare)) return invokeOnEach(bare, name, args, types);
  throw notFound(type, name);
}

function intrinsicNamed(lower: string): ((v: Value, args: Value[]) => Value) | undefined {
  intrinsics ??= require('./intrinsic-methods.ts') as Intrinsics;
  return intrinsics.intrinsicMethod(lower);
}

/** `get_Name()` and `set_Name(v)`, the methods behind a .NET property. */
function propertyAccessor(
  type: NetType,
  lower: string,
  count: number,
): ((v: Value, args: Value[]) => Value) | undefined {
  const [, kind, name = ''] = /^(get|set)_(\w+)$/.exec(lower) ?? [];
  const property = name === '' ? undefined : type.member(name);
  if (property?.kind !== 'property') return undefined;
  if (kind === 'get') return count === 0 ? v => getProperty(v, name) : undefined;
  return count === 1 ? (v, [value]) => setProperty(v, name, value) : undefined;
}

/** Elements that are null are errors, those of types without the method too. */
function invokeOnEach(list: Value, name: string, args: Value[], types: readonly NetType[]): Value {
  const results: Value[] = [];
  let any = false;
  for (const item of enumerate(list)) {
    if (isNull(item) || !hasMethod(item, name)) continue;
    any = true;
    const result = invokeMethod(item, name, args, types);
    if (result !== undefined) results.push(result);
  }
  if (!any) throw notFound(firstType(list), name);
  return results.length > 1 ? results : results[0];
}

function firstType(list: Value): NetType {
  for (const item of enumerate(list)) return typeOf(unwrap(item));
  return typeOf(list);
}

function hasMethod(v: Value, name: string): boolean {
  const found = getMember(v, name);
  if (found && 'kind' in found) return found.kind === 'method';
  return (
    found?.memberType === 'ScriptMethod' || found?.memberType === 'CodeMethod' || isEnumerable(v)
  );
}

/** `[T]::Name(args)`, `[T]::Name[types](args)`, `[T]::new(args)` included. */
export function invokeStatic(
  type: NetType,
  name: string,
  args: Value[],
  types: readonly NetType[] = [],
): Value {
  const method = type.staticMember(name);
  if (method?.kind === 'method' && canUse(method))
    return callMethod(method, null, args, type, types);
  if (foldName(name) === 'new') return construct(type, args);
  throw notFound(type, name);
}

/** A static method by name, for operators (`op_Addition`). */
export function staticMethod(type: NetType, name: string): Method | undefined {
  const found = type.staticMember(name);
  return found?.kind === 'method' ? found : undefined;
}
