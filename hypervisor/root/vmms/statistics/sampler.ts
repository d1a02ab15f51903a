/**
 * One series of samples: what every machine that is on, every pool and the host did in each
 * interval (resources.md 15.3). statistics.ts says which series there are.
 *
 * Samples end at multiples of the interval since midnight UTC; a sample at T covers (T - interval, T].
 * Raw totals come from the workers; samples are differences of two readings divided by the real
 * time between them. A machine that is off has no sample: gaps are absent, never zero.
 */
import type {Machine} from '../machine.ts';
import type {Vmms} from '../vmms.ts';
import {hostValues, type HostReading, readHost} from './host-values.ts';
import {
  machineValues,
  type MachineReading,
  type MemorySource,
  readMachine,
} from './machine-values.ts';
import {poolValues} from './pool-values.ts';
import {SampleTable, type StatPoint, type Values} from './sample-table.ts';

export interface SamplerOptions {
  readonly intervalSecs: number;
  /** How many samples are kept. */
  readonly kept: number;
  readonly memory: MemorySource;
}

export interface Period {
  readonly afterMs: number;
  readonly untilMs: number;
  /** Adds a point that covers the time since the last sample. */
  readonly now: boolean;
}

/** Entity name of the host in the series. */
export const HOST_ENTITY = 'host';
/** How old a reading between samples may be. */
const MOMENT_MS = 50;

export class Sampler {
  readonly intervalSecs: number;
  private readonly vmms: Vmms;
  private readonly options: SamplerOptions;
  private readonly tables = new Map<string, SampleTable>();
  private machines = new Map<string, MachineReading>();
  private host: HostReading;
  private timer: NodeJS.Timeout | undefined;
  private moment: {atMs: number; values: ReadonlyMap<string, Values>} | undefined;

  constructor(vmms: Vmms, options: SamplerOptions) {
    this.vmms = vmms;
    this.options = options;
    this.intervalSecs = options.intervalSecs;
    this.host = readHost();
    this.schedule();
  }

  stop(): void {
    clearTimeout(this.timer);
  }

  forget(entity: string): void {
    this.tables.delete(entity);
    this.machines.delete(entity);
  }

  /** A machine was started: its first interval begins now. */
  begin(machine: Machine): void {
    const reading = readMachine(machine);
    if (reading) this.machines.set(machine.id, reading);
  }

  /** Points of a counter, oldest first. */
  points(entity: string, name: string, {afterMs, untilMs, now}: Period): StatPoint[] {
    const points = this.tables.get(entity)?.points(name, afterMs, untilMs) ?? [];
    const value = now ? this.current(entity).get(name) : undefined;
    return value === undefined ? points : [...points, {endMs: Date.now(), value}];
  }

  /** Names with data: `counter` and `counter|instance`. */
  names(entity: string, now: boolean): string[] {
    const names = new Set(this.tables.get(entity)?.names());
    if (now) for (const name of this.current(entity).keys()) names.add(name);
    return [...names];
  }

  /** Values since the last sample. One reading serves all who ask within a moment. */
  private current(entity: string): Values {
    const now = performance.now();
    if (!this.moment || now - this.moment.atMs > MOMENT_MS)
      this.moment = {atMs: now, values: this.measure().values};
    return this.moment.values.get(entity) ?? new Map();
  }

  private schedule(): void {
    const period = this.intervalSecs * 1000;
    const now = Date.now();
    const next = (Math.floor(now / period) + 1) * period;
    this.timer = setTimeout(() => {
      this.take(next);
      this.schedule();
    }, next - now);
    this.timer.unref();
  }

  private take(endMs: number): void {
    const {values, machines, host} = this.measure();
    this.machines = machines;
    this.host = host;
    for (const [entity, sample] of values) this.tableOf(entity).append(endMs, sample);
  }

  private tableOf(entity: string): SampleTable {
    const table = this.tables.get(entity) ?? new SampleTable(this.options.kept);
    this.tables.set(entity, table);
    return table;
  }

  /** Readings of now, and the values since the last sample. */
  private measure(): {
    values: Map<string, Values>;
    machines: Map<string, MachineReading>;
    host: HostReading;
  } {
    const values = new Map<string, Values>();
    const machines = new Map<string, MachineReading>();
    for (const machine of this.vmms.machines.values()) {
      const after = readMachine(machine);
      if (!after) continue;
      machines.set(machine.id, after);
      const before = this.machines.get(machine.id);
      if (before?.worker !== after.worker) continue;
      const memory = this.options.memory(machine, before);
      values.set(machine.id, machineValues(this.vmms, machine, {before, after, memory}));
    }
    const host = readHost();
    const ofMachines = new Map(values);
    for (const [id, sample] of poolValues(this.vmms, ofMachines)) values.set(id, sample);
    values.set(HOST_ENTITY, hostValues(this.vmms, this.host, host, ofMachines));
    return {values, machines, host};
  }
}
