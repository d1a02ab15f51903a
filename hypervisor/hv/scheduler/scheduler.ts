/**
 * Who runs on which logical processor: start-time fair scheduling over shared memory.
 *
 * Cooperative: there is no dispatcher thread. The thread of a virtual processor that ends its
 * quantum charges itself, picks the next one and wakes it. Weights come from the pool tree, which
 * is divided elsewhere (hypervisor/root/vmms); here each processor has one entitlement.
 *
 * Rules: resources.md 6.2. Guaranteed processors that are behind go first, then the smallest
 * virtual time. Everything here runs under one lock in the block, for a few microseconds.
 */
import {type Clock, systemClock} from '../clock.ts';
import {
  HeaderWord,
  MAX_LOGICAL_PROCESSORS,
  MAX_SLOTS,
  SchedulerBlock,
  SlotState,
} from './scheduler-block.ts';
import {chargeTime, enterState, storeState} from './time-accounts.ts';
import {allowance, drain, refill, resumeTime} from './usage-limit.ts';

/** What a virtual processor may have; changes take effect at once. */
export interface Entitlement {
  /** Relative share against others that want the same logical processors; above 0. */
  weight: number;
  /** Guaranteed speed. */
  reservationMHz?: number;
  /** Fraction of one logical processor that is never exceeded over any second. */
  limitFraction?: number;
}

export interface SchedulerOptions {
  /** How many virtual processors may run at once; by default what the host has. */
  logicalProcessors: number;
  /** Speed of one logical processor, for reservations. */
  mhz: number;
  quantumMicros?: number;
}

const DEFAULT_QUANTUM = 6000;
/** A waking processor takes over if it is this much behind the running one. */
const WAKE_PREEMPT_MICROS = 2000;
const DEFAULT_WEIGHT = 1000;
/** Virtual time is charged microseconds times this by weight. */
const PASS_SCALE = 1000;

/** Rounds of trying the lock before the thread sleeps. */
const LOCK_SPINS = 100;
const LOCK_WAIT_MS = 0.05;

export class Scheduler {
  readonly block: SchedulerBlock;
  readonly clock: Clock;
  /** What the lock holds while this thread has it. */
  private readonly holder: number;

  /** `slot` is given on the thread of a virtual processor, so that its lock can be broken. */
  constructor(block: SchedulerBlock, clock: Clock = systemClock, slot = MAX_SLOTS) {
    this.block = block;
    this.clock = clock;
    this.holder = slot + 1;
  }

  static create(options: SchedulerOptions, clock: Clock = systemClock): Scheduler {
    const {logicalProcessors, mhz, quantumMicros = DEFAULT_QUANTUM} = options;
    const scheduler = new Scheduler(new SchedulerBlock(), clock);
    scheduler.block.setHeader('quantum', quantumMicros);
    scheduler.block.setHeader('mhz', mhz);
    scheduler.setLogicalProcessors(logicalProcessors);
    return scheduler;
  }

  /** Changes how many virtual processors may run at once; who runs on one too many gives it up. */
  setLogicalProcessors(count: number): void {
    if (!Number.isInteger(count) || count < 1 || count > MAX_LOGICAL_PROCESSORS)
      throw new RangeError(
        `logical processors must be 1 to ${MAX_LOGICAL_PROCESSORS}, but are ${count}`,
      );
    this.locked(now => {
      const {block} = this;
      const before = this.logicalProcessors;
      block.words[HeaderWord.logicalProcessors] = count;
      for (let lp = before; lp < count; lp++) {
        block.setLp(lp, 'startedAt', now);
        block.setLp(lp, 'run', 0);
        block.setLp(lp, 'contextSwitches', 0);
        if (block.words[block.owner(lp)] === 0) this.handOver(lp, now);
      }
      for (let lp = count; lp < before; lp++) {
        const running = (block.words[block.owner(lp)] ?? 0) - 1;
        if (running >= 0) this.preempt(running);
      }
    });
  }

  get logicalProcessors(): number {
    return this.block.words[HeaderWord.logicalProcessors] ?? 0;
  }

  get quantumMicros(): number {
    return this.block.header('quantum');
  }

  get mhz(): number {
    return this.block.header('mhz');
  }

  /** A slot for a new virtual processor, waiting. Undefined when all are taken. */
  allocate(): number | undefined {
    return this.locked(now => {
      const {block} = this;
      for (let slot = 0; slot < MAX_SLOTS; slot++) {
        if (block.state(slot) !== SlotState.free) continue;
        block.clear(slot);
        block.set(slot, 'weight', DEFAULT_WEIGHT);
        block.set(slot, 'pass', block.header('virtualTime'));
        block.set(slot, 'refilledAt', now);
        block.set(slot, 'stateSince', now);
        block.set(slot, 'attachedAt', now);
        block.words[block.word(slot, 'lp')] = -1;
        storeState(block, slot, SlotState.waiting);
        const inUse = Math.max(slot + 1, block.words[HeaderWord.slotsInUse] ?? 0);
        block.words[HeaderWord.slotsInUse] = inUse;
        return slot;
      }
      return undefined;
    });
  }

