/**
 * Conversions that a type offers itself: `parse` and `convert`, cast operators, constructors, property bags.
 */
import {callStatic, constructWithOne} from '../values/construct.ts';
import {PSCustomObject} from '../values/custom-object.ts';
import {Hashtable} from '../values/hashtable.ts';
import {NetException, toNetException} from '../values/net-exception.ts';
import type {NetType} from '../values/net-type.ts';
import {objectFromBag} from '../values/object-from-bag.ts';
import {typeOf} from '../values/type-of.ts';
import type {Value} from '../values/value.ts';
import {cannotConvert, ConversionError, conversionFailed} from './conversion-error.ts';

/** `v` is not null and not wrapped. */
export function convertByType(v: Value, type: NetType): Value {
  const found =
    (typeof v === 'string' ? fromParse(v, type) : undefined) ??
    fromConvert(v, type) ??
    fromOperator(v, type) ??
    fromConstructor(v, type) ??
    fromBag(v, type);
  if (found === undefined) throw cannotConvert(v, type);
  return found;
}

/** Runs a way of conversion; its exceptions become ConversionErrors with `id`. */
function attempt(id: string, v: Value, type: NetType, run: () => Value): Value {
  try {
    return run();
  } catch (error) {
    if (error instanceof ConversionError) throw error;
    if (!(error instanceof NetException)) throw error;
    throw conversionFailed(id, v, type, toNetException(error));
  }
}

function fromParse(text: string, type: NetType): Value {
  const parse = type.behaviour.parse as ((text: string) => Value) | undefined;
  return parse && attempt('InvalidCastParseTargetInvocation', text, type, () => parse(text));
}

function fromConvert(v: Value, type: NetType): Value {
  const convert = type.behaviour.convert as ((v: Value) => Value) | undefined;
  return convert && attempt('InvalidCastConstructorException', v, type, () => convert(v));
}

function fromOperator(v: Value, type: NetType): Value {
  for (const [owner, name] of [
    [type, 'op_Implicit'],
    [typeOf(v), 'op_Implicit'],
    [type, 'op_Explicit'],
    [typeOf(v), 'op_Explicit'],
  ] as const) {
    const method = owner.staticMember(name);
    if (method?.kind !== 'method') continue;
    const result = attempt(`InvalidCastTargetInvocationException${name}`, v, type, () =>
      callStatic(method, v, type),
    );
    if (result !== undefined) return result;
  }
  return undefined;
}

function fromConstructor(v: Value, type: NetType): Value {
  if (v instanceof Hashtable && !acceptsDictionary(type)) return undefined;
  return attempt('InvalidCastConstructorTargetInvocationException', v, type, () =>
    constructWithOne(type, v),
  );
}

function acceptsDictionary(type: NetType): boolean {
  return type.table.constructors.some(({signature}) =>
    /hashtable|IDictionary|object$/i.test(signature?.parameters[0]?.type ?? ''),
  );
}

function fromBag(v: Value, type: NetType): Value {
  if (!(v instanceof Hashtable) && !(v instanceof PSCustomObject)) return undefined;
  return objectFromBag(v, type);
}
