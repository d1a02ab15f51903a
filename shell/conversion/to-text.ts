/**
 * Values as text. `toText` is the invariant form of casts and `"$x"`; `toCurrentText` is `.ToString()`.
 *
 * Source: language specification 6.3.
 */
import {PSCustomObject} from '../values/custom-object.ts';
import {Decimal} from '../values/decimal.ts';
import {isEnumerable, enumerate} from '../values/enumerate.ts';
import {EnumValue} from '../values/enum-value.ts';
import {extrasOf} from '../values/extras.ts';
import {invokeExtendedMethod} from '../values/extended-members.ts';
import {hooks} from '../values/hooks.ts';
import type {ExtendedMember} from '../values/member.ts';
import {NetType} from '../values/net-type.ts';
import {BigInteger, Char, Double, Integer, isInt32, Single} from '../values/numbers.ts';
import {unwrap} from '../values/ps-wrapper.ts';
import {typeOf} from '../values/type-of.ts';
import type {Value} from '../values/value.ts';
import {doubleText, shortestDouble, shortestSingle, singleText} from './number-text.ts';

/** Reading a property may convert (aliases), which needs texts: loaded when a bag is not plain. */
interface PropertyReader {
  getProperty(v: Value, name: string): Value;
}
let reader: PropertyReader | undefined;

function valueOf(v: Value, member: ExtendedMember): Value {
  if (member.memberType === 'NoteProperty') return member.value;
  reader ??= require('../values/members.ts') as PropertyReader;
  return reader.getProperty(v, member.name);
}

/** Text of a scalar that is no object of a .NET class, or undefined. */
function simpleText(v: Value): string | undefined {
  switch (typeof v) {
    case 'string':
      return v;
    case 'boolean':
      return v ? 'True' : 'False';
    case 'bigint':
      return v.toString();
    case 'undefined':
      return '';
    default:
      return v === null ? '' : undefined;
  }
}

/** The string a cast gives. Lists are joined by `$OFS`. */
export function toText(v: Value): string {
  if (typeof v === 'number') return isInt32(v) ? String(v) : doubleText(v);
  return simpleText(v) ?? objectText(v as object);
}

function objectText(v: object): string {
  const own = customText(v);
  if (own !== undefined) return own;
  const bare = unwrap(v);
  if (bare !== v) return toText(bare);
  if (v instanceof Double) return doubleText(v.value);
  if (v instanceof Single) return singleText(v.value);
  const plain = plainObjectText(v);
  if (plain !== undefined) return plain;
  if (v instanceof NetType) return typeText(v);
  const render = typeOf(v).behaviour.toText as ((self: Value) => string) | undefined;
  if (render) return render(v);
  if (v instanceof PSCustomObject) return bagText(v);
  if (isEnumerable(v)) return listText(v);
  return typeOf(v).fullName;
}

/** An attached ToString method wins over everything. */
function customText(v: object): string | undefined {
  const method = extrasOf(v)?.members.get('tostring');
  if (method?.memberType !== 'ScriptMethod' && method?.memberType !== 'CodeMethod')
    return undefined;
  return toText(invokeExtendedMethod(v, method, []));
}

function plainObjectText(v: object): string | undefined {
  if (v instanceof Integer) return String(v.value);
  if (v instanceof BigInteger) return v.value.toString();
  if (v instanceof Char) return v.text;
  if (v instanceof Decimal || v instanceof EnumValue) return v.toString();
  return undefined;
}

/** `@{a=1; b=x}` */
function bagText(v: PSCustomObject): string {
  const parts: string[] = [];
  for (const member of v.members.values()) {
    if (!member.memberType.endsWith('Property')) continue;
    const value = valueOf(v, member);
    parts.push(`${member.name}=${isEnumerable(value) ? typeOf(value).fullName : toText(value)}`);
  }
  return `@{${parts.join('; ')}}`;
}

/** Lists inside a list show as their type. */
function listText(v: object): string {
  const separator = hooks.fieldSeparator();
  const parts: string[] = [];
  for (const item of enumerate(v))
    parts.push(isEnumerable(item) ? typeOf(item).fullName : toText(item));
  return parts.join(separator === undefined || separator === null ? ' ' : toText(separator));
}

/** `int`, `System.IO.Path`, `int[]`: the accelerator where there is one. */
export function typeText(type: NetType): string {
  if (type.accelerator) return type.accelerator;
  if (type.elementType && type.isArray) {
    return `${typeText(type.elementType)}[${','.repeat(type.rank - 1)}]`;
  }
  if (type.genericDefinition) {
    const stem = type.genericDefinition.replace(/`\d+$/, '');
    return `${stem}[${type.genericArguments.map(typeText).join(',')}]`;
  }
  return type.fullName;
}

/** `.ToString()` with the current culture. Lists give their type's name, custom objects nothing. */
export function toCurrentText(v: Value): string {
  if (typeof v === 'number') return isInt32(v) ? String(v) : shortestDouble(v);
  return simpleText(v) ?? currentObjectText(v as object);
}

function currentObjectText(v: object): string {
  const own = customText(v);
  if (own !== undefined) return own;
  const bare = unwrap(v);
  if (bare !== v) return toCurrentText(bare);
  if (v instanceof Double) return shortestDouble(v.value);
  if (v instanceof Single) return shortestSingle(v.value);
  const plain = plainObjectText(v);
  if (plain !== undefined) return plain;
  if (v instanceof NetType) return v.fullName;
  const type = typeOf(v);
  const behaviour = type.behaviour.toCurrentText ?? type.behaviour.toText;
  if (behaviour) return (behaviour as (self: Value) => string)(v);
  return v instanceof PSCustomObject ? '' : type.fullName;
}
