/**
 * What a runspace and those that run its jobs say to each other, over a port of their own.
 *
 * The runspace that started the job sends `JobRun`; the other answers with `JobMessage`s in the order things
 * happened, the last of a run being `done`. After each it wakes the first one (channel.ts, `ring`).
 */
import type {Fidelity, Parcel} from './parcel.ts';

/** The streams of a job, and of a hosted shell. */
export const JOB_STREAMS = [
  'output',
  'error',
  'warning',
  'verbose',
  'debug',
  'information',
  'progress',
] as const;
export type JobStream = (typeof JOB_STREAMS)[number];

export type EndState = 'Completed' | 'Failed' | 'Stopped';

/** A piece of script to run in another runspace. */
export interface JobRun {
  readonly serial: number;
  /** How results come back. */
  readonly fidelity: Fidelity;
  readonly script: string;
  /** The file it came from, '' for none: `$PSScriptRoot` and places of errors. */
  readonly file: string;
  /** A script that runs before it, in the global scope; null: none. */
  readonly initialization: string | null;
  readonly location: string;
  /** A list of arguments. */
  readonly args: Parcel;
  /** A list of objects for `$input`; null: no input. */
  readonly input: Parcel | null;
  /** `$_`, in a list of one; null: none. */
  readonly underscore: Parcel | null;
  /** A table: what `$using:name` reads. */
  readonly using: Parcel;
  /** A table: variables of the global scope. */
  readonly variables: Parcel;
}

export type JobMessage =
  | {readonly serial: number; readonly stream: JobStream; readonly value: Parcel}
  | {readonly serial: number; readonly done: EndState; readonly reason: Parcel};
