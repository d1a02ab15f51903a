/** What the key-value exchange remembers over save and restore. */
import type {IcState} from '../ic/saved-state.ts';
import type {KvpItem} from './protocol.ts';

export interface KvpState {
  readonly session: IcState;
  /** Facts of the guest, and what was set in it, as last seen. */
  readonly intrinsic: readonly KvpItem[];
  readonly guest: readonly KvpItem[];
}
