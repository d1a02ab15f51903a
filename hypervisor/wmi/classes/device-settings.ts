/**
 * Settings of devices: one class for processors, one for memory, one for media, one for each
 * integration component, Hvsh_BootSourceSettingData, and Msvm_ResourceAllocationSettingData for the rest (wmi.md 5.3 to 5.5).
 *
 * `self` is a setting of a machine, or the default template of a kind
 * (`Microsoft:Definition\<GUID>\Default`), from which clients copy.
 */
import {deviceKind, type DeviceKind, deviceKinds} from '../../root/vmms/device-kinds.ts';
import {hostItems, hostOnlyItems, KVP_SOURCE} from '../../root/vmms/kvp-items.ts';
import type {Machine} from '../../root/vmms/machine.ts';
import type {ResourceConfig, StoredValue} from '../../root/vmms/machine-config.ts';
import {weightOf} from '../../root/vmms/processor-settings.ts';
import {memoryWeightOf} from '../../root/vmms/resource-settings.ts';
import {NETWORK_SETTABLE} from '../../root/vmms/networks/network-settings.ts';
import type {Vmms} from '../../root/vmms/vmms.ts';
import type {CimValue} from '../cim.ts';
import {type CimObject, type Keys, type WmiClass, wmiClass} from '../class-definition.ts';
import {formatPath} from '../object-path.ts';
import {itemTexts} from './kvp-data-item.ts';
import {VIRTUALIZATION} from '../door.ts';

export interface DeviceSetting {
  readonly kind: DeviceKind;
  readonly machine?: Machine;
  readonly resource?: ResourceConfig;
}

/** The setting object of a machine's resource. Objects are equal when their InstanceIDs are. */
export function settingOf(machine: Machine, resource: ResourceConfig): DeviceSetting {
  return {kind: deviceKind(resource.kind), machine, resource};
}

export function settingsOf(machine: Machine): DeviceSetting[] {
  return machine.config.resources.map(resource => settingOf(machine, resource));
}

export function templateId(kind: DeviceKind): string {
  return `Microsoft:Definition\\${kind.subType.split(':').at(-1)?.replaceAll(' ', '')}\\Default`;
}

function instanceId({kind, machine, resource}: DeviceSetting): string {
  return machine && resource ? machine.instanceId(resource) : templateId(kind);
}

function stored({kind, resource}: DeviceSetting, name: string): StoredValue {
  return resource?.properties[name] ?? kind.defaults[name] ?? null;
}

type Getter = (self: DeviceSetting, vmms: Vmms) => CimValue;

function keptValue(name: string): Getter {
  return self => stored(self, name) as CimValue;
}

const COMMON: Readonly<Record<string, Getter>> = {
  InstanceID: instanceId,
  ElementName: self => (stored(self, 'ElementName') as string | null) ?? self.kind.elementName,
  Caption: self => self.kind.elementName,
  Description: self => `Settings for the ${self.kind.elementName}.`,
  ResourceType: self => self.kind.resourceType,
  ResourceSubType: self => self.kind.subType,
  OtherResourceType: self => (self.kind.resourceType === 1 ? self.kind.elementName : null),
  Parent: self => parentPath(self),
  ...Object.fromEntries(
    [
      'PoolID',
      'ConsumerVisibility',
      'AutomaticAllocation',
      'AutomaticDeallocation',
      'AllocationUnits',
      'VirtualQuantityUnits',
      'VirtualQuantity',
      'Reservation',
      'Limit',
      'Weight',
      'Address',
      'AddressOnParent',
      'HostResource',
      'EnabledState',
      'Access',
    ].map(name => [name, keptValue(name)]),
  ),
};

/** A kept `Parent` is an id within the machine; outside it is a path. */
function parentPath({machine, resource}: DeviceSetting): string | null {
  const parent = machine && resource ? machine.parentOf(resource) : undefined;
  if (!machine || !parent) return null;
  return formatPath(VIRTUALIZATION, deviceKind(parent.kind).settingClass, [
    ['InstanceID', machine.instanceId(parent)],
  ]);
}

/** Thousandths of a percent of one virtual processor's speed (resources.md 7.1). */
function thousandths(
  self: DeviceSetting,
  mhz: number | null | undefined,
  vmms: Vmms,
  none: number,
): number {
  if (!self.machine || mhz === null || mhz === undefined) return none;
  return Math.round((mhz / (self.machine.processors * vmms.facts.processorMHz)) * 100_000);
}

