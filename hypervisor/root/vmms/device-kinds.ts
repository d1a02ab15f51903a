/**
 * The kinds of settings a machine can have: class, type pair, defaults (wmi.md 5.4 and 5.5).
 *
 * Only kinds that have a real device behind them are here. The default template of the pools and
 * every stored setting are read against this table.
 */
import type {ResourceConfig, StoredProperties, StoredValue} from './machine-config.ts';

export interface DeviceKind {
  readonly name: string;
  readonly settingClass: string;
  readonly resourceType: number;
  /** `Microsoft:Hyper-V:...`; of kinds that are ours `Hvsh:...`. */
  readonly subType: string;
  readonly elementName: string;
  readonly defaults: StoredProperties;
  /** InstanceID suffix where a machine has one of the kind only. */
  readonly fixedId?: string;
  /** Whether DefineSystem gives it to every machine. */
  readonly always?: boolean;
  /** Whether it may be added, changed or removed while the machine runs. */
  readonly hot?: boolean;
}

const COMMON: StoredProperties = {
  AutomaticAllocation: true,
  AutomaticDeallocation: true,
  ConsumerVisibility: 3,
  PoolID: '',
};

function kind(
  row: Omit<DeviceKind, 'subType' | 'defaults'> & {subType: string; defaults?: StoredProperties},
): DeviceKind {
  return {
    ...row,
    subType: row.subType.startsWith('Hvsh:') ? row.subType : `Microsoft:Hyper-V:${row.subType}`,
    defaults: {...COMMON, ...row.defaults},
  };
}

function component(
  name: string,
  subType: string,
  elementName: string,
  fixedId: string,
  settingClass: string,
  defaults: StoredProperties = {},
): DeviceKind {
  return kind({
    name,
    settingClass,
    resourceType: 1,
    subType,
    elementName,
    fixedId,
    always: true,
    hot: true,
    defaults: {EnabledState: 2, ...defaults},
  });
}

/** A feature of the switch port that a connection leads to (wmi.md 15): no device, and in no pool. */
function portFeature(
  name: string,
  what: string,
  settingClass: string,
  defaults: StoredProperties,
): DeviceKind {
  const elementName = `Ethernet Switch Port ${what} Settings`;
  const subType = `Ethernet Switch Port ${what}`;
  return kind({name, settingClass, resourceType: 1, subType, elementName, hot: true, defaults});
}

