/** `[pscustomobject]v`: dictionaries become property bags; everything else stays what it is. */
import {customObject} from '../values/custom-object.ts';
import {Hashtable} from '../values/hashtable.ts';
import type {Value} from '../values/value.ts';
import {toCurrentText, toText} from './to-text.ts';

/** The key PSTypeName names the type instead of a property. */
export function toCustomObject(v: Value): Value {
  if (!(v instanceof Hashtable)) return v;
  let typeName: string | undefined;
  const entries: [string, Value][] = [];
  for (const [key, value] of v.entries()) {
    const name = toCurrentText(key);
    if (name.toLowerCase() === 'pstypename') typeName = toText(value);
    else entries.push([name, value]);
  }
  return customObject(entries, typeName);
}
