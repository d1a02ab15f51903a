/**
 * Live devices: what a machine has while it is on (wmi.md 5.4, 16). They differ only in which resource
 * they stand for and a few properties; what they share is live-device.ts.
 */
import {KVP_SOURCE} from '../../root/vmms/kvp-items.ts';
import type {Machine} from '../../root/vmms/machine.ts';
import {HEARTBEAT, type MachineWorker} from '../../root/vmms/machine-worker.ts';
import {assignedBytes} from '../../root/vmms/memory-balancer.ts';
import {addressOf} from '../../root/vmms/networks/machine-adapters.ts';
import {STATE} from '../../root/vmms/states.ts';
import type {Vmms} from '../../root/vmms/vmms.ts';
import {RETURN} from '../../root/vmms/vmms-error.ts';
import {LINK_SPEED} from '../../root/vsp/network/settings.ts';
import type {Arguments} from '../arguments.ts';
import type {CimValue} from '../cim.ts';
import type {WmiClass} from '../class-definition.ts';
import {keyboardMethods} from './keyboard.ts';
import {itemTexts} from './kvp-data-item.ts';
import {type LiveDevice, liveClass, liveDevices} from './live-device.ts';

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
  NumberOfBlocks: ({machine}) => Math.round(assignedBytes(machine) / MEMORY_BLOCK),
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
/** A component that is there when its driver answered. */
function contact(isReady: (worker: MachineWorker) => boolean) {
  const has = ({machine}: LiveDevice): boolean =>
    machine.worker !== undefined && isReady(machine.worker);
  return {
    OperationalStatus: (device: LiveDevice) => [has(device) ? HEARTBEAT.Ok : HEARTBEAT.NoContact],
    StatusDescriptions: (device: LiveDevice) => [has(device) ? 'OK' : 'No Contact'],
  };
}

export const msvmVssComponent = liveClass(
  'Msvm_VssComponent',
  'vss',
  contact(worker => worker.vss.isReady),
);
export const msvmGuestServiceInterfaceComponent = liveClass(
  'Msvm_GuestServiceInterfaceComponent',
  'guest-service',
  contact(worker => worker.fcopy.isReady),
);
export const msvmKeyboard = liveClass(
  'Msvm_Keyboard',
  'keyboard',
  {UnicodeSupported: () => false, NumberOfFunctionKeys: () => 12, Layout: () => '00000409'},
  keyboardMethods,
);
export const msvmTimeSyncComponent = liveClass('Msvm_TimeSyncComponent', 'time-sync');
export const msvmScsiProtocolController = liveClass(
  'Msvm_SCSIProtocolController',
  'scsi-controller',
  {MaxUnitsControlled: () => 64},
);
export const msvmIdeController = liveClass('Msvm_IDEController', 'ide-controller');
export const msvmDiskDrive = liveClass('Msvm_DiskDrive', 'disk-drive');
export const msvmDvdDrive = liveClass('Msvm_DVDDrive', 'dvd-drive');
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
  [msvmVssComponent, 'vss'],
  [msvmGuestServiceInterfaceComponent, 'guest-service'],
  [msvmKeyboard, 'keyboard'],
  [msvmScsiProtocolController, 'scsi-controller'],
  [msvmIdeController, 'ide-controller'],
  [msvmDiskDrive, 'disk-drive'],
  [msvmDvdDrive, 'dvd-drive'],
  [msvmLogicalDisk, 'hard-disk'],
  [msvmSyntheticEthernetPort, 'network-adapter'],
];
