/**
 * The serving side of jobs (request-server.ts): starts runspaces beside the session's, on threads of this process
 * or in processes of their own, stops them and tells when one ended by itself.
 *
 * A process is this program once more (bin/roles/job-process.ts); its messages are carried between its IPC
 * channel and the port of the runspace that asked.
 */
import {type ChildProcess, spawn} from 'node:child_process';
import type {Socket} from 'node:net';
import type {MessagePort} from 'node:worker_threads';
import {type Answer, JOB_PROCESS, raiseEvent, ring, type RunspaceStart} from './channel.ts';
import {writeError} from './output.ts';
import {SessionClient} from './session-client.ts';
import type {RunspaceThread} from './session-thread.ts';

/** Time a process has to end when it was told to, in ms. */
const KILL_AFTER_MS = 2000;

interface Further {
  stop(serial: number): void;
  end(): void;
}

/** What a job's process is told, besides the runs for its runspace. */
export type ProcessOrder =
  | {readonly order: 'open'; readonly location: string}
  | {readonly order: 'stop'; readonly serial: number}
  | {readonly order: 'run'; readonly run: unknown};

export class FurtherRunspaces {
  readonly #words: Int32Array;
  readonly #another: () => RunspaceThread;
  readonly #send: (answer: Answer) => void;
  readonly #running = new Map<number, Further>();

  /** `words` are those of the runspace that asks. */
  constructor(words: Int32Array, another: () => RunspaceThread, post: (answer: Answer) => void) {
    this.#words = words;
    this.#another = another;
    this.#send = answer => {
      post(answer);
      ring(words);
    };
  }

  start(request: RunspaceStart): void {
    const {id, place} = request;
    const ended = (message: string) => {
      if (this.#running.delete(id)) this.#send({kind: 'runspaceEnded', id, message});
    };
    const made = place === 'thread' ? this.#thread(request, ended) : this.#process(request, ended);
    this.#running.set(id, made);
  }

  stop(id: number, serial: number): void {
    this.#running.get(id)?.stop(serial);
  }

  end(id: number): void {
    const further = this.#running.get(id);
    this.#running.delete(id);
    further?.end();
  }

  /** The runspace that asked is gone. */
  endAll(): void {
    for (const id of this.#running.keys()) this.end(id);
  }

  #thread({location, port}: RunspaceStart, ended: (message: string) => void): Further {
    const client = new SessionClient(this.#another(), {lost: ended});
    void client.ask({kind: 'open', mayAsk: false, location});
    void client.ask({kind: 'jobs', port, wake: this.#words}, {transfer: [port]});
    return {stop: serial => client.stopRun(serial), end: () => client.terminate()};
  }

  #process({location, port}: RunspaceStart, ended: (message: string) => void): Further {
    const child = spawn(process.execPath, [HVSH_PRODUCT, JOB_PROCESS], {
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
      serialization: 'advanced',
    });
    passOnErrors(child);
    child.on('error', error => ended(error.message));
    child.on('exit', code =>
      ended(`The background process ended with exit code ${code ?? 'unknown'}.`),
    );
    this.#carry(child, port);
    tell(child, {order: 'open', location});
    return {
      stop: serial => tell(child, {order: 'stop', serial}),
      end: () => endProcess(child, port),
    };
  }

  #carry(child: ChildProcess, port: MessagePort): void {
    child.on('message', message => {
      port.postMessage(message);
      raiseEvent(this.#words);
    });
    port.on('message', (run: unknown) => tell(child, {order: 'run', run}));
  }
}

/**
 * What the process says of its own fall. Node puts a terminal it was given back to how it found it when it ends,
 * under the prompt that made it raw meanwhile: so the process gets a pipe.
 */
function passOnErrors({stderr}: ChildProcess): void {
  stderr?.on('data', (text: Buffer) => writeError(text.toString('utf8')));
  // Programs that outlive the job may hold it open.
  (stderr as Socket | null)?.unref();
}

function tell(child: ChildProcess, order: ProcessOrder): void {
  if (child.connected) child.send(order);
}

/** A process whose channel is closed ends by itself. */
function endProcess(child: ChildProcess, port: MessagePort): void {
  port.close();
  if (child.connected) child.disconnect();
  setTimeout(() => child.kill('SIGKILL'), KILL_AFTER_MS).unref();
}
