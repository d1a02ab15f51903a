/** The name of this process as other programs see it. */
import {basename} from 'node:path';
import {isMainThread} from 'node:worker_threads';

/** The process takes the name of a program that stands in its place; only the main thread can give it. */
export function takeName(file: string): void {
  if (isMainThread) process.title = basename(file);
}
