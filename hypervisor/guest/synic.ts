/**
 * The guest's use of its synthetic interrupt controller: pages, messages, event flags, the timer.
 *
 * Source: hyperv-wire.md 2.3 to 2.6, in the order of 2.7.
 */
import {MESSAGE_PAYLOAD_MAX, MESSAGE_PENDING, SynicMessage} from '../hv/synic-message.ts';
import {VMBUS_MESSAGE_TYPE, VMBUS_SINT} from '../root/vmbus/protocol.ts';
import {FixedPage, gpaOf} from './memory-map.ts';
import type {Processor} from './processor.ts';
import {
  ENABLE,
  HV_STATUS_MASK,
  HVCALL_FAST,
  HvCall,
  Msr,
  TIMER_AUTO_ENABLE,
  TIMER_DIRECT,
  TIMER_VECTOR_SHIFT,
} from './registers.ts';

/** Vectors as Linux has them. */
export const VMBUS_VECTOR = 0xf3;
const TIMER_VECTOR = 0xed;

const SLOT = gpaOf(FixedPage.messages) + VMBUS_SINT * 256;
/** Words of the event flags of our interrupt source. */
const FLAGS = (gpaOf(FixedPage.events) + VMBUS_SINT * 256) >> 2;
const FLAG_WORDS = 64;
/** Layout of HvCallPostMessage's input. */
const POST = gpaOf(FixedPage.postInput);

export class GuestSynic {
  readonly #processor: Processor;

  constructor(processor: Processor) {
    this.#processor = processor;
  }

  /** Message page, event page, interrupt source, timer. */
  enable(): void {
    const processor = this.#processor;
    processor.wrmsr(Msr.Simp, BigInt(gpaOf(FixedPage.messages)) | ENABLE);
    processor.wrmsr(Msr.Siefp, BigInt(gpaOf(FixedPage.events)) | ENABLE);
    processor.wrmsr(Msr.Sint0 + VMBUS_SINT, BigInt(VMBUS_VECTOR));
    processor.wrmsr(Msr.Scontrol, ENABLE);
    const vector = BigInt(TIMER_VECTOR) << TIMER_VECTOR_SHIFT;
    processor.wrmsr(Msr.Stimer0Config, TIMER_AUTO_ENABLE | TIMER_DIRECT | vector);
  }

  /** Takes the message in our slot; undefined if there is none. */
  takeMessage(): Uint8Array | undefined {
    const {memory} = this.#processor;
    if (Atomics.load(memory.words, SLOT >> 2) === 0) return undefined;
    const {messageType, payloadSize, payload} = SynicMessage.read(memory, SLOT);
    Atomics.store(memory.words, SLOT >> 2, 0);
    // The flag is looked at after the slot is free: what came between has set it.
    if ((memory.readU8(SLOT + 5) & MESSAGE_PENDING) !== 0) this.#processor.wrmsr(Msr.Eom, 0n);
    if (messageType !== VMBUS_MESSAGE_TYPE) return undefined;
    return payload.subarray(0, Math.min(payloadSize, MESSAGE_PAYLOAD_MAX));
  }

  /** Takes all event flags; the answer are the channels that were signalled. */
  takeEvents(): number[] {
    const {words} = this.#processor.memory;
    const relids: number[] = [];
    for (let index = 0; index < FLAG_WORDS; index++) {
      if (Atomics.load(words, FLAGS + index) === 0) continue;
      const bits = Atomics.exchange(words, FLAGS + index, 0);
      for (let bit = 0; bit < 32; bit++) if (bits & (1 << bit)) relids.push(index * 32 + bit);
    }
    return relids;
  }

  /** Interrupt at this reference time (100 ns), or not at all. */
  setTimer(time: number | undefined): void {
    this.#processor.wrmsr(Msr.Stimer0Count, BigInt(time ?? 0));
  }

  /** HvCallPostMessage; the answer is its status. */
  post(connectionId: number, message: Uint8Array): bigint {
    const {memory} = this.#processor;
    memory.writeU32(POST, connectionId);
    memory.writeU32(POST + 4, 0);
    memory.writeU32(POST + 8, VMBUS_MESSAGE_TYPE);
    memory.writeU32(POST + 12, message.length);
    memory.copyIn(POST + 16, message);
    return this.#processor.hypercall(HvCall.PostMessage, BigInt(POST), 0n) & HV_STATUS_MASK;
  }

  /** HvCallSignalEvent in its fast form, flag 0. */
  signal(connectionId: number): void {
    this.#processor.hypercall(HvCall.SignalEvent | HVCALL_FAST, BigInt(connectionId), 0n);
  }
}
