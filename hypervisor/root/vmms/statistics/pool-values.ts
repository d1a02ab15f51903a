/** A pool's counters: sums over the machines in it and below (resources.md 15.4.3). */
import {ROOT_POOL} from '../resources/pool-config.ts';
import type {Vmms} from '../vmms.ts';
import type {Values} from './sample-table.ts';

const SUMMED = ['cpu.usagemhz.average', 'mem.consumed.average', 'mem.granted.average'];

/** By pool id; every pool has a sample, one without machines that are on has zeros. */
export function poolValues(vmms: Vmms, machines: ReadonlyMap<string, Values>): Map<string, Values> {
  const members = new Map<string, Values[]>([[ROOT_POOL, []]]);
  for (const pool of vmms.pools.all()) members.set(pool.id, []);
  for (const [id, sample] of machines)
    for (const pool of poolsAbove(vmms, id)) members.get(pool)?.push(sample);
  return new Map([...members].map(([id, samples]) => [id, valuesOf(vmms, id, samples)]));
}

function* poolsAbove(vmms: Vmms, machine: string): Iterable<string> {
  let pool = vmms.machines.get(machine)?.config.pool;
  while (pool !== undefined) {
    yield pool;
    pool = pool === ROOT_POOL ? undefined : vmms.pools.find(pool)?.parent;
  }
}

/** A sum is one only if all members have the value. */
function valuesOf(vmms: Vmms, id: string, samples: readonly Values[]): Values {
  const values: Values = new Map([
    ['cpu.cpuentitlement.latest', Math.round(vmms.division.entitlement(id))],
  ]);
  for (const name of SUMMED)
    if (samples.every(sample => sample.has(name)))
      values.set(
        name,
        samples.reduce((sum, sample) => sum + (sample.get(name) ?? 0), 0),
      );
  return values;
}
