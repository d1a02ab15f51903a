/** The .NET types of machines: what `$vm.` can be followed by, in both vocabularies. */
import {convertTo} from '../../shell/conversion/convert.ts';
import {defineEnum, enumValue} from '../../shell/values/define-enum.ts';
import {defineType} from '../../shell/values/define-type.ts';
import type {PropertySpec} from '../../shell/values/type-spec.ts';
import {decimal} from '../../shell/values/decimal.ts';
import {typedArray} from '../../shell/values/typed-array.ts';
import type {Value} from '../../shell/values/value.ts';
import {TimeSpan} from '../../shell/types/time-span.ts';
import {flagOf, listOf, numberOf, numberOrNull, textOf} from './cim-fields.ts';
import {annotationsOf} from './annotation-values.ts';
import {datastoreOfPath} from './datastore.ts';
import {guestFacts} from './guest-facts.ts';
import {extensionData} from './extension-data.ts';
import {diskFiles, hardDiskDrives, usedBytes, provisionedBytes} from './hard-disk.ts';
import {HOST_ID} from './ids.ts';
import {heartbeat, operationalStatus, powerState, vmState} from './machine-state.ts';
import {powerCliId} from './machine-id.ts';
import {adaptersOf} from './network-adapter.ts';
import {metricsOf} from './metering.ts';
import {INVENTORY_ITEM} from './container.ts';
import {poolOfMachine} from './resource-pool.ts';
import {
  creationTime,
  GIB,
  guid,
  HyperVMachine,
  MIB,
  PowerCliMachine,
  VirtualMachine,
} from './virtual-machine.ts';
import {folderIdOf, theFolder} from './tree.ts';
import {VMGuest} from './vm-guest.ts';
import {thisHost} from './vm-host.ts';

type Properties = Readonly<Record<string, PropertySpec<VirtualMachine>>>;

const startAction = defineEnum({
  fullName: 'Microsoft.HyperV.PowerShell.StartAction',
  values: {Nothing: 2, StartIfRunning: 3, Start: 4},
});
const stopAction = defineEnum({
  fullName: 'Microsoft.HyperV.PowerShell.StopAction',
  values: {TurnOff: 2, Save: 3, ShutDown: 4},
});

/** Bytes as [long] in a property. */
const bytes = (mebibytes: number): bigint => BigInt(Math.round(mebibytes)) * BigInt(MIB);

/** What the guest needs against what it has (resources.md 8.6); empty while it does not say. */
function memoryStatus(vm: VirtualMachine): string {
  const left = numberOrNull(vm.live, 'MemoryAvailable');
  if (left === null) return '';
  if (left < 0) return 'Warning';
  return numberOf(vm.live, 'AvailableMemoryBuffer') < 0 ? 'Low' : 'OK';
}

const statusText = (vm: VirtualMachine): string =>
  listOf(vm.live, 'StatusDescriptions').map(String).join(', ');

const shared: Properties = {
  Name: {type: 'string', get: vm => vm.name},
  Notes: {type: 'string', get: vm => listOf(vm.part('system'), 'Notes').map(String).join('\n')},
};

const bootProperty = (name: string): PropertySpec<VirtualMachine> => ({
  type: 'string',
  get: vm => textOf(vm.part('boot'), name),
});

