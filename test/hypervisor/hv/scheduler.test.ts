import test from 'ava';
import {Scheduler} from '../../../hypervisor/hv/scheduler/scheduler.ts';
import {readProcessor} from '../../../hypervisor/hv/scheduler/statistics.ts';
import {seededRandom} from '../../fixtures/random.ts';
import {HandClock} from './hand-guest.ts';

/**
 * The scheduler with virtual processors that are simulated by the test: greedy ones, which use all
 * they get, on a clock that the test moves. Every decision is the scheduler's.
 */
class Simulation {
  readonly clock = new HandClock();
  readonly scheduler: Scheduler;
  readonly slots: number[] = [];
  /** What the first processor really used in each 10 ms. */
  readonly usage: number[] = [];
  /** By how much quanta end late: up to so many microseconds. */
  lateness = 0;
  readonly #random = seededRandom(3);

  constructor(logicalProcessors: number, weights: readonly number[]) {
    this.scheduler = Scheduler.create({logicalProcessors, mhz: 1000}, this.clock);
    for (const weight of weights) {
      const slot = this.scheduler.allocate()!;
      this.scheduler.setEntitlement(slot, {weight});
      this.slots.push(slot);
      this.scheduler.makeReady(slot);
    }
  }

  /** Runs for so long in steps of 100 microseconds; `idle` slots do not want to run. */
  run(micros: number, idle: readonly number[] = []): void {
    const {scheduler, clock} = this;
    const ends = new Map<number, number>();
    const used = new Map<number, number>();
    const step = 100;
    for (const end = clock.now + micros; clock.now < end; ) {
      for (const slot of this.slots) {
        if (idle.includes(slot)) {
          if (scheduler.isRunning(slot)) scheduler.rest(slot, 0);
          continue;
        }
        if (!scheduler.isRunning(slot)) scheduler.makeReady(slot);
        if (scheduler.isRunning(slot) && !ends.has(slot))
          ends.set(slot, clock.now + scheduler.timeSlice(slot) + this.#random() * this.lateness);
      }
      clock.now += step;
      for (const [slot, sliceEnd] of ends) {
        used.set(slot, (used.get(slot) ?? 0) + step);
        const place = Math.floor((clock.now - step) / 10_000);
        if (slot === this.slots[0]) this.usage[place] = (this.usage[place] ?? 0) + step;
        if (clock.now < sliceEnd && !scheduler.isPreempted(slot)) continue;
        scheduler.endQuantum(slot, used.get(slot) ?? 0);
        used.delete(slot);
        ends.delete(slot);
      }
    }
    for (const [slot, time] of used) scheduler.endQuantum(slot, time);
  }

  charged(): number[] {
    return this.slots.map(slot => this.statistics(slot).charged);
  }

  statistics(slot: number) {
    return readProcessor(this.scheduler.block, slot, this.clock.now);
  }

  /** Charged time during a run, as fractions of one logical processor. */
  shares(micros: number, idle: readonly number[] = []): number[] {
    const before = this.charged();
    this.run(micros, idle);
    return this.charged().map((time, index) => (time - before[index]!) / micros);
  }
}

const near = (actual: readonly number[], expected: readonly number[], tolerance: number) =>
  actual.every((value, index) => Math.abs(value - expected[index]!) <= tolerance);

test('shares under contention, on one and two logical processors', t => {
  const rows: [number, number[], number[]][] = [
    [1, [1000, 1000, 2000], [0.25, 0.25, 0.5]],
    [1, [100, 200, 700], [0.1, 0.2, 0.7]],
    [1, [500], [1]],
    [2, [1000, 1000, 1000, 1000], [0.5, 0.5, 0.5, 0.5]],
    [2, [1000, 1000], [1, 1]],
  ];
  for (const [lps, weights, expected] of rows) {
    const shares = new Simulation(lps, weights).shares(10e6);
    t.true(near(shares, expected, 0.015), `${weights}: ${shares}`);
  }
});

test('what an idle processor leaves goes to the others by their shares', t => {
  const simulation = new Simulation(1, [1000, 1000, 2000]);
  const [first] = simulation.slots;
  const shares = simulation.shares(3e6, [first!]);
  t.true(near(shares, [0, 1 / 3, 2 / 3], 0.015), String(shares));
  const after = simulation.shares(1e6);
  t.true(near(after, [0.25, 0.25, 0.5], 0.03), `sleeping saves nothing up: ${after}`);
});

/** The most in any 100 neighbouring parts of 10 ms. */
function busiestSecond(usage: readonly number[]): number {
  let most = 0;
  for (let at = 0; at < usage.length; at++) {
    const second = usage.slice(at, at + 100).reduce((sum, time) => sum + (time ?? 0), 0);
    most = Math.max(most, second);
  }
  return most;
}

test('a limit holds over every second, also after idling and with late quanta, and is reached', t => {
  for (const [limitFraction, lateness] of [
    [0.25, 0],
    [0.25, 1000],
    [0.1, 1000],
    [0.8, 3000],
  ] as const) {
    const simulation = new Simulation(1, [1000, 1000]);
    const [limited, other] = simulation.slots;
    simulation.scheduler.setEntitlement(limited!, {weight: 9000, limitFraction});
    simulation.lateness = lateness;
    simulation.run(2e6, [limited!]);
    simulation.run(4e6);
    simulation.run(3e6, [other!]);
    simulation.run(3e5, [limited!]);
    const before = simulation.charged()[0]!;
    simulation.run(4e6, [other!]);
    const name = `${limitFraction}, late by ${lateness} us`;
    const most = busiestSecond(simulation.usage);
    t.true(most <= limitFraction * 1e6, `${name}: ${most} us in a second`);
    const reached = (simulation.charged()[0]! - before) / 4e6 / limitFraction;
    t.true(reached >= 0.95, `${name}: only ${reached} of the limit`);
    t.true(simulation.statistics(limited!).limited > 1e6);
  }
});

test('a reservation is served before shares', t => {
  const simulation = new Simulation(1, [100, 10_000]);
  const [small] = simulation.slots;
  simulation.scheduler.setEntitlement(small!, {weight: 100, reservationMHz: 400});
  const shares = simulation.shares(10e6);
  t.true(near(shares, [0.4, 0.6], 0.02), String(shares));
});

test('run, ready and wait add up to the time, to the microsecond', t => {
  const simulation = new Simulation(1, [1000, 3000, 500]);
  simulation.scheduler.setEntitlement(simulation.slots[2]!, {weight: 500, limitFraction: 0.1});
  const before = simulation.slots.map(slot => simulation.statistics(slot));
  simulation.run(1_234_500, [simulation.slots[0]!]);
  simulation.run(987_600);
  simulation.slots.forEach((slot, index) => {
    const {asOf, run, ready, wait, limited} = simulation.statistics(slot);
    const then = before[index]!;
    const sum = run - then.run + ready - then.ready + wait - then.wait;
    t.true(Math.abs(sum - (asOf - then.asOf)) < 0.001, `${sum} of ${asOf - then.asOf}`);
    t.true(limited <= ready);
  });
});

test('the number of logical processors can change while machines run', t => {
  const simulation = new Simulation(1, [1000, 1000, 1000, 1000]);
  t.true(near(simulation.shares(2e6), [0.25, 0.25, 0.25, 0.25], 0.02));
  simulation.scheduler.setLogicalProcessors(2);
  t.true(near(simulation.shares(2e6), [0.5, 0.5, 0.5, 0.5], 0.02));
  simulation.scheduler.setLogicalProcessors(1);
  t.true(near(simulation.shares(2e6), [0.25, 0.25, 0.25, 0.25], 0.02));
  t.throws(() => simulation.scheduler.setLogicalProcessors(0));
});

test('slots come back, and so does the logical processor they held', t => {
  const simulation = new Simulation(1, [1000, 1000]);
  const [first, second] = simulation.slots as [number, number];
  t.true(simulation.scheduler.isRunning(first));
  simulation.scheduler.free(first);
  t.true(simulation.scheduler.isRunning(second));
  t.is(simulation.scheduler.allocate(), first);
  t.throws(() => simulation.scheduler.setEntitlement(first, {weight: 0}));
  t.throws(() => simulation.scheduler.setEntitlement(first, {weight: 1, limitFraction: 0}));
});
