/** What can be set of network adapters, their connections and the features of their ports; the checks. */
import type {DeviceKind} from '../device-kinds.ts';
import type {MachineConfig, ResourceConfig, StoredProperties} from '../machine-config.ts';
import {parseMac} from '../../../switch/frame.ts';
import {RETURN, VmmsError} from '../vmms-error.ts';

/** As Hyper-V has it: synthetic adapters of one machine. */
const MAX_ADAPTERS = 8;
const MAX_VLAN = 4094;

export const NETWORK_SETTABLE: Readonly<Record<string, readonly string[]>> = {
  'network-adapter': ['ElementName', 'Address', 'StaticMacAddress', 'DeviceNamingEnabled'],
  'network-connection': ['Parent', 'HostResource', 'EnabledState', 'LastKnownSwitchName'],
  'port-vlan': [
    'Parent',
    'OperationMode',
    'AccessVlanId',
    'NativeVlanId',
    'PvlanMode',
    'PrimaryVlanId',
    'SecondaryVlanId',
    'TrunkVlanIdArray',
    'PruneVlanIdArray',
    'SecondaryVlanIdArray',
  ],
  'port-bandwidth': ['Parent', 'Limit'],
  'port-security': [
    'Parent',
    'AllowMacSpoofing',
    'EnableDhcpGuard',
    'EnableRouterGuard',
    'MonitorMode',
    'AllowIeeePriorityTag',
  ],
};

/** What belongs to network adapters, whose identity is each machine's own. */
export function isNetwork(kind: string): boolean {
  return kind === 'network-adapter' || isBelowAdapter(kind);
}

/** Connections and features: their ids follow from what they hang on. */
export function isBelowAdapter(kind: string): boolean {
  return kind === 'network-connection' || kind.startsWith('port-');
}

/** What the id of a connection or feature ends in: features have GUIDs of their own (wmi.md 15.1). */
const ID_BELOW: Readonly<Record<string, string>> = {
  'network-connection': 'C',
  'port-vlan': '952C5004-4465-451C-8CB8-FA9AB382B773',
  'port-bandwidth': '24AD3CE1-69BD-4978-B2AC-DAAD389D699C',
  'port-security': '776E0BA7-94A1-41C8-8F28-951F524251B5',
};

export function idBelowAdapter(kind: string): string {
  return ID_BELOW[kind] ?? kind;
}

function refuse(text: string, code: number = RETURN.InvalidParameter): never {
  throw new VmmsError(code, text);
}

export function checkNetworkValues(properties: StoredProperties): void {
  const {Address: address, Limit: limit} = properties;
  if (address !== undefined && parseMac(String(address)) === undefined)
    refuse(`Address must be twelve hexadecimal digits, but is "${String(address)}".`);
  if (limit !== undefined && !(Number.isInteger(limit) && Number(limit) >= 0))
    refuse(`Limit must be bits per second, 0 for none, but is ${String(limit)}.`);
  for (const [name, value] of Object.entries(properties)) {
    if (!/VlanId(Array)?$/.test(name)) continue;
    const ids = (Array.isArray(value) ? value : [value]).map(Number);
    const bad = ids.find(id => !(Number.isInteger(id) && id >= 0 && id <= MAX_VLAN));
    if (bad !== undefined) refuse(`${name} must be 0 to ${MAX_VLAN}, but is ${bad}.`);
  }
}

/** Connections hang on adapters, features on connections, one of each. */
export function checkNetworkPlace(
  config: MachineConfig,
  kind: DeviceKind,
  resource: ResourceConfig,
): void {
  const peers = config.resources.filter(other => other.kind === kind.name);
  if (kind.name === 'network-adapter' && peers.length >= MAX_ADAPTERS)
    refuse(`A machine can have ${MAX_ADAPTERS} network adapters.`, RETURN.Failed);
  if (!isBelowAdapter(kind.name)) return;
  const parentKind = kind.name === 'network-connection' ? 'network-adapter' : 'network-connection';
  const {Parent: parent} = resource.properties;
  if (!config.resources.some(other => other.id === parent && other.kind === parentKind))
    refuse(`The Parent of ${kind.elementName} must be a ${parentKind} of the same machine.`);
  if (peers.some(other => other.properties.Parent === parent))
    refuse(`There is a ${kind.elementName} already.`, RETURN.Failed);
}
