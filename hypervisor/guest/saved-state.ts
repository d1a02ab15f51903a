/**
 * What of the guest is not in its memory: plain data that JSON can carry.
 *
 * Taken at a step boundary, where rings are consistent, no handler is half done and every request
 * to the host is either in a ring or in a table below.
 */
import type {ComponentsState} from './components.ts';
import type {JobState} from './jobs/job.ts';
import type {BalloonState} from './drivers/balloon.ts';
import type {KeyboardDriverState} from './drivers/keyboard.ts';
import type {StorVscState} from './drivers/storvsc.ts';
import type {NetworkState} from './network/network.ts';
import type {RamFilesState} from './ram-files.ts';
import type {ShellState} from './shell/shell.ts';
import type {ClientState} from './vmbus/client.ts';

export const GUEST_STATE_VERSION = 3;

export interface GuestState {
  version: typeof GUEST_STATE_VERSION;
  hostName: string;
  random: number;
  /** Interrupt vectors that were delivered and not yet handled. */
  interrupts: number[];
  vmbus: ClientState;
  /** Relids of channels with unread packets. */
  signalled: number[];
  storage: StorVscState;
  network: NetworkState;
  components: ComponentsState;
  /** Pages of memory that are there. */
  memoryPages: number;
  files: RamFilesState;
  balloon: BalloonState;
  keyboard: KeyboardDriverState;
  /** Console output that did not fit into its ring. */
  output: string;
  shell: ShellState;
  jobs: JobState[];
  lastJob: number;
}
