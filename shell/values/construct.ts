/**
 * Making objects: `[T]::new(...)`, New-Object, casts through constructors and operators.
 */
import {convertArgument, resolveType} from './marshal.ts';
import type {Method} from './member-table.ts';
import {NetException, runtimeError} from './net-exception.ts';
import type {NetType} from './net-type.ts';
import {callOverload, chooseOverload, invocationFailed, noOverload} from './overload.ts';
import {typeOf} from './type-of.ts';
import type {Value} from './value.ts';

/** `[T]::new(args)`. Errors as PowerShell gives them for `::new`. */
export function construct(type: NetType, args: Value[]): Value {
  const {constructors} = type.table;
  if (
    args.length === 0 &&
    type.behaviour.create &&
    !constructors.some(c => c.signature?.parameters.length === 0)
  ) {
    return (type.behaviour.create as () => Value)();
  }
  if (type.isValueType && args.length === 0 && constructors.length > 0 && !takesNone(type)) {
    throw noOverload('new', 0);
  }
  const overload = type.isAbstract ? undefined : chooseOverload(constructors, args, type);
  if (!overload) {
    // A class of a script always has one, though perhaps none that is public.
    if (constructors.length === 0 && type.scriptFile === undefined) throw noConstructor(type);
    throw noOverload('new', args.length);
  }
  try {
    return callOverload(overload, null, args, type);
  } catch (error) {
    throw error instanceof NetException && error.errorId?.startsWith('MethodArgument')
      ? error
      : invocationFailed('.ctor', args.length, error);
  }
}

function takesNone(type: NetType): boolean {
  return type.table.constructors.some(c =>
    c.signature?.parameters.every(p => p.optional || p.rest),
  );
}

function noConstructor(type: NetType): NetException {
  return runtimeError(
    'MethodNotFound',
    `Method invocation failed because [${type.fullName}] does not contain a method named 'new'.`,
  );
}

/** Can `[T]::new()` or a property bag make one? */
export function isDefaultConstructible(type: NetType): boolean {
  return !type.isAbstract && (type.behaviour.create !== undefined || takesNone(type));
}

/** `[T]v` through a constructor whose one parameter takes `v` without parsing; undefined: there is none. */
export function constructWithOne(type: NetType, v: Value): Value {
  if (type.isAbstract) return undefined;
  const fitting = type.table.constructors.filter(({signature}) => {
    const [only, ...more] = signature?.parameters ?? [];
    return only && more.every(p => p.optional) && takes(v, only.type, type);
  });
  const overload = chooseOverload(fitting, [v], type);
  return overload && callOverload(overload, null, [v], type);
}

function takes(v: Value, parameterType: string, owner: NetType): boolean {
  try {
    convertArgument(
      v,
      {
        name: '',
        type: parameterType,
        rest: false,
        byRef: false,
        optional: false,
        defaultText: undefined,
      },
      owner,
    );
    return true;
  } catch (error) {
    if (error instanceof NetException) return false;
    throw error;
  }
}

/** A cast operator with `v`, when one takes exactly its type and answers `target`. */
export function callStatic(method: Method, v: Value, target: NetType): Value {
  const overload = chooseOverload(
    method.overloads.filter(({signature}) => {
      const [only] = signature?.parameters ?? [];
      return only !== undefined && typeOf(v).is(resolveType(only.type, method.owner));
    }),
    [v],
    method.owner,
  );
  if (!overload) return undefined;
  const result = callOverload(overload, null, [v], method.owner);
  return typeOf(result).is(target) ? result : undefined;
}