const PROCESSOR: Readonly<Record<string, Getter>> = {
  Reservation: (self, vmms) => thousandths(self, self.machine?.config.cpu.reservation, vmms, 0),
  Limit: (self, vmms) => thousandths(self, self.machine?.config.cpu.limit, vmms, 100_000),
  Weight: self => (self.machine ? weightOf(self.machine.config) : 100),
  ...Object.fromEntries(
    [
      'MaxProcessorsPerNumaNode',
      'MaxNumaNodesPerSocket',
      'HwThreadsPerCore',
      'LimitCPUID',
      'LimitProcessorFeatures',
    ].map(name => [name, keptValue(name)]),
  ),
};

/** Of static memory the least and the most are its size. */
const MEMORY: Readonly<Record<string, Getter>> = {
  Reservation: self => self.machine?.minimumMB ?? (stored(self, 'Reservation') as CimValue),
  Limit: self => self.machine?.maximumMB ?? (stored(self, 'Limit') as CimValue),
  Weight: self =>
    self.machine ? memoryWeightOf(self.machine.config, self.machine.memoryMB) : 5000,
  DynamicMemoryEnabled: keptValue('DynamicMemoryEnabled'),
  TargetMemoryBuffer: keptValue('TargetMemoryBuffer'),
};

const GUEST_SERVICE: Readonly<Record<string, Getter>> = {
  DefaultEnabledStatePolicy: keptValue('DefaultEnabledStatePolicy'),
};

const BOOT_SOURCE: Readonly<Record<string, Getter>> = Object.fromEntries(
  ['Image', 'Kernel', 'Initrd', 'CommandLine'].map(name => [name, keptValue(name)]),
);

const KVP: Readonly<Record<string, Getter>> = {
  HostExchangeItems: ({machine}) => itemTexts(machine ? hostItems(machine) : [], KVP_SOURCE.Host),
  HostOnlyItems: ({machine}) =>
    itemTexts(machine ? hostOnlyItems(machine) : [], KVP_SOURCE.HostOnly),
  DisableHostKVPItems: () => false,
};

/** Adapters, connections and port features show what can be set of them. */
const NETWORK = Object.fromEntries(
  Object.entries(NETWORK_SETTABLE).map(([kind, names]) => [
    deviceKind(kind).settingClass,
    Object.fromEntries(
      names.filter(name => !Object.hasOwn(COMMON, name)).map(name => [name, keptValue(name)]),
    ),
  ]),
);

const EXTRA: Readonly<Record<string, Readonly<Record<string, Getter>>>> = {
  ...NETWORK,
  Msvm_ProcessorSettingData: PROCESSOR,
  Msvm_MemorySettingData: MEMORY,
  Hvsh_BootSourceSettingData: BOOT_SOURCE,
  Msvm_KvpExchangeComponentSettingData: KVP,
  Msvm_GuestServiceInterfaceComponentSettingData: GUEST_SERVICE,
};

function settingClass(name: string): WmiClass<DeviceSetting> {
  const kinds = deviceKinds.filter(kind => kind.settingClass === name);
  return wmiClass<DeviceSetting>(name, {
    *list(vmms) {
      for (const kind of kinds) yield {kind};
      for (const machine of vmms.machines.values())
        for (const setting of settingsOf(machine))
          if (setting.kind.settingClass === name) yield setting;
    },
    find: (keys, vmms) => findSetting(keys, vmms, name),
    properties: {...COMMON, ...EXTRA[name]},
  });
}

const INSTANCE_ID = /^Microsoft:([^\\]+)\\(.+)$/i;

function findSetting(keys: Keys, vmms: Vmms, name: string): DeviceSetting | undefined | null {
  const found = INSTANCE_ID.exec(keys.get('instanceid') ?? keys.get('') ?? '');
  const machine = found && vmms.machine(found[1] ?? '');
  if (!machine) return null;
  const resource = machine.resource(found[2] ?? '');
  return resource && deviceKind(resource.kind).settingClass === name
    ? settingOf(machine, resource)
    : undefined;
}

/** Every setting class, by name. */
export const settingClasses: readonly WmiClass<DeviceSetting>[] = [
  ...new Set(deviceKinds.map(kind => kind.settingClass)),
].map(settingClass);

const byName = new Map(settingClasses.map(row => [row.name, row]));

export function settingClassOf(kind: DeviceKind): WmiClass<DeviceSetting> {
  const found = byName.get(kind.settingClass);
  if (!found) throw new RangeError(`no class for ${kind.name}`);
  return found;
}

export function settingObject(
  machine: Machine,
  resource: ResourceConfig,
): CimObject<DeviceSetting> {
  const setting = settingOf(machine, resource);
  return settingClassOf(setting.kind).of(setting);
}

/** The device setting an object is, whatever its class. */
export function settingFrom(object: CimObject): DeviceSetting | undefined {
  for (const row of settingClasses) {
    const self = row.from(object);
    if (self) return self;
  }
  return undefined;
}
