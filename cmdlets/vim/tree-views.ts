/** Views of what machines are kept in: folders, datacenter, compute resource, resource pools, datastores. */
import path from 'node:path';
import type {Door} from '../../hypervisor/wmi/door.ts';
import {DateTime} from '../../shell/types/date-time.ts';
import type {Value} from '../../shell/values/value.ts';
import {listOf, numberOf, textOf} from '../inventory/cim-fields.ts';
import {allDatastores, type Datastore} from '../inventory/datastore.ts';
import {diskFile} from '../inventory/disk-file.ts';
import * as ids from '../inventory/ids.ts';
import {powerCliId} from '../inventory/machine-id.ts';
import {allPools, type ResourcePool, rootPool} from '../inventory/resource-pool.ts';
import {allFolders, type Folder} from '../inventory/tree.ts';
import {MIB} from '../inventory/virtual-machine.ts';
import {thisHost} from '../inventory/vm-host.ts';
import {allocationOf} from './allocation.ts';
import {computeResourceSummary, poolRuntime, poolUsage} from './host-types.ts';
import {ManagedObject, managedEntity, managedType} from './managed-object.ts';
import {type ManagedReference, referenceOf} from './managed-reference.ts';
import {listOfType} from './vim-data.ts';
import * as types from './vim-types.ts';

const references = (list: readonly string[]): Value =>
  listOfType('VMware.Vim.ManagedObjectReference', list.map(referenceOf));
const reference = (id: string | null): Value => (id === null ? null : referenceOf(id));

const machineIds = (door: Door): string[] =>
  door
    .query('SELECT Name FROM Msvm_SummaryInformation')
    .map(each => powerCliId(textOf(each, 'Name')));
const datastoreIds = (door: Door): string[] => allDatastores(door).map(store => store.id);

const common = {OverallStatus: () => 'green', TriggeredAlarmState: () => null} as const;

export class FolderView extends ManagedObject {
  readonly folder: Folder;
  constructor(door: Door, moRef: ManagedReference, folder: Folder) {
    super(door, moRef);
    this.folder = folder;
  }
}

const CHILD_TYPES: Readonly<Record<string, readonly string[]>> = {
  VM: ['Folder', 'VirtualMachine'],
  HostAndCluster: ['ComputeResource'],
  Datastore: ['Datastore'],
  Network: ['Network'],
  Datacenter: ['Datacenter'],
};

/** Machines and folders directly in a folder of machines. */
function placedIn(door: Door, folder: Folder): string[] {
  const machines = door
    .instances('Hvsh_ResourceConfiguration', {FolderID: folder.key})
    .map(each => powerCliId(textOf(each, 'SystemName')));
  const folders = allFolders(door).filter(({parentPath}) => parentPath === folder.path);
  return [...folders.map(({id}) => id), ...machines];
}

function childrenOf({door, folder}: FolderView): string[] {
  switch (folder.type) {
    case 'VM':
      return placedIn(door, folder);
    case 'HostAndCluster':
      return [ids.COMPUTE_RESOURCE_ID];
    case 'Datastore':
      return datastoreIds(door);
    case 'Datacenter':
      return [ids.DATACENTER_ID];
    default:
      return [];
  }
}

managedType<FolderView>({
  fullName: 'VMware.Vim.Folder',
  base: managedEntity,
  instance: FolderView,
  properties: {
    ...common,
    Name: ({folder}) => folder.name,
    Parent: ({folder}) => reference(folder.parent?.id ?? null),
    ChildType: ({folder}) => listOfType('string', CHILD_TYPES[folder.type] ?? []),
    ChildEntity: self => references(childrenOf(self)),
  },
});

export class DatacenterView extends ManagedObject {}

managedType<DatacenterView>({
  fullName: 'VMware.Vim.Datacenter',
  base: managedEntity,
  instance: DatacenterView,
  properties: {
    ...common,
    Name: () => 'ha-datacenter',
    Parent: () => reference(ids.ROOT_FOLDER_ID),
    VmFolder: () => reference(ids.VM_FOLDER_ID),
    HostFolder: () => reference(ids.HOST_FOLDER_ID),
    DatastoreFolder: () => reference(ids.DATASTORE_FOLDER_ID),
    NetworkFolder: () => reference(ids.NETWORK_FOLDER_ID),
    Datastore: ({door}) => references(datastoreIds(door)),
    Network: () => references([]),
  },
});

export class ComputeResourceView extends ManagedObject {}

managedType<ComputeResourceView>({
  fullName: 'VMware.Vim.ComputeResource',
  base: managedEntity,
  instance: ComputeResourceView,
  properties: {
    ...common,
    Name: ({door}) => thisHost(door, 'PowerCLI').name,
    Parent: () => reference(ids.HOST_FOLDER_ID),
    Host: () => references([ids.HOST_ID]),
    ResourcePool: ({door}) => reference(rootPool(door).id),
    Datastore: ({door}) => references(datastoreIds(door)),
    Network: () => references([]),
    Summary: ({door}) => {
      const {instance} = thisHost(door, 'PowerCLI');
      return computeResourceSummary.make({
        TotalCpu:
          numberOf(instance, 'InstalledLogicalProcessors') * numberOf(instance, 'ProcessorMHz'),
        TotalMemory: BigInt(Math.round(numberOf(instance, 'MemoryMB') * MIB)),
        NumCpuThreads: numberOf(instance, 'InstalledLogicalProcessors'),
        EffectiveCpu: numberOf(instance, 'CpuCapacityMHz'),
        EffectiveMemory: BigInt(Math.round(numberOf(instance, 'MemoryCapacityMB'))),
        NumHosts: 1,
        NumEffectiveHosts: 1,
        OverallStatus: 'green',
      });
    },
  },
});

