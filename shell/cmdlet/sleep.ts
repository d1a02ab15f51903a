/** Waiting in the runspace's thread: ends at once at Ctrl-C. */
import {PipelineStopped} from '../eval/flow.ts';
import type {Session} from '../session/session.ts';
import {isStopped, STOP} from '../session/stop-word.ts';
import {watchFor} from '../session/watch.ts';

/** Longest single wait in ms; `Atomics.wait` takes more, but timers of tests should not. */
const LONGEST_MS = 2 ** 31 - 1;

/** Waits `milliseconds`, then lets the events of that time act; throws PipelineStopped when Ctrl-C comes first. */
export function sleep(milliseconds: number, session: Session): void {
  if (milliseconds > 0) {
    session.host.flush?.();
    watchFor(milliseconds);
  }
  const end = performance.now() + milliseconds;
  const word = session.stop.buffer instanceof SharedArrayBuffer ? session.stop : ownWord();
  for (;;) {
    const seen = Atomics.load(word, STOP);
    if (isStopped(session.stop)) throw new PipelineStopped();
    const left = end - performance.now();
    if (left <= 0) return session.checkStop();
    Atomics.wait(word, STOP, seen, Math.min(left, LONGEST_MS));
  }
}

/** A session without a second thread has nobody to wake it. */
function ownWord(): Int32Array {
  return new Int32Array(new SharedArrayBuffer(4));
}
