/**
 * The tree of dividing pools with the machines in it: what admission and division are asked of.
 *
 * Holds no copy of a machine's settings; both trees are built from what is true when asked.
 */
import {randomUUID} from 'node:crypto';
import type {Machine} from '../machine.ts';
import {RETURN, VmmsError} from '../vmms-error.ts';
import {type AdmissionPool, admit, type Refusal, unreserved, used} from './admission.ts';
import {type AllocationChange, changed, poolShares, type Resource} from './allocation.ts';
import type {DivisionNode} from './divvy.ts';
import {DEFAULT_POOL, type PoolConfig, ROOT_POOL} from './pool-config.ts';

/** Pools below the root may stand this deep. */
export const DEPTH_MAX = 8;

export interface Capacity {
  readonly cpu: number; //      MHz
  readonly memory: number; //   KB
}

export interface PoolChange {
  readonly name?: string;
  readonly cpu?: AllocationChange;
  readonly memory?: AllocationChange;
}

/** Memory a machine needs beside its own, in KB (resources.md 1.4). */
export function overheadKB(processors: number, memoryMB: number): number {
  return Math.round((14.41 + 3.99 * processors + 0.0074 * memoryMB) * 1024);
}

export function needOf(machine: Machine, resource: Resource): number {
  if (resource === 'cpu') return machine.config.cpu.reservation;
  return machine.config.memory.reservation + overheadKB(machine.processors, machine.memoryMB);
}

export class PoolTree {
  private pools: Map<string, PoolConfig>;
  private readonly machines: () => Iterable<Machine>;
  private readonly capacity: () => Capacity;

  constructor(
    pools: readonly PoolConfig[],
    machines: () => Iterable<Machine>,
    capacity: () => Capacity,
  ) {
    this.pools = new Map(pools.map(pool => [pool.id, pool]));
    this.machines = machines;
    this.capacity = capacity;
  }

  all(): PoolConfig[] {
    return [...this.pools.values()];
  }

  find(id: string): PoolConfig | undefined {
    return this.pools.get(id);
  }

  has(id: string): boolean {
    return id === ROOT_POOL || this.pools.has(id);
  }

  nameOf(id: string): string {
    return this.pools.get(id)?.name ?? 'Resources';
  }

  /** Puts back what `all` gave: the change could not be written. */
  restore(pools: readonly PoolConfig[]): void {
    this.pools = new Map(pools.map(pool => [pool.id, pool]));
  }

  /** Admission view of a pool, reachable with its parents and children. */
  admission(resource: Resource, id: string): AdmissionPool {
    const tree = this.admissionTree(resource);
    return (
      tree.get(id) ??
      tree.get(ROOT_POOL) ?? {
        id,
        name: id,
        reservation: 0,
        limit: null,
        expandable: false,
        machines: 0,
        children: [],
        parent: undefined,
      }
    );
  }

  private admissionTree(resource: Resource): Map<string, AdmissionPool> {
    const needs = new Map<string, number>();
    for (const machine of this.machines())
      if (machine.isOn)
        needs.set(
          machine.config.pool,
          (needs.get(machine.config.pool) ?? 0) + needOf(machine, resource),
        );
    const built = new Map<string, AdmissionPool>();
    const build = (id: string, parent: AdmissionPool | undefined): AdmissionPool => {
      const capacity = this.capacity()[resource];
      const own = this.pools.get(id)?.[resource] ?? {
        reservation: capacity,
        limit: capacity,
        expandable: false,
      };
      const children: AdmissionPool[] = [];
      const pool = {
        id,
        name: this.nameOf(id),
        ...own,
        machines: needs.get(id) ?? 0,
        children,
        parent,
      };
      built.set(id, pool);
      for (const child of this.childrenOf(id)) children.push(build(child.id, pool));
      return pool;
    };
    build(ROOT_POOL, undefined);
    return built;
  }

  /** Refuses when the machine could not be powered on in its pool now. */
  checkPowerOn(machine: Machine): void {
    for (const resource of ['cpu', 'memory'] as const)
      this.require(resource, machine.config.pool, needOf(machine, resource), machine.name);
  }

  /** Refuses when a further need does not fit. */
  require(resource: Resource, pool: string, amount: number, what: string): void {
    const refusal = amount > 0 ? admit(this.admission(resource, pool), amount) : undefined;
    if (refusal) throw shortage(resource, refusal, what);
  }

