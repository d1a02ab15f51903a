/** What Get cmdlets of PowerCLI do with -Name and -Id: wildcards, and an error for a literal name nobody has. */
import type {Run} from '../../shell/cmdlet/run.ts';
import {hasWildcard, wildcard} from '../../shell/values/wildcard.ts';
import {notFound, type Speaker} from './flavour.ts';

interface Named<T> {
  /** As error texts call it: `Datastore`. */
  readonly kind: string;
  readonly items: readonly T[];
  nameOf(item: T): string;
}

/** Absent names mean all. */
export function byName<T>(
  run: Run,
  speaker: Speaker,
  {kind, items, nameOf}: Named<T>,
  names: readonly string[] | undefined,
): T[] {
  if (names === undefined) return [...items];
  const found = new Set<T>();
  for (const name of names) {
    const matches = wildcard(name);
    const some = items.filter(item => matches(nameOf(item)));
    if (some.length === 0 && !hasWildcard(name)) run.writeError(notFound(speaker, kind, name));
    for (const item of some) found.add(item);
  }
  return [...found];
}
