/** Role `requests`: the thread that serves what the main thread's runspace, a script's, asks for. */
import {workerData} from 'node:worker_threads';
import {serveRequests} from '../../shell/runspace/request-thread.ts';
import type {SessionThreadData} from '../../shell/runspace/session-thread.ts';
import type {Launcher} from '../launcher.ts';

export function main(launcher: Launcher): void {
  const {port, words} = workerData as SessionThreadData;
  serveRequests(port, words, () => launcher.startRunspace());
}
