/** What time synchronisation remembers over save and restore: its negotiation. */
export type {IcState as TimeSyncState} from '../ic/saved-state.ts';
