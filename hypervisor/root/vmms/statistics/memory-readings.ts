/**
 * What the machines were last measured to have of host memory.
 *
 * A reading looks at every page of a machine, which costs thousands of times what its other
 * counters cost; so all who want one share it.
 */
import type {MachineWorker} from '../machine-worker.ts';

export interface MemoryReading {
  /** Milliseconds of a clock that does not jump. */
  readonly atMs: number;
  /** Undefined where it can not be measured. */
  readonly bytes: number | undefined;
}

export class MemoryReadings {
  private readonly readings = new WeakMap<MachineWorker, MemoryReading>();

  /** The last reading when it is at most so old, else a new one. */
  read(worker: MachineWorker, maxAgeMs: number): MemoryReading {
    const last = this.readings.get(worker);
    const atMs = performance.now();
    if (last && atMs - last.atMs <= maxAgeMs) return last;
    const reading = {atMs, bytes: worker.memoryConsumedBytes()};
    this.readings.set(worker, reading);
    return reading;
  }

  /** The last reading when it was made after a time. */
  since(worker: MachineWorker, atMs: number): MemoryReading | undefined {
    const last = this.readings.get(worker);
    return last && last.atMs > atMs ? last : undefined;
  }

  has(worker: MachineWorker): boolean {
    return this.readings.has(worker);
  }
}
