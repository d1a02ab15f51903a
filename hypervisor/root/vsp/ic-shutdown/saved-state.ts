/** What the shutdown component remembers over save and restore: its negotiation. */
export type {IcState as ShutdownState} from '../ic/saved-state.ts';
