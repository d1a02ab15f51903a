/**
 * The thread beside a main thread that runs a script: serves the runspace's requests and looks for Ctrl-C, which
 * the process keeps as a flag (session/interrupts.ts).
 */
import {writeSync} from 'node:fs';
import type {MessagePort} from 'node:worker_threads';
import {dieOfInterrupt, takeInterrupt} from '../session/interrupts.ts';
import {isTerminal} from '../session/terminal.ts';
import type {Request} from './channel.ts';
import {RequestServer} from './request-server.ts';
import type {RunspaceThread} from './session-thread.ts';

/** How often Ctrl-C is looked for, in ms. A look costs a microsecond. */
const LOOK_MS = 20;

export function serveRequests(
  port: MessagePort,
  words: Int32Array,
  another: () => RunspaceThread,
): void {
  const server = new RequestServer({
    words,
    post: answer => port.postMessage(answer),
    another,
    // A script's runspace is never without work.
    offer: () => undefined,
    stuck: () => lose('it did not stop'),
  });
  // The runspace would wait for ever.
  process.on('uncaughtException', error => lose(error.message));
  const look = () => {
    if (takeInterrupt()) server.stop(isTerminal(0));
  };
  // One that came before this thread was there.
  look();
  setInterval(look, LOOK_MS);
  port.on('message', (request: Request) => server.serve(request));
}

/** Ends the process: its main thread cannot be reached. */
function lose(message: string): void {
  writeSync(2, `\nThe runspace was lost: ${message}.\n`);
  dieOfInterrupt();
}