const hyperV: Properties = {
  ...shared,
  VMName: {type: 'string', get: vm => vm.name},
  Id: {type: 'guid', get: vm => guid(vm.id)},
  VMId: {type: 'guid', get: vm => guid(vm.id)},
  State: {type: 'Microsoft.HyperV.PowerShell.VMState', get: vm => vmState(vm.enabledState)},
  Status: {type: 'string', get: statusText},
  StatusDescriptions: {
    type: 'string[]',
    get: vm => listOf(vm.live, 'StatusDescriptions').map(String),
  },
  OperationalStatus: {get: vm => operationalStatus(vm.operationalStatusCodes)},
  PrimaryOperationalStatus: {get: vm => operationalStatus(vm.operationalStatusCodes)[0] ?? null},
  PrimaryStatusDescription: {
    type: 'string',
    get: vm => String(listOf(vm.live, 'StatusDescriptions')[0] ?? ''),
  },
  ResourceMeteringEnabled: {type: 'bool', get: vm => metricsOf(vm).length > 0},
  CPUUsage: {type: 'int', get: vm => numberOf(vm.live, 'ProcessorLoad')},
  MemoryAssigned: {type: 'long', get: vm => bytes(numberOf(vm.live, 'MemoryUsage'))},
  MemoryDemand: {type: 'long', get: vm => bytes(numberOf(vm.live, 'MemoryDemand'))},
  MemoryStatus: {type: 'string', get: memoryStatus},
  MemoryStartup: {type: 'long', get: vm => bytes(numberOf(vm.part('memory'), 'VirtualQuantity'))},
  MemoryMinimum: {type: 'long', get: vm => bytes(numberOf(vm.part('memory'), 'Reservation'))},
  MemoryMaximum: {type: 'long', get: vm => bytes(numberOf(vm.part('memory'), 'Limit'))},
  DynamicMemoryEnabled: {
    type: 'bool',
    get: vm => flagOf(vm.part('memory'), 'DynamicMemoryEnabled'),
  },
  ProcessorCount: {type: 'long', get: vm => BigInt(numberOf(vm.live, 'NumberOfProcessors', 1))},
  Uptime: {type: 'timespan', get: vm => TimeSpan.fromMilliseconds(vm.uptimeMs)},
  Heartbeat: {get: vm => heartbeat(vm.heartbeatCode, vm.enabledState)},
  IntegrationServicesVersion: {
    type: 'version',
    get: vm => integrationVersion(guestFacts(vm).fact('IntegrationServicesVersion')),
  },
  IntegrationServicesState: {
    type: 'string',
    get: vm => (guestFacts(vm).fact('IntegrationServicesVersion') === null ? '' : 'Up to date'),
  },
  Generation: {
    type: 'int',
    get: vm => (textOf(vm.part('system'), 'VirtualSystemSubType').endsWith(':2') ? 2 : 1),
  },
  Version: {type: 'string', get: vm => textOf(vm.part('system'), 'Version')},
  Path: {type: 'string', get: vm => textOf(vm.part('system'), 'ConfigurationDataRoot')},
  ConfigurationLocation: {
    type: 'string',
    get: vm => textOf(vm.part('system'), 'ConfigurationDataRoot'),
  },
  CreationTime: {type: 'datetime', get: creationTime},
  ComputerName: {type: 'string', get: vm => textOf(vm.live, 'HostComputerSystemName')},
  AutomaticStartAction: {
    get: vm => enumValue(startAction, numberOf(vm.part('system'), 'AutomaticStartupAction', 2)),
  },
  AutomaticStopAction: {
    get: vm => enumValue(stopAction, numberOf(vm.part('system'), 'AutomaticShutdownAction', 2)),
  },
  HardDrives: {get: vm => hardDiskDrives(vm)},
  NetworkAdapters: {get: vm => adaptersOf(vm)},
  Image: bootProperty('Image'),
  Kernel: bootProperty('Kernel'),
  Initrd: bootProperty('Initrd'),
  CommandLine: bootProperty('CommandLine'),
  IsClustered: {type: 'bool', get: () => false},
  IsDeleted: {type: 'bool', get: vm => (vm.live, vm.deleted)},
};

