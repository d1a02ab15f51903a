/**
 * The scheduler as the thread of one virtual processor uses it: get a logical processor, keep it
 * for a quantum, sleep without one.
 *
 * One doorbell word is all that a sleeping thread waits on: an interrupt, a hand-over of a logical
 * processor, a request to suspend, each rings it and the thread looks around.
 */
import type {CpuClock} from './cpu-clock.ts';
import type {Scheduler} from './scheduler.ts';

/**
 * Some 10 microseconds. Waking a thread takes about 50, and costs the one that wakes it a system
 * call: most of a storage thread's time when a guest slept between any two completions.
 */
const SPINS = 2000;

export class Dispatch {
  readonly slot: number;
  private readonly scheduler: Scheduler;
  private readonly cpu: CpuClock;
  private readonly words: Int32Array;
  private readonly doorbell: number;
  private readonly sleeping: number;
  /** The doorbell when the thread last looked around. */
  private seen: number;
  /** CPU time up to which this processor was charged. */
  private chargedUpTo: number;
  private quantumEnds = 0;

  constructor(scheduler: Scheduler, slot: number, cpu: CpuClock) {
    const {block} = scheduler;
    this.scheduler = scheduler;
    this.slot = slot;
    this.cpu = cpu;
    this.words = block.words;
    this.doorbell = block.word(slot, 'doorbell');
    this.sleeping = block.word(slot, 'sleeping');
    this.seen = Atomics.load(this.words, this.doorbell);
    this.chargedUpTo = cpu.micros();
  }

  /** Takes note of the doorbell; what rang before must be looked at after this. */
  look(): void {
    this.seen = Atomics.load(this.words, this.doorbell);
  }

  /** Whether the doorbell rang since `look`. */
  attention(): boolean {
    return Atomics.load(this.words, this.doorbell) !== this.seen;
  }

  get isRunning(): boolean {
    return this.scheduler.isRunning(this.slot);
  }

  /**
   * Asks for a logical processor and sleeps until there is one, or until `isWanted` says that
   * something else is more urgent. True: this processor runs.
   */
  acquire(isWanted: () => boolean): boolean {
    const {scheduler, slot} = this;
    for (;;) {
      this.look();
      if (scheduler.makeReady(slot)) return this.startQuantum();
      if (isWanted()) return false;
      this.sleep(scheduler.throttledFor(slot));
    }
  }

  /** Microseconds left of the quantum. */
  quantumLeft(): number {
    return this.quantumEnds - this.scheduler.clock.micros();
  }

  /** At a safe point: ends the quantum if it is over. True: this processor still runs. */
  keepRunning(): boolean {
    const {scheduler, slot} = this;
    if (this.quantumLeft() > 0 && !scheduler.isPreempted(slot)) return true;
    return scheduler.endQuantum(slot, this.takeUsed()) && this.startQuantum();
  }

  /** Gives the logical processor up, or its place among those that ask for one: nothing to do. */
  rest(): void {
    if (!this.scheduler.isWaiting(this.slot)) this.scheduler.rest(this.slot, this.takeUsed());
  }

  /** Looks at the doorbell for a moment before a sleep. True: it rang. */
  spin(): boolean {
    for (let look = 0; look < SPINS; look++) if (this.attention()) return true;
    return false;
  }

  /** Sleeps until the doorbell rings or the time is over. Returns at once if it rang since `look`. */
  sleep(micros: number): void {
    Atomics.store(this.words, this.sleeping, 1);
    Atomics.wait(this.words, this.doorbell, this.seen, micros / 1000);
    Atomics.store(this.words, this.sleeping, 0);
  }

  private startQuantum(): boolean {
    const {scheduler, slot} = this;
    this.quantumEnds = scheduler.clock.micros() + scheduler.timeSlice(slot);
    return true;
  }

  private takeUsed(): number {
    const used = this.cpu.micros();
    const since = used - this.chargedUpTo;
    this.chargedUpTo = used;
    return since;
  }
}
