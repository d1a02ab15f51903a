/**
 * What a limited processor may still use: a credit that refills steadily, and the last second.
 *
 * The credit smooths (at most a tenth of a second's worth is saved up); the window of one second
 * is the promise: whatever the bursts, usage over any second stays within the limit. A bucket
 * counts until all of it is older than a second, and room is left for a quantum that ends late.
 * resources.md 6.2.3 and 6.2.4. Called with the scheduler's lock held.
 */
import {type SchedulerBlock, WINDOW_BUCKET_MICROS, WINDOW_BUCKETS} from './scheduler-block.ts';

const SECOND = 1_000_000;
/** How much of a guarantee or credit can be saved up, as time. */
const SAVED_MICROS = 100_000;
/** A throttled processor waits until it can run for this much time times its limit. */
const PERIOD_MICROS = 10_000;
/** How much of the longest overrun is still expected after each further quantum. */
const OVERRUN_MEMORY = 0.999;
/** Expected before any was seen: Linux counts CPU time late, by up to a tick. */
const TICK_MICROS = 4000;
const TICK_PART = 0.02;
/** An overrun above this part of the limit is a stall of the host, and is not planned for. */
const OVERRUN_PART = 0.1;

/** Brings credit and guarantee to `now`. A guarantee only grows while the processor wants to run. */
export function refill(block: SchedulerBlock, slot: number, now: number, wanted: boolean): void {
  const elapsed = Math.max(0, now - block.get(slot, 'refilledAt'));
  block.set(slot, 'refilledAt', now);
  const limit = block.get(slot, 'limit');
  if (limit > 0)
    block.set(
      slot,
      'credit',
      Math.min(limit * SAVED_MICROS, block.get(slot, 'credit') + limit * elapsed),
    );
  const reservation = block.get(slot, 'reservation');
  if (reservation > 0 && wanted)
    block.set(
      slot,
      'guarantee',
      Math.min(reservation * SAVED_MICROS, block.get(slot, 'guarantee') + reservation * elapsed),
    );
}

/** Takes `used` microseconds from credit and guarantee, and notes them in the window. */
export function drain(block: SchedulerBlock, slot: number, now: number, used: number): void {
  const reservation = block.get(slot, 'reservation');
  // What it ran beyond its guarantee counts against the next one, within the same bound.
  if (reservation > 0)
    block.set(
      slot,
      'guarantee',
      Math.max(-reservation * SAVED_MICROS, block.get(slot, 'guarantee') - used),
    );
  const limit = block.get(slot, 'limit');
  if (limit <= 0) return;
  block.add(slot, 'credit', -used);
  slideWindow(block, slot, now);
  const at = block.window(slot, Math.floor(now / WINDOW_BUCKET_MICROS));
  block.fields[at] = (block.fields[at] ?? 0) + used;
  block.add(slot, 'windowSum', used);
  const least = Math.min(TICK_MICROS, limit * SECOND * TICK_PART);
  const expected = block.get(slot, 'overrun') * OVERRUN_MEMORY;
  const overrun = Math.max(least, expected, used - block.get(slot, 'slice'));
  block.set(slot, 'overrun', Math.min(overrun, limit * SECOND * OVERRUN_PART));
}

/** Microseconds the processor may run from now; Infinity without a limit. */
export function allowance(block: SchedulerBlock, slot: number, now: number): number {
  const limit = block.get(slot, 'limit');
  if (limit <= 0) return Infinity;
  slideWindow(block, slot, now);
  return Math.min(block.get(slot, 'credit'), windowRoom(block, slot));
}

/** When a throttled processor should ask again. */
export function resumeTime(block: SchedulerBlock, slot: number, now: number): number {
  const limit = block.get(slot, 'limit');
  if (limit <= 0) return now;
  slideWindow(block, slot, now);
  const wanted = limit * PERIOD_MICROS;
  const byCredit = now + Math.max(0, wanted - block.get(slot, 'credit')) / limit;
  return Math.max(byCredit, windowResume(block, slot, now, wanted));
}

function windowRoom(block: SchedulerBlock, slot: number): number {
  const limit = block.get(slot, 'limit');
  return limit * SECOND - block.get(slot, 'windowSum') - block.get(slot, 'overrun');
}

/** When enough usage is more than a second old for `wanted` microseconds of room. */
function windowResume(block: SchedulerBlock, slot: number, now: number, wanted: number): number {
  let missing = wanted - windowRoom(block, slot);
  if (missing <= 0) return now;
  const oldest = Math.floor(now / WINDOW_BUCKET_MICROS) - WINDOW_BUCKETS + 1;
  let gone = 0;
  while (missing > 0 && gone < WINDOW_BUCKETS)
    missing -= block.fields[block.window(slot, oldest + gone++)] ?? 0;
  return (oldest + gone - 1 + WINDOW_BUCKETS) * WINDOW_BUCKET_MICROS;
}

/** Forgets the buckets that are more than a second old. */
function slideWindow(block: SchedulerBlock, slot: number, now: number): void {
  const current = Math.floor(now / WINDOW_BUCKET_MICROS);
  const last = block.get(slot, 'windowBucket');
  if (current === last) return;
  const steps = Math.min(current - last, WINDOW_BUCKETS);
  for (let bucket = current - steps + 1; bucket <= current; bucket++)
    block.fields[block.window(slot, bucket)] = 0;
  let sum = 0;
  for (let bucket = 0; bucket < WINDOW_BUCKETS; bucket++)
    sum += block.fields[block.window(slot, bucket)] ?? 0;
  block.set(slot, 'windowBucket', current);
  block.set(slot, 'windowSum', sum);
}
