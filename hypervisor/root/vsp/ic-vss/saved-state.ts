/** What the backup component remembers over save and restore. */
import type {IcState} from '../ic/saved-state.ts';

export interface VssState {
  readonly session: IcState;
  /** The guest was asked to freeze and not yet to thaw: it is, once it runs again. */
  readonly isFrozen: boolean;
}
