/** `[hashtable]v`: any dictionary, case-insensitive as `@{}`; other objects fail. Specification 6.5. */
import {Hashtable, hashtableType} from '../values/hashtable.ts';
import {isNull, typeOf} from '../values/type-of.ts';
import type {Value} from '../values/value.ts';
import {cannotConvert} from './conversion-error.ts';

export function toHashtable(v: Value): Value {
  if (isNull(v)) return null;
  if (!(v instanceof Hashtable)) throw cannotConvert(v, hashtableType);
  if (typeOf(v) === hashtableType) return v;
  const table = new Hashtable();
  for (const [key, value] of v.entries()) table.set(key, value);
  return table;
}
