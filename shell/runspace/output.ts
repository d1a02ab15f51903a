/**
 * Writing to the terminal or a pipe from the runspace's thread, synchronously.
 *
 * A terminal sees every write at once. To a pipe or file lines are gathered, and passed on when they are
 * many or old, before any wait and at the end (`flushOutput`). A reader that went away is no error: what follows
 * is dropped, and `readerGone` tells the runspace to stop.
 *
 * The passing line (progress) stands below what was written and is gone before anything else is.
 */
import {clockMs} from '../session/clock.ts';
import {writeSync} from 'node:fs';
import {isTerminal} from '../session/terminal.ts';

const GATHER_CHARACTERS = 16 * 1024;
/** A reader waits no longer than this for the next line of a script that goes on writing, in ms. */
const GATHER_MS = 10;
/** Pause before a full pipe is tried again, in ms. */
const RETRY_MS = 1;

class Output {
  readonly #fd: number;
  readonly #immediate: boolean;
  #held = '';
  #passedOn = clockMs();
  gone = false;

  constructor(fd: number, immediate: boolean) {
    this.#fd = fd;
    this.#immediate = immediate;
  }

  write(text: string): void {
    this.#held += text;
    const isDue = this.#immediate || this.#held.length >= GATHER_CHARACTERS;
    if (isDue || clockMs() - this.#passedOn >= GATHER_MS) this.flush();
  }

  flush(): void {
    this.#passedOn = clockMs();
    if (this.#held === '') return;
    const bytes = Buffer.from(this.#held, 'utf8');
    this.#held = '';
    this.writeBytes(bytes);
  }

  /** Past what is held. */
  writeBytes(bytes: Uint8Array): void {
    for (let at = 0; at < bytes.length && !this.gone; ) at += this.#some(bytes, at);
  }

  #some(bytes: Uint8Array, at: number): number {
    try {
      return writeSync(this.#fd, bytes, at);
    } catch (error) {
      const {code} = error as NodeJS.ErrnoException;
      if (code === 'EAGAIN') Atomics.wait(pause, 0, 0, RETRY_MS);
      else this.gone = true;
      return 0;
    }
  }
}

const pause = new Int32Array(new SharedArrayBuffer(4));

const standardOutput = new Output(1, isTerminal(1));
const standardError = new Output(2, true);

/** One row down, scrolled when need be, in the same column; the cursor's place is remembered. */
const BELOW = '\x1bD\x1b7';
const ERASE_ROW = '\r\x1b[2K';
/** To the place remembered and one row up: where the cursor was. */
const BACK = '\x1b8\x1b[A';

let isPassingShown = false;

/** Shows `text`, no wider than the terminal, in place of the passing line there was. */
export function showPassing(text: string): void {
  standardOutput.write(`${isPassingShown ? '' : BELOW}${ERASE_ROW}${text}`);
  isPassingShown = true;
}

export function erasePassing(): void {
  if (!isPassingShown) return;
  isPassingShown = false;
  standardOutput.write(ERASE_ROW + BACK);
}

export function writeOutput(text: string): void {
  erasePassing();
  standardOutput.write(text);
}

/** Standard error; what standard output holds goes first, so that a terminal shows both in order. */
export function writeError(text: string): void {
  erasePassing();
  standardOutput.flush();
  standardError.write(text);
}

/** Bytes as they are, after all that was written before. */
export function writeBytes(bytes: Uint8Array): void {
  erasePassing();
  standardOutput.flush();
  standardOutput.writeBytes(bytes);
}

export function flushOutput(): void {
  standardOutput.flush();
}

/** Somebody else writes to the terminal from now on. */
export function leaveTerminal(): void {
  erasePassing();
  flushOutput();
}

/** The reader of standard output closed it: nobody wants more. */
export function readerGone(): boolean {
  return standardOutput.gone;
}
