/** What checks of an argument for null and emptiness look at when it is a collection. */
import {elementTypeOf, enumerate, isEnumerable, typeOf, unwrap} from '../values/index.ts';
import {Hashtable} from '../values/hashtable.ts';
import {NetList} from '../values/net-list.ts';
import type {NetType} from '../values/net-type.ts';
import type {Value} from '../values/value.ts';

export interface Collection {
  readonly isEmpty: boolean;
  /** None of a collection of value types: these are never null and no texts, and may be many. */
  readonly elements: Iterable<Value>;
}

/**
 * Null for a scalar, and for an enumerator: looking at its elements would use it up. A dictionary counts by
 * its entries and has no elements to check.
 */
export function asCollection(argument: Value): Collection | null {
  const bare = unwrap(argument);
  if (bare instanceof Hashtable) return {isEmpty: bare.count === 0, elements: []};
  if (!isEnumerable(bare) || typeOf(bare).interfaces.has('System.Collections.IEnumerator'))
    return null;
  if (bare instanceof Uint8Array) return {isEmpty: bare.length === 0, elements: []};
  const items = [...startOf(bare)];
  return {isEmpty: items.length === 0, elements: elementOf(bare)?.isValueType ? [] : items};
}

/** All elements, but only the first where no more is asked. */
function startOf(bare: Value): Iterable<Value> {
  if (!elementOf(bare)?.isValueType) return enumerate(bare);
  for (const first of enumerate(bare)) return [first];
  return [];
}

function elementOf(bare: Value): NetType | undefined {
  if (bare instanceof NetList) return bare.elementType;
  return Array.isArray(bare) ? elementTypeOf(bare) : undefined;
}
