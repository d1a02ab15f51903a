/**
 * The shared memory of a partition beside its guest memory: registers that other threads need,
 * pending interrupts and signals, connections, what lies under overlay pages.
 *
 * The thread of each virtual processor executes hypercalls on this block; the root's main thread
 * and the threads of providers raise interrupts through it. Places only, no behaviour. One writer
 * for each word unless it is changed with `Atomics`.
 */
import {PAGE_SIZE} from './guest-memory.ts';

export const MAX_VPS = 64;
export const SINTS = 16;
export const TIMERS = 4;

/** 64-bit registers of the partition. */
export const PartitionRegister = {
  privileges: 0,
  guestOsId: 1,
  hypercallPage: 2,
  referenceTscPage: 3,
  crash: 4, // P0 to P4, then CTL
} as const;
const PARTITION_REGISTERS = 10;

/** 64-bit floats, at the place of 64-bit registers. */
export const PartitionTime = {
  /** `Clock.micros` at which reference time was 0. */
  base: PARTITION_REGISTERS,
  /** Reference time in 100 ns while it stands still. */
  frozenAt: PARTITION_REGISTERS + 1,
} as const;

/** 32-bit words of the partition, from word 32. */
export const PartitionWord = {
  partitionId: 32,
  vpCount: 33,
  timeFrozen: 34,
  /** 1 while a message to the root's event loop about signals is under way. */
  rootSignalled: 35,
  /** Messages posted by the guest and not yet taken by the root: at most 16. */
  messagesToRoot: 36,
  tscSequence: 37,
} as const;

/** Event flags of one SINT, and so the most signals that a partition can tell apart. */
export const EVENT_FLAGS = 2048;
const BITMAP_WORDS = EVENT_FLAGS / 32;
/** Bit n: event n (a channel) was signalled by the guest and not looked at. */
const SIGNALS_AT = 64;
/** Bit n: who serves event n takes signals. */
const OPEN_AT = SIGNALS_AT + BITMAP_WORDS;
/** The processor that event n of the host interrupts; -1 = none. */
const TARGETS_AT = OPEN_AT + BITMAP_WORDS;
const CONNECTIONS_AT = TARGETS_AT + EVENT_FLAGS;

/** Open-addressed table of connections: id, kind, what it leads to, by whom it is served. */
export const CONNECTION_SLOTS = 4096;
const CONNECTION_WORDS = 4;
const VPS_AT = CONNECTIONS_AT + CONNECTION_SLOTS * CONNECTION_WORDS;

/** 32-bit words of a virtual processor. */
export const VpWord = {
  /** Slot of the scheduler, for its doorbell. */
  slot: 0,
  synicEnabled: 1,
  /** Page numbers, -1 when off. */
  messagePage: 2,
  eventFlagsPage: 3,
  /** 1: the mailbox of the processor's thread has something. */
  mailbox: 4,
  /** 1: the root waits for room in a message queue. */
  rootWaits: 5,
  sints: 8, //              16 words
  pendingInterrupts: 24, // 8 words: 256 vectors
  messagesQueued: 32, //    16 words, one for each SINT
  flushRequested: 48,
  /** What the root wants of the processor: `VpCommand`. */
  command: 49,
} as const;

export const VpCommand = {run: 0, suspend: 1, terminate: 2} as const;

/** 64-bit registers of a virtual processor, from its word 64. */
export const VpRegister = {
  timers: 0, // config and count of each of 4
  assistPage: 8,
  longSpins: 9,
  hypercalls: 10,
  interrupts: 11,
} as const;
const VP_WORDS = 128;
const VP_REGISTERS_AT = 64;

/** Pages that overlay guest memory; the partition's own, then some for each processor. */
export const PARTITION_OVERLAYS = {hypercall: 0, referenceTsc: 1} as const;
export const VP_OVERLAYS = {messages: 0, eventFlags: 1, assist: 2} as const;
const PARTITION_OVERLAY_COUNT = 2;
const VP_OVERLAY_COUNT = 3;

export class PartitionBlock {
  readonly buffer: SharedArrayBuffer;
  readonly words: Int32Array;
  private readonly registers: BigInt64Array;
  private readonly floats: Float64Array;
  private readonly overlaysAt: number;

  static create(vpCount: number): PartitionBlock {
    const words = VPS_AT + vpCount * VP_WORDS;
    const overlaysAt = Math.ceil((words * 4) / PAGE_SIZE) * PAGE_SIZE;
    const overlays = PARTITION_OVERLAY_COUNT + vpCount * VP_OVERLAY_COUNT;
    const block = new PartitionBlock(
      new SharedArrayBuffer(overlaysAt + overlays * PAGE_SIZE),
      vpCount,
    );
    block.words[PartitionWord.vpCount] = vpCount;
    for (let vp = 0; vp < vpCount; vp++) block.resetVp(vp);
    return block;
  }

