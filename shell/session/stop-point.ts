/**
 * For the engine's own long loops, which run no statement: operators over lists, sorting, comparing. Each turn
 * calls `stopPoint`, and Ctrl-C ends the loop.
 */
import {PipelineStopped} from '../eval/flow.ts';
import {isStopped, isUnwatched} from './stop-word.ts';
import {watchSoon} from './watch.ts';

/** The word is looked at once in so many turns, a power of two. */
const EVERY = 1024;

let watched = new Int32Array(1);
let turns = 0;

/** The word of the session that runs in this thread. */
export function watchStop(words: Int32Array): void {
  watched = words as typeof watched;
}

/** Throws PipelineStopped after Ctrl-C. */
export function stopPoint(): void {
  turns = (turns + 1) & (EVERY - 1);
  if (turns !== 0) return;
  if (isUnwatched(watched)) watchSoon();
  if (isStopped(watched)) throw new PipelineStopped();
}
