/** What a new array element or field of a type holds: 0, False, the zero of a struct, else null. */
import {convertTo} from '../conversion/convert.ts';
import {numberTypeName} from '../conversion/to-number.ts';
import {construct, isDefaultConstructible} from './construct.ts';
import {Char} from './numbers.ts';
import type {NetType} from './net-type.ts';
import type {Value} from './value.ts';

export function defaultValue(type: NetType): Value {
  if (numberTypeName(type)) return convertTo(0, type);
  if (type.fullName === 'System.Boolean') return false;
  if (type.fullName === 'System.Char') return new Char(0);
  if (type.isEnum) return type.enumInfo?.of(0) ?? null;
  if (type.kind === 'struct' && isDefaultConstructible(type)) return construct(type, []);
  return null;
}
