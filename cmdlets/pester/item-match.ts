/** How the items of two collections are matched. */
import {looseEquals} from '../../shell/operators/index.ts';
import type {Value} from '../../shell/values/value.ts';

const same = (a: Value, b: Value): boolean => looseEquals(a, b, {ignoreCase: true});

/** Are the wanted items among the others in the same order, others between them allowed? */
export function isSubsequence(wanted: readonly Value[], items: readonly Value[]): boolean {
  let next = 0;
  for (const item of items) if (next < wanted.length && same(item, wanted[next])) next++;
  return next === wanted.length;
}

export interface Unmatched {
  /** Places of wanted items that no item was left for. */
  readonly missing: number[];
  /** Places of items that were not wanted. */
  readonly extra: number[];
}

/** Takes one item for each wanted one, in any order. */
export function unmatched(wanted: readonly Value[], items: readonly Value[]): Unmatched {
  const left = new Set(items.keys());
  const missing: number[] = [];
  for (const [at, value] of wanted.entries()) {
    const found = [...left].find(place => same(items[place], value));
    if (found === undefined) missing.push(at);
    else left.delete(found);
  }
  return {missing, extra: [...left]};
}
