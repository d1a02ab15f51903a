/**
 * The session as the command line and the prompt see it: when its runspace is lost a new one takes over.
 * What was in memory (variables, functions, jobs, connections to servers) is gone then, and the user is told.
 */
import {SessionClient} from './session-client.ts';
import type {RunspaceThread} from './session-thread.ts';
import type {RunspaceClient} from './worker.ts';

export interface LastingClientOptions {
  /** -NonInteractive was not said. */
  readonly mayAsk: boolean;
  /** More work follows after the one that is lost: the prompt. */
  readonly goesOn: boolean;
}

export class LastingClient implements RunspaceClient {
  readonly #options: LastingClientOptions;
  #client: SessionClient;

  constructor(thread: RunspaceThread, options: LastingClientOptions) {
    this.#options = options;
    this.#client = this.#open(thread);
  }

  readonly ask: SessionClient['ask'] = (work, options) => this.#client.ask(work, options);

  stop(fromTerminal: boolean): void {
    this.#client.stop(fromTerminal);
  }

  close(): Promise<void> {
    return this.#client.close();
  }

  #open(thread: RunspaceThread): SessionClient {
    const client = new SessionClient(thread, {
      lost: message => {
        process.stderr.write(`\nThe runspace was lost: ${message}.\n`);
        if (!this.#options.goesOn) return;
        process.stderr.write(
          'A new one was started: variables, functions, jobs and connections are gone, machines are not.\n',
        );
        this.#client = this.#open(thread.another());
      },
    });
    void client.ask({kind: 'open', mayAsk: this.#options.mayAsk, location: process.cwd()});
    return client;
  }
}
