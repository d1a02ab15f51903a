/**
 * When somebody begins to look for Ctrl-C. A script on the main thread hears of no signal while it runs, and a
 * thread that looks costs more than a short script. So:
 *
 * - at first SIGINT ends the process, as it ends any program;
 * - from the first thing that has an end of its own (`finally`, `clean`), SIGINT is kept (interrupts.ts);
 * - once the script has run for YOUNG_MS, which safe points find out (the bit UNWATCHED of the stop word sends them
 *   the slow way), or before something that may take long, the thread starts. It finds what was kept.
 */
import {clockMs} from './clock.ts';
import {dieOfInterrupt, keepInterrupts, takeInterrupt} from './interrupts.ts';
import {lowerUnwatched, setUnwatched} from './stop-word.ts';

/** What ends sooner is not worth a thread, in ms. */
const YOUNG_MS = 10;

interface Unwatched {
  readonly words: Int32Array;
  /** When the first safe point was reached. */
  since: number | null;
  readonly begin: () => void;
  /** SIGINT is kept. */
  holds: boolean;
}

let unwatched: Unwatched | null = null;

/** The runspace of this thread, which is the main thread, is unwatched until `begin` is called. */
export function watchLater(words: Int32Array, begin: () => void): void {
  setUnwatched(words);
  unwatched = {words, since: null, begin, holds: false};
}

/** Something was begun that has an end of its own. */
export function holdInterrupts(): void {
  if (unwatched === null || unwatched.holds) return;
  unwatched.holds = true;
  keepInterrupts();
}

/** A safe point was reached. */
export function watchSoon(): void {
  if (unwatched === null) return;
  const now = clockMs();
  unwatched.since ??= now;
  if (now - unwatched.since >= YOUNG_MS) watchNow();
}

/** Something follows that takes this long. */
export function watchFor(milliseconds: number): void {
  if (milliseconds >= YOUNG_MS) watchNow();
}

/** Something follows that may never end: whoever holds Ctrl-C must look for it. */
export function watchIfHeld(): void {
  if (unwatched?.holds) watchNow();
}

export function watchNow(): void {
  holdInterrupts();
  if (unwatched === null) return;
  const {words, begin} = unwatched;
  unwatched = null;
  lowerUnwatched(words);
  begin();
}

/** The script ended. A Ctrl-C that nobody looked for ends the process now. */
export function endUnwatched(): void {
  if (unwatched?.holds && takeInterrupt()) dieOfInterrupt();
}
