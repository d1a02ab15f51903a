/**
 * What passes between the thread of a virtual processor and the root's main thread.
 *
 * Plain data only, so that a MessagePort can carry it; in tests both ends are on one thread.
 */
import type {EngineExit} from '../engines/engine.ts';
import type {QueuedMessage} from './synic-message.ts';

/** A wake-up word of a serving thread, by the number that connections name it with. */
export interface NumberedDoorbell {
  server: number;
  buffer: SharedArrayBuffer;
  index: number;
}

/** Root to processor; announced in the `mailbox` word. */
export type ToProcessor =
  | {kind: 'message'; sint: number; message: QueuedMessage}
  | {kind: 'doorbell'; doorbell: NumberedDoorbell}
  | {kind: 'serial'; port: number; bytes: Uint8Array}
  | {kind: 'save'};

/** A guest's last words: CRASH_P0 to P4, and the text it may have left. */
export interface CrashReport {
  parameters: readonly bigint[];
  message?: string;
}

/** Why a processor's thread ended. */
export type ProcessorExit =
  | {reason: Exclude<EngineExit, 'quantum' | 'halt' | 'fault'> | 'reset'}
  | {reason: 'terminated'}
  | {reason: 'fault'; detail?: string}
  | {reason: 'crash'; crash: CrashReport}
  | {reason: 'error'; error: string};

/** Processor to root. */
export type ToRoot =
  | {kind: 'message'; connectionId: number; messageType: number; vp: number; payload: Uint8Array}
  /** Some event connections of the root were signalled: look at the bitmap. */
  | {kind: 'signalled'}
  /** A message queue that was full has room. */
  | {kind: 'room'}
  /** The guest wrote to a serial port. */
  | {kind: 'serial'; port: number; bytes: Uint8Array}
  | {kind: 'started'}
  | {kind: 'suspended'}
  | {kind: 'saved'; state: unknown}
  | {kind: 'exit'; exit: ProcessorExit};

/** The processor's end. */
export interface RootLink {
  send(message: ToRoot): void;
  /** Everything that arrived since the last call. */
  take(): ToProcessor[];
}
