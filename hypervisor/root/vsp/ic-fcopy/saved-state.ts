/** What the file copy remembers over save and restore: its negotiation. A copy under way fails. */
export type {IcState as FcopyState} from '../ic/saved-state.ts';
