/**
 * What a runspace is asked to do, one piece at a time: by the main thread when it has a thread of its own
 * (`serveRunspace`; the other side is session-client.ts), or by the command line beside it (`LocalClient`).
 *
 * While a piece of work runs its thread sees no messages but the answers it asks for by itself (channel.ts).
 */
import {type MessagePort, parentPort} from 'node:worker_threads';
import type {CompletionResult} from '../commands/completion-match.ts';
import {lowerStop} from '../session/stop-word.ts';
import {leaveTerminal} from './output.ts';
import type {RunResult, Runspace} from './runspace.ts';

/** What is asked of a runspace. */
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

/** How the command line and the prompt reach a runspace. */
export interface RunspaceClient {
  /** Gives the runspace work; the promise holds its answer. After the `last` piece it is closed. */
  ask<Kind extends Work['kind']>(
    work: Work & {kind: Kind},
    options?: {last?: boolean},
  ): Promise<WorkAnswers[Kind]>;
  /** Closes the runspace's services, unless the last work did. */
  close(): Promise<void>;
}

/** A runspace, its words, and what is done before it ends. */
export interface Served {
  readonly runspace: Runspace;
  readonly words: Int32Array;
  readonly closing: () => void;
}

/** Serves a runspace from its thread until it is closed. */
export function serveRunspace(served: Served): void {
  const port = parentPort as MessagePort;
  port.on('message', ({serial, work, last}: WorkMessage) => {
    const answer = answerTo(served, work, last);
    port.postMessage({serial, answer});
    if (last) port.close();
  });
}

/** A runspace on this thread, which does nothing else while it works. */
export class LocalClient implements RunspaceClient {
  readonly #served: Served;
  #isClosed = false;

  constructor(served: Served) {
    this.#served = served;
  }

  async ask<Kind extends Work['kind']>(
    work: Work & {kind: Kind},
    {last = false}: {last?: boolean} = {},
  ): Promise<WorkAnswers[Kind]> {
    this.#isClosed ||= last;
    return answerTo(this.#served, work, last) as WorkAnswers[Kind];
  }

  async close(): Promise<void> {
    if (!this.#isClosed) await this.ask({kind: 'close'}, {last: true});
  }
}

function answerTo({runspace, words, closing}: Served, work: Work, last: boolean) {
  // What Ctrl-C stopped was the work before this one.
  lowerStop(words);
  const answer = perform(runspace, work);
  if (last) {
    runspace.exiting();
    closing();
  }
  leaveTerminal();
  return answer;
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
