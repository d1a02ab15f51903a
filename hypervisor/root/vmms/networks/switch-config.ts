/** What is kept of a virtual switch, and of the ports of the host that lead into it. */
import type {Subnet} from '../../../switch/user-network/address.ts';
import {RETURN, VmmsError} from '../vmms-error.ts';

/**
 * `private`: machines only. `internal`: machines and this host. `external`: and what the host's
 * sockets reach, by a user network in place of a bridge, which takes no privileges.
 */
export type SwitchKind = 'private' | 'internal' | 'external';

/** A port of the host that leads to a machine (NetNat static mapping). */
export interface StaticMapping {
  readonly id: number;
  readonly protocol: 'tcp' | 'udp';
  readonly externalAddress: string;
  readonly externalPort: number;
  readonly internalAddress: string;
  readonly internalPort: number;
}

export interface SwitchConfig {
  /** GUID in upper case. */
  readonly id: string;
  readonly name: string;
  readonly notes: string;
  readonly kind: SwitchKind;
  /** The host's adapter that an external switch was made for. */
  readonly netAdapter?: string;
  /** Which of the 192.168.x.0/24 networks it has. */
  readonly network: number;
  /** ISO 8601. */
  readonly created: string;
  readonly mappings: readonly StaticMapping[];
}

/** The switch that every host has: internal, with network address translation (wmi.md 15). */
export const DEFAULT_SWITCH_ID = 'C08CB7B8-9B3C-408E-8E30-5E16A3AEB444';
export const DEFAULT_SWITCH_NAME = 'Default Switch';

/** 192.168.137.0/24 is what Windows gives to networks that it shares; others follow. */
export const FIRST_NETWORK = 137;
const LAST_NETWORK = 254;
const NAME_MAX = 256;

export function isDefault(config: SwitchConfig): boolean {
  return config.id === DEFAULT_SWITCH_ID;
}

export function subnetOf({network}: SwitchConfig): Subnet {
  return {gateway: ((192 << 24) | (168 << 16) | (network << 8) | 1) >>> 0, prefixLength: 24};
}

/** Machines reach more than this host. */
export function isTranslated(config: SwitchConfig): boolean {
  return config.kind === 'external' || isDefault(config);
}

export function freeNetwork(configs: Iterable<SwitchConfig>): number {
  const taken = new Set([...configs].map(config => config.network));
  for (let network = FIRST_NETWORK; network <= LAST_NETWORK; network++)
    if (!taken.has(network)) return network;
  throw new VmmsError(RETURN.Failed, 'There is no free network for a further switch.');
}

export function checkedSwitchName(value: unknown): string {
  const name = String(value ?? '');
  if (name !== '' && name.length <= NAME_MAX && !/[\p{Cc}]/u.test(name)) return name;
  throw new VmmsError(
    RETURN.InvalidParameter,
    `The name of a switch must have 1 to ${NAME_MAX} characters, none of them a control character.`,
  );
}
