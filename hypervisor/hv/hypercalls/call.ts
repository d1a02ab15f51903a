/**
 * The shape of a hypercall: one object a file, `hv-call-*.ts`; the table is table.ts.
 *
 * `run` gets a copy of its parameters and answers a status; what it writes to `output` reaches the
 * guest only on success. Who may call and in which form is data, checked by dispatcher.ts.
 */
import type {GuestMemory} from '../guest-memory.ts';
import type {InterruptTarget} from '../interrupts.ts';

/** The virtual processor that makes the call, as far as calls need it. */
export interface Caller extends InterruptTarget {
  readonly memory: GuestMemory;
  readonly vpIndex: number;
  readonly privileges: bigint;
  /** Hands a message to the root; a status. */
  postMessage(connectionId: number, messageType: number, payload: Uint8Array): number;
  /** Signals who serves an event connection; a status. */
  signalEvent(connectionId: number, flag: number): number;
  /** Undefined: unknown, or not readable. */
  readRegister(name: number): bigint | undefined;
  /** A status. */
  writeRegister(name: number, value: bigint): number;
  /** Forgets translations of this processor, or of those in the mask. */
  flushTranslations(processors: 'all' | readonly number[]): void;
}

interface CallFacts {
  code: number;
  /** As in the TLFS: HvCallPostMessage. */
  name: string;
  /** The bit of the privilege mask that the caller must have. */
  privilege?: bigint;
  /** May come in registers. */
  fast?: boolean;
  /** May have a variable header. */
  variableHeader?: boolean;
}

export interface SimpleCall extends CallFacts {
  kind: 'simple';
  inputSize: number;
  outputSize: number;
  run(caller: Caller, input: Uint8Array, output: Uint8Array): number;
}

export interface RepCall extends CallFacts {
  kind: 'rep';
  headerSize: number;
  elementSize: number;
  outputElementSize: number;
  /** Checks the header, before the first element. */
  check(caller: Caller, header: Uint8Array): number;
  run(caller: Caller, element: Uint8Array, output: Uint8Array): number;
}

export type Hypercall = SimpleCall | RepCall;

export const SELF_PARTITION = 0xffffffffffffffffn;
export const SELF_VP = 0xfffffffe;
