/**
 * Shares, reservation and limit of one resource, for machines and pools (resources.md 2 and 3).
 *
 * CPU amounts are MHz, memory amounts are KB. A limit of null is unlimited.
 */
import {RETURN, VmmsError} from '../vmms-error.ts';

export type SharesLevel = 'Low' | 'Normal' | 'High' | 'Custom';
export type Resource = 'cpu' | 'memory';

export interface Allocation {
  readonly level: SharesLevel;
  /** Kept for Custom only; other levels are computed (`sharesOf`). */
  readonly customShares: number;
  readonly reservation: number;
  readonly limit: number | null;
}

export interface PoolAllocation extends Allocation {
  readonly expandable: boolean;
}

export const DEFAULT_ALLOCATION: Allocation = {
  level: 'Normal',
  customShares: 0,
  reservation: 0,
  limit: null,
};
export const DEFAULT_POOL_ALLOCATION: PoolAllocation = {...DEFAULT_ALLOCATION, expandable: true};

const FACTOR = {Low: 0.5, Normal: 1, High: 2} as const;
/** Shares of a pool at Normal: those of a machine with 4 processors and 16 GB. */
const POOL_NORMAL: Readonly<Record<Resource, number>> = {cpu: 4000, memory: 163_840};

export const SHARES_MAX = 1_000_000;

export function poolShares(resource: Resource, allocation: Allocation): number {
  if (allocation.level === 'Custom') return allocation.customShares;
  return POOL_NORMAL[resource] * FACTOR[allocation.level];
}

/** Shares of a machine; `size` is its processors, or its memory in MB. */
export function machineShares(resource: Resource, allocation: Allocation, size: number): number {
  if (allocation.level === 'Custom') return allocation.customShares;
  return Math.round((resource === 'cpu' ? 1000 : 10) * FACTOR[allocation.level] * size);
}

/** A change as it was asked for; absent members stay. */
export interface AllocationChange {
  readonly level?: string;
  readonly shares?: number;
  readonly reservation?: number;
  readonly limit?: number | null;
  readonly expandable?: boolean;
}

/** The allocation after a change (resources.md 2.4): only a number makes it Custom, a level wins. */
export function changed<A extends Allocation>(
  old: A,
  change: AllocationChange,
  resource: Resource,
): A {
  const level = change.level === undefined ? undefined : sharesLevel(change.level);
  const shares = change.shares === undefined ? undefined : checkedShares(change.shares);
  const custom = level === 'Custom' || (level === undefined && shares !== undefined);
  const next = {
    ...old,
    ...(custom ? {level: 'Custom' as const, customShares: shares ?? old.customShares} : {}),
    ...(level !== undefined && level !== 'Custom' ? {level} : {}),
    ...(change.reservation === undefined ? {} : {reservation: change.reservation}),
    ...(change.limit === undefined ? {} : {limit: change.limit}),
    ...(change.expandable === undefined || !('expandable' in old)
      ? {}
      : {expandable: change.expandable}),
  };
  checkBounds(next, resource);
  return next;
}

function sharesLevel(text: string): SharesLevel {
  const found = (['Low', 'Normal', 'High', 'Custom'] as const).find(
    level => level.toLowerCase() === text.toLowerCase(),
  );
  return (
    found ?? badSetting(`The shares level must be Low, Normal, High or Custom, but is "${text}".`)
  );
}

function checkedShares(shares: number): number {
  if (Number.isInteger(shares) && shares >= 0 && shares <= SHARES_MAX) return shares;
  return badSetting(`Shares must be 0 to ${SHARES_MAX}, but are ${shares}.`);
}

function checkBounds({reservation, limit}: Allocation, resource: Resource): void {
  const what = resource === 'cpu' ? 'CPU' : 'memory';
  if (!(reservation >= 0))
    badSetting(`The ${what} reservation must not be negative, but is ${reservation}.`);
  if (limit !== null && !(limit >= 0))
    badSetting(`The ${what} limit must not be negative, but is ${limit}.`);
  if (limit !== null && reservation > limit)
    badSetting(`The ${what} reservation (${reservation}) must not be above its limit (${limit}).`);
}

export function badSetting(message: string): never {
  throw new VmmsError(RETURN.InvalidParameter, message, {fault: 'BadSetting'});
}
