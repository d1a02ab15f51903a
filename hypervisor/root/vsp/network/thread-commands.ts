/**
 * What the service's main thread and the network thread say to each other, over the worker's port.
 */
import type {GpaRange} from '../../../hv/guest-memory.ts';
import type {Lease} from '../../../switch/user-network/dhcp-server.ts';
import type {Subnet} from '../../../switch/user-network/address.ts';
import type {PortMapping} from '../../../switch/user-network/port-forwarding.ts';
import type {ChannelDescription, ServiceDoorbell} from '../../vmbus/vsp.ts';
import type {NetState} from './saved-state.ts';
import type {AdapterSettings} from './settings.ts';

/** `workerData` of the network thread, beside its role. */
export interface NetworkThreadData {
  doorbell: ServiceDoorbell;
}

/** The user network behind a switch; a private switch has none. */
export interface UplinkSettings {
  subnet: Subnet;
  mac: number;
  reach: 'host' | 'anywhere';
  leases: readonly Lease[];
  /** Instead of the host's own resolvers. */
  resolver?: string;
}

export interface AddSwitchCommand {
  kind: 'addSwitch';
  switchId: string;
  uplink: UplinkSettings | undefined;
}

export interface RemoveSwitchCommand {
  kind: 'removeSwitch';
  switchId: string;
}

/** Makes an adapter, or changes one: its settings, and where its cable goes. */
export interface SetAdapterCommand {
  kind: 'setAdapter';
  /** Names the adapter among those of all machines. */
  adapter: string;
  settings: AdapterSettings;
  counters: SharedArrayBuffer;
}

export interface RemoveAdapterCommand {
  kind: 'removeAdapter';
  adapter: string;
}

/** Serve this channel from now on. `memory`: what the guest shared before it was saved. */
export interface ServeCommand {
  kind: 'serve';
  adapter: string;
  channel: ChannelDescription;
  state?: NetState;
  memory: readonly [gpadl: number, ranges: readonly GpaRange[]][];
}

/** Stop serving it: its memory is not touched after the answer. */
export interface ReleaseCommand {
  kind: 'release';
  adapter: string;
  relid: number;
}

/** The state of the adapter's channel; the virtual processors stand still. */
export interface SaveCommand {
  kind: 'save';
  adapter: string;
}

/** The answer to a `want`. */
export interface MemoryCommand {
  kind: 'memory';
  adapter: string;
  relid: number;
  gpadl: number;
  ranges: readonly GpaRange[] | undefined;
}

export interface MapPortCommand {
  kind: 'mapPort';
  switchId: string;
  id: string;
  /** Undefined: the mapping ends. */
  mapping: PortMapping | undefined;
}

/** Addresses that a switch has learned. */
export interface LearnedCommand {
  kind: 'learned';
  switchId: string;
}

export interface StopCommand {
  kind: 'stop';
}

export type NetworkCommand =
  | AddSwitchCommand
  | RemoveSwitchCommand
  | SetAdapterCommand
  | RemoveAdapterCommand
  | ServeCommand
  | ReleaseCommand
  | SaveCommand
  | MemoryCommand
  | MapPortCommand
  | LearnedCommand
  | StopCommand;

export interface LearnedAddress {
  vlan: number;
  mac: number;
}

/** What each command answers. */
export interface CommandResults {
  addSwitch: undefined;
  removeSwitch: undefined;
  setAdapter: undefined;
  removeAdapter: undefined;
  serve: undefined;
  release: undefined;
  save: NetState | undefined;
  memory: undefined;
  mapPort: undefined;
  learned: readonly LearnedAddress[];
  stop: undefined;
}

/** What the thread says unasked. */
export type NetworkNotice =
  | {kind: 'fault'; adapter: string; relid: number; reason: string}
  /** The guest shared memory under this id: the main thread knows where it is. */
  | {kind: 'want'; adapter: string; relid: number; gpadl: number}
  | {kind: 'leases'; switchId: string; leases: readonly Lease[]};
