/**
 * The word that ends or interrupts what a session runs: index 0 of `session.stop`, shared with the thread
 * that looks for Ctrl-C. Bit 0: Ctrl-C. Bit 1: events wait for a safe point (shell/events/). Bit 2: nobody looks
 * for Ctrl-C yet (watch.ts). Leaf.
 */
const STOP_BIT = 1;
const EVENT_BIT = 2;
const UNWATCHED_BIT = 4;

/** Index of the word. */
export const STOP = 0;

export function setStop(words: Int32Array): void {
  Atomics.or(words, STOP, STOP_BIT);
}

export function lowerStop(words: Int32Array): void {
  Atomics.and(words, STOP, ~STOP_BIT);
}

export function isStopped(words: Int32Array): boolean {
  return ((words[STOP] ?? 0) & STOP_BIT) !== 0;
}

export function setEvent(words: Int32Array): void {
  Atomics.or(words, STOP, EVENT_BIT);
}

export function lowerEvent(words: Int32Array): void {
  Atomics.and(words, STOP, ~EVENT_BIT);
}

export function hasEvent(words: Int32Array): boolean {
  return ((words[STOP] ?? 0) & EVENT_BIT) !== 0;
}

export function setUnwatched(words: Int32Array): void {
  Atomics.or(words, STOP, UNWATCHED_BIT);
}

export function lowerUnwatched(words: Int32Array): void {
  Atomics.and(words, STOP, ~UNWATCHED_BIT);
}

export function isUnwatched(words: Int32Array): boolean {
  return ((words[STOP] ?? 0) & UNWATCHED_BIT) !== 0;
}
