/**
 * The session as the command line and the prompt see it: when its runspace is lost a new one takes over.
 * What was in memory (variables, functions, jobs) is gone then, and the user is told.
 */
import {type RunspaceThread, SessionClient} from './session-client.ts';

export class LastingClient {
  readonly #mayAsk: boolean;
  #client: SessionClient;

  constructor(thread: RunspaceThread, mayAsk: boolean) {
    this.#mayAsk = mayAsk;
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
        process.stderr.write(
          `\nThe runspace was lost: ${message}. A new one was started; its variables, functions and jobs begin anew.\n`,
        );
        this.#client = this.#open(thread.another());
      },
    });
    void client.ask({kind: 'open', mayAsk: this.#mayAsk, location: process.cwd()});
    return client;
  }
}
