/**
 * Figures of virtual and logical processors, read from shared memory without stopping anything.
 *
 * run + ready + wait is the time since the processor was made, to the microsecond, at `asOf`
 * (resources.md 6.5). A running processor is counted up to its last charge.
 */
import {type SchedulerBlock, SlotState} from './scheduler-block.ts';

/** All times in microseconds since the processor was made. */
export interface ProcessorStatistics {
  /** The moment the figures are true for, on the clock of hv/clock.ts. */
  asOf: number;
  /** Executing. */
  run: number;
  /** Wanted to run and could not: no logical processor, throttled, or the host ran others. */
  ready: number;
  /** Of `ready`: throttled by its own limit. */
  limited: number;
  /** Halted, suspended or not started. */
  wait: number;
  /** CPU time charged, the thread's work outside the guest included. */
  charged: number;
  /** How often it was given a logical processor. */
  dispatches: number;
}

export interface LogicalProcessorStatistics {
  /** Microseconds in which a virtual processor ran, since `elapsed` began. */
  run: number;
  elapsed: number;
  contextSwitches: number;
}

export function readProcessor(
  block: SchedulerBlock,
  slot: number,
  now: number,
): ProcessorStatistics {
  const sequence = block.word(slot, 'sequence');
  for (;;) {
    const before = Atomics.load(block.words, sequence);
    const figures = figuresOf(block, slot, now);
    if ((before & 1) === 0 && Atomics.load(block.words, sequence) === before) return figures;
  }
}

function figuresOf(block: SchedulerBlock, slot: number, now: number): ProcessorStatistics {
  const state = block.state(slot);
  const since = block.get(slot, 'stateSince');
  const asOf = state === SlotState.running ? since : Math.max(now, since);
  const open = asOf - since;
  const limited = block.get(slot, 'limited') + (state === SlotState.limited ? open : 0);
  const ready = block.get(slot, 'ready') + (state === SlotState.ready ? open : 0);
  const wait = block.get(slot, 'wait') + (state === SlotState.waiting ? open : 0);
  const stolen = block.get(slot, 'stolen');
  return {
    asOf,
    run: block.get(slot, 'run'),
    ready: ready + limited + stolen,
    limited,
    wait,
    charged: block.get(slot, 'charged'),
    dispatches: block.get(slot, 'dispatches'),
  };
}

export function readLogicalProcessor(
  block: SchedulerBlock,
  lp: number,
  now: number,
): LogicalProcessorStatistics {
  return {
    run: block.lp(lp, 'run'),
    elapsed: now - block.lp(lp, 'startedAt'),
    contextSwitches: block.lp(lp, 'contextSwitches'),
  };
}
