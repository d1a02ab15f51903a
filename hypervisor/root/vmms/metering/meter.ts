/**
 * What was counted of one machine since its metering was switched on or reset (resources.md 15, Measure-VM).
 *
 * Totals of a worker begin at zero with each worker, so the meter adds differences of readings.
 */
import type {MachineWorker, WorkerStatistics} from '../machine-worker.ts';

/** As it is kept on disk. */
export interface MeterTotals {
  /** Wall clock of the beginning. */
  readonly sinceMs: number;
  /** Time that the machine was on. */
  readonly onMs: number;
  readonly cpuMicros: number;
  /** Assigned memory times the time it was assigned. */
  readonly memoryMBms: number;
  readonly memoryMaxMB: number;
  /** Null while it was never on. */
  readonly memoryMinMB: number | null;
  readonly diskReadBytes: number;
  readonly diskWrittenBytes: number;
  readonly networkInBytes: number;
  readonly networkOutBytes: number;
}

export function newTotals(sinceMs: number): MeterTotals {
  return {
    sinceMs,
    onMs: 0,
    cpuMicros: 0,
    memoryMBms: 0,
    memoryMaxMB: 0,
    memoryMinMB: null,
    diskReadBytes: 0,
    diskWrittenBytes: 0,
    networkInBytes: 0,
    networkOutBytes: 0,
  };
}

/** One look at a machine that is on. */
export interface MeterReading {
  readonly worker: MachineWorker;
  /** Milliseconds of a clock that does not jump. */
  readonly atMs: number;
  readonly memoryMB: number;
  readonly statistics: WorkerStatistics;
}

/** The totals with what happened between two readings of one worker. */
export function advanced(
  totals: MeterTotals,
  before: MeterReading,
  after: MeterReading,
): MeterTotals {
  const onMs = Math.max(0, after.atMs - before.atMs);
  const was = sums(before.statistics);
  const is = sums(after.statistics);
  const {memoryMB} = after;
  return {
    sinceMs: totals.sinceMs,
    onMs: totals.onMs + onMs,
    cpuMicros: totals.cpuMicros + Math.max(0, is.cpuMicros - was.cpuMicros),
    memoryMBms: totals.memoryMBms + memoryMB * onMs,
    memoryMaxMB: Math.max(totals.memoryMaxMB, memoryMB),
    memoryMinMB: Math.min(totals.memoryMinMB ?? memoryMB, memoryMB),
    diskReadBytes: totals.diskReadBytes + Math.max(0, is.read - was.read),
    diskWrittenBytes: totals.diskWrittenBytes + Math.max(0, is.written - was.written),
    networkInBytes: totals.networkInBytes + Math.max(0, is.received - was.received),
    networkOutBytes: totals.networkOutBytes + Math.max(0, is.sent - was.sent),
  };
}

function sums({processors, disks, adapters}: WorkerStatistics) {
  const sum = <T>(items: Iterable<T>, of: (item: T) => number): number =>
    [...items].reduce((total, item) => total + of(item), 0);
  return {
    cpuMicros: sum(processors, ({usedMicros}) => usedMicros),
    read: sum(disks.values(), ({readBytes}) => readBytes),
    written: sum(disks.values(), ({writeBytes}) => writeBytes),
    received: sum(adapters.values(), ({bytesReceived}) => bytesReceived),
    sent: sum(adapters.values(), ({bytesSent}) => bytesSent),
  };
}
