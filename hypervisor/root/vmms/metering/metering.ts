/**
 * Resource metering: which machines are metered, and their totals. They outlive restarts of the machine and
 * of the service: kept in the machine's folder when metering is switched, when the machine stops, and every hour.
 */
import {rmSync} from 'node:fs';
import path from 'node:path';
import {readJson, writeFileAtomic} from '../atomic-file.ts';
import type {Machine} from '../machine.ts';
import type {Vmms} from '../vmms.ts';
import {advanced, type MeterReading, type MeterTotals, newTotals} from './meter.ts';

/** How often a machine is looked at: memory may change, and a worker may end without a word. */
const LOOK_MS = 1000;
/** MetricsFlushInterval of Hyper-V's service settings. */
const KEEP_MS = 3_600_000;

interface Metered {
  totals: MeterTotals;
  last: MeterReading | undefined;
  keptAtMs: number;
}

export class Metering {
  private readonly vmms: Vmms;
  private readonly metered = new Map<string, Metered>();
  private timer: NodeJS.Timeout | undefined;

  constructor(vmms: Vmms) {
    this.vmms = vmms;
    for (const machine of vmms.machines.values()) this.load(machine);
  }

  /** Begins to count; what was counted before stays when it is on already. */
  enable(machine: Machine): void {
    if (!this.metered.has(machine.id)) this.begin(machine);
  }

  disable(machine: Machine): void {
    this.metered.delete(machine.id);
    rmSync(this.file(machine), {force: true});
    this.watch();
  }

  /** Counts from zero; nothing for a machine that is not metered. */
  reset(machine: Machine): void {
    if (this.metered.has(machine.id)) this.begin(machine);
  }

  /** What was counted until now; undefined for a machine that is not metered. */
  totals(machine: Machine): MeterTotals | undefined {
    this.take(machine);
    return this.metered.get(machine.id)?.totals;
  }

  /** Adds what happened since the last look. To be called before a worker is let go. */
  take(machine: Machine): void {
    const metered = this.metered.get(machine.id);
    if (!metered) return;
    const now = reading(machine);
    if (now && metered.last?.worker === now.worker)
      metered.totals = advanced(metered.totals, metered.last, now);
    metered.last = now;
  }

  /** The worker is about to end: its last totals are taken and kept. */
  leave(machine: Machine): void {
    this.take(machine);
    this.ended(machine);
  }

  /** The worker has ended: what was counted is kept. */
  ended(machine: Machine): void {
    const metered = this.metered.get(machine.id);
    if (!metered) return;
    metered.last = undefined;
    this.keep(machine, metered);
  }

  forget(machine: Machine): void {
    this.metered.delete(machine.id);
    this.watch();
  }

  stop(): void {
    clearInterval(this.timer);
    for (const machine of this.vmms.machines.values()) this.leave(machine);
  }

  private begin(machine: Machine): void {
    const metered = {totals: newTotals(Date.now()), last: reading(machine), keptAtMs: 0};
    this.metered.set(machine.id, metered);
    this.keep(machine, metered);
    this.watch();
  }

  private load(machine: Machine): void {
    try {
      const totals = readJson(this.file(machine)) as MeterTotals | undefined;
      if (totals) this.metered.set(machine.id, {totals, last: undefined, keptAtMs: Date.now()});
    } catch (error) {
      this.vmms.options.log(`${this.file(machine)} can not be read: ${String(error)}`);
    }
    this.watch();
  }

  private watch(): void {
    clearInterval(this.timer);
    if (this.metered.size === 0) return;
    this.timer = setInterval(() => this.look(), LOOK_MS);
    this.timer.unref();
  }

  private look(): void {
    for (const machine of this.vmms.machines.values()) {
      this.take(machine);
      const metered = this.metered.get(machine.id);
      if (metered && Date.now() - metered.keptAtMs > KEEP_MS) this.keep(machine, metered);
    }
  }

  private keep(machine: Machine, metered: Metered): void {
    metered.keptAtMs = Date.now();
    try {
      writeFileAtomic(this.file(machine), JSON.stringify(metered.totals));
    } catch (error) {
      this.vmms.options.log(`${this.file(machine)} can not be written: ${String(error)}`);
    }
  }

  private file(machine: Machine): string {
    return path.join(this.vmms.store.machineFolder(machine.id), 'metering.json');
  }
}

function reading(machine: Machine): MeterReading | undefined {
  const {worker} = machine;
  return (
    worker && {
      worker,
      atMs: performance.now(),
      memoryMB: machine.memoryMB,
      statistics: worker.statistics(),
    }
  );
}