  /** Gives a slot back; the logical processor it may hold goes on to the next. */
  free(slot: number): void {
    this.breakLock(slot);
    this.locked(now => {
      const running = this.block.state(slot) === SlotState.running;
      enterState(this.block, slot, SlotState.free, now);
      if (running) this.handOver(this.lpOf(slot), now);
    });
  }

  /** The thread of a processor is gone; the slot stays and waits. */
  retire(slot: number): void {
    this.breakLock(slot);
    if (this.block.state(slot) !== SlotState.free) this.rest(slot, 0);
  }

  setEntitlement(slot: number, entitlement: Entitlement): void {
    const {weight, reservationMHz = 0, limitFraction} = entitlement;
    if (!(weight > 0)) throw new RangeError(`weight must be above 0, but is ${weight}`);
    if (limitFraction !== undefined && !(limitFraction > 0))
      throw new RangeError(`a limit must be above 0, but is ${limitFraction}`);
    this.locked(now => {
      const {block} = this;
      refill(block, slot, now, block.state(slot) !== SlotState.waiting);
      const hadLimit = block.get(slot, 'limit') > 0;
      block.set(slot, 'weight', weight);
      block.set(slot, 'reservation', reservationMHz / this.mhz);
      block.set(slot, 'limit', limitFraction ?? 0);
      if (!hadLimit) block.set(slot, 'credit', 0);
    });
    this.block.ring(slot);
  }

  /** Called by the processor's own thread: it has work. True: it runs now. */
  makeReady(slot: number): boolean {
    return this.locked(now => {
      const {block} = this;
      const state = block.state(slot);
      if (state === SlotState.running || state === SlotState.ready)
        return state === SlotState.running;
      refill(block, slot, now, state === SlotState.limited);
      if (state === SlotState.waiting) this.forgetSleep(slot);
      if (allowance(block, slot, now) <= 0) {
        enterState(block, slot, SlotState.limited, now);
        return false;
      }
      const lp = this.freeProcessor(slot);
      if (lp !== undefined) {
        this.dispatch(slot, lp, now);
        return true;
      }
      enterState(block, slot, SlotState.ready, now);
      this.preemptFor(slot, now);
      return false;
    });
  }

  /**
   * Called by the processor's own thread: it has nothing to do, and leaves the queue if it stood in
   * it. `used` is CPU time since the last call.
   */
  rest(slot: number, used: number): void {
    this.locked(now => {
      this.charge(slot, used, now);
      const running = this.block.state(slot) === SlotState.running;
      enterState(this.block, slot, SlotState.waiting, now);
      if (running) this.handOver(this.lpOf(slot), now);
    });
  }

  /** Called by the running processor at the end of a quantum. True: it goes on running. */
  endQuantum(slot: number, used: number): boolean {
    return this.locked(now => {
      const {block} = this;
      Atomics.store(block.words, block.word(slot, 'preempt'), 0);
      this.charge(slot, used, now);
      if (block.state(slot) !== SlotState.running) return false;
      const lp = this.lpOf(slot);
      if (allowance(block, slot, now) <= 0) {
        enterState(block, slot, SlotState.limited, now);
        this.handOver(lp, now);
        return false;
      }
      const next = this.pick(now);
      const isKept = lp < this.logicalProcessors;
      if (isKept && (next === undefined || !this.goesBefore(next, slot))) return true;
      enterState(block, slot, SlotState.ready, now);
      if (next === undefined || !isKept) block.words[block.owner(lp)] = 0;
      else {
        this.dispatch(next, lp, now);
        block.ring(next);
      }
      return false;
    });
  }

  isRunning(slot: number): boolean {
    return this.block.state(slot) === SlotState.running;
  }

  /** It neither runs nor asks for a logical processor. */
  isWaiting(slot: number): boolean {
    return this.block.state(slot) === SlotState.waiting;
  }

  /** Whether the running processor should end its quantum early. */
  isPreempted(slot: number): boolean {
    return Atomics.load(this.block.words, this.block.word(slot, 'preempt')) !== 0;
  }

  /** Microseconds the running processor may use before it must end its quantum. */
  timeSlice(slot: number): number {
    const {block} = this;
    const slice = Math.min(this.quantumMicros, allowance(block, slot, this.clock.micros()));
    block.set(slot, 'slice', slice);
    return slice;
  }

  /** Microseconds until a throttled processor should ask again; Infinity if it is not throttled. */
  throttledFor(slot: number): number {
    if (this.block.state(slot) !== SlotState.limited) return Infinity;
    const now = this.clock.micros();
    return Math.max(1, resumeTime(this.block, slot, now) - now);
  }

