/** Truth of values. Source: language specification 6.2. */
import {Decimal} from '../values/decimal.ts';
import {EnumValue} from '../values/enum-value.ts';
import {isEnumerable, toArray} from '../values/enumerate.ts';
import {BigInteger, Char, Double, Integer, Single} from '../values/numbers.ts';
import {unwrap} from '../values/ps-wrapper.ts';
import {SwitchParameter} from '../values/switch-parameter.ts';
import type {Value} from '../values/value.ts';

/** `if ($v)`. A list: none false, one element that element's truth, more true. */
export function toBool(v: Value): boolean {
  switch (typeof v) {
    case 'boolean':
      return v;
    case 'string':
      return v.length > 0;
    case 'number':
      return v !== 0;
    case 'bigint':
      return v !== 0n;
    case 'object':
      return v !== null && objectTruth(v);
    default:
      return false;
  }
}

function objectTruth(v: object): boolean {
  if (v instanceof SwitchParameter) return v.isPresent;
  if (v instanceof Double || v instanceof Single || v instanceof EnumValue) return v.value !== 0;
  if (v instanceof Integer || v instanceof BigInteger) return BigInt(v.value) !== 0n;
  if (v instanceof Decimal) return v.unscaled !== 0n;
  if (v instanceof Char) return v.code !== 0;
  const bare = unwrap(v);
  if (bare !== v) return toBool(bare);
  return isEnumerable(v) ? listTruth(v) : true;
}

function listTruth(v: object): boolean {
  const items = toArray(v);
  if (items.length !== 1) return items.length > 1;
  const [only] = items;
  return isEnumerable(only) ? toArray(only).length > 0 : toBool(only);
}
