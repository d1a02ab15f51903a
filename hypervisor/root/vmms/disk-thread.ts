/** Role `disk-work`: one piece of long work on disks, then the end of the thread. */
import {parentPort, workerData} from 'node:worker_threads';
import {DiskImageError} from '../../storage/disk-image.ts';
import {carryOut, type DiskTask, type DiskTaskMessage} from '../../storage/disk-work.ts';

export interface DiskThreadData {
  readonly task: DiskTask;
  /** One word; not zero: the work shall end. */
  readonly stop: SharedArrayBuffer;
}

/** Thrown between two pieces of work that was cancelled. */
class Cancelled extends Error {}

export function main(): void {
  const {task, stop} = workerData as DiskThreadData;
  const word = new Int32Array(stop);
  let shown = -1;
  const progress = (percent: number): void => {
    const whole = Math.floor(percent);
    if (whole > shown) say({percent: whole});
    shown = Math.max(shown, whole);
  };
  const check = (): void => {
    if (Atomics.load(word, 0) !== 0) throw new Cancelled('The operation was cancelled.');
  };
  try {
    carryOut(task, {progress, check});
    say({done: true});
  } catch (error) {
    say({failure: failureOf(error)});
  }
}

function say(message: DiskTaskMessage): void {
  parentPort?.postMessage(message);
}

function failureOf(error: unknown) {
  const text = error instanceof Error ? error.message : String(error);
  if (!(error instanceof DiskImageError)) return {kind: undefined, path: '', text};
  return {kind: error.kind, path: error.path, text: text.slice(error.path.length + 2)};
}
