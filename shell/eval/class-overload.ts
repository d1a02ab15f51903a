/** Which of several routines with as many parameters as arguments fits best. Language specification 7. */
import {tryConvert} from '../conversion/convert.ts';
import {isNumber, numberTypeName} from '../conversion/to-number.ts';
import {objectType} from '../values/core-types.ts';
import type {NetType} from '../values/net-type.ts';
import {isNull, typeOf} from '../values/type-of.ts';
import type {Value} from '../values/value.ts';

/** Index of the best list of parameter types for `args`; 0 when none fits. */
export function chooseByTypes(
  candidates: readonly (readonly NetType[])[],
  args: readonly Value[],
): number {
  if (candidates.length < 2) return 0;
  let best = 0;
  let lowest = Number.POSITIVE_INFINITY;
  candidates.forEach((types, at) => {
    const distance = types.reduce((sum, type, index) => sum + distanceTo(type, args[index]), 0);
    if (distance >= lowest) return;
    lowest = distance;
    best = at;
  });
  return best;
}

/** From the same type (0) over bases and numbers to a conversion; infinite when there is none. */
function distanceTo(type: NetType, value: Value): number {
  if (type === objectType) return 20;
  if (isNull(value)) return type.isValueType ? 40 : 2;
  const from = typeOf(value);
  if (from === type) return 0;
  if (from.is(type)) return 3;
  if (isNumber(value) && numberTypeName(type) !== undefined) return 10;
  if (tryConvert(value, type) === undefined) return Number.POSITIVE_INFINITY;
  return type.fullName === 'System.String' ? 60 : 45;
}
