/**
 * What the headers of frames say, both ways. Requests carry an `id` and are answered by a frame with
 * the same id; a stream (events, console) is numbered by the service and ends with `end`.
 */
import type {CimClass, CimInstance, CimValue} from './cim.ts';

/** Raised when requests change their meaning; the service refuses others. */
export const DOOR_VERSION = 1;

export type DoorRequest =
  | {op: 'hello'; version: number}
  | {op: 'query'; wql: string; namespace: string}
  | {op: 'get'; path: string; namespace: string}
  | {
      op: 'invoke';
      path: string;
      method: string;
      params: Record<string, CimValue>;
      namespace: string;
    }
  | {op: 'class'; name: string; namespace: string}
  | {op: 'classNames'; namespace: string}
  | {op: 'waitJob'; path: string}
  | {op: 'follow'; wql: string; namespace: string}
  | {op: 'console'; vmId: string; scrollback: boolean}
  | {op: 'write'; stream: number}
  | {op: 'end'; stream: number}
  | {op: 'cancel'; target: number}
  | {op: 'stop'};

export interface DoorAnswer {
  readonly id: number;
  readonly error?: {readonly code: string; readonly message: string};
  readonly value?: unknown;
  /** Set in frames that come before the answer: the job so far. */
  readonly progress?: CimInstance;
}

/** A frame of a stream: an event, or console bytes beside the header, or the end. */
export interface StreamFrame {
  readonly stream: number;
  readonly event?: CimInstance;
  readonly end?: boolean;
}

export interface Hello {
  readonly version: number;
  readonly pid: number;
  readonly hostName: string;
}

export interface Answers {
  hello: Hello;
  query: CimInstance[];
  get: CimInstance;
  invoke: {ReturnValue: number} & Record<string, CimValue>;
  class: CimClass;
  classNames: string[];
  waitJob: CimInstance;
  follow: number;
  console: number;
  stop: null;
}
