/**
 * The 20-second series: what every machine that is on, every pool and the host did in each interval,
 * kept for an hour (resources.md 15.3).
 *
 * Samples end at multiples of the interval since midnight UTC; a sample at T covers (T - interval, T].
 * Raw totals come from the workers; samples are differences of two readings divided by the real
 * time between them. A machine that is off has no sample: gaps are absent, never zero.
 */
import type {Machine} from '../machine.ts';
import type {Vmms} from '../vmms.ts';
import {hostValues, type HostReading, readHost} from './host-values.ts';
import {machineValues, type MachineReading, readMachine} from './machine-values.ts';
import {poolValues} from './pool-values.ts';

/** Values of one sample by `counter`, or `counter|instance`. */
export type Values = Map<string, number>;

interface Sample {
  readonly endMs: number;
  readonly names: readonly string[];
  readonly values: Float64Array;
}

export interface StatPoint {
  readonly endMs: number;
  readonly value: number;
}

const KEPT_SECS = 3600;
/** How old a reading between samples may be. */
const MOMENT_MS = 50;
/** Entity name of the host in the series. */
export const HOST_ENTITY = 'host';

export class Sampler {
  readonly intervalSecs: number;
  private readonly vmms: Vmms;
  private readonly kept: number;
  private readonly series = new Map<string, Sample[]>();
  private machines = new Map<string, MachineReading>();
  private host: HostReading;
  private timer: NodeJS.Timeout | undefined;
  private moment: {atMs: number; values: ReadonlyMap<string, Values>} | undefined;

  constructor(vmms: Vmms, intervalSecs: number) {
    this.vmms = vmms;
    this.intervalSecs = intervalSecs;
    this.kept = Math.max(1, Math.round(KEPT_SECS / intervalSecs));
    this.host = readHost();
    this.schedule();
  }

  stop(): void {
    clearTimeout(this.timer);
  }

  forget(entity: string): void {
    this.series.delete(entity);
    this.machines.delete(entity);
  }

  /** A machine was started: its first interval begins now. */
  begin(machine: Machine): void {
    const reading = readMachine(machine);
    if (reading) this.machines.set(machine.id, reading);
  }

  /** Points of a counter, oldest first; `now` adds one that covers the time since the last sample. */
  points(
    entity: string,
    name: string,
    options: {afterMs: number; untilMs: number; now: boolean},
  ): StatPoint[] {
    const kept = this.series.get(entity) ?? [];
    const points = kept.flatMap(sample => {
      const at = sample.names.indexOf(name);
      const inside = sample.endMs > options.afterMs && sample.endMs <= options.untilMs;
      return at >= 0 && inside ? [{endMs: sample.endMs, value: sample.values[at] ?? 0}] : [];
    });
    const value = options.now ? this.current(entity).get(name) : undefined;
    return value === undefined ? points : [...points, {endMs: Date.now(), value}];
  }

  /** The newest value, up to now; undefined when there is none. */
  latest(entity: string, name: string): number | undefined {
    return (
      this.current(entity).get(name) ??
      this.points(entity, name, {afterMs: 0, untilMs: Number.POSITIVE_INFINITY, now: false}).at(-1)
        ?.value
    );
  }

  /** Names with data: `counter` and `counter|instance`. */
  names(entity: string, now: boolean): string[] {
    const names = new Set((this.series.get(entity) ?? []).flatMap(sample => sample.names));
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
    for (const [entity, sample] of values) this.append(entity, endMs, sample);
  }

  private append(entity: string, endMs: number, values: Values): void {
    const samples = this.series.get(entity) ?? [];
    const last = samples.at(-1);
    const names = [...values.keys()];
    // Samples of one shape share their names.
    const same =
      last &&
      last.names.length === names.length &&
      names.every((name, index) => last.names[index] === name);
    samples.push({
      endMs,
      names: same ? last.names : names,
      values: Float64Array.from(values.values()),
    });
    if (samples.length > this.kept) samples.shift();
    this.series.set(entity, samples);
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
      const reading = readMachine(machine);
      if (!reading) continue;
      machines.set(machine.id, reading);
      const before = this.machines.get(machine.id);
      if (before && before.worker === reading.worker)
        values.set(machine.id, machineValues(this.vmms, machine, before, reading));
    }
    const host = readHost();
    const ofMachines = new Map(values);
    for (const [id, sample] of poolValues(this.vmms, ofMachines)) values.set(id, sample);
    values.set(HOST_ENTITY, hostValues(this.vmms, this.host, host, ofMachines));
    return {values, machines, host};
  }
}
