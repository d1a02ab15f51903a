/** Hvsh_Host and its service: the host as the hypervisor uses it, and the settings that can be changed. */
import path from 'node:path';
import {availableMemoryBytes} from '../../root/vmms/host-facts.ts';
import type {HostSettings} from '../../root/vmms/host-settings.ts';
import {RETURN, VmmsError} from '../../root/vmms/vmms-error.ts';
import {wmiClass} from '../class-definition.ts';
import {cimTime} from '../date-time.ts';
import {hostName} from '../object-path.ts';
import {serviceClass} from './services.ts';

/** Set by the build from package.json. */
declare const HVSH_VERSION: string;

const MB = 1024 ** 2;

export const hvshHost = wmiClass<'host'>('Hvsh_Host', {
  list: () => ['host'],
  properties: {
    HostName: () => hostName,
    ElementName: () => hostName,
    Version: () => HVSH_VERSION,
    ProcessID: () => process.pid,
    StartTime: (_, vmms) => cimTime(vmms.started),
    LogicalProcessors: (_, vmms) => vmms.logicalProcessors,
    InstalledLogicalProcessors: (_, vmms) => vmms.facts.logicalProcessors,
    ProcessorName: (_, vmms) => vmms.facts.processorName,
    ProcessorMHz: (_, vmms) => vmms.facts.processorMHz,
    CpuCapacityMHz: (_, vmms) => vmms.capacity.cpu,
    CpuUsageMHz: (_, vmms) => vmms.statistics.latest('host', 'cpu.usagemhz.average'),
    MemoryMB: (_, vmms) => vmms.facts.memoryBytes / MB,
    MemoryCapacityMB: (_, vmms) => vmms.capacity.memory / 1024,
    MemoryUsedMB: (_, vmms) => (vmms.facts.memoryBytes - availableMemoryBytes()) / MB,
    DataRoot: (_, vmms) => vmms.store.home,
    VirtualMachinePath: (_, vmms) => path.join(vmms.store.home, 'machines'),
    VirtualHardDiskPath: (_, vmms) =>
      vmms.hostSettings.virtualHardDiskPath ?? vmms.store.disksFolder,
    ReservationMode: (_, vmms) => vmms.hostSettings.reservationMode,
    StatIntervalSecs: (_, vmms) => vmms.statistics.realtime.intervalSecs,
  },
});

function folder(name: string, text: string): string {
  if (path.isAbsolute(text)) return text;
  throw new VmmsError(
    RETURN.InvalidParameter,
    `${name} must be an absolute path, but is "${text}".`,
  );
}

export const hvshHostService = serviceClass('Hvsh_HostService', 'Host Settings', {
  ModifySettings: (_, args, vmms) => {
    const change: {-readonly [K in keyof HostSettings]?: HostSettings[K]} = {};
    const disks = args.text('VirtualHardDiskPath');
    const mode = args.text('ReservationMode')?.toLowerCase();
    if (args.has('LogicalProcessors'))
      change.logicalProcessors = args.number('LogicalProcessors') ?? null;
    if (disks !== undefined) change.virtualHardDiskPath = folder('VirtualHardDiskPath', disks);
    if (mode !== undefined && mode !== 'floor' && mode !== 'additive')
      throw new VmmsError(
        RETURN.InvalidParameter,
        `ReservationMode must be floor or additive, but is "${mode}".`,
      );
    if (mode !== undefined) change.reservationMode = mode;
    vmms.changeHost(change);
    return RETURN.Completed;
  },
});
