/**
 * Long work on disks (convert, compact, merge) in a thread of its own: the service goes on meanwhile,
 * hears how far it is and can end it. What has not ended leaves no file under the wanted name.
 */
import type {DiskTask, DiskTaskMessage} from '../../storage/disk-work.ts';
import {DiskImageError} from '../../storage/disk-image.ts';
import {startThread} from '../../thread.ts';

export interface DiskTaskRun {
  /** Rejects with DiskImageError, or an Error when it was cancelled. */
  readonly done: Promise<void>;
  cancel(): void;
}

export function startDiskTask(task: DiskTask, progress: (percent: number) => void): DiskTaskRun {
  const stop = new SharedArrayBuffer(4);
  const worker = startThread('disk-work', {task, stop});
  const done = new Promise<void>((resolve, reject) => {
    worker.on('message', (message: DiskTaskMessage) => {
      if ('percent' in message) progress(message.percent);
      else if ('failure' in message) reject(errorOf(message.failure));
      else resolve();
    });
    worker.on('error', reject);
    worker.on('exit', () => reject(new Error('the thread of the work has ended')));
  });
  return {done, cancel: () => void Atomics.store(new Int32Array(stop), 0, 1)};
}

function errorOf({
  kind,
  path,
  text,
}: Extract<DiskTaskMessage, {failure: unknown}>['failure']): Error {
  return kind === undefined ? new Error(text) : new DiskImageError(kind, path, text);
}