  /** The lock belonged to a thread that was ended by force: nobody else will release it. */
  private breakLock(slot: number): void {
    const {words} = this.block;
    if (Atomics.compareExchange(words, HeaderWord.lock, slot + 1, 0) === slot + 1)
      Atomics.notify(words, HeaderWord.lock, 1);
  }

  private locked<T>(work: (now: number) => T): T {
    const {words} = this.block;
    for (
      let turn = 1;
      Atomics.compareExchange(words, HeaderWord.lock, 0, this.holder) !== 0;
      turn++
    ) {
      const holder = Atomics.load(words, HeaderWord.lock);
      if (turn > LOCK_SPINS && holder !== 0)
        Atomics.wait(words, HeaderWord.lock, holder, LOCK_WAIT_MS);
    }
    try {
      return work(this.clock.micros());
    } finally {
      Atomics.store(words, HeaderWord.lock, 0);
      Atomics.notify(words, HeaderWord.lock, 1);
    }
  }

  private lpOf(slot: number): number {
    return this.block.words[this.block.word(slot, 'lp')] ?? -1;
  }

  private charge(slot: number, used: number, now: number): void {
    const {block} = this;
    chargeTime(block, slot, used, now);
    block.add(slot, 'pass', (used * PASS_SCALE) / block.get(slot, 'weight'));
    refill(block, slot, now, true);
    drain(block, slot, now, used);
  }

  /** Sleeping saves no virtual time, apart from one quantum for a prompt start. */
  private forgetSleep(slot: number): void {
    const {block} = this;
    const advantage = (this.quantumMicros * PASS_SCALE) / block.get(slot, 'weight');
    const floor = block.header('virtualTime') - advantage;
    if (block.get(slot, 'pass') < floor) block.set(slot, 'pass', floor);
  }

  private freeProcessor(slot: number): number | undefined {
    const {block} = this;
    const last = this.lpOf(slot);
    const isUsable = last >= 0 && last < this.logicalProcessors;
    if (isUsable && block.words[block.owner(last)] === 0) return last;
    for (let lp = 0; lp < this.logicalProcessors; lp++)
      if (block.words[block.owner(lp)] === 0) return lp;
    return undefined;
  }

  private dispatch(slot: number, lp: number, now: number): void {
    const {block} = this;
    block.words[block.owner(lp)] = slot + 1;
    block.words[block.word(slot, 'lp')] = lp;
    block.add(slot, 'dispatches', 1);
    block.setLp(lp, 'contextSwitches', block.lp(lp, 'contextSwitches') + 1);
    block.setHeader('virtualTime', Math.max(block.header('virtualTime'), block.get(slot, 'pass')));
    enterState(block, slot, SlotState.running, now);
  }

  private handOver(lp: number, now: number): void {
    const {block} = this;
    const next = lp < this.logicalProcessors ? this.pick(now) : undefined;
    block.words[block.owner(lp)] = 0;
    if (next === undefined) return;
    this.dispatch(next, lp, now);
    block.ring(next);
  }

  /** The ready processor that should run next. */
  private pick(now: number): number | undefined {
    const {block} = this;
    let best: number | undefined;
    const inUse = block.words[HeaderWord.slotsInUse] ?? 0;
    for (let slot = 0; slot < inUse; slot++) {
      if (block.state(slot) !== SlotState.ready) continue;
      refill(block, slot, now, true);
      if (best === undefined || this.goesBefore(slot, best)) best = slot;
    }
    return best;
  }

  private goesBefore(slot: number, other: number): boolean {
    const {block} = this;
    const owed = block.get(slot, 'guarantee') > 0;
    if (owed !== block.get(other, 'guarantee') > 0) return owed;
    return block.get(slot, 'pass') < block.get(other, 'pass');
  }

  /** Asks the running processor that is furthest ahead of a waking one to give way. */
  private preemptFor(slot: number, now: number): void {
    const {block} = this;
    const pass = block.get(slot, 'pass');
    const owed = block.get(slot, 'guarantee') > 0;
    let victim: number | undefined;
    let furthest = 0;
    for (let lp = 0; lp < this.logicalProcessors; lp++) {
      const running = (block.words[block.owner(lp)] ?? 0) - 1;
      if (running < 0) continue;
      const perMicro = PASS_SCALE / block.get(running, 'weight');
      const since = now - block.get(running, 'stateSince');
      const ahead = (block.get(running, 'pass') - pass) / perMicro + since - WAKE_PREEMPT_MICROS;
      const lead = owed && block.get(running, 'guarantee') <= 0 ? Infinity : ahead;
      if (lead > furthest) {
        furthest = lead;
        victim = running;
      }
    }
    if (victim !== undefined) this.preempt(victim);
  }

  /** Asks a running processor to give way at its next safe point. */
  private preempt(slot: number): void {
    const {block} = this;
    Atomics.store(block.words, block.word(slot, 'preempt'), 1);
    block.ring(slot);
  }
}