  constructor(buffer: SharedArrayBuffer, vpCount?: number) {
    this.buffer = buffer;
    this.words = new Int32Array(buffer);
    this.registers = new BigInt64Array(buffer);
    this.floats = new Float64Array(buffer);
    const count = vpCount ?? this.words[PartitionWord.vpCount] ?? 0;
    this.overlaysAt = Math.ceil(((VPS_AT + count * VP_WORDS) * 4) / PAGE_SIZE) * PAGE_SIZE;
  }

  get vpCount(): number {
    return this.words[PartitionWord.vpCount] ?? 0;
  }

  register(index: number): bigint {
    return BigInt.asUintN(64, Atomics.load(this.registers, index));
  }

  setRegister(index: number, value: bigint): void {
    Atomics.store(this.registers, index, BigInt.asIntN(64, value));
  }

  time(index: number): number {
    return this.floats[index] ?? 0;
  }

  setTime(index: number, value: number): void {
    this.floats[index] = value;
  }

  /** Index in `words` of a word of a virtual processor. */
  vpWord(vp: number, word: number): number {
    return VPS_AT + vp * VP_WORDS + word;
  }

  vp(vp: number, word: number): number {
    return Atomics.load(this.words, this.vpWord(vp, word));
  }

  setVp(vp: number, word: number, value: number): void {
    Atomics.store(this.words, this.vpWord(vp, word), value);
  }

  vpRegister(vp: number, index: number): bigint {
    return this.register(this.vpRegisterIndex(vp, index));
  }

  setVpRegister(vp: number, index: number, value: bigint): void {
    this.setRegister(this.vpRegisterIndex(vp, index), value);
  }

  /** Counts in a register of a virtual processor; only its own thread does. */
  countVp(vp: number, index: number): void {
    this.setVpRegister(vp, index, this.vpRegister(vp, index) + 1n);
  }

  /** Index in `words` of the first word of a connection's entry. */
  connectionWord(entry: number): number {
    return CONNECTIONS_AT + entry * CONNECTION_WORDS;
  }

  /** Sets the bit of an event. True: it was not set before. */
  setSignal(event: number): boolean {
    const bit = 1 << (event & 31);
    return (Atomics.or(this.words, SIGNALS_AT + (event >> 5), bit) & bit) === 0;
  }

  /** Clears the bit of an event. True: it was set. */
  takeSignal(event: number): boolean {
    const word = SIGNALS_AT + (event >> 5);
    const bit = 1 << (event & 31);
    if ((Atomics.load(this.words, word) & bit) === 0) return false;
    return (Atomics.and(this.words, word, ~bit) & bit) !== 0;
  }

  setOpen(event: number, open: boolean): void {
    const bit = 1 << (event & 31);
    if (open) Atomics.or(this.words, OPEN_AT + (event >> 5), bit);
    else Atomics.and(this.words, OPEN_AT + (event >> 5), ~bit);
  }

  isOpen(event: number): boolean {
    return (Atomics.load(this.words, OPEN_AT + (event >> 5)) & (1 << (event & 31))) !== 0;
  }

  /** The virtual processor that an event of the host interrupts; -1 for none. */
  eventTarget(event: number): number {
    return Atomics.load(this.words, TARGETS_AT + event);
  }

  setEventTarget(event: number, vp: number): void {
    Atomics.store(this.words, TARGETS_AT + event, vp);
  }

  /** The bytes under an overlay page of the partition. */
  partitionOverlay(name: keyof typeof PARTITION_OVERLAYS): Uint8Array {
    return this.overlay(PARTITION_OVERLAYS[name]);
  }

  /** The bytes under an overlay page of a virtual processor. */
  vpOverlay(vp: number, name: keyof typeof VP_OVERLAYS): Uint8Array {
    return this.overlay(PARTITION_OVERLAY_COUNT + vp * VP_OVERLAY_COUNT + VP_OVERLAYS[name]);
  }

  /** Registers of a virtual processor as after power-on. The slot stays. */
  resetVp(vp: number): void {
    const slot = this.vp(vp, VpWord.slot);
    const at = this.vpWord(vp, 0);
    this.words.fill(0, at, at + VP_WORDS);
    this.setVp(vp, VpWord.slot, slot);
    this.setVp(vp, VpWord.messagePage, -1);
    this.setVp(vp, VpWord.eventFlagsPage, -1);
    for (let sint = 0; sint < SINTS; sint++) this.setVp(vp, VpWord.sints + sint, SINT_MASKED);
  }

  private vpRegisterIndex(vp: number, index: number): number {
    return (VPS_AT + vp * VP_WORDS + VP_REGISTERS_AT) / 2 + index;
  }

  private overlay(index: number): Uint8Array {
    return new Uint8Array(this.buffer, this.overlaysAt + index * PAGE_SIZE, PAGE_SIZE);
  }
}

/** Bit 16 of a SINT register; its value after reset. */
export const SINT_MASKED = 0x10000;
