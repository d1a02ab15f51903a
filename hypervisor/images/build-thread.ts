/** The thread that builds one image: build-image.ts, with messages for what it tells. */
import {parentPort, workerData} from 'node:worker_threads';
import {type BuildRequest, type BuildResult, buildImage} from './build-image.ts';
import {ImageError, type ImageErrorKind} from './image-error.ts';

export type BuildMessage =
  | {kind: 'progress'; percent: number}
  | {kind: 'done'; result: BuildResult}
  | {kind: 'failed'; error: ImageErrorKind; text: string};

export function main(): void {
  const {build} = workerData as {build: BuildRequest};
  const tell = (message: BuildMessage): void => parentPort?.postMessage(message);
  try {
    const result = buildImage(build, percent => tell({kind: 'progress', percent}));
    tell({kind: 'done', result});
  } catch (error) {
    const kind = error instanceof ImageError ? error.kind : 'io';
    tell({
      kind: 'failed',
      error: kind,
      text: error instanceof Error ? error.message : String(error),
    });
  }
}
