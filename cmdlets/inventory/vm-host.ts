/** This machine as a host of virtual machines, in both vocabularies. */
import type {CimInstance} from '../../hypervisor/wmi/cim.ts';
import {CIMV2, type Door} from '../../hypervisor/wmi/door.ts';
import {decimal} from '../../shell/values/decimal.ts';
import {defineEnum, enumValue} from '../../shell/values/define-enum.ts';
import {defineType} from '../../shell/values/define-type.ts';
import type {PropertySpec} from '../../shell/values/type-spec.ts';
import {numberOf, textOf} from './cim-fields.ts';
import {containerType, INVENTORY_ITEM} from './container.ts';
import {annotationsOf} from './annotation-values.ts';
import {allDatastores} from './datastore.ts';
import {extensionData} from './extension-data.ts';
import type {Flavour} from './flavour.ts';
import {HOST_FOLDER_ID, HOST_ID, uidOf} from './ids.ts';
import {latestOf} from './stat-query.ts';
import {theFolder} from './tree.ts';
import {MIB} from './virtual-machine.ts';

const hostStateType = defineEnum({
  fullName: 'VMware.VimAutomation.ViCore.Types.V1.Host.VMHostState',
  values: {Connected: 0, Disconnected: 1, NotResponding: 2, Maintenance: 3},
});
const hostPowerType = defineEnum({
  fullName: 'VMware.VimAutomation.ViCore.Types.V1.Host.VMHostPowerState',
  values: {PoweredOn: 0, PoweredOff: 1, StandBy: 2, Unknown: 3},
});

export class VMHost {
  readonly door: Door;
  readonly instance: CimInstance; // Hvsh_Host
  private processorFacts: CimInstance | undefined;

  constructor(door: Door, instance: CimInstance) {
    this.door = door;
    this.instance = instance;
  }

  get name(): string {
    return textOf(this.instance, 'HostName');
  }
  /** Win32_Processor of the host. */
  get processor(): CimInstance | undefined {
    this.processorFacts ??= this.door.instances('Win32_Processor', {}, CIMV2)[0];
    return this.processorFacts;
  }
}

export class HyperVHost extends VMHost {}
export class PowerCliHost extends VMHost {}

/** The host that the door leads to. */
export function thisHost(door: Door, flavour: Flavour): VMHost {
  const [instance] = door.instances('Hvsh_Host');
  if (!instance) throw new Error('The door knows no host.');
  return flavour === 'HyperV' ? new HyperVHost(door, instance) : new PowerCliHost(door, instance);
}

const memoryMB = (host: VMHost): number => numberOf(host.instance, 'MemoryMB');
const usage = (host: VMHost, counter: string): number => latestOf(host.door, host.name, counter);

const hyperV: Readonly<Record<string, PropertySpec<VMHost>>> = {
  Name: {type: 'string', get: host => host.name},
  ComputerName: {type: 'string', get: host => host.name},
  LogicalProcessorCount: {type: 'int', get: host => numberOf(host.instance, 'LogicalProcessors')},
  MemoryCapacity: {type: 'long', get: host => BigInt(memoryMB(host)) * BigInt(MIB)},
  VirtualMachinePath: {type: 'string', get: host => textOf(host.instance, 'VirtualMachinePath')},
  VirtualHardDiskPath: {type: 'string', get: host => textOf(host.instance, 'VirtualHardDiskPath')},
  FullyQualifiedDomainName: {type: 'string', get: host => host.name},
  VirtualMachineMigrationEnabled: {type: 'bool', get: () => false},
};

const powerCli: Readonly<Record<string, PropertySpec<VMHost>>> = {
  Name: {type: 'string', get: host => host.name},
  Id: {type: 'string', get: () => HOST_ID},
  Uid: {type: 'string', get: () => uidOf('VMHost', HOST_ID)},
  State: {get: () => enumValue(hostStateType, 'Connected')},
  ConnectionState: {get: () => enumValue(hostStateType, 'Connected')},
  PowerState: {get: () => enumValue(hostPowerType, 'PoweredOn')},
  IsStandalone: {type: 'bool', get: () => true},
  NumCpu: {type: 'int', get: host => numberOf(host.instance, 'LogicalProcessors')},
  CpuTotalMhz: {type: 'int', get: host => Math.round(numberOf(host.instance, 'CpuCapacityMHz'))},
  CpuUsageMhz: {type: 'int', get: host => Math.round(usage(host, 'cpu.usagemhz.average'))},
  MemoryTotalMB: {type: 'decimal', get: host => decimal(memoryMB(host))},
  MemoryTotalGB: {type: 'decimal', get: host => decimal(memoryMB(host) / 1024)},
  MemoryUsageMB: {
    type: 'decimal',
    get: host => decimal(usage(host, 'mem.consumed.average') / 1024),
  },
  MemoryUsageGB: {
    type: 'decimal',
    get: host => decimal(usage(host, 'mem.consumed.average') / 1024 / 1024),
  },
  ProcessorType: {
    type: 'string',
    get: host => (host.processor ? textOf(host.processor, 'Name') : null),
  },
  Version: {type: 'string', get: host => textOf(host.instance, 'Version')},
  Manufacturer: {type: 'string', get: host => systemFact(host, 'Manufacturer')},
  Model: {type: 'string', get: host => systemFact(host, 'Model')},
  HyperthreadingActive: {type: 'bool', get: hasHyperthreads},
  Parent: {get: host => theFolder(host.door, HOST_FOLDER_ID)},
  ParentId: {type: 'string', get: () => HOST_FOLDER_ID},
  DatastoreIdList: {type: 'string[]', get: host => allDatastores(host.door).map(({id}) => id)},
  CustomFields: {get: host => annotationsOf(host.door, 'VMHost', 'host')},
  ExtensionData: {get: host => extensionData(host.door, HOST_ID)},
};

/** Of Win32_ComputerSystem; null where the firmware does not tell. */
function systemFact({door}: VMHost, name: string): string | null {
  const [system] = door.instances('Win32_ComputerSystem', {}, CIMV2);
  return (system && textOf(system, name)) || null;
}

function hasHyperthreads({processor}: VMHost): boolean {
  if (!processor) return false;
  return numberOf(processor, 'NumberOfLogicalProcessors') > numberOf(processor, 'NumberOfCores');
}

const base = defineType<VMHost>({
  fullName: 'VMware.VimAutomation.ViCore.Types.V1.Inventory.VMHost',
  accelerator: 'VMHost',
  base: containerType,
  instance: VMHost,
  toText: host => host.name,
  equals: (a, b) => a.name === b.name,
  hashKey: host => host.name,
  properties: powerCli,
});

defineType<HyperVHost>({
  fullName: 'Microsoft.HyperV.PowerShell.VMHost',
  base,
  instance: HyperVHost,
  toText: host => host.name,
  properties: hyperV,
});

defineType<PowerCliHost>({
  fullName: 'VMware.VimAutomation.ViCore.Impl.V1.Inventory.VMHostImpl',
  base,
  interfaces: [INVENTORY_ITEM],
  instance: PowerCliHost,
  toText: host => host.name,
});
