/** A pool's counters: sums over the machines in it and below (resources.md 15.4.3). */
import {ROOT_POOL} from '../resources/pool-config.ts';
import type {Vmms} from '../vmms.ts';
import type {Values} from './sampler.ts';

const SUMMED = ['cpu.usagemhz.average', 'mem.consumed.average', 'mem.granted.average'];

/** By pool id; every pool has a sample, one without machines that are on has zeros. */
export function poolValues(vmms: Vmms, machines: ReadonlyMap<string, Values>): Map<string, Values> {
  const result = new Map<string, Values>();
  for (const id of [ROOT_POOL, ...vmms.pools.all().map(pool => pool.id)])
    result.set(
      id,
      new Map([
        ['cpu.cpuentitlement.latest', Math.round(vmms.division.entitlement(id))],
        ...SUMMED.map(name => [name, 0] as const),
      ]),
    );
  for (const [id, sample] of machines) {
    for (
      let pool = vmms.machines.get(id)?.config.pool;
      pool !== undefined;
      pool = parentOf(vmms, pool)
    )
      add(result.get(pool), sample);
  }
  return result;
}

function parentOf(vmms: Vmms, pool: string): string | undefined {
  return pool === ROOT_POOL ? undefined : vmms.pools.find(pool)?.parent;
}

function add(total: Values | undefined, sample: Values): void {
  for (const name of SUMMED) total?.set(name, (total.get(name) ?? 0) + (sample.get(name) ?? 0));
}
