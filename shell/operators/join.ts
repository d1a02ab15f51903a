/** `-join`, binary and unary. Source: language specification 3.4. */
import {toText} from '../conversion/to-text.ts';
import {stopPoint} from '../session/stop-point.ts';
import {enumerate, isEnumerable} from '../values/enumerate.ts';
import type {Value} from '../values/value.ts';

/** `list -join separator`; `-join list` has the empty separator. */
export function join(list: Value, separator: Value = ''): string {
  if (!isEnumerable(list)) return toText(list);
  const text = (item: Value) => {
    stopPoint();
    return toText(item);
  };
  return Array.from(enumerate(list), text).join(toText(separator));
}
