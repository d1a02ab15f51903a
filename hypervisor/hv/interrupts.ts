/**
 * Raising interrupts and event flags on a virtual processor, from any thread.
 *
 * An interrupt is a bit in the partition's block and a ring of the processor's doorbell; its own
 * thread gives the vector to the engine. Source: hyperv-wire.md 2.4 and 2.5.
 */
import {PAGE_SIZE, type GuestMemory} from './guest-memory.ts';
import {EVENT_FLAGS, type PartitionBlock, SINT_MASKED, SINTS, VpWord} from './partition-block.ts';
import type {SchedulerBlock} from './scheduler/scheduler-block.ts';
import {HvStatus} from './status.ts';

/** Bits of a SINT register. */
export const SintBit = {
  vector: 0xff,
  masked: SINT_MASKED,
  autoEoi: 0x20000,
  polling: 0x40000,
} as const;

/** Bytes of the message page and of the event flags page that belong to one SINT. */
const SINT_AREA = 256;

/** What raising needs; every thread makes its own from the shared buffers. */
export interface InterruptTarget {
  readonly memory: GuestMemory;
  readonly block: PartitionBlock;
  readonly scheduler: SchedulerBlock;
}

export function raiseInterrupt(target: InterruptTarget, vp: number, vector: number): void {
  const {block, scheduler} = target;
  if (pendInterrupt(target, vp, vector)) scheduler.ring(block.vp(vp, VpWord.slot));
}

/** Without the doorbell, for the processor's own thread. True: it was not pending. */
export function pendInterrupt({block}: InterruptTarget, vp: number, vector: number): boolean {
  const word = block.vpWord(vp, VpWord.pendingInterrupts) + (vector >> 5);
  const bit = 1 << (vector & 31);
  return (Atomics.or(block.words, word, bit) & bit) === 0;
}

/** Raises the vector of a SINT unless it is masked or polled. */
export function raiseSint(target: InterruptTarget, vp: number, sint: number): void {
  const value = target.block.vp(vp, VpWord.sints + sint);
  if ((value & (SintBit.masked | SintBit.polling)) !== 0) return;
  raiseInterrupt(target, vp, value & SintBit.vector);
}

/** Sets an event flag; only a change from 0 to 1 interrupts. There is no queue behind it. */
export function setEventFlag(
  target: InterruptTarget,
  vp: number,
  sint: number,
  flag: number,
): number {
  const {block, memory} = target;
  if (vp >= block.vpCount) return HvStatus.InvalidVpIndex;
  if (sint >= SINTS || flag >= EVENT_FLAGS) return HvStatus.InvalidParameter;
  const gpn = block.vp(vp, VpWord.eventFlagsPage);
  const masked = (block.vp(vp, VpWord.sints + sint) & SintBit.masked) !== 0;
  if (gpn < 0 || block.vp(vp, VpWord.synicEnabled) === 0 || masked)
    return HvStatus.InvalidSynicState;
  const word = (gpn * PAGE_SIZE + sint * SINT_AREA + (flag >> 5) * 4) >>> 2;
  const bit = 1 << (flag & 31);
  const before = Atomics.or(memory.words, word, bit);
  if ((before & bit) === 0) raiseSint(target, vp, sint);
  return HvStatus.Success;
}

/** The GPA of a SINT's slot in a message page. */
export function messageSlotGpa(gpn: number, sint: number): number {
  return gpn * PAGE_SIZE + sint * SINT_AREA;
}
