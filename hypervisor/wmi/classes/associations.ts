/** The associations (wmi.md 18): pairs of classes and how to get from one end to the other. */
import {type DeviceKind, deviceKind} from '../../root/vmms/device-kinds.ts';
import {Machine} from '../../root/vmms/machine.ts';
import {type Association, association, link, type WmiClass} from '../class-definition.ts';
import {
  type DeviceSetting,
  settingClassOf,
  settingClasses,
  settingOf,
  settingsOf,
} from './device-settings.ts';
import {hvshPoolMembers} from './hvsh-resource-pool.ts';
import {msvmGuestFileService} from './guest-file-service.ts';
import {type LiveDevice, liveDevices} from './live-device.ts';
import {liveClasses} from './live-devices.ts';
import {HOST, machineOf, msvmComputerSystem, type System} from './msvm-computer-system.ts';
import {msvmAggregationMetricDefinition, msvmAggregationMetricValue, valuesOf} from './metrics.ts';
import {msvmConcreteJob} from './msvm-concrete-job.ts';
import {msvmSummaryInformation} from './msvm-summary-information.ts';
import {guestConfigurations, portSettings, switchDevices, switchSettings} from './network.ts';
import {msvmVirtualSystemManagementService} from './msvm-virtual-system-management-service.ts';
import {msvmVirtualSystemSettingData} from './msvm-virtual-system-setting-data.ts';
import {msvmAllocationCapabilities, poolClasses, poolOf} from './pools.ts';

/** The machine an end is; none for the host. */
function machines(system: System) {
  const machine = machineOf(system);
  return machine ? [machine] : [];
}

function ownMachine({machine}: DeviceSetting) {
  return machine ? [machine] : [];
}

/** The live class for each setting class and back: both are found by the kind of resource. */
const liveLinks = liveClasses.map(([live, kind]) => ({
  live,
  kind,
  settings: settingClassOf(deviceKind(kind)),
}));

function liveOf(kind: string) {
  return ({machine, resource}: DeviceSetting): LiveDevice[] =>
    machine && resource?.kind === kind
      ? liveDevices(machine, kind).filter(device => device.resource === resource)
      : [];
}

/** Devices below a controller, and media in a drive: both go by `Parent`. */
function children(kind: string) {
  return ({machine, resource}: LiveDevice): LiveDevice[] =>
    liveDevices(machine, kind).filter(device => device.resource.properties.Parent === resource.id);
}

function parents(kind: string) {
  return ({machine, resource}: LiveDevice): LiveDevice[] =>
    liveDevices(machine, kind).filter(device => device.resource.id === resource.properties.Parent);
}

function liveClassOf(kind: string): WmiClass<LiveDevice> {
  const found = liveClasses.find(([, name]) => name === kind);
  if (!found) throw new RangeError(`no live class for ${kind}`);
  return found[0];
}