export const deviceKinds: readonly DeviceKind[] = [
  kind({
    name: 'processor',
    settingClass: 'Msvm_ProcessorSettingData',
    resourceType: 3,
    subType: 'Processor',
    elementName: 'Processor',
    fixedId: 'b637f346-6a0e-4dec-af52-bd70cb80a21d\\0',
    always: true,
    defaults: {
      AllocationUnits: 'percent / 1000',
      VirtualQuantityUnits: 'count',
      VirtualQuantity: 1,
      Reservation: 0,
      Limit: 100_000,
      Weight: 100,
      MaxProcessorsPerNumaNode: 1,
      MaxNumaNodesPerSocket: 1,
      HwThreadsPerCore: 0,
      LimitCPUID: false,
      LimitProcessorFeatures: false,
    },
  }),
  kind({
    name: 'memory',
    settingClass: 'Msvm_MemorySettingData',
    resourceType: 4,
    subType: 'Memory',
    elementName: 'Memory',
    fixedId: '4764334d-e001-4176-82ee-5594ec9b530e',
    always: true,
    defaults: {
      AllocationUnits: 'byte * 2^20',
      VirtualQuantityUnits: 'byte * 2^20',
      VirtualQuantity: 1024,
      Reservation: 1024,
      Limit: 1024,
      Weight: 5000,
      DynamicMemoryEnabled: false,
      TargetMemoryBuffer: 20,
    },
  }),
  kind({
    name: 'boot-source',
    settingClass: 'Hvsh_BootSourceSettingData',
    resourceType: 1,
    subType: 'Hvsh:Boot Source',
    elementName: 'Boot Source',
    fixedId: '5f8a3c1e-7b0d-4e52-9c86-2d41f7a90b63',
    always: true,
    defaults: {Image: 'tiny', Kernel: '', Initrd: '', CommandLine: ''},
  }),
  kind({
    name: 'scsi-controller',
    settingClass: 'Msvm_ResourceAllocationSettingData',
    resourceType: 6,
    subType: 'Synthetic SCSI Controller',
    elementName: 'SCSI Controller',
  }),
  kind({
    name: 'ide-controller',
    settingClass: 'Msvm_ResourceAllocationSettingData',
    resourceType: 5,
    subType: 'Emulated IDE Controller',
    elementName: 'IDE Controller',
  }),
  kind({
    name: 'disk-drive',
    settingClass: 'Msvm_ResourceAllocationSettingData',
    resourceType: 17,
    subType: 'Synthetic Disk Drive',
    elementName: 'Hard Drive',
    hot: true,
  }),
  kind({
    name: 'dvd-drive',
    settingClass: 'Msvm_ResourceAllocationSettingData',
    resourceType: 16,
    subType: 'Synthetic DVD Drive',
    elementName: 'DVD Drive',
    hot: true,
  }),
  kind({
    name: 'dvd-disk',
    settingClass: 'Msvm_StorageAllocationSettingData',
    resourceType: 31,
    subType: 'Virtual CD/DVD Disk',
    elementName: 'ISO Disk Image',
    hot: true,
    defaults: {Access: 1},
  }),
  kind({
    name: 'hard-disk',
    settingClass: 'Msvm_StorageAllocationSettingData',
    resourceType: 31,
    subType: 'Virtual Hard Disk',
    elementName: 'Hard Disk Image',
    hot: true,
    defaults: {Access: 3},
  }),
  kind({
    name: 'network-adapter',
    settingClass: 'Msvm_SyntheticEthernetPortSettingData',
    resourceType: 10,
    subType: 'Synthetic Ethernet Port',
    elementName: 'Network Adapter',
    hot: true,
    defaults: {StaticMacAddress: false, Address: '000000000000', DeviceNamingEnabled: false},
  }),
  kind({
    name: 'network-connection',
    settingClass: 'Msvm_EthernetPortAllocationSettingData',
    resourceType: 33,
    subType: 'Ethernet Connection',
    elementName: 'Ethernet Connection',
    hot: true,
    defaults: {EnabledState: 2},
  }),
  portFeature('port-vlan', 'VLAN', 'Msvm_EthernetSwitchPortVlanSettingData', {
    OperationMode: 1,
    AccessVlanId: 0,
    NativeVlanId: 0,
    PvlanMode: 0,
    PrimaryVlanId: 0,
    SecondaryVlanId: 0,
    TrunkVlanIdArray: [],
    PruneVlanIdArray: [],
    SecondaryVlanIdArray: [],
  }),
  portFeature('port-bandwidth', 'Bandwidth', 'Msvm_EthernetSwitchPortBandwidthSettingData', {
    Limit: 0,
  }),
  portFeature('port-security', 'Security', 'Msvm_EthernetSwitchPortSecuritySettingData', {
    AllowMacSpoofing: false,
    EnableDhcpGuard: false,
    EnableRouterGuard: false,
    MonitorMode: 0,
    AllowIeeePriorityTag: false,
  }),
  component(
    'heartbeat',
    'Heartbeat Component',
    'Heartbeat',
    '84EAAE65-2F2E-45F5-9BB5-0E857DC8EB47',
    'Msvm_HeartbeatComponentSettingData',
  ),
  component(
    'shutdown',
    'Shutdown Component',
    'Shutdown',
    '9F8233AC-BE49-4C79-8EE3-E7E1985B2077',
    'Msvm_ShutdownComponentSettingData',
  ),
  component(
    'time-sync',
    'Time Synchronization Component',
    'Time Synchronization',
    '2497F4DE-E9FA-4204-80E4-4B75C46419C0',
    'Msvm_TimeSyncComponentSettingData',
  ),
  component(
    'kvp',
    'Kvp Exchange Component',
    'Key-Value Pair Exchange',
    '2A34B1C2-FD73-4043-8A5B-DD2159BC743F',
    'Msvm_KvpExchangeComponentSettingData',
    {HostExchangeItems: [], HostOnlyItems: []},
  ),
  component(
    'vss',
    'VSS Component',
    'VSS',
    '5CED1297-4598-4915-A5FC-AD21BB4D02A4',
    'Msvm_VssComponentSettingData',
  ),
  component(
    'guest-service',
    'Guest Service Interface Component',
    'Guest Service Interface',
    '6C09BB55-D683-4DA0-8931-C9BF705F6480',
    'Msvm_GuestServiceInterfaceComponentSettingData',
    {EnabledState: 3, DefaultEnabledStatePolicy: 3},
  ),
  kind({
    name: 'keyboard',
    settingClass: 'Msvm_ResourceAllocationSettingData',
    resourceType: 13,
    subType: 'Synthetic Keyboard',
    elementName: 'Keyboard',
    fixedId: 'D34B2567-B9B6-42B9-8778-0A4EC0B955BF',
    always: true,
  }),
];

const byName = new Map(deviceKinds.map(row => [row.name, row]));

export function deviceKind(name: string): DeviceKind {
  const found = byName.get(name);
  if (!found) throw new RangeError(`no device kind ${name}`);
  return found;
}

/** Features of a switch port, by the class of their settings. */
export function featureKind(settingClass: string): DeviceKind | undefined {
  const wanted = settingClass.toLowerCase();
  return deviceKinds.find(
    row => row.name.startsWith('port-') && row.settingClass.toLowerCase() === wanted,
  );
}

/** The kind a type pair names; the sub-type decides where both are given. */
export function kindOfType(resourceType: unknown, subType: unknown): DeviceKind | undefined {
  const text = String(subType ?? '').toLowerCase();
  return deviceKinds.find(
    row =>
      row.subType.toLowerCase() === text &&
      (resourceType === undefined || Number(resourceType) === row.resourceType),
  );
}

/** A setting's value: its own, else the kind's default. */
export function settingOf(resource: ResourceConfig, property: string): StoredValue {
  return resource.properties[property] ?? deviceKind(resource.kind).defaults[property] ?? null;
}