  unreserved(resource: Resource, id: string): number {
    return unreserved(this.admission(resource, id));
  }

  used(resource: Resource, id: string): number {
    return used(this.admission(resource, id));
  }

  /** What divides a resource: `demand` of each machine that is on, by its id; undefined is as much as its size. */
  division(
    resource: Resource,
    demand: (machine: Machine) => number | undefined,
    processorMHz: number,
  ): DivisionNode {
    const build = (id: string): DivisionNode => {
      const own = this.pools.get(id)?.[resource];
      const machines = [...this.machines()].filter(
        machine => machine.isOn && machine.config.pool === id,
      );
      return {
        id,
        shares: own ? poolShares(resource, own) : 0,
        reservation: own?.reservation ?? 0,
        limit: own?.limit ?? null,
        children: [
          ...this.childrenOf(id).map(child => build(child.id)),
          ...machines.map(machine => leaf(machine, resource, demand(machine), processorMHz)),
        ],
      };
    };
    return build(ROOT_POOL);
  }

  // Changes. Each gives the list of pools to keep; nothing is changed when it throws.

  create(name: string, parent: string, change: PoolChange): PoolConfig {
    this.checkName(name, parent, undefined);
    if (this.depth(parent) >= DEPTH_MAX)
      throw new VmmsError(RETURN.InvalidParameter, `Pools can stand ${DEPTH_MAX} deep.`, {
        fault: 'BadSetting',
      });
    const pool: PoolConfig = {
      id: randomUUID().toUpperCase(),
      name,
      parent,
      created: new Date().toISOString(),
      cpu: changed(DEFAULT_POOL.cpu, change.cpu ?? {}, 'cpu'),
      memory: changed(DEFAULT_POOL.memory, change.memory ?? {}, 'memory'),
    };
    for (const resource of ['cpu', 'memory'] as const)
      this.require(resource, parent, pool[resource].reservation, name);
    this.pools.set(pool.id, pool);
    return pool;
  }

  modify(id: string, change: PoolChange): void {
    const old = this.known(id);
    if (change.name !== undefined && change.name !== old.name)
      this.checkName(change.name, old.parent, id);
    const pool = {
      ...old,
      name: change.name ?? old.name,
      cpu: changed(old.cpu, change.cpu ?? {}, 'cpu'),
      memory: changed(old.memory, change.memory ?? {}, 'memory'),
    };
    for (const resource of ['cpu', 'memory'] as const) this.checkChange(resource, old, pool);
    this.pools.set(id, pool);
  }

  /** Takes a pool away; its child pools go to its parent. The caller moves the machines. */
  remove(id: string): PoolConfig {
    const old = this.known(id);
    this.pools.delete(id);
    for (const child of this.all())
      if (child.parent === id) this.pools.set(child.id, {...child, parent: old.parent});
    return old;
  }

  move(id: string, parent: string): void {
    const old = this.known(id);
    if (!this.has(parent)) throw notFound('pool');
    for (let step = parent; step !== ROOT_POOL; step = this.known(step).parent)
      if (step === id)
        throw new VmmsError(RETURN.InvalidParameter, `${old.name} can not be moved below itself.`, {
          fault: 'BadSetting',
        });
    this.checkName(old.name, parent, id);
    this.tryMove(
      () => this.pools.set(id, {...old, parent}),
      () => this.pools.set(id, old),
      old.name,
      parent,
    );
  }

  /**
   * Makes a change, looks whether every pool on the new branch still holds, and takes it back when
   * not: common ancestors see only the difference (resources.md 4.3).
   */
  tryMove(make: () => void, undo: () => void, what: string, target: string): void {
    make();
    for (const resource of ['cpu', 'memory'] as const) {
      const refusal = this.overdrawn(resource, target);
      if (!refusal) continue;
      undo();
      throw shortage(resource, refusal, what);
    }
  }

