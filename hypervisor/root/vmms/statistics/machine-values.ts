/** A machine's counters: a reading of its totals, and what two readings say (resources.md 6.5, 15.2). */
import type {Machine} from '../machine.ts';
import type {
  DiskTotals,
  MachineWorker,
  ProcessorTimes,
  WorkerStatistics,
} from '../machine-worker.ts';
import type {Vmms} from '../vmms.ts';
import type {Values} from './sampler.ts';

export interface MachineReading {
  readonly worker: MachineWorker;
  /** Milliseconds of a clock that does not jump. */
  readonly atMs: number;
  readonly totals: WorkerStatistics;
}

/** Undefined for a machine that is not on. */
export function readMachine(machine: Machine): MachineReading | undefined {
  const {worker} = machine;
  return worker ? {worker, atMs: performance.now(), totals: worker.statistics()} : undefined;
}

export function machineValues(
  vmms: Vmms,
  machine: Machine,
  before: MachineReading,
  after: MachineReading,
): Values {
  const values: Values = new Map();
  const spanMs = Math.max(1, after.atMs - before.atMs);
  processorValues(values, vmms, machine, before, after, spanMs);
  memoryValues(values, machine, after.totals);
  diskValues(values, before.totals.disks, after.totals.disks, spanMs / 1000);
  values.set('sys.uptime.latest', Math.floor(machine.onTimeMs / 1000));
  return values;
}

const TIMES = [
  ['cpu.run.summation', 'runMicros'],
  ['cpu.ready.summation', 'readyMicros'],
  ['cpu.wait.summation', 'waitMicros'],
  ['cpu.costop.summation', 'costopMicros'],
  ['cpu.system.summation', 'systemMicros'],
  ['cpu.maxlimited.summation', 'maxLimitedMicros'],
] as const satisfies readonly (readonly [string, keyof ProcessorTimes])[];

function processorValues(
  values: Values,
  vmms: Vmms,
  machine: Machine,
  before: MachineReading,
  after: MachineReading,
  spanMs: number,
): void {
  const mhz = vmms.facts.processorMHz;
  const count = after.totals.processors.length;
  let used = 0;
  for (let vp = 0; vp < count; vp++) {
    const deltas = timesBetween(before.totals.processors[vp], after.totals.processors[vp]);
    for (const [name, field] of TIMES) {
      set(values, name, vp, deltas[field] / 1000);
      sum(values, name, deltas[field] / 1000);
    }
    const usedMs = (deltas.runMicros + deltas.systemMicros) / 1000;
    used += usedMs;
    set(values, 'cpu.used.summation', vp, usedMs);
    set(values, 'cpu.usagemhz.average', vp, (usedMs / spanMs) * mhz);
  }
  values.set('cpu.used.summation', used);
  values.set('cpu.usagemhz.average', (used / spanMs) * mhz);
  values.set('cpu.usage.average', percent(used / (spanMs * Math.max(1, count))));
  values.set(
    'cpu.readiness.average',
    percent((values.get('cpu.ready.summation') ?? 0) / (spanMs * Math.max(1, count))),
  );
  const wanted =
    used + (values.get('cpu.ready.summation') ?? 0) + (values.get('cpu.costop.summation') ?? 0);
  values.set('cpu.demand.average', (wanted / spanMs) * mhz);
  values.set('cpu.entitlement.latest', machine.entitledMHz);
  for (const [name, value] of values)
    if (!name.startsWith('cpu.usage.') && !name.startsWith('cpu.readiness.'))
      values.set(name, Math.round(value));
}

/** Never negative: totals begin anew when a worker does. */
function timesBetween(
  before: ProcessorTimes | undefined,
  after: ProcessorTimes | undefined,
): ProcessorTimes {
  const delta = (field: keyof ProcessorTimes): number =>
    Math.max(0, (after?.[field] ?? 0) - (before?.[field] ?? 0));
  return {
    runMicros: delta('runMicros'),
    readyMicros: delta('readyMicros'),
    waitMicros: delta('waitMicros'),
    costopMicros: delta('costopMicros'),
    systemMicros: delta('systemMicros'),
    maxLimitedMicros: delta('maxLimitedMicros'),
  };
}

function memoryValues(values: Values, machine: Machine, totals: WorkerStatistics): void {
  const {memoryConsumedBytes: consumed, memoryActiveBytes: active} = totals;
  if (consumed !== undefined) {
    values.set('mem.consumed.average', Math.round(consumed / 1024));
    values.set('mem.granted.average', Math.round(consumed / 1024));
  }
  if (active !== undefined) {
    values.set('mem.active.average', Math.round(active / 1024));
    values.set('mem.usage.average', percent(active / (machine.memoryMB * 1024 ** 2)));
  }
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

function set(values: Values, name: string, instance: number, value: number): void {
  values.set(`${name}|${instance}`, value);
}

function sum(values: Values, name: string, value: number): void {
  values.set(name, (values.get(name) ?? 0) + value);
}

/** Percent with two decimals. */
export function percent(part: number): number {
  return Math.round(part * 10_000) / 100;
}
