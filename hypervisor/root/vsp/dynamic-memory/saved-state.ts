/** What dynamic memory remembers over save and restore. */
import type {MemoryStatus, PageRange} from './protocol.ts';

export interface DynamicMemoryState {
  readonly step: 'version' | 'capabilities' | 'ready';
  /** Bits of Capability. */
  readonly capabilities: number;
  readonly present: number;
  readonly ballooned: readonly PageRange[];
  readonly status: MemoryStatus | undefined;
  readonly request: MemoryRequest | undefined;
  readonly transaction: number;
  /** Hot add was refused: the guest is not asked again. */
  readonly canHotAdd: boolean;
}

/** What the guest was asked for and has not wholly answered; the count goes down with its answers. */
export type MemoryRequest =
  | {readonly kind: 'balloon'; readonly pages: number}
  | {readonly kind: 'unballoon'; readonly pages: number}
  | {readonly kind: 'hotAdd'; readonly pages: number};
