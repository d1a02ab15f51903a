/**
 * Order and equality of text: linguistic, invariant culture. `a` < `B` < `c`; among equals lower case first.
 *
 * Source: language specification 3.3. The collators are made at the first comparison that needs one.
 */
let insensitive: Intl.Collator | undefined;
let sensitive: Intl.Collator | undefined;

export function equalText(a: string, b: string, ignoreCase: boolean): boolean {
  if (a === b) return true;
  if (!ignoreCase) return false;
  return a.length === b.length && a.toLowerCase() === b.toLowerCase();
}

/** Negative, 0 or positive. */
export function compareText(a: string, b: string, ignoreCase: boolean): number {
  if (a === b) return 0;
  if (ignoreCase) {
    insensitive ??= new Intl.Collator('en', {sensitivity: 'accent'});
    return insensitive.compare(a, b);
  }
  sensitive ??= new Intl.Collator('en', {sensitivity: 'variant'});
  return sensitive.compare(a, b);
}

/** By UTF-16 code units: StringComparison.Ordinal. */
export function compareOrdinal(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
