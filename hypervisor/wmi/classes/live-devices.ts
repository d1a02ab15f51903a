/**
 * Live devices: what a machine has while it is on (wmi.md 5.4, 16). One factory, because they differ
 * only in which resource they stand for and a few properties.
 */
import {deviceKind, settingOf as settingValue} from '../../root/vmms/device-kinds.ts';
import {KVP_SOURCE} from '../../root/vmms/kvp-items.ts';
import type {Machine} from '../../root/vmms/machine.ts';
import type {ResourceConfig} from '../../root/vmms/machine-config.ts';
import {HEARTBEAT} from '../../root/vmms/machine-worker.ts';
import {addressOf} from '../../root/vmms/networks/machine-adapters.ts';
import {STATE} from '../../root/vmms/states.ts';
import type {Vmms} from '../../root/vmms/vmms.ts';
import {RETURN} from '../../root/vmms/vmms-error.ts';
import {LINK_SPEED} from '../../root/vsp/network/settings.ts';
import type {Arguments} from '../arguments.ts';
import type {CimValue} from '../cim.ts';
import {type ClassDefinition, type Keys, type WmiClass, wmiClass} from '../class-definition.ts';
import {itemTexts} from './kvp-data-item.ts';

export interface LiveDevice {
  readonly machine: Machine;
  readonly resource: ResourceConfig;
}

type Getters = ClassDefinition<LiveDevice>['properties'];
type Methods = NonNullable<ClassDefinition<LiveDevice>['methods']>;

const ENABLED = 2;
const DISABLED = 3;

function liveClass(
  name: string,
  kind: string,
  properties: Getters = {},
  methods: Methods = {},
): WmiClass<LiveDevice> {
  return wmiClass<LiveDevice>(name, {
    *list(vmms) {
      for (const machine of vmms.machines.values()) yield* liveDevices(machine, kind);
    },
    find: (keys, vmms) => findDevice(keys, vmms, kind),
    properties: {
      CreationClassName: () => name,
      DeviceID: ({machine, resource}) => machine.instanceId(resource),
      SystemCreationClassName: () => 'Msvm_ComputerSystem',
      SystemName: ({machine}) => machine.id,
      Name: ({resource}) => deviceKind(resource.kind).elementName,
      ElementName: ({resource}) =>
        String(resource.properties.ElementName ?? deviceKind(resource.kind).elementName),
      Caption: ({resource}) => deviceKind(resource.kind).elementName,
      EnabledState: ({resource}) => Number(settingValue(resource, 'EnabledState') ?? ENABLED),
      RequestedState: () => 12,
      EnabledDefault: () => ENABLED,
      HealthState: () => 5,
      OperationalStatus: () => [2],
      StatusDescriptions: () => ['OK'],
      ...properties,
    },
    methods,
  });
}

/** Devices of a kind; none while the machine is off. Disabled components are not there. */
export function liveDevices(machine: Machine, kind: string): LiveDevice[] {
  if (!machine.worker) return [];
  return machine.config.resources
    .filter(
      resource => resource.kind === kind && settingValue(resource, 'EnabledState') !== DISABLED,
    )
    .map(resource => ({machine, resource}));
}

function findDevice(keys: Keys, vmms: Vmms, kind: string): LiveDevice | undefined | null {
  const [, id, rest] = /^Microsoft:([^\\]+)\\(.+)$/i.exec(keys.get('deviceid') ?? '') ?? [];
  if (id === undefined || rest === undefined) return null;
  const machine = vmms.machine(id);
  return (
    machine &&
    liveDevices(machine, kind).find(
      device => device.resource.id.toLowerCase() === rest.toLowerCase(),
    )
  );
}

/** Percent of its size that the machine used in the last second. */
function loadOf({machine}: LiveDevice, vmms: Vmms): CimValue {
  const load = vmms.statistics.latest(machine.id, 'cpu.usage.average');
  return load === undefined ? null : Math.min(100, Math.round(load));
}

export const msvmProcessor = liveClass('Msvm_Processor', 'processor', {
  LoadPercentage: loadOf,
  MaxClockSpeed: (_, vmms) => vmms.facts.processorMHz,
  CurrentClockSpeed: (_, vmms) => vmms.facts.processorMHz,
});

const MEMORY_BLOCK = 1024 ** 2;

export const msvmMemory = liveClass('Msvm_Memory', 'memory', {
  BlockSize: () => MEMORY_BLOCK,
  NumberOfBlocks: ({machine}) => machine.memoryMB,
});

