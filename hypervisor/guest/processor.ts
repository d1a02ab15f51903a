/**
 * What the enlightened guest sees of its processor, and what the engine sees of the guest.
 *
 * The `native` engine implements `Processor` over the hypervisor (every method is one trap: a
 * hypercall, an MSR access, a CPUID); it calls `Guest.step()` until its quantum ends or the guest
 * is idle. The guest has no other way out: no import of hv/, no clock, no random source.
 */
import type {GuestMemory} from '../hv/guest-memory.ts';
import type {GuestState} from './saved-state.ts';

/** The instruction set of the guest. All of it runs on the thread of the virtual processor. */
export interface Processor {
  /** All of the partition's memory; the guest is its owner and reads and writes it freely. */
  readonly memory: GuestMemory;
  /** RCX, RDX, R8 -> RAX (hyperv-wire.md 1.5). Fast calls pass their 16 bytes as input and output. */
  hypercall(control: bigint, input: bigint, output: bigint): bigint;
  rdmsr(msr: number): bigint;
  wrmsr(msr: number, value: bigint): void;
  /** EAX, EBX, ECX, EDX as unsigned numbers. */
  cpuid(leaf: number): readonly [eax: number, ebx: number, ecx: number, edx: number];
}

/**
 * What the engine does after a step: run again, halt until an interrupt, or end the partition.
 * A reset or a crash is asked for through the RESET and CRASH_CTL registers before `stopped`.
 */
export type StepResult = 'ran' | 'idle' | 'shutdown' | 'stopped';

/** A running guest. `interrupt` and `save` are called between steps only. */
export interface Guest {
  /** Does a bounded piece of work (some 50 microseconds at most). Never throws. */
  step(): StepResult;
  /** Delivers an interrupt vector; the handler runs in the next step. */
  interrupt(vector: number): void;
  /** Everything that is not in guest memory, as plain data (structured clone and JSON). */
  save(): GuestState;
}
