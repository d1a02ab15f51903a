/**
 * When somebody begins to look for Ctrl-C. A script on the main thread hears of no signal while it runs, and a
 * thread that looks costs more than a short script. So SIGINT ends the process at first, as it ends any program.
 * It is kept (interrupts.ts) and the thread starts
 *
 * - before the first thing that has an end of its own: `finally`, `clean`, a handler of the session's end;
 * - before something that may take long: a sleep, a program, a machine;
 * - when the script has run for YOUNG_MS, which safe points find out: the bit UNWATCHED of the stop word sends them
 *   the slow way.
 */
import {clockMs} from './clock.ts';
import {keepInterrupts} from './interrupts.ts';
import {lowerUnwatched, setUnwatched} from './stop-word.ts';

/** What ends sooner is not worth a thread, in ms. */
const YOUNG_MS = 10;

interface Unwatched {
  readonly words: Int32Array;
  /** When the first safe point was reached. */
  since: number | null;
  readonly begin: () => void;
}

let unwatched: Unwatched | null = null;

/** The runspace of this thread, which is the main thread, is unwatched until `begin` is called. */
export function watchLater(words: Int32Array, begin: () => void): void {
  setUnwatched(words);
  unwatched = {words, since: null, begin};
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

export function watchNow(): void {
  if (unwatched === null) return;
  const {words, begin} = unwatched;
  unwatched = null;
  lowerUnwatched(words);
  keepInterrupts();
  begin();
}
