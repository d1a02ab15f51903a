/**
 * What of the bus a saved machine has: structured-cloneable data.
 *
 * Indices of rings are in guest memory; what devices know of their channels they save themselves.
 */
import type {PostedMessage} from '../../hv/partition.ts';
import type {OpenRequest} from './channel.ts';
import type {Gpadl, SavedAssembly} from './gpadl.ts';

export interface SavedChannel {
  relid: number;
  /** Which device it belongs to. */
  interfaceId: string;
  instanceId: string;
  subChannelIndex: number;
  isOffered: boolean;
  isRevoked: boolean;
  gpadls: [id: number, gpadl: Gpadl][];
  /** How it is open. */
  open?: OpenRequest;
}

export interface SavedChannels {
  isListening: boolean;
  channels: SavedChannel[];
  assemblies: SavedAssembly[];
}

export interface SavedBus extends SavedChannels {
  /** Undefined while the guest is not connected. */
  version: number | undefined;
  targetVp: number;
  sint: number;
  /** Messages to the guest, and of the guest, that are under way. */
  outbox: Uint8Array[];
  inbox: PostedMessage[];
}
