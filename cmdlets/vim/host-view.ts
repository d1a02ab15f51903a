/** VMware.Vim.HostSystem: this machine as the vSphere API shows a host. */
import {hostname} from 'node:os';
import type {CimInstance} from '../../hypervisor/wmi/cim.ts';
import {CIMV2, type Door} from '../../hypervisor/wmi/door.ts';
import {DateTime} from '../../shell/types/date-time.ts';
import {numberOf, textOf, timeOf} from '../inventory/cim-fields.ts';
import {allDatastores} from '../inventory/datastore.ts';
import {COMPUTE_RESOURCE_ID} from '../inventory/ids.ts';
import {powerCliId} from '../inventory/machine-id.ts';
import {latestOf} from '../inventory/stat-query.ts';
import {MIB} from '../inventory/virtual-machine.ts';
import {thisHost} from '../inventory/vm-host.ts';
import * as types from './host-types.ts';
import {ManagedObject, managedEntity, managedType} from './managed-object.ts';
import {referenceOf} from './managed-reference.ts';
import {listOfType, type VimData} from './vim-data.ts';
import {aboutInfo} from './vim-types.ts';

export class HostView extends ManagedObject {
  get instance(): CimInstance {
    return thisHost(this.door, 'PowerCLI').instance;
  }
}

const osFacts = (door: Door, name: string): CimInstance | undefined =>
  door.instances(name, {}, CIMV2)[0];

/** What the product is; the version is that of the host service. */
export function aboutOf(door: Door): VimData {
  const version = textOf(thisHost(door, 'PowerCLI').instance, 'Version');
  return aboutInfo.make({
    Name: 'hvsh',
    FullName: `hvsh ${version}`,
    Version: version,
    OsType: process.platform,
    ApiType: 'HostAgent',
  });
}

interface Processors {
  readonly packages: number;
  readonly cores: number;
  readonly threads: number;
}

function processorsOf(door: Door): Processors {
  const sockets = door.instances('Win32_Processor', {}, CIMV2);
  const sum = (name: string) => sockets.reduce((all, each) => all + numberOf(each, name), 0);
  return {
    packages: sockets.length,
    cores: sum('NumberOfCores'),
    threads: sum('NumberOfLogicalProcessors'),
  };
}

function bootTime(door: Door): DateTime | null {
  const system = osFacts(door, 'Win32_OperatingSystem');
  return timeOf(system?.properties.LastBootUpTime)?.toUniversalTime() ?? null;
}

const runtimeOf = ({door}: HostView): VimData =>
  types.hostRuntime.make({
    ConnectionState: 'connected',
    PowerState: 'poweredOn',
    InMaintenanceMode: false,
    BootTime: bootTime(door),
  });

function identityOf(door: Door) {
  const system = osFacts(door, 'Win32_ComputerSystem');
  const product = osFacts(door, 'Win32_ComputerSystemProduct');
  return {
    Vendor: (system && textOf(system, 'Manufacturer')) || null,
    Model: (system && textOf(system, 'Model')) || null,
    Uuid: (product && textOf(product, 'UUID').toLowerCase()) || null,
  };
}

function summaryOf(self: HostView): VimData {
  const {door, instance} = self;
  const {packages, cores, threads} = processorsOf(door);
  const boot = bootTime(door);
  const seconds =
    boot === null
      ? null
      : Number((DateTime.now().toUniversalTime().ticks - boot.ticks) / 10_000_000n);
  return types.hostSummary.make({
    Host: self.reference,
    OverallStatus: 'green',
    RebootRequired: false,
    Runtime: runtimeOf(self),
    Hardware: types.hostHardwareSummary.make({
      ...identityOf(door),
      MemorySize: BigInt(Math.round(numberOf(instance, 'MemoryMB') * MIB)),
      CpuModel: textOf(instance, 'ProcessorName'),
      CpuMhz: numberOf(instance, 'ProcessorMHz'),
      NumCpuPkgs: packages,
      NumCpuCores: cores,
      NumCpuThreads: threads,
    }),
    Config: types.hostConfigSummary.make({
      Name: hostname(),
      Product: aboutOf(door),
      VmotionEnabled: false,
    }),
    QuickStats: types.hostQuickStats.make({
      OverallCpuUsage: Math.round(
        latestOf(door, textOf(instance, 'HostName'), 'cpu.usagemhz.average'),
      ),
      OverallMemoryUsage: Math.round(numberOf(instance, 'MemoryUsedMB')),
      Uptime: seconds,
    }),
  });
}

function hardwareOf({door, instance}: HostView): VimData {
  const {packages, cores, threads} = processorsOf(door);
  return types.hostHardware.make({
    SystemInfo: types.hostSystemInfo.make(identityOf(door)),
    CpuInfo: types.hostCpuInfo.make({
      NumCpuPackages: packages,
      NumCpuCores: cores,
      NumCpuThreads: threads,
      Hz: BigInt(numberOf(instance, 'ProcessorMHz')) * 1_000_000n,
    }),
    MemorySize: BigInt(Math.round(numberOf(instance, 'MemoryMB') * MIB)),
  });
}

const references = (ids: readonly string[]) =>
  listOfType('VMware.Vim.ManagedObjectReference', ids.map(referenceOf));

managedType<HostView>({
  fullName: 'VMware.Vim.HostSystem',
  base: managedEntity,
  instance: HostView,
  properties: {
    Name: ({instance}) => textOf(instance, 'HostName'),
    Parent: () => referenceOf(COMPUTE_RESOURCE_ID),
    OverallStatus: () => 'green',
    ConfigStatus: () => 'green',
    Summary: summaryOf,
    Runtime: runtimeOf,
    Hardware: hardwareOf,
    Config: self => types.hostConfig.make({Host: self.reference, Product: aboutOf(self.door)}),
    // The sub-managers of a vSphere host (image, network, storage ...) are not there.
    ConfigManager: () => types.hostConfigManager.make(),
    Vm: ({door}) =>
      references(
        door
          .query('SELECT Name FROM Msvm_SummaryInformation')
          .map(each => powerCliId(textOf(each, 'Name'))),
      ),
    Datastore: ({door}) => references(allDatastores(door).map(store => store.id)),
    Network: () => references([]),
    TriggeredAlarmState: () => null,
    CustomValue: () => null,
  },
  unanswered: [
    'Capability',
    'DatastoreBrowser',
    'LicensableResource',
    'SystemResources',
    'Permission',
  ],
});
