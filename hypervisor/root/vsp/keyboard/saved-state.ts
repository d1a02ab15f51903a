/** What the keyboard remembers over save and restore. */
import type {KeyEvent} from './protocol.ts';

export interface KeyboardState {
  /** The guest's driver has been accepted. */
  readonly isReady: boolean;
  readonly indicators: number;
  /** Events that did not fit into the ring. */
  readonly queue: readonly KeyEvent[];
  /** Keys that are down: make code and E0. */
  readonly pressed: readonly number[];
}
