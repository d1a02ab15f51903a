/** Classes of root/cimv2: this host as an operating system sees it (wmi.md 17.3). Only what is known here. */
import {createHash} from 'node:crypto';
import {readFileSync} from 'node:fs';
import {arch, hostname, release, uptime, userInfo, version} from 'node:os';
import {availableMemoryBytes} from '../../root/vmms/host-facts.ts';
import type {Vmms} from '../../root/vmms/vmms.ts';
import {wmiClass} from '../class-definition.ts';
import {cimTime} from '../date-time.ts';
import {hostName} from '../object-path.ts';

/** A file of one line that Linux keeps about the machine; undefined where there is none. */
function fact(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8').trim() || undefined;
  } catch {
    return undefined;
  }
}

function osRelease(name: string): string | undefined {
  return new RegExp(`^${name}="?([^"\\n]*)"?$`, 'm').exec(fact('/etc/os-release') ?? '')?.[1];
}

const DMI = '/sys/class/dmi/id/';
const SYSTEM_TYPES: Readonly<Record<string, string>> = {
  x64: 'x64-based PC',
  arm64: 'ARM64-based PC',
  ia32: 'X86-based PC',
};
const STANDALONE_SERVER = 2;

export const win32ComputerSystem = wmiClass<'host'>('Win32_ComputerSystem', {
  list: () => ['host'],
  properties: {
    Name: () => hostName,
    Caption: () => hostName,
    CreationClassName: () => 'Win32_ComputerSystem',
    DNSHostName: () => hostname(),
    Domain: () => hostname().split('.').slice(1).join('.') || 'WORKGROUP',
    PartOfDomain: () => false,
    DomainRole: () => STANDALONE_SERVER,
    Manufacturer: () => fact(`${DMI}sys_vendor`),
    Model: () => fact(`${DMI}product_name`),
    HypervisorPresent: () => true,
    NumberOfProcessors: (_, vmms) => vmms.facts.sockets,
    NumberOfLogicalProcessors: (_, vmms) => vmms.facts.logicalProcessors,
    TotalPhysicalMemory: (_, vmms) => vmms.facts.memoryBytes,
    SystemType: () => SYSTEM_TYPES[arch()] ?? arch(),
    UserName: () => userInfo().username,
    Status: () => 'OK',
  },
});

export const win32OperatingSystem = wmiClass<'host'>('Win32_OperatingSystem', {
  list: () => ['host'],
  properties: {
    Name: () => osRelease('PRETTY_NAME') ?? version(),
    Caption: () => osRelease('PRETTY_NAME') ?? version(),
    Version: () => release(),
    BuildNumber: () => release().split('-')[0] ?? release(),
    CSName: () => hostName,
    CreationClassName: () => 'Win32_OperatingSystem',
    OSArchitecture: () => (arch().endsWith('64') ? '64-bit' : '32-bit'),
    LastBootUpTime: () => cimTime(Date.now() - uptime() * 1000),
    LocalDateTime: () => cimTime(Date.now()),
    TotalVisibleMemorySize: (_, vmms) => Math.floor(vmms.facts.memoryBytes / 1024),
    FreePhysicalMemory: () => Math.floor(availableMemoryBytes() / 1024),
    Status: () => 'OK',
  },
});

export const win32Processor = wmiClass<number>('Win32_Processor', {
  list: vmms => Array.from({length: vmms.facts.sockets}, (_, socket) => socket),
  properties: {
    DeviceID: socket => `CPU${socket}`,
    Name: (_, vmms) => vmms.facts.processorName,
    Caption: (_, vmms) => vmms.facts.processorName,
    CreationClassName: () => 'Win32_Processor',
    SystemName: () => hostName,
    SystemCreationClassName: () => 'Win32_ComputerSystem',
    Architecture: (_, vmms) => vmms.facts.architecture,
    NumberOfCores: (_, vmms) => Math.round(vmms.facts.cores / vmms.facts.sockets),
    NumberOfLogicalProcessors: (_, vmms) =>
      Math.round(vmms.facts.logicalProcessors / vmms.facts.sockets),
    MaxClockSpeed: (_, vmms) => vmms.facts.processorMHz,
    CurrentClockSpeed: (_, vmms) => vmms.facts.processorMHz,
    LoadPercentage: hostLoad,
    AddressWidth: () => (arch().endsWith('64') ? 64 : 32),
    Status: () => 'OK',
  },
});

function hostLoad(_socket: number, vmms: Vmms): number | undefined {
  const load = vmms.statistics.latest('host', 'cpu.usage.average');
  return load === undefined ? undefined : Math.round(load);
}

export const win32ComputerSystemProduct = wmiClass<'host'>('Win32_ComputerSystemProduct', {
  list: () => ['host'],
  properties: {
    Name: () => fact(`${DMI}product_name`) ?? hostName,
    Vendor: () => fact(`${DMI}sys_vendor`),
    Version: () => fact(`${DMI}product_version`) ?? '',
    IdentifyingNumber: () => fact(`${DMI}product_serial`) ?? '',
    UUID: hostUuid,
  },
});

/** The firmware's, else one made from the machine id, which Linux keeps for this purpose. */
function hostUuid(): string | undefined {
  const firmware = fact(`${DMI}product_uuid`);
  if (firmware) return firmware.toUpperCase();
  const id = fact('/etc/machine-id');
  if (!id) return undefined;
  const hex = createHash('sha256').update(`hvsh:${id}`).digest('hex').toUpperCase();
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    hex.slice(12, 16),
    hex.slice(16, 20),
    hex.slice(20, 32),
  ].join('-');
}
