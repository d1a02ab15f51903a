/** A machine's counters: a reading of its totals, and what two readings say (resources.md 6.5, 15.2). */
import type {Machine} from '../machine.ts';
import type {
  DiskTotals,
  MachineWorker,
  ProcessorTimes,
  WorkerStatistics,
} from '../machine-worker.ts';
import type {Vmms} from '../vmms.ts';
import {networkValues} from './network-values.ts';
import type {Values} from './sample-table.ts';

export interface MachineReading {
  readonly worker: MachineWorker;
  /** Milliseconds of a clock that does not jump. */
  readonly atMs: number;
  readonly totals: WorkerStatistics;
}

/**
 * Bytes of host memory that a machine has, for a sample that begins with a reading; undefined when
 * the sample has none.
 */
export type MemorySource = (machine: Machine, before: MachineReading) => number | undefined;

/** What a sample is made of. */
interface Span {
  readonly before: MachineReading;
  readonly after: MachineReading;
  readonly memory: number | undefined;
}

/** Undefined for a machine that is not on. */
export function readMachine(machine: Machine): MachineReading | undefined {
  const {worker} = machine;
  return worker ? {worker, atMs: performance.now(), totals: worker.statistics()} : undefined;
}

export function machineValues(vmms: Vmms, machine: Machine, {before, after, memory}: Span): Values {
  const values: Values = new Map();
  const spanMs = Math.max(1, after.atMs - before.atMs);
  processorValues(values, vmms, machine, before, after);
  memoryValues(values, memory);
  const seconds = spanMs / 1000;
  diskValues(values, before.totals.disks, after.totals.disks, seconds);
  networkValues(values, before.totals.adapters, after.totals.adapters, seconds);
  values.set('sys.uptime.latest', Math.floor(machine.onTimeMs / 1000));
  return values;
}

const TIMES = [
  ['cpu.run.summation', 'runMicros'],
  ['cpu.ready.summation', 'readyMicros'],
  ['cpu.wait.summation', 'waitMicros'],
  ['cpu.maxlimited.summation', 'maxLimitedMicros'],
  ['cpu.used.summation', 'usedMicros'],
] as const satisfies readonly (readonly [string, keyof ProcessorTimes])[];

/** Milliseconds of each kind by processor, and over all; then what follows from them. */
function processorValues(
  values: Values,
  vmms: Vmms,
  machine: Machine,
  before: MachineReading,
  after: MachineReading,
): void {
  const mhz = vmms.facts.processorMHz;
  let elapsedMs = 0;
  const total = {used: 0, ready: 0, usedMHz: 0, wantedMHz: 0};
  after.totals.processors.forEach((now, vp) => {
    const was = before.totals.processors[vp];
    const delta = (field: keyof ProcessorTimes): number =>
      Math.max(0, now[field] - (was?.[field] ?? 0)) / 1000;
    const spanMs = Math.max(1, delta('asOfMicros'));
    for (const [name, field] of TIMES) {
      values.set(`${name}|${vp}`, Math.round(delta(field)));
      values.set(name, (values.get(name) ?? 0) + Math.round(delta(field)));
    }
    const usedMHz = (delta('usedMicros') / spanMs) * mhz;
    values.set(`cpu.usagemhz.average|${vp}`, Math.round(usedMHz));
    elapsedMs += spanMs;
    total.used += delta('usedMicros');
    total.ready += delta('readyMicros');
    total.usedMHz += usedMHz;
    total.wantedMHz += ((delta('usedMicros') + delta('readyMicros')) / spanMs) * mhz;
  });
  values.set('cpu.usagemhz.average', Math.round(total.usedMHz));
  values.set('cpu.usage.average', percent(total.used / elapsedMs));
  values.set('cpu.readiness.average', percent(total.ready / elapsedMs));
  values.set('cpu.demand.average', Math.round(total.wantedMHz));
  values.set('cpu.entitlement.latest', Math.round(machine.entitledMHz));
}

/** Pages that have host memory; nothing is shared or swapped, so consumed and granted are one. */
function memoryValues(values: Values, consumed: number | undefined): void {
  if (consumed === undefined) return;
  values.set('mem.consumed.average', Math.round(consumed / 1024));
  values.set('mem.granted.average', Math.round(consumed / 1024));
}

const NO_DISK: DiskTotals = {reads: 0, writes: 0, readBytes: 0, writeBytes: 0};

function diskValues(
  values: Values,
  before: WorkerStatistics['disks'],
  after: WorkerStatistics['disks'],
  seconds: number,
): void {
  const names = [
    'read.average',
    'write.average',
    'numberReadAveraged.average',
    'numberWriteAveraged.average',
  ] as const;
  const totals = [0, 0, 0, 0];
  for (const [device, now] of after) {
    const was = before.get(device) ?? NO_DISK;
    const rates = [
      (now.readBytes - was.readBytes) / 1024 / seconds,
      (now.writeBytes - was.writeBytes) / 1024 / seconds,
      (now.reads - was.reads) / seconds,
      (now.writes - was.writes) / seconds,
    ];
    names.forEach((name, index) => {
      const rate = Math.max(0, rates[index] ?? 0);
      totals[index] = (totals[index] ?? 0) + rate;
      values.set(`virtualDisk.${name}|${device}`, Math.round(rate));
    });
  }
  names.forEach((name, index) => values.set(`disk.${name}`, Math.round(totals[index] ?? 0)));
  values.set('disk.usage.average', Math.round((totals[0] ?? 0) + (totals[1] ?? 0)));
}

/** Percent with two decimals. */
export function percent(part: number): number {
  return Math.round(part * 10_000) / 100;
}
