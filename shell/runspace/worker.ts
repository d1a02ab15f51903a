/**
 * The runspace's thread: takes work from the main thread, one piece at a time, and answers.
 *
 * The main thread's side is session-client.ts. While a piece of work runs this thread sees no messages but
 * the answers it asks for by itself (channel.ts).
 */
import {type MessagePort, parentPort} from 'node:worker_threads';
import type {CompletionResult} from '../commands/completion-match.ts';
import {lowerStop} from '../session/stop-word.ts';
import {leaveTerminal} from './output.ts';
import type {RunResult, Runspace} from './runspace.ts';

/** What the main thread asks of the runspace. */
export type Work =
  | {readonly kind: 'open'; readonly mayAsk: boolean; readonly location: string}
  | {readonly kind: 'profiles'}
  | {readonly kind: 'text'; readonly text: string; readonly input?: readonly string[]}
  | {
      readonly kind: 'file';
      readonly path: string;
      readonly args: readonly string[];
      readonly input?: readonly string[];
    }
  | {readonly kind: 'prompt'}
  | {readonly kind: 'incomplete'; readonly text: string}
  | {readonly kind: 'complete'; readonly text: string; readonly cursor: number}
  /** Serves jobs over `port` from now on; `wake`: the words of the runspace that started them. */
  | {readonly kind: 'jobs'; readonly port: MessagePort; readonly wake: Int32Array | null}
  /** Events came while nothing ran. */
  | {readonly kind: 'events'}
  /** Nothing ran for a while. */
  | {readonly kind: 'idle'}
  | {readonly kind: 'close'};

/** The answer to each kind of work. */
export interface WorkAnswers {
  readonly open: undefined;
  readonly profiles: undefined;
  readonly text: RunResult;
  readonly file: RunResult;
  readonly prompt: string;
  readonly incomplete: boolean;
  readonly complete: CompletionResult;
  readonly jobs: undefined;
  readonly events: undefined;
  readonly idle: undefined;
  readonly close: undefined;
}

export interface WorkMessage {
  readonly serial: number;
  readonly work: Work;
  /** No work follows: the runspace closes itself before it answers, which spares a session's end a round trip. */
  readonly last: boolean;
}

/** Serves `runspace` until it is closed. `closing` runs before the thread ends. */
export function serveRunspace(runspace: Runspace, words: Int32Array, closing: () => void): void {
  const port = parentPort as MessagePort;
  port.on('message', ({serial, work, last}: WorkMessage) => {
    // What Ctrl-C stopped was the work before this one.
    lowerStop(words);
    const answer = perform(runspace, work);
    if (last) {
      runspace.exiting();
      closing();
    }
    leaveTerminal();
    port.postMessage({serial, answer});
    if (last) port.close();
  });
}

function perform(runspace: Runspace, work: Work): WorkAnswers[Work['kind']] {
  switch (work.kind) {
    case 'open':
      runspace.open(work.mayAsk, work.location);
      return undefined;
    case 'profiles':
      runspace.runProfiles();
      return undefined;
    case 'text':
      return runspace.runText(work.text, work.input);
    case 'file':
      return runspace.runFile(work.path, work.args, work.input);
    case 'prompt':
      return runspace.promptText();
    case 'incomplete':
      return runspace.isIncomplete(work.text);
    case 'complete':
      return runspace.complete(work.text, work.cursor);
    case 'jobs':
      runspace.serveJobs(work.port, work.wake);
      return undefined;
    case 'events':
      runspace.runEvents();
      return undefined;
    case 'idle':
      runspace.idle();
      return undefined;
    case 'close':
      return undefined;
  }
}
