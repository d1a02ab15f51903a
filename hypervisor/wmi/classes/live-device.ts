/** A live device: what a machine has while it is on, and the factory of the classes of all kinds of them. */
import {deviceKind, settingOf as settingValue} from '../../root/vmms/device-kinds.ts';
import type {Machine} from '../../root/vmms/machine.ts';
import type {ResourceConfig} from '../../root/vmms/machine-config.ts';
import type {Vmms} from '../../root/vmms/vmms.ts';
import {type ClassDefinition, type Keys, type WmiClass, wmiClass} from '../class-definition.ts';

export interface LiveDevice {
  readonly machine: Machine;
  readonly resource: ResourceConfig;
}

type Getters = ClassDefinition<LiveDevice>['properties'];
type Methods = NonNullable<ClassDefinition<LiveDevice>['methods']>;

const ENABLED = 2;
const DISABLED = 3;

export function liveClass(
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
