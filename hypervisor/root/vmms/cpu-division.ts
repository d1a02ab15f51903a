/**
 * CPU entitlements: divides the host's MHz in the tree of pools by what machines want, once a
 * second and at every change, and tells the workers (resources.md 5, 11).
 *
 * Demand is measured: what a machine ran and waited for a processor since the last division,
 * smoothed with a half-life of 1 s. A machine with no measurement yet may want its whole size.
 * Two divisions are made: one by demand, which is shown, and one that gives whoever is busy its
 * whole right, which the scheduler goes by between two of our turns.
 */
import {isDeepStrictEqual} from 'node:util';
import type {Machine} from './machine.ts';
import type {Entitlement, MachineWorker} from './machine-worker.ts';
import {divide} from './resources/divvy.ts';
import type {Vmms} from './vmms.ts';

const PERIOD_MS = 1000;
const HALF_LIFE_MS = 1000;
/** A machine that wants this part of its size counts as wanting all of it when processors are handed out. */
const BUSY_PART = 0.1;
/** An idle one is still given this part, so that it can wake at once. */
const LEAST_PART = 0.05;

interface Measured {
  atMs: number;
  wantedMicros: number;
  demandMHz: number | undefined;
}

export class CpuDivision {
  private readonly vmms: Vmms;
  private readonly measured = new WeakMap<object, Measured>();
  /** What each worker was last told. */
  private readonly told = new WeakMap<MachineWorker, Entitlement>();
  private timer: NodeJS.Timeout | undefined;
  /** By demand: for statistics. */
  private amounts: ReadonlyMap<string, number> = new Map();
  /** By right: for the scheduler. */
  private rights: ReadonlyMap<string, number> = new Map();

  constructor(vmms: Vmms) {
    this.vmms = vmms;
  }

  /** MHz that a machine or pool was given at the last division. */
  entitlement(id: string): number {
    return this.amounts.get(id) ?? 0;
  }

  /** The demand in MHz as last measured; undefined before the first measure. */
  demand(machine: Machine): number | undefined {
    return machine.worker ? this.measured.get(machine.worker)?.demandMHz : undefined;
  }

  /** Divides now. The timer runs only while something is on. */
  update(): void {
    const {vmms} = this;
    const on = [...vmms.machines.values()].filter(machine => machine.worker);
    for (const machine of on) this.measure(machine);
    this.amounts = this.divided(machine => this.demand(machine));
    this.rights = this.divided(machine => this.wanted(machine));
    for (const machine of on) this.tell(machine);
    this.schedule(on.length > 0);
  }

  stop(): void {
    this.schedule(false);
  }

  private divided(demand: (machine: Machine) => number | undefined): Map<string, number> {
    const {pools, facts, capacity, hostSettings} = this.vmms;
    return divide(
      pools.division('cpu', demand, facts.processorMHz),
      capacity.cpu,
      hostSettings.reservationMode,
    );
  }

  private tell(machine: Machine): void {
    const {worker} = machine;
    machine.entitledMHz = this.entitlement(machine.id);
    if (!worker) return;
    const entitlement = {
      entitledMHz: Math.round(this.rights.get(machine.id) ?? 0),
      reservationMHz: machine.config.cpu.reservation,
      limitMHz: this.effectiveLimit(machine),
    };
    // Each telling wakes the machine's processors: idle ones are left alone.
    const last = this.told.get(worker);
    if (last && isDeepStrictEqual(last, entitlement)) return;
    this.told.set(worker, entitlement);
    worker.setEntitlement(entitlement);
  }

  /** Its own limit; below a pool that has one, its part of that, so that the sum can not exceed it. */
  private effectiveLimit(machine: Machine): number | null {
    const {limit} = machine.config.cpu;
    for (
      let pool = this.vmms.pools.find(machine.config.pool);
      pool;
      pool = this.vmms.pools.find(pool.parent)
    )
      if (pool.cpu.limit !== null)
        return Math.min(limit ?? Number.POSITIVE_INFINITY, this.rights.get(machine.id) ?? 0);
    return limit;
  }

  private wanted(machine: Machine): number | undefined {
    const demand = this.demand(machine);
    const size = machine.processors * this.vmms.facts.processorMHz;
    if (demand === undefined || demand >= size * BUSY_PART) return undefined;
    return Math.max(demand, size * LEAST_PART);
  }

  private measure(machine: Machine): void {
    const {worker} = machine;
    if (!worker) return;
    const wantedMicros = worker
      .statistics()
      .processors.reduce((sum, vp) => sum + vp.usedMicros + vp.readyMicros, 0);
    const now = performance.now();
    const last = this.measured.get(worker);
    if (!last) {
      this.measured.set(worker, {atMs: now, wantedMicros, demandMHz: undefined});
      return;
    }
    const elapsed = now - last.atMs;
    if (elapsed < PERIOD_MS / 4) return;
    const current =
      ((wantedMicros - last.wantedMicros) / (elapsed * 1000)) * this.vmms.facts.processorMHz;
    const keep = last.demandMHz === undefined ? 0 : 0.5 ** (elapsed / HALF_LIFE_MS);
    this.measured.set(worker, {
      atMs: now,
      wantedMicros,
      demandMHz: keep * (last.demandMHz ?? 0) + (1 - keep) * current,
    });
  }

  private schedule(on: boolean): void {
    if (on === (this.timer !== undefined)) return;
    clearInterval(this.timer);
    this.timer = on ? setInterval(() => this.update(), PERIOD_MS).unref() : undefined;
  }
}
