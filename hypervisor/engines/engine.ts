/**
 * What executes a virtual processor, and what it is given to execute with.
 *
 * An engine knows an instruction set; it knows nothing of VMBus, scheduling or management. All
 * engines run on the thread of their virtual processor (vp-thread.ts) and meet the hypervisor only
 * through `ProcessorPort`. A guest can not make an engine throw: what it can not execute ends the
 * partition with `fault`.
 */
import type {GuestMemory} from '../hv/guest-memory.ts';

/**
 * Why `run` came back.
 *
 * - `quantum`: the time is used up, or `attention()` asked for the processor.
 * - `halt`: nothing to do until an interrupt.
 * - `shutdown`: the guest switched the machine off (ACPI S5).
 * - `stopped`: the guest gave up; it wrote RESET or CRASH_CTL before, or it is a halt for good.
 * - `fault`: the guest did what no processor can execute (a triple fault).
 */
export type EngineExit = 'quantum' | 'halt' | 'shutdown' | 'stopped' | 'fault';

export interface Engine {
  /** Executes guest code for at most about `quantumMicros`; looks at `attention()` often. */
  run(quantumMicros: number): EngineExit;
  /** Asserts an edge-triggered vector (0 to 255) in the processor's interrupt controller. */
  interrupt(vector: number): void;
  /** Everything that is not in guest memory, as structured-cloneable data. Between two runs only. */
  save(): unknown;
  /** Register names and values, for people. Between two runs only. */
  registers(): Record<string, bigint>;
  /** After `fault`, for people: what the guest did and where. */
  faultDetail?(): string;
  /** Microseconds until the engine's own devices need a halted processor; absent: never. */
  untilTimer?(): number;
  /**
   * The guest keeps time by a counter and not by its ticks, so that a timer of a processor that has
   * been idle for a while may be late (idle-slack.ts).
   */
  readonly allowsSlack?: boolean;
  /** Engines that need turns of the event loop (asynchronous compilation) say so. */
  readonly needsEventLoop?: boolean;
}

/** EAX, EBX, ECX, EDX, unsigned. */
export type CpuidResult = readonly [eax: number, ebx: number, ecx: number, edx: number];

/** What the hypervisor must know of an engine's processor. */
export interface ProcessorTraits {
  /** Machine code of the hypercall page; absent where hypercalls need no page. */
  hypercallCode?: Uint8Array;
  /** A time-stamp counter that guests can read; without one they read TIME_REF_COUNT. */
  tsc?: {readonly hz: number; readonly apicHz: number; read(): bigint};
  /** Forgets all address translations. */
  flushTranslations?(): void;
}

/** The hypervisor as its processor sees it: every method is one intercept. */
export interface ProcessorPort {
  readonly memory: GuestMemory;
  readonly vpIndex: number;
  readonly vpCount: number;
  /**
   * Control, input and output are RCX, RDX and R8 on x64; the result is RAX. A fast call has its
   * 16 bytes of parameters in `input` and `output` (hyperv-wire.md 1.5).
   */
  hypercall(control: bigint, input: bigint, output: bigint): bigint;
  /** Undefined: the access raises #GP in the guest. */
  readMsr(msr: number): bigint | undefined;
  /** False: the access raises #GP in the guest. */
  writeMsr(msr: number, value: bigint): boolean;
  /** Undefined: a leaf that is not the hypervisor's. */
  cpuid(leaf: number): CpuidResult | undefined;
  /** Whether the processor is wanted elsewhere: an interrupt, the scheduler, a suspend. Cheap. */
  attention(): boolean;
  /**
   * Serves what came in while guest code runs: timers that are due, mail, interrupts. Between two
   * instructions; an engine that does not call it is served between two runs.
   */
  poll(interrupt: (vector: number) => void): void;
  /** Called once by an engine that has more to say than the defaults. */
  setTraits(traits: ProcessorTraits): void;
  /** The partition's reference time in 100 ns. */
  referenceTime(): number;
  /** The guest asked for a reset by means of the engine's own. */
  requestReset(): void;
  /** What the guest wrote to a serial port of the engine's. */
  serialOutput(port: number, bytes: Uint8Array): void;
  /** Set by an engine that has serial ports: takes input for one of them. */
  onSerialInput: ((port: number, bytes: Uint8Array) => void) | undefined;
}

/** What an engine's factory is told. `image` and `settings` mean something to the engine only. */
export interface EngineStart {
  image: string;
  /** Structured-cloneable settings of the image: host name, seed, kernel command line. */
  settings: Record<string, unknown>;
  /** What all processors of the engine share (`EngineEntry.common`). */
  common?: unknown;
  /** What `save` returned, when the processor goes on from there. */
  state?: unknown;
}

export type EngineFactory = (port: ProcessorPort, start: EngineStart) => Engine | Promise<Engine>;
