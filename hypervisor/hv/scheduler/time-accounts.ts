/**
 * Where the time of a virtual processor went: executing, ready, throttled, waiting.
 *
 * Each change of state counts the time since the last one where it was spent, so the accounts add
 * up to the microsecond (resources.md 6.5). Called with the scheduler's lock held; statistics.ts
 * reads without it.
 */
import {type SchedulerBlock, SlotState} from './scheduler-block.ts';

export function storeState(block: SchedulerBlock, slot: number, state: number): void {
  Atomics.store(block.words, block.word(slot, 'state'), state);
}

/** Moves to a state. */
export function enterState(block: SchedulerBlock, slot: number, state: number, now: number): void {
  writeFigures(block, slot, () => {
    settle(block, slot, now);
    storeState(block, slot, state);
  });
}

/** Counts `used` microseconds of CPU time; what is left of the time on the processor was stolen. */
export function chargeTime(block: SchedulerBlock, slot: number, used: number, now: number): void {
  writeFigures(block, slot, () => {
    settle(block, slot, now);
    block.add(slot, 'charged', used);
    const onProcessor = block.get(slot, 'onProcessor');
    // What the host's own scheduler gave to others meanwhile. Kept monotonic: the kernel's figure
    // may lag by one tick.
    const stolen = Math.max(block.get(slot, 'stolen'), onProcessor - block.get(slot, 'charged'));
    block.set(slot, 'stolen', stolen);
    const ran = onProcessor - stolen - block.get(slot, 'run');
    block.add(slot, 'run', ran);
    const lp = block.words[block.word(slot, 'lp')] ?? -1;
    if (lp >= 0) block.setLp(lp, 'run', block.lp(lp, 'run') + ran);
  });
}

function settle(block: SchedulerBlock, slot: number, now: number): void {
  // The clocks of two threads agree to some microseconds only: no time is counted twice.
  const elapsed = Math.max(0, now - block.get(slot, 'stateSince'));
  block.add(slot, 'stateSince', elapsed);
  const state = block.state(slot);
  if (state === SlotState.running) block.add(slot, 'onProcessor', elapsed);
  else if (state === SlotState.ready) block.add(slot, 'ready', elapsed);
  else if (state === SlotState.limited) block.add(slot, 'limited', elapsed);
  else if (state === SlotState.waiting) block.add(slot, 'wait', elapsed);
}

/** Readers in other threads see either all of the change or none. */
function writeFigures(block: SchedulerBlock, slot: number, change: () => void): void {
  const sequence = block.word(slot, 'sequence');
  Atomics.add(block.words, sequence, 1);
  change();
  Atomics.add(block.words, sequence, 1);
}