const HEARTBEAT_TEXTS: Readonly<Record<number, string>> = {
  [HEARTBEAT.Ok]: 'OK',
  [HEARTBEAT.NoContact]: 'No Contact',
  [HEARTBEAT.Lost]: 'Lost Communication',
  [HEARTBEAT.Paused]: 'Paused',
};

/** Msvm_HeartbeatComponent.OperationalStatus[0]; undefined for a machine without one. */
export function heartbeatOf(machine: Machine): number | undefined {
  if (liveDevices(machine, 'heartbeat').length === 0) return undefined;
  return machine.state === STATE.Paused ? HEARTBEAT.Paused : machine.worker?.heartbeat();
}

export const msvmHeartbeatComponent = liveClass('Msvm_HeartbeatComponent', 'heartbeat', {
  OperationalStatus: ({machine}) => [heartbeatOf(machine) ?? HEARTBEAT.NoContact],
  StatusDescriptions: ({machine}) => [
    HEARTBEAT_TEXTS[heartbeatOf(machine) ?? HEARTBEAT.NoContact] ?? 'No Contact',
  ],
});

function initiate(
  reboot: boolean,
): (self: LiveDevice, args: Arguments, vmms: Vmms) => Promise<number> {
  return async ({machine}, args, vmms) => {
    const options = {
      force: args.boolean('Force') ?? false,
      reason: args.text('Reason') ?? '',
      reboot,
    };
    return machine.worker ? vmms.lifeCycle.shutdownGuest(machine, options) : RETURN.InvalidState;
  };
}

export const msvmShutdownComponent = liveClass(
  'Msvm_ShutdownComponent',
  'shutdown',
  {},
  {InitiateShutdown: initiate(false), InitiateReboot: initiate(true)},
);
/** Msvm_KvpExchangeComponent.OperationalStatus[0] and its text. */
function kvpStatus({machine}: LiveDevice): readonly [number, string] {
  const status = machine.worker?.kvp().status ?? 'noContact';
  if (machine.state === STATE.Paused) return [HEARTBEAT.Paused, 'Paused'];
  if (status === 'ok') return [HEARTBEAT.Ok, 'OK'];
  return status === 'lostContact'
    ? [HEARTBEAT.Lost, 'Lost Communication']
    : [HEARTBEAT.NoContact, 'No Contact'];
}

export const msvmKvpExchangeComponent = liveClass('Msvm_KvpExchangeComponent', 'kvp', {
  OperationalStatus: device => [kvpStatus(device)[0]],
  StatusDescriptions: device => [kvpStatus(device)[1]],
  GuestIntrinsicExchangeItems: ({machine}) =>
    itemTexts(machine.worker?.kvp().intrinsic ?? [], KVP_SOURCE.Intrinsic),
  GuestExchangeItems: ({machine}) => itemTexts(machine.worker?.kvp().guest ?? [], KVP_SOURCE.Guest),
});
export const msvmTimeSyncComponent = liveClass('Msvm_TimeSyncComponent', 'time-sync');
export const msvmScsiProtocolController = liveClass(
  'Msvm_SCSIProtocolController',
  'scsi-controller',
  {MaxUnitsControlled: () => 64},
);
export const msvmIdeController = liveClass('Msvm_IDEController', 'ide-controller');
export const msvmDiskDrive = liveClass('Msvm_DiskDrive', 'disk-drive');
export const msvmLogicalDisk = liveClass('Msvm_LogicalDisk', 'hard-disk');

export const msvmSyntheticEthernetPort = liveClass(
  'Msvm_SyntheticEthernetPort',
  'network-adapter',
  {
    PermanentAddress: ({resource}) => addressOf(resource),
    NetworkAddresses: ({resource}) => [addressOf(resource)],
    Speed: () => BigInt(LINK_SPEED),
    MaxSpeed: () => BigInt(LINK_SPEED),
  },
);

/** Every live class with the kind of resource it stands for. */
export const liveClasses: readonly (readonly [WmiClass<LiveDevice>, kind: string])[] = [
  [msvmProcessor, 'processor'],
  [msvmMemory, 'memory'],
  [msvmHeartbeatComponent, 'heartbeat'],
  [msvmShutdownComponent, 'shutdown'],
  [msvmTimeSyncComponent, 'time-sync'],
  [msvmKvpExchangeComponent, 'kvp'],
  [msvmScsiProtocolController, 'scsi-controller'],
  [msvmIdeController, 'ide-controller'],
  [msvmDiskDrive, 'disk-drive'],
  [msvmLogicalDisk, 'hard-disk'],
  [msvmSyntheticEthernetPort, 'network-adapter'],
];
