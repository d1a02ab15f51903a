/**
 * The network adapters of a machine: what its settings say, as the network thread takes it.
 *
 * An adapter has one connection (Parent), and that has the features of its port: VLAN, bandwidth,
 * security. What is not there has its default.
 */
import {parseMac} from '../../../switch/frame.ts';
import {DEFAULT_PORT, type PortSettings, type VlanMode} from '../../../switch/port-settings.ts';
import type {AdapterSettings} from '../../vsp/network/settings.ts';
import {settingOf} from '../device-kinds.ts';
import type {MachineConfig, ResourceConfig} from '../machine-config.ts';

const DISABLED = 3;

/** Values of Msvm_EthernetSwitchPortVlanSettingData. */
export const VLAN_MODE = {Access: 1, Trunk: 2, Private: 3} as const;
export const PVLAN_MODE = {Isolated: 1, Community: 2, Promiscuous: 3} as const;
const MIRROR = ['none', 'destination', 'source'] as const;

export const NO_ADDRESS = '000000000000';

export function adaptersOf(config: MachineConfig): ResourceConfig[] {
  return config.resources.filter(({kind}) => kind === 'network-adapter');
}

export function connectionOf(
  config: MachineConfig,
  adapter: ResourceConfig,
): ResourceConfig | undefined {
  return childOf(config, adapter, 'network-connection');
}

export function childOf(
  config: MachineConfig,
  parent: ResourceConfig,
  kind: string,
): ResourceConfig | undefined {
  return config.resources.find(row => row.kind === kind && row.properties.Parent === parent.id);
}

/** GUID of the switch that a connection leads to; undefined: it is not connected. */
export function switchIdOf(connection: ResourceConfig | undefined): string | undefined {
  if (!connection || settingOf(connection, 'EnabledState') === DISABLED) return undefined;
  const [path] = (settingOf(connection, 'HostResource') ?? []) as string[];
  return /Name="([0-9A-F-]{36})"/i.exec(path ?? '')?.[1]?.toUpperCase();
}

/** The address, twelve digits; zeros until the first start of a machine whose address is dynamic. */
export function addressOf(adapter: ResourceConfig): string {
  return String(settingOf(adapter, 'Address') ?? '') || NO_ADDRESS;
}

/** `00:15:5D:00:00:01`, as the guest is asked for it. */
export function macWithColons(address: string): string {
  return (address.toUpperCase().match(/../g) ?? []).join(':');
}

/** The VMBus device of an adapter: the GUID that its settings are known by. */
export function instanceOf(adapter: ResourceConfig): string {
  return adapter.id.toLowerCase();
}

export function adapterSettings(config: MachineConfig, adapter: ResourceConfig): AdapterSettings {
  const connection = connectionOf(config, adapter);
  const mac = parseMac(addressOf(adapter)) ?? 0;
  return {
    instanceId: instanceOf(adapter),
    name: String(settingOf(adapter, 'ElementName') ?? 'Network Adapter'),
    switchId: switchIdOf(connection),
    port: {...DEFAULT_PORT, mac, ...(connection ? features(config, connection) : {})},
  };
}

function features(config: MachineConfig, connection: ResourceConfig): Partial<PortSettings> {
  const vlan = childOf(config, connection, 'port-vlan');
  const bandwidth = childOf(config, connection, 'port-bandwidth');
  const security = childOf(config, connection, 'port-security');
  const flag = (name: string): boolean =>
    security !== undefined && settingOf(security, name) === true;
  return {
    vlan: vlan ? vlanMode(vlan) : DEFAULT_PORT.vlan,
    maximumBandwidth: Number((bandwidth && settingOf(bandwidth, 'Limit')) ?? 0),
    macSpoofing: flag('AllowMacSpoofing'),
    dhcpGuard: flag('EnableDhcpGuard'),
    routerGuard: flag('EnableRouterGuard'),
    priorityTag: flag('AllowIeeePriorityTag'),
    mirror: MIRROR[Number((security && settingOf(security, 'MonitorMode')) ?? 0)] ?? 'none',
  };
}

function vlanMode(vlan: ResourceConfig): VlanMode {
  const number = (name: string): number => Number(settingOf(vlan, name) ?? 0);
  const list = (name: string): number[] => ((settingOf(vlan, name) ?? []) as number[]).map(Number);
  switch (number('OperationMode')) {
    case VLAN_MODE.Access:
      return {mode: 'access', id: number('AccessVlanId')};
    case VLAN_MODE.Trunk: {
      const pruned = new Set(list('PruneVlanIdArray'));
      const allowed = list('TrunkVlanIdArray').filter(id => !pruned.has(id));
      return {mode: 'trunk', allowed, native: number('NativeVlanId')};
    }
    case VLAN_MODE.Private:
      return privateVlan(number('PvlanMode'), number('PrimaryVlanId'), number, list);
    default:
      return {mode: 'untagged'};
  }
}

function privateVlan(
  mode: number,
  primary: number,
  number: (name: string) => number,
  list: (name: string) => number[],
): VlanMode {
  if (mode === PVLAN_MODE.Promiscuous)
    return {mode: 'promiscuous', primary, secondaries: list('SecondaryVlanIdArray')};
  const kind = mode === PVLAN_MODE.Isolated ? 'isolated' : 'community';
  return {mode: kind, primary, secondary: number('SecondaryVlanId')};
}
