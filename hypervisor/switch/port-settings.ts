/** What is set of a switch port: the feature settings of wmi.md 15, as plain data. */

export type VlanMode =
  | {mode: 'untagged'}
  | {mode: 'access'; id: number}
  /** Tags of the list go through; untagged frames belong to `native`. */
  | {mode: 'trunk'; allowed: readonly number[]; native: number}
  | {mode: 'isolated' | 'community'; primary: number; secondary: number}
  | {mode: 'promiscuous'; primary: number; secondaries: readonly number[]};

/** Structured-cloneable. */
export interface PortSettings {
  /** The MAC address of the adapter, as a number. */
  mac: number;
  vlan: VlanMode;
  /** Frames with another source than `mac` go through, and their sources are learned. */
  macSpoofing: boolean;
  /** Answers of a DHCP server behind the port are dropped. */
  dhcpGuard: boolean;
  /** Router advertisements and redirects from behind the port are dropped. */
  routerGuard: boolean;
  /** The device's 802.1p priority stays in the tag. */
  priorityTag: boolean;
  /** Source: what goes in and out is copied to the destinations of the same switch. */
  mirror: 'none' | 'source' | 'destination';
  /** Most that the device may send, in bits a second; 0: no limit. */
  maximumBandwidth: number;
}

export const DEFAULT_PORT: Omit<PortSettings, 'mac'> = {
  vlan: {mode: 'untagged'},
  macSpoofing: false,
  dhcpGuard: false,
  routerGuard: false,
  priorityTag: false,
  mirror: 'none',
  maximumBandwidth: 0,
};
