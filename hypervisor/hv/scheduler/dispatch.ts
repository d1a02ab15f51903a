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
 * How long a halted processor looks at its doorbell before it sleeps. Waking a thread takes about 50 microseconds,
 * and costs the one that wakes it a system call: most of a storage thread's time when a guest slept between any
 * two completions. So the look is worth it where the last sleeps were shorter, and only there.
 */
const SPIN_MICROS = 100;
/** A sleep of this length would have been spared by a longer look. */
const SHORT_SLEEP_MICROS = 200;
/** Looks between two looks at the clock. */
const LOOKS = 64;

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
  /** How long `spin` looks: nothing, or SPIN_MICROS where it was worth it. */
  private spinMicros = SPIN_MICROS;

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

  /** Takes note of the doorbell; what rang before must be looked at after this. True: it rang. */
  look(): boolean {
    const before = this.seen;
    this.seen = Atomics.load(this.words, this.doorbell);
    return this.seen !== before;
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
    const {clock} = this.scheduler;
    for (const end = clock.micros() + this.spinMicros; clock.micros() < end; )
      for (let look = 0; look < LOOKS; look++) if (this.attention()) return true;
    return false;
  }

  /** Sleeps until the doorbell rings or the time is over. Returns at once if it rang since `look`. */
  sleep(micros: number): void {
    const began = this.scheduler.clock.micros();
    Atomics.store(this.words, this.sleeping, 1);
    Atomics.wait(this.words, this.doorbell, this.seen, micros / 1000);
    Atomics.store(this.words, this.sleeping, 0);
    const isShort = this.scheduler.clock.micros() - began < SHORT_SLEEP_MICROS;
    this.spinMicros = isShort ? SPIN_MICROS : this.spinMicros / 2;
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
