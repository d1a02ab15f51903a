/**
 * Admission: whether a need fits into the tree of reservations (resources.md 4).
 *
 * Works on a plain tree so that a change can be tried before it is made. Amounts have one unit.
 */

export interface AdmissionPool {
  readonly id: string;
  readonly name: string;
  readonly reservation: number;
  readonly limit: number | null;
  readonly expandable: boolean;
  /** Needs of the powered-on machines directly in it, summed. */
  readonly machines: number;
  readonly children: readonly AdmissionPool[];
  /** Undefined for the root, whose reservation and limit are the capacity. */
  readonly parent: AdmissionPool | undefined;
}

export interface Refusal {
  readonly kind: 'ROOT' | 'LIMIT' | 'FIXED';
  /** Where the search stopped. */
  readonly pool: AdmissionPool;
  readonly requested: number;
  /** What could have been had there. */
  readonly unreserved: number;
}

/** Needs in and below a pool: its machines' and its children's charges. */
export function used(pool: AdmissionPool): number {
  return pool.children.reduce((total, child) => total + charge(child), pool.machines);
}

/** What a pool costs its parent: its reservation even when empty. */
export function charge(pool: AdmissionPool): number {
  return Math.max(pool.reservation, used(pool));
}

export function localFree(pool: AdmissionPool): number {
  return Math.max(0, pool.reservation - used(pool));
}

/** What a machine in this pool could still reserve. */
export function unreserved(pool: AdmissionPool): number {
  const local = localFree(pool);
  if (!pool.expandable || !pool.parent) return local;
  const belowLimit =
    (pool.limit ?? Number.POSITIVE_INFINITY) - Math.max(used(pool), pool.reservation);
  return local + Math.max(0, Math.min(unreserved(pool.parent), belowLimit));
}

/** Tries a further need of `amount` in a pool; undefined is yes. */
export function admit(pool: AdmissionPool, amount: number): Refusal | undefined {
  const now = used(pool);
  const refuse = (kind: Refusal['kind']): Refusal => ({
    kind,
    pool,
    requested: amount,
    unreserved: kind === 'LIMIT' ? Math.max(0, (pool.limit ?? 0) - now) : unreserved(pool),
  });
  if (!pool.parent) return now + amount > pool.reservation ? refuse('ROOT') : undefined;
  if (pool.limit !== null && now + amount > pool.limit) return refuse('LIMIT');
  const delta = Math.max(pool.reservation, now + amount) - charge(pool);
  if (delta <= 0) return undefined;
  return pool.expandable ? admit(pool.parent, delta) : refuse('FIXED');
}
