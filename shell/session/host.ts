/** What the session asks of the place it runs in: a terminal, a pipe, a test. Implemented by the hosts. */
import type {ProgressRecord} from '../cmdlet/run.ts';
import type {Transcript} from './transcript.ts';

export interface ChoiceDescription {
  readonly label: string; // `&Yes`: the letter after & is the key
  readonly helpMessage: string;
}

export interface Host {
  readonly name: string;
  readonly width: number; // columns
  readonly height: number; // rows
  readonly isInteractive: boolean;
  /** Colours and cursor movement are understood. */
  readonly supportsAnsi: boolean;
  /** Gets a copy of everything written while it is there. */
  transcript?: Transcript | null;
  write(text: string): void;
  writeLine(text: string): void;
  writeErrorLine(text: string): void;
  /** Passes on what is gathered; called before a wait. */
  flush?(): void;
  /** Absent: progress is not shown. */
  writeProgress?(record: ProgressRecord): void;
  /** A line from the user, null at the end of input. Throws when the host may not ask. */
  readLine(prompt?: string): string | null;
  readSecret(prompt?: string): string | null;
  /** Index of the choice taken; -1 when the input ended without an answer. */
  promptForChoice(
    caption: string,
    message: string,
    choices: readonly ChoiceDescription[],
    defaultChoice: number,
  ): number;
  /** The terminal in raw mode until it is closed; without a terminal, standard input as it is. */
  openRawTerminal(): RawTerminal;
}

/** Where a job's host puts texts and progress. */
export interface Diversion {
  text(text: string): void;
  progress(record: ProgressRecord): void;
}

/** The host of a runspace on a thread. */
export interface ThreadHost extends Host {
  isInteractive: boolean;
  /** Set while a job runs here: gets what would be shown. */
  diversion?: Diversion | null;
}

/** Keys as bytes, Ctrl-C included. */
export interface RawTerminal {
  /** What was typed; null: nothing in that time; undefined: the end of input. */
  read(timeoutMs: number): Uint8Array | null | undefined;
  write(bytes: Uint8Array): void;
  close(): void;
}
