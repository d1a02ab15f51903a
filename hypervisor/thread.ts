/**
 * Starts a thread of the host service in a given role.
 *
 * All roles live in one bundle (HVSH_PRODUCT); bin/main.ts looks at `workerData.role`. Every
 * thread is bounded: without limits 300 threads reserve 155 GB of address space
 * (a measurement of 2026: 8.7 GB with all four set).
 */
import {type ResourceLimits, type TransferListItem, Worker} from 'node:worker_threads';

export type ThreadRole = 'vp' | 'vp-x86' | 'storage' | 'image' | 'network' | 'disk-work';

const LIMITS: ResourceLimits = {
  maxOldGenerationSizeMb: 64,
  maxYoungGenerationSizeMb: 4,
  codeRangeSizeMb: 16,
  stackSizeMb: 1,
};

/** `data` arrives as `workerData` beside the role. `transfer` lists its ports. */
export function startThread(
  role: ThreadRole,
  data: Record<string, unknown>,
  limits: ResourceLimits = {},
  transfer: TransferListItem[] = [],
): Worker {
  return new Worker(HVSH_PRODUCT, {
    workerData: {...data, role},
    resourceLimits: {...LIMITS, ...limits},
    transferList: transfer,
  });
}
