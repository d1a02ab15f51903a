/** The threads of a session beside the main thread, as bin/launch.cjs starts them. */
import type {MessagePort, Worker} from 'node:worker_threads';

/** What a thread is started with. */
export interface SessionThreadData {
  readonly words: Int32Array;
  readonly port: MessagePort;
}

/** A thread and the ways to it. */
export interface SessionThread extends SessionThreadData {
  readonly worker: Worker;
}

/** A runspace's thread. */
export interface RunspaceThread extends SessionThread {
  /** Starts one more. */
  readonly another: () => RunspaceThread;
}
