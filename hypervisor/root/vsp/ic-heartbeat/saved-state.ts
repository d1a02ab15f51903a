/** What the heartbeat remembers over save and restore. */
import type {IcState} from '../ic/saved-state.ts';

export interface HeartbeatState {
  session: IcState;
  /** The number sent last. */
  sequence: bigint;
}
