/** From names and objects to resource pools. */
import type {Run} from '../../shell/cmdlet/run.ts';
import {hasWildcard, wildcard} from '../../shell/values/wildcard.ts';
import {toText} from '../../shell/conversion/to-text.ts';
import type {Value} from '../../shell/values/value.ts';
import {objectByNameNotFound, type Speaker} from './flavour.ts';
import {allPools, ResourcePool, rootPool} from './resource-pool.ts';
import {Datacenter, Folder} from './tree.ts';
import {VMHost} from './vm-host.ts';

const matching = (pools: readonly ResourcePool[], name: string): ResourcePool[] => {
  const matches = wildcard(name);
  return pools.filter(pool => matches(pool.name));
};

export function poolsNamed(
  pools: readonly ResourcePool[],
  names: readonly string[],
): {found: ResourcePool[]; missing: string[]} {
  const found = new Set<ResourcePool>();
  const missing: string[] = [];
  for (const name of names) {
    const some = matching(pools, name);
    if (some.length === 0 && !hasWildcard(name)) missing.push(name);
    for (const pool of some) found.add(pool);
  }
  return {found: [...found], missing};
}

/** The host, its datacenter and its folders hold every pool. */
const holdsAll = (value: Value): boolean =>
  value instanceof VMHost || value instanceof Datacenter || value instanceof Folder;

/** Pools given as objects or names; what holds all of them stands for the root pool. Finding none ends the command. */
export function poolsGiven(run: Run, speaker: Speaker, given: readonly Value[]): ResourcePool[] {
  const door = run.door();
  const missing: string[] = [];
  const pools = given.flatMap(value => {
    if (value instanceof ResourcePool) return [value];
    if (holdsAll(value)) return [rootPool(door)];
    const name = toText(value);
    const found = matching(allPools(door), name);
    if (found.length === 0 && isHostName(name)) return [rootPool(door)];
    if (found.length === 0) missing.push(name);
    return found;
  });
  const [first] = missing;
  if (first !== undefined && pools.length === 0)
    run.throwTerminatingError(poolNotFound(speaker, first));
  for (const name of missing) run.writeError(poolNotFound(speaker, name));
  return pools;
}

const poolNotFound = (speaker: Speaker, name: string) =>
  objectByNameNotFound(speaker, 'ResourcePool', name);

/** The one pool that a `-Location` or `-ResourcePool` names. */
export function onePool(run: Run, speaker: Speaker, given: Value): ResourcePool | undefined {
  return poolsGiven(run, speaker, [given])[0];
}

const isHostName = (name: string): boolean =>
  ['localhost', '.', '127.0.0.1'].includes(name.toLowerCase());

export function completePoolNames(run: Run, word: string): string[] {
  const wanted = word.toLowerCase();
  return allPools(run.door())
    .map(pool => pool.name)
    .filter(name => name.toLowerCase().startsWith(wanted));
}
