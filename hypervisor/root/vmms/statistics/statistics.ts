/**
 * The statistics there are (resources.md 15.3): the realtime series, a sample every 20 s kept for
 * an hour, and the live series, a sample every second kept for five minutes.
 *
 * The live series has the memory of a machine only where it was read: when it has run for a second,
 * and when the realtime series reads it.
 */
import type {Machine} from '../machine.ts';
import type {Vmms} from '../vmms.ts';
import {MemoryReadings} from './memory-readings.ts';
import {Sampler} from './sampler.ts';

const LIVE_SECS = 1;
const LIVE_KEPT = 300;
const REALTIME_KEPT_SECS = 3600;
/** A live sample older than this says nothing of now. */
const FRESH_MS = 3000;
/** Realtime samples of this age share a reading of memory. */
const SHARED_READING_MS = 500;
const FIRST_READING_MS = 1000;

export class Statistics {
  readonly realtime: Sampler;
  readonly live: Sampler;

  /** `intervalSecs` is the realtime interval. */
  constructor(vmms: Vmms, intervalSecs: number) {
    const readings = new MemoryReadings();
    this.realtime = new Sampler(vmms, {
      intervalSecs,
      kept: Math.max(1, Math.round(REALTIME_KEPT_SECS / intervalSecs)),
      memory: (_, {worker}) => readings.read(worker, SHARED_READING_MS).bytes,
    });
    this.live = new Sampler(vmms, {
      intervalSecs: LIVE_SECS,
      kept: LIVE_KEPT,
      memory: (machine, {worker, atMs}) =>
        !readings.has(worker) && machine.onTimeMs >= FIRST_READING_MS
          ? readings.read(worker, 0).bytes
          : readings.since(worker, atMs)?.bytes,
    });
  }

  /** The series with this many seconds between samples. */
  series(intervalSecs: number): Sampler | undefined {
    return [this.realtime, this.live].find(sampler => sampler.intervalSecs === intervalSecs);
  }

  /** The value of the last second; undefined when nothing was measured in it. */
  latest(entity: string, name: string): number | undefined {
    const now = Date.now();
    const period = {afterMs: now - FRESH_MS, untilMs: now, now: false};
    return this.live.points(entity, name, period).at(-1)?.value;
  }

  begin(machine: Machine): void {
    this.realtime.begin(machine);
    this.live.begin(machine);
  }

  forget(entity: string): void {
    this.realtime.forget(entity);
    this.live.forget(entity);
  }

  stop(): void {
    this.realtime.stop();
    this.live.stop();
  }
}
