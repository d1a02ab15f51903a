/**
 * Msvm_ResourcePool, Msvm_ProcessorPool and Msvm_AllocationCapabilities: one primordial pool for
 * each type of resource, and the template that new settings are copied from (wmi.md 6).
 *
 * These pools name and meter; the ones that divide are Hvsh_ResourcePool.
 */
import {createHash} from 'node:crypto';
import {type DeviceKind, deviceKinds} from '../../root/vmms/device-kinds.ts';
import type {Vmms} from '../../root/vmms/vmms.ts';
import {type WmiClass, wmiClass} from '../class-definition.ts';

const pooled = deviceKinds.filter(kind => kind.resourceType !== 1);
const isProcessor = (kind: DeviceKind): boolean => kind.name === 'processor';

/** A GUID that stays the same for a kind. */
function poolGuid(kind: DeviceKind): string {
  const hex = createHash('sha256').update(kind.subType).digest('hex').toUpperCase();
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    hex.slice(12, 16),
    hex.slice(16, 20),
    hex.slice(20, 32),
  ].join('-');
}

function capacity(kind: DeviceKind, vmms: Vmms): number | null {
  if (isProcessor(kind)) return vmms.logicalProcessors;
  return kind.name === 'memory' ? Math.floor(vmms.capacity.memory / 1024) : null;
}

function consumed(kind: DeviceKind, vmms: Vmms): number | null {
  const on = [...vmms.machines.values()].filter(machine => machine.isOn);
  if (isProcessor(kind)) return on.reduce((sum, machine) => sum + machine.processors, 0);
  return kind.name === 'memory' ? on.reduce((sum, machine) => sum + machine.memoryMB, 0) : null;
}

function poolClass(name: string, kinds: readonly DeviceKind[]): WmiClass<DeviceKind> {
  return wmiClass<DeviceKind>(name, {
    list: () => kinds,
    properties: {
      InstanceID: kind => `Microsoft:${poolGuid(kind)}`,
      ElementName: () => 'Primordial',
      PoolID: () => '',
      Primordial: () => true,
      ResourceType: kind => kind.resourceType,
      ResourceSubType: kind => kind.subType,
      Capacity: capacity,
      CurrentlyConsumedResource: consumed,
      AllocationUnits: kind => (kind.name === 'memory' ? 'byte * 2^20' : 'count'),
      OperationalStatus: () => [2],
      HealthState: () => 5,
    },
  });
}

export const msvmProcessorPool = poolClass('Msvm_ProcessorPool', pooled.filter(isProcessor));
export const msvmResourcePool = poolClass(
  'Msvm_ResourcePool',
  pooled.filter(kind => !isProcessor(kind)),
);
export const poolClasses: readonly WmiClass<DeviceKind>[] = [msvmProcessorPool, msvmResourcePool];

export function poolOf(kind: DeviceKind): DeviceKind[] {
  return pooled.includes(kind) ? [kind] : [];
}

export const msvmAllocationCapabilities = wmiClass<DeviceKind>('Msvm_AllocationCapabilities', {
  list: () => pooled,
  properties: {
    InstanceID: kind => `Microsoft:${poolGuid(kind)}\\Capabilities`,
    ElementName: kind => `${kind.elementName} Capabilities`,
    ResourceType: kind => kind.resourceType,
    ResourceSubType: kind => kind.subType,
    RequestTypesSupported: () => [2],
    SharingMode: () => 2,
  },
});