export class ResourcePoolView extends ManagedObject {
  readonly pool: ResourcePool;
  constructor(door: Door, moRef: ManagedReference, pool: ResourcePool) {
    super(door, moRef);
    this.pool = pool;
  }
}

const usageOf = ({pool}: ResourcePoolView, what: 'Cpu' | 'Mem', unit: string) =>
  poolUsage.make({
    ReservationUsed: BigInt(numberOf(pool.instance, `${what}ReservationUsed${unit}`)),
    UnreservedForPool: BigInt(numberOf(pool.instance, `${what}Unreserved${unit}`)),
    ...(what === 'Cpu' ? {OverallUsage: BigInt(numberOf(pool.instance, 'CpuUsageMHz'))} : {}),
  });

managedType<ResourcePoolView>({
  fullName: 'VMware.Vim.ResourcePool',
  base: managedEntity,
  instance: ResourcePoolView,
  properties: {
    ...common,
    Name: ({pool}) => pool.name,
    Parent: ({pool}) => reference(pool.parent?.id ?? ids.COMPUTE_RESOURCE_ID),
    Owner: () => reference(ids.COMPUTE_RESOURCE_ID),
    ResourcePool: ({door, pool}) =>
      references(
        allPools(door)
          .filter(each => each.parentPath === pool.path)
          .map(each => each.id),
      ),
    Vm: ({door, pool}) =>
      references(
        door
          .instances('Hvsh_ResourceConfiguration')
          .filter(each =>
            JSON.stringify(each.properties.Pool ?? '').includes(
              textOf(pool.instance, 'InstanceID'),
            ),
          )
          .map(each => powerCliId(textOf(each, 'SystemName'))),
      ),
    Config: self =>
      types.resourceConfigSpec.make({
        Entity: self.reference,
        CpuAllocation: allocationOf(self.pool.instance, 'Cpu', 'MHz'),
        MemoryAllocation: allocationOf(self.pool.instance, 'Mem', 'MB'),
      }),
    Runtime: self =>
      poolRuntime.make({
        Cpu: usageOf(self, 'Cpu', 'MHz'),
        Memory: usageOf(self, 'Mem', 'MB'),
        OverallStatus: 'green',
      }),
  },
});

export class DatastoreView extends ManagedObject {
  readonly store: Datastore;
  constructor(door: Door, moRef: ManagedReference, store: Datastore) {
    super(door, moRef);
    this.store = store;
  }
}

/** Bytes that the disks on it may still grow by. */
function uncommitted({door, store}: DatastoreView): number {
  const settings = door.query(
    "SELECT * FROM Msvm_StorageAllocationSettingData WHERE ResourceSubType='Microsoft:Hyper-V:Virtual Hard Disk'",
  );
  return settings
    .map(setting => String(listOf(setting, 'HostResource')[0] ?? ''))
    .filter(file => file !== '' && !path.relative(store.folder, file).startsWith('..'))
    .map(file => diskFile(door, file))
    .reduce((sum, disk) => sum + Math.max(0, disk.capacity - disk.used), 0);
}

const urlOf = (store: Datastore): string => `file://${store.folder}/`;

managedType<DatastoreView>({
  fullName: 'VMware.Vim.Datastore',
  base: managedEntity,
  instance: DatastoreView,
  properties: {
    ...common,
    Name: ({store}) => store.name,
    Parent: () => reference(ids.DATASTORE_FOLDER_ID),
    Summary: self =>
      types.datastoreSummary.make({
        Datastore: self.reference,
        Name: self.store.name,
        Url: urlOf(self.store),
        Capacity: BigInt(self.store.capacity),
        FreeSpace: BigInt(self.store.free),
        Uncommitted: BigInt(uncommitted(self)),
        Accessible: true,
        MultipleHostAccess: false,
        Type: 'Local',
        MaintenanceMode: 'normal',
      }),
    Info: ({store}) =>
      types.datastoreInfo.make({
        Name: store.name,
        Url: urlOf(store),
        FreeSpace: BigInt(store.free),
        Path: store.folder,
        Timestamp: DateTime.now().toUniversalTime(),
      }),
    Host: ({store}) =>
      listOfType('VMware.Vim.DatastoreHostMount', [
        types.hostMount.make({
          Key: referenceOf(ids.HOST_ID),
          MountInfo: types.mountInfo.make({
            Path: store.folder,
            AccessMode: 'readWrite',
            Mounted: true,
            Accessible: true,
          }),
        }),
      ]),
    Vm: ({door}) => references(machineIds(door)),
  },
  unanswered: ['Browser', 'Capability', 'IormConfiguration'],
});