const powerCli: Properties = {
  ...shared,
  Id: {type: 'string', get: vm => powerCliId(vm.id)},
  PersistentId: {type: 'string', get: vm => vm.id.toLowerCase()},
  Uid: {type: 'string', get: vm => `/VIServer=localhost:443/VirtualMachine=${powerCliId(vm.id)}/`},
  PowerState: {get: vm => powerState(vm.enabledState)},
  NumCpu: {type: 'int', get: vm => numberOf(vm.live, 'NumberOfProcessors', 1)},
  CoresPerSocket: {type: 'int', get: () => 1},
  MemoryMB: {type: 'decimal', get: vm => decimal(memoryMB(vm))},
  MemoryGB: {type: 'decimal', get: vm => decimal(memoryMB(vm) / 1024)},
  VMHost: {get: vm => thisHost(vm.door, 'PowerCLI')},
  VMHostId: {type: 'string', get: () => HOST_ID},
  Folder: {get: vm => theFolder(vm.door, folderIdOf(vm))},
  FolderId: {type: 'string', get: folderIdOf},
  Guest: {get: vm => new VMGuest(vm)},
  GuestId: {type: 'string', get: vm => new VMGuest(vm).configuredGuestId},
  DatastoreIdList: {type: 'string[]', get: datastoreIds},
  CustomFields: {get: vm => annotationsOf(vm.door, 'VirtualMachine', vm.id)},
  VApp: {get: () => null},
  ExtensionData: {get: vm => extensionData(vm.door, powerCliId(vm.id))},
  ResourcePool: {get: vm => poolOfMachine(vm)},
  ResourcePoolId: {type: 'string', get: vm => poolOfMachine(vm).id},
  UsedSpaceGB: {type: 'decimal', get: vm => decimal(usedBytes(vm) / GIB)},
  ProvisionedSpaceGB: {type: 'decimal', get: vm => decimal(provisionedBytes(vm) / GIB)},
  Version: {type: 'string', get: vm => textOf(vm.part('system'), 'Version')},
  CreateDate: {type: 'datetime', get: creationTime},
};

/** 0.0 of a guest that has not told it, as the original shows it. */
function integrationVersion(text: string | null): Value {
  return convertTo(/^\d+(\.\d+){1,3}$/.test(text ?? '') ? text : '0.0', 'version');
}

function datastoreIds(vm: VirtualMachine): string[] {
  const root = textOf(vm.part('system'), 'ConfigurationDataRoot');
  const files = [root, ...diskFiles(vm).map(disk => disk.path)];
  return [...new Set(files.flatMap(file => datastoreOfPath(vm.door, file)?.id ?? []))];
}

function memoryMB(vm: VirtualMachine): number {
  return numberOf(vm.part('memory'), 'VirtualQuantity');
}

/** Properties of the other vocabulary that this one does not have under the same name. */
function without(all: Properties, own: Properties): Properties {
  return Object.fromEntries(
    Object.entries(all)
      .filter(([name]) => !(name in own))
      .map(([name, spec]) => [name, {...spec, hidden: true}]),
  );
}

const base = defineType<VirtualMachine>({
  fullName: 'VMware.VimAutomation.ViCore.Types.V1.Inventory.VirtualMachine',
  accelerator: 'VirtualMachine',
  instance: VirtualMachine,
  toText: vm => vm.name,
  equals: (a, b) => a.id === b.id,
  hashKey: vm => vm.id,
});

export const hyperVMachineType = defineType<HyperVMachine>({
  fullName: 'Microsoft.HyperV.PowerShell.VirtualMachine',
  base,
  instance: HyperVMachine,
  toText: vm => `VirtualMachine (Name = '${vm.name}') [Id = '${vm.id.toLowerCase()}']`,
  properties: {...hyperV, ...without(powerCli, hyperV)},
});

export const powerCliMachineType = defineType<PowerCliMachine>({
  fullName: 'VMware.VimAutomation.ViCore.Impl.V1.VM.UniversalVirtualMachineImpl',
  base,
  interfaces: [INVENTORY_ITEM],
  instance: PowerCliMachine,
  toText: vm => vm.name,
  properties: {...powerCli, ...without(hyperV, powerCli)},
});

/** A typed list of machines, as cmdlets hand them on. */
export const machineList = (machines: readonly VirtualMachine[]): Value =>
  typedArray(base, [...machines]);
