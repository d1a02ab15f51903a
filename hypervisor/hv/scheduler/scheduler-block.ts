/**
 * The shared memory of the scheduler: one slot per virtual processor of any partition, one entry
 * per logical processor, and the lock.
 *
 * Holds places only; the algorithm is scheduler.ts. All times are microseconds of hv/clock.ts,
 * kept as 64-bit floats (exact to the microsecond for 285 years).
 */

/** Room for virtual processors; memory is only touched where slots are used. */
export const MAX_SLOTS = 1024;
export const MAX_LOGICAL_PROCESSORS = 64;

/** 32-bit words at the beginning. */
const HEADER_WORDS = 16;
export const HeaderWord = {lock: 0, logicalProcessors: 1, slotsInUse: 2} as const;

/** 32-bit words of a slot. */
const SLOT_WORDS = 8;
export const SlotWord = {
  /** Counts everything that wants the processor's attention; its thread sleeps on it. */
  doorbell: 0,
  /** 1 while the thread sleeps, so that ringers know whether to wake it. */
  sleeping: 1,
  state: 2,
  /** The logical processor it runs on, or ran on last. */
  lp: 3,
  /** 1: give the logical processor up at the next safe point. */
  preempt: 4,
  /** Odd while figures are being written (see `readSlot`). */
  sequence: 5,
} as const;

export const SlotState = {free: 0, waiting: 1, ready: 2, running: 3, limited: 4} as const;

/** 64-bit floats of a slot. */
export const SlotField = {
  weight: 0,
  /** Fraction of one logical processor that is guaranteed, 0 and up. */
  reservation: 1,
  /** Fraction of one logical processor that is never exceeded; 0 = no limit. */
  limit: 2,
  /** Virtual time: charged microseconds times 1000 by weight. */
  pass: 3,
  guarantee: 4,
  credit: 5,
  refilledAt: 6,
  stateSince: 7,
  /** Statistics: see statistics.ts. */
  run: 8,
  ready: 9,
  wait: 10,
  limited: 11,
  onProcessor: 12,
  stolen: 13,
  charged: 14,
  dispatches: 15,
  attachedAt: 16,
  /** The bucket of the usage window that is being filled. */
  windowBucket: 17,
  windowSum: 18,
  /** What the present quantum may use, and how much quanta went beyond that lately. */
  slice: 19,
  overrun: 20,
} as const;
const SLOT_FIELDS = 24;

/** The usage of the last second in buckets of 2.5 ms; the oldest of the 401 is partly older. */
export const WINDOW_BUCKETS = 401;
export const WINDOW_BUCKET_MICROS = 2500;

const LP_FIELDS = 4;
export const LpField = {run: 0, contextSwitches: 1, startedAt: 2} as const;

export const HeaderField = {virtualTime: 0, quantum: 1, mhz: 2} as const;
const HEADER_FIELDS = 8;

const WORDS = HEADER_WORDS + MAX_LOGICAL_PROCESSORS + MAX_SLOTS * SLOT_WORDS;
const FIELDS_AT = WORDS * 4;
const LPS_AT = HEADER_FIELDS;
const SLOTS_AT = LPS_AT + MAX_LOGICAL_PROCESSORS * LP_FIELDS;
const WINDOWS_AT = SLOTS_AT + MAX_SLOTS * SLOT_FIELDS;
const FIELDS = WINDOWS_AT + MAX_SLOTS * WINDOW_BUCKETS;

export class SchedulerBlock {
  readonly buffer: SharedArrayBuffer;
  readonly words: Int32Array;
  readonly fields: Float64Array;

  constructor(buffer = new SharedArrayBuffer(FIELDS_AT + FIELDS * 8)) {
    this.buffer = buffer;
    this.words = new Int32Array(buffer, 0, WORDS);
    this.fields = new Float64Array(buffer, FIELDS_AT, FIELDS);
  }

  /** Index in `words`. */
  word(slot: number, name: keyof typeof SlotWord): number {
    return HEADER_WORDS + MAX_LOGICAL_PROCESSORS + slot * SLOT_WORDS + SlotWord[name];
  }

  /** Index in `words` of the slot that owns a logical processor, plus 1; the word is 0 when idle. */
  owner(lp: number): number {
    return HEADER_WORDS + lp;
  }

  get(slot: number, name: keyof typeof SlotField): number {
    return this.fields[SLOTS_AT + slot * SLOT_FIELDS + SlotField[name]] ?? 0;
  }

  set(slot: number, name: keyof typeof SlotField, value: number): void {
    this.fields[SLOTS_AT + slot * SLOT_FIELDS + SlotField[name]] = value;
  }

  add(slot: number, name: keyof typeof SlotField, value: number): void {
    this.set(slot, name, this.get(slot, name) + value);
  }

  clear(slot: number): void {
    this.fields.fill(0, SLOTS_AT + slot * SLOT_FIELDS, SLOTS_AT + (slot + 1) * SLOT_FIELDS);
    const window = WINDOWS_AT + slot * WINDOW_BUCKETS;
    this.fields.fill(0, window, window + WINDOW_BUCKETS);
  }

  state(slot: number): number {
    return Atomics.load(this.words, this.word(slot, 'state'));
  }

  /** Index in `fields` of a bucket of the usage window. */
  window(slot: number, bucket: number): number {
    return WINDOWS_AT + slot * WINDOW_BUCKETS + (bucket % WINDOW_BUCKETS);
  }

  lp(lp: number, name: keyof typeof LpField): number {
    return this.fields[LPS_AT + lp * LP_FIELDS + LpField[name]] ?? 0;
  }

  setLp(lp: number, name: keyof typeof LpField, value: number): void {
    this.fields[LPS_AT + lp * LP_FIELDS + LpField[name]] = value;
  }

  header(name: keyof typeof HeaderField): number {
    return this.fields[HeaderField[name]] ?? 0;
  }

  setHeader(name: keyof typeof HeaderField, value: number): void {
    this.fields[HeaderField[name]] = value;
  }

  /** Tells a processor's thread that something changed, and wakes it if it sleeps. Any thread. */
  ring(slot: number): void {
    Atomics.add(this.words, this.word(slot, 'doorbell'), 1);
    if (Atomics.load(this.words, this.word(slot, 'sleeping')) !== 0)
      Atomics.notify(this.words, this.word(slot, 'doorbell'));
  }
}
