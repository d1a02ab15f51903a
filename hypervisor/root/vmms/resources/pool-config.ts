/** What is kept of a dividing pool. */
import {DEFAULT_POOL_ALLOCATION, type PoolAllocation} from './allocation.ts';

export const ROOT_POOL = 'Root';

export interface PoolConfig {
  /** GUID in upper case. */
  readonly id: string;
  readonly name: string;
  /** Id of the parent; `ROOT_POOL` at the top. */
  readonly parent: string;
  /** ISO 8601. */
  readonly created: string;
  /** Reservation and limit in MHz. */
  readonly cpu: PoolAllocation;
  /** Reservation and limit in KB. */
  readonly memory: PoolAllocation;
}

export const DEFAULT_POOL = {
  cpu: DEFAULT_POOL_ALLOCATION,
  memory: DEFAULT_POOL_ALLOCATION,
} as const;