  /** The first pool from `id` upwards whose needs are above what it may have. */
  private overdrawn(resource: Resource, id: string): Refusal | undefined {
    for (
      let pool: AdmissionPool | undefined = this.admission(resource, id);
      pool;
      pool = pool.parent
    ) {
      const need = used(pool);
      const kind = !pool.parent
        ? 'ROOT'
        : pool.limit !== null && need > pool.limit
          ? 'LIMIT'
          : 'FIXED';
      const most =
        kind === 'LIMIT'
          ? (pool.limit ?? 0)
          : pool.expandable
            ? Number.POSITIVE_INFINITY
            : pool.reservation;
      if (need > most) return {kind, pool, requested: need, unreserved: most};
    }
    return undefined;
  }

  private checkChange(resource: Resource, old: PoolConfig, next: PoolConfig): void {
    const now = this.used(resource, old.id);
    const {reservation, limit, expandable} = next[resource];
    const refuse = (text: string): never => {
      throw new VmmsError(RETURN.NotReady, text, {
        fault: resource === 'cpu' ? 'PoolCpuShortage' : 'PoolMemoryShortage',
      });
    };
    if (limit !== null && limit < now)
      refuse(
        `The limit of ${old.name} must not be below what is reserved in it (${amountText(resource, now)}).`,
      );
    if (!expandable && reservation < now)
      refuse(
        `${old.name} has ${amountText(resource, now)} reserved in it, more than its reservation of ${amountText(resource, reservation)}.`,
      );
    const before = Math.max(old[resource].reservation, now);
    this.require(resource, old.parent, Math.max(reservation, now) - before, next.name);
  }

  private checkName(name: string, parent: string, self: string | undefined): void {
    if (name === '' || name.length > 80)
      throw new VmmsError(
        RETURN.InvalidParameter,
        'The name of a pool must have 1 to 80 characters.',
        {fault: 'BadSetting'},
      );
    if (!this.has(parent)) throw notFound('parent pool');
    const same = this.childrenOf(parent).find(
      pool => pool.id !== self && pool.name.toLowerCase() === name.toLowerCase(),
    );
    if (same)
      throw new VmmsError(
        RETURN.ObjectExists,
        `${this.nameOf(parent)} has a pool named "${name}" already.`,
        {fault: 'NameTaken'},
      );
  }

  private childrenOf(id: string): PoolConfig[] {
    return this.all().filter(pool => pool.parent === id);
  }

  private depth(id: string): number {
    return id === ROOT_POOL ? 0 : 1 + this.depth(this.known(id).parent);
  }

  private known(id: string): PoolConfig {
    const pool = this.pools.get(id);
    if (!pool)
      throw id === ROOT_POOL
        ? new VmmsError(
            RETURN.InvalidParameter,
            'The root pool is the host itself and can not be changed.',
            {fault: 'BadSetting'},
          )
        : notFound('pool');
    return pool;
  }
}

function leaf(
  machine: Machine,
  resource: Resource,
  demand: number | undefined,
  processorMHz: number,
): DivisionNode {
  const {reservation, limit} = machine.config[resource];
  const size = resource === 'cpu' ? machine.processors * processorMHz : machine.memoryMB * 1024;
  const shares = resource === 'cpu' ? machine.cpuShares : machine.memoryShares;
  return {
    id: machine.id,
    shares,
    reservation,
    limit,
    size,
    ...(demand === undefined ? {} : {demand}),
  };
}

function notFound(what: string): VmmsError {
  return new VmmsError(RETURN.ObjectNotFound, `The ${what} does not exist.`);
}

function amountText(resource: Resource, value: number): string {
  return resource === 'cpu' ? `${Math.round(value)} MHz` : `${Math.round(value / 1024)} MB`;
}

function shortage(
  resource: Resource,
  {kind, pool, requested, unreserved: free}: Refusal,
  what: string,
): VmmsError {
  const why = {
    ROOT: 'the host has',
    LIMIT: `below its limit ${pool.name} has`,
    FIXED: `${pool.name}, which can not expand, has`,
  }[kind];
  const way =
    kind === 'FIXED'
      ? 'Make the pool expandable, or raise its reservation.'
      : 'Lower the reservation, or power something off.';
  return new VmmsError(
    RETURN.NotReady,
    `${what} needs ${amountText(resource, requested)} of reserved ${resource === 'cpu' ? 'CPU' : 'memory'}, and ${why} ${amountText(resource, free)} unreserved. ${way}`,
    {fault: resource === 'cpu' ? 'PoolCpuShortage' : 'PoolMemoryShortage'},
  );
}
