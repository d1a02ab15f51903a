/** What the key-value exchange remembers over save and restore. */
import type {IcState} from '../ic/saved-state.ts';
import type {KvpReport} from './settings.ts';

export interface KvpState {
  readonly session: IcState;
  /** As last seen. */
  readonly report: KvpReport;
}
