/** PLACE */
import type {WorkerFactory} from './machine-worker.ts';
import {RETURN, VmmsError} from './vmms-error.ts';
export function createWorkerFactory(): {
  start: WorkerFactory;
  setProcessors(count: number, mhz: number): void;
  stop(): Promise<void>;
} {
  return {
    start: () => Promise.reject(new VmmsError(RETURN.NotSupported, 'no engine')),
    setProcessors() {},
    stop: async () => {},
  };
}