export const associations: readonly Association[] = [
  association('Msvm_SettingsDefineState', 'ManagedElement', 'SettingData', [
    switchSettings,
    link(msvmComputerSystem, msvmVirtualSystemSettingData, machines, machine => [machine]),
    ...liveLinks.map(({live, kind, settings}) =>
      link(live, settings, ({machine, resource}) => [settingOf(machine, resource)], liveOf(kind)),
    ),
  ]),
  association('Msvm_ElementSettingData', 'ManagedElement', 'SettingData', [
    link(msvmComputerSystem, msvmVirtualSystemSettingData, machines, machine => [machine]),
  ]),
  association(
    'Msvm_VirtualSystemSettingDataComponent',
    'GroupComponent',
    'PartComponent',
    settingClasses.map(row =>
      link(
        msvmVirtualSystemSettingData,
        row,
        machine => settingsOf(machine).filter(setting => setting.kind.settingClass === row.name),
        ownMachine,
      ),
    ),
  ),
  association('Msvm_SystemDevice', 'GroupComponent', 'PartComponent', [
    switchDevices,
    ...liveClasses.map(([live, kind]) =>
      link(
        msvmComputerSystem,
        live,
        system => machines(system).flatMap(machine => liveDevices(machine, kind)),
        ({machine}) => [machine],
      ),
    ),
  ]),
  portSettings,
  association('Msvm_SettingDataComponent', 'GroupComponent', 'PartComponent', [
    guestConfigurations,
  ]),
  association('Msvm_ComputerSystemSummaryInformation', 'Antecedent', 'Dependent', [
    link(msvmComputerSystem, msvmSummaryInformation, machines, machine => [machine]),
  ]),
  association('Msvm_HostedDependency', 'Antecedent', 'Dependent', [
    link(
      msvmComputerSystem,
      msvmComputerSystem,
      (system, vmms) => (system === HOST ? vmms.machines.values() : []),
      (system): System[] => (system === HOST ? [] : [HOST]),
    ),
  ]),
  association('Msvm_HostedService', 'Antecedent', 'Dependent', [
    link(
      msvmComputerSystem,
      msvmVirtualSystemManagementService,
      system => (system === HOST ? ['service'] : []),
      (): System[] => [HOST],
    ),
  ]),
  association('Msvm_ServiceAffectsElement', 'AffectedElement', 'AffectingElement', [
    link(
      msvmComputerSystem,
      msvmVirtualSystemManagementService,
      system => (system === HOST ? [] : ['service']),
      (_, vmms) => vmms.machines.values(),
    ),
  ]),
  association(
    'Msvm_HostedResourcePool',
    'GroupComponent',
    'PartComponent',
    poolClasses.map(pool =>
      link(
        msvmComputerSystem,
        pool,
        (system, vmms) => (system === HOST ? pool.list(vmms) : []),
        (): System[] => [HOST],
      ),
    ),
  ),
  association(
    'Msvm_ElementCapabilities',
    'ManagedElement',
    'Capabilities',
    poolClasses.map(pool =>
      link(
        pool,
        msvmAllocationCapabilities,
        kind => [kind],
        (kind, vmms) => [...pool.list(vmms)].filter(own => own === kind),
      ),
    ),
  ),
  association(
    'Msvm_SettingsDefineCapabilities',
    'GroupComponent',
    'PartComponent',
    settingClasses.map(row =>
      link(
        msvmAllocationCapabilities,
        row,
        (kind): DeviceSetting[] => (kind.settingClass === row.name ? [{kind}] : []),
        ({kind, machine}) => (machine ? [] : poolOf(kind)),
      ),
    ),
  ),
  association(
    'Msvm_ResourceAllocationFromPool',
    'Antecedent',
    'Dependent',
    poolClasses.flatMap(pool =>
      settingClasses.map(row =>
        link(
          pool,
          row,
          (kind: DeviceKind, vmms) =>
            kind.settingClass === row.name
              ? [...vmms.machines.values()].flatMap(machine =>
                  settingsOf(machine).filter(setting => setting.kind === kind),
                )
              : [],
          ({kind, machine}, vmms) =>
            machine ? poolOf(kind).filter(own => [...pool.list(vmms)].includes(own)) : [],
        ),
      ),
    ),
  ),
  association('Msvm_ProtocolControllerForUnit', 'Antecedent', 'Dependent', [
    link(
      liveClassOf('scsi-controller'),
      liveClassOf('disk-drive'),
      children('disk-drive'),
      parents('scsi-controller'),
    ),
  ]),
  association('Msvm_ControlledBy', 'Antecedent', 'Dependent', [
    link(
      liveClassOf('ide-controller'),
      liveClassOf('disk-drive'),
      children('disk-drive'),
      parents('ide-controller'),
    ),
  ]),
  association('Msvm_RegisteredGuestService', 'Antecedent', 'Dependent', [
    link(
      liveClassOf('guest-service'),
      msvmGuestFileService,
      device => [device],
      service => [service],
    ),
  ]),
  association('Msvm_MediaPresent', 'Antecedent', 'Dependent', [
    link(
      liveClassOf('disk-drive'),
      liveClassOf('hard-disk'),
      children('hard-disk'),
      parents('disk-drive'),
    ),
  ]),
  association('Msvm_AffectedJobElement', 'AffectedElement', 'AffectingElement', [
    link(
      msvmComputerSystem,
      msvmConcreteJob,
      (system, vmms) =>
        [...vmms.jobs.all.values()].filter(
          job =>
            job.className === 'Msvm_ConcreteJob' &&
            job.affected.some(target => target.self === system),
        ),
      job => job.affected.flatMap(target => (target.self instanceof Machine ? [target.self] : [])),
    ),
  ]),
  association('Msvm_OwningJobElement', 'OwningElement', 'OwnedElement', [
    link(
      msvmVirtualSystemManagementService,
      msvmConcreteJob,
      (_, vmms) => [...vmms.jobs.all.values()].filter(job => job.className === 'Msvm_ConcreteJob'),
      () => ['service' as const],
    ),
  ]),
  association('Msvm_MetricForME', 'Antecedent', 'Dependent', [
    link(
      msvmComputerSystem,
      msvmAggregationMetricValue,
      (system, vmms) => machines(system).flatMap(machine => valuesOf(machine, vmms)),
      ({machine}) => [machine],
    ),
  ]),
  association('Msvm_MetricInstance', 'Antecedent', 'Dependent', [
    link(
      msvmAggregationMetricDefinition,
      msvmAggregationMetricValue,
      (metric, vmms) =>
        [...msvmAggregationMetricValue.list(vmms)].filter(value => value.metric === metric),
      ({metric}) => [metric],
    ),
  ]),
  hvshPoolMembers,
];
