/** What bin/launch.cjs can do for the bundle of a session. */
import type {RunspaceThread, SessionThread} from '../shell/runspace/session-thread.ts';
import type * as Prompt from './roles/prompt.d.mts';
import type * as Shell from './runspace.ts';

export interface Launcher {
  /** What this thread is. */
  readonly role: 'session' | 'requests';
  /** The words that a runspace shares with the thread that serves it, all 0; see shell/runspace/channel.ts. */
  newWords(): Int32Array;
  /** Starts the thread of a runspace. */
  startRunspace(): RunspaceThread;
  /** Starts the thread that serves the requests of the main thread's runspace, which has these words. */
  startThread(role: 'requests', words: Int32Array): SessionThread;
  /** dist/shell.cjs on this thread. */
  loadShell(): typeof Shell;
  /** dist/prompt.mjs. */
  loadPrompt(): Promise<typeof Prompt>;
}
