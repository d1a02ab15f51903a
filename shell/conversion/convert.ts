/**
 * `convertTo`: PowerShell's conversion of a value to a type, in the order of language specification 6.
 *
 * Same or base type; null rules; the language's own rules by target; then what the type itself offers
 * (by-type.ts); failure.
 */
import {elementTypeOf, typedArray} from '../values/typed-array.ts';
import {enumerate, isEnumerable} from '../values/enumerate.ts';
import {findType, requireType} from '../values/find-type.ts';
import type {NetType} from '../values/net-type.ts';
import {NetException, toNetException} from '../values/net-exception.ts';
import {NullString} from '../values/null-string.ts';
import {Char} from '../values/numbers.ts';
import {PSWrapper} from '../values/ps-wrapper.ts';
import {SwitchParameter} from '../values/switch-parameter.ts';
import {isNull, typeOf} from '../values/type-of.ts';
import type {Value} from '../values/value.ts';
import {cannotConvert, conversionFailed} from './conversion-error.ts';
import {toBool} from './to-bool.ts';
import {toCustomObject} from './to-custom-object.ts';
import {toEnum} from './to-enum.ts';
import {toHashtable} from './to-hashtable.ts';
import {numberTypeName, toNumberType} from './to-number.ts';
import {toText} from './to-text.ts';

/** `[T]v`. `type` is a NetType or PowerShell type text. Throws ConversionError. */
export function convertTo(v: Value, type: NetType | string): Value {
  const target = typeof type === 'string' ? requireType(type) : type;
  if (v instanceof PSWrapper) {
    if (keepsWrapper.has(target.fullName)) return v;
    return convertBare(v.base, target);
  }
  return convertBare(v, target);
}

/** undefined instead of an error: the `-as` operator's way. */
export function tryConvert(v: Value, type: NetType): {value: Value} | undefined {
  try {
    return {value: convertTo(v, type)};
  } catch (error) {
    if (error instanceof NetException) return undefined;
    throw error;
  }
}

const keepsWrapper = new Set(['System.Object', 'System.Management.Automation.PSObject']);

/** by-type.ts calls constructors, whose arguments are converted here: loaded at its first use. */
interface ByType {
  convertByType(v: Value, type: NetType): Value;
}
let byType: ByType | undefined;

type Rule = (v: Value, type: NetType) => Value;

/** Rules of the language, by the target's full name. */
const rules: Readonly<Record<string, Rule>> = {
  'System.Object': v => v,
  'System.Management.Automation.PSObject': v => v,
  'System.Management.Automation.PSCustomObject': toCustomObject,
  'System.Collections.Hashtable': toHashtable,
  'System.Boolean': v => toBool(v),
  'System.String': v => (v instanceof NullString ? null : toText(v)),
  'System.Char': toChar,
  'System.Void': () => undefined,
  'System.Type': toType,
  'System.Array': v => (isNull(v) ? v : isEnumerable(v) ? arrayOf(v) : [v]),
  'System.Management.Automation.SwitchParameter': v => new SwitchParameter(toBool(v)),
};

function convertBare(v: Value, type: NetType): Value {
  const rule = rules[type.fullName];
  if (rule) return rule(v, type);
  const number = numberTypeName(type);
  if (number) return toNumberType(v, number, type);
  if (!isNull(v) && typeOf(v).is(type)) return v;
  if (type.isEnum) return toEnum(v, type);
  if (type.genericDefinition === 'System.Nullable`1') return toNullable(v, type);
  if (isNull(v)) return fromNull(v, type);
  if (type.isArray && type.elementType) return toTypedArray(v, type, type.elementType);
  byType ??= require('./by-type.ts') as ByType;
  return byType.convertByType(v, type);
}

function fromNull(v: Value, type: NetType): Value {
  if (type.isValueType) throw cannotConvert(v, type);
  return null;
}

function toNullable(v: Value, type: NetType): Value {
  const [inner] = type.genericArguments;
  return isNull(v) || !inner ? null : convertTo(v, inner);
}

function toType(v: Value, type: NetType): Value {
  if (isNull(v) || typeOf(v).is(type)) return v ?? null;
  if (typeof v !== 'string') throw cannotConvert(v, type);
  const found = findType(v);
  if (!found) throw cannotConvert(v, type, 'InvalidCastFromStringToType');
  return found;
}

function toChar(v: Value, type: NetType): Value {
  if (isNull(v)) return new Char(0);
  if (v instanceof Char) return v;
  if (typeof v === 'string') {
    if (v.length === 1) return new Char(v);
    const inner = new NetException(
      'System.FormatException',
      'String must be exactly one character long.',
    );
    throw conversionFailed('InvalidCastParseTargetInvocation', v, type, inner);
  }
  const code = toNumberType(v, 'Int32', type) as number;
  if (code >= 0 && code <= 0xffff) return new Char(code);
  const inner = new NetException(
    'System.OverflowException',
    'Value was either too large or too small for a character.',
  );
  throw conversionFailed('InvalidCastIConvertible', v, type, inner);
}

function arrayOf(v: Value): Value[] | Uint8Array {
  return Array.isArray(v) || v instanceof Uint8Array ? v : Array.from(enumerate(v));
}

function toTypedArray(v: Value, type: NetType, element: NetType): Value {
  if (Array.isArray(v) && elementTypeOf(v) === element && type.rank === 1) return v;
  if (typeof v === 'string' && element.fullName === 'System.Char') {
    return typedArray(
      element,
      Array.from({length: v.length}, (_, i) => new Char(v.charCodeAt(i))),
    );
  }
  const enumerable = isEnumerable(v);
  try {
    const items = enumerable ? Array.from(enumerate(v)) : [v];
    return typedArray(
      element,
      items.map(item => convertTo(item, element)),
    );
  } catch (error) {
    const id = enumerable
      ? 'InvalidCastExceptionEnumerableToArray'
      : 'InvalidCastExceptionScalarToArray';
    throw conversionFailed(id, v, type, toNetException(error));
  }
}
