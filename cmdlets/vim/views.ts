/** From an identifier to the view of the object it names. */
import type {Door} from '../../hypervisor/wmi/door.ts';
import {NetException} from '../../shell/values/index.ts';
import {textOf} from '../inventory/cim-fields.ts';
import {allDatastores} from '../inventory/datastore.ts';
import {taskById} from '../inventory/host-task.ts';
import * as ids from '../inventory/ids.ts';
import {powerCliId} from '../inventory/machine-id.ts';
import {allPools} from '../inventory/resource-pool.ts';
import {allFolders} from '../inventory/tree.ts';
import {machineOf} from '../inventory/virtual-machine.ts';
import {HostView} from './host-view.ts';
import type {ManagedObject} from './managed-object.ts';
import {type ManagedReference, referenceOf} from './managed-reference.ts';
import {ServiceInstanceView} from './service-views.ts';
import {TaskView} from './task-view.ts';
import {
  ComputeResourceView,
  DatacenterView,
  DatastoreView,
  FolderView,
  ResourcePoolView,
} from './tree-views.ts';
import {VirtualMachineView} from './vm-view.ts';

type Find = (door: Door, moRef: ManagedReference) => ManagedObject | undefined;

function machineView(door: Door, moRef: ManagedReference): ManagedObject | undefined {
  const start = moRef.value.replace(/^vm-/, '').toUpperCase();
  if (!/^[0-9A-F]+$/.test(start)) return undefined;
  const [summary] = door.query(`SELECT * FROM Msvm_SummaryInformation WHERE Name LIKE '${start}%'`);
  return summary && new VirtualMachineView(door, moRef, machineOf(door, 'PowerCLI', summary));
}

const machineIds = (door: Door): string[] =>
  door
    .query('SELECT Name FROM Msvm_SummaryInformation')
    .map(summary => powerCliId(textOf(summary, 'Name')));

/** By managed type: how the object with a reference is found; every id of the type, for Get-View -ViewType. */
const KINDS: Readonly<Record<string, {find: Find; ids(door: Door): string[]}>> = {
  VirtualMachine: {
    find: machineView,
    ids: machineIds,
  },
  HostSystem: {
    find: (door, moRef) => (moRef.id === ids.HOST_ID ? new HostView(door, moRef) : undefined),
    ids: () => [ids.HOST_ID],
  },
  ResourcePool: {
    find: (door, moRef) => {
      const pool = allPools(door).find(each => each.id === moRef.id);
      return pool && new ResourcePoolView(door, moRef, pool);
    },
    ids: door => allPools(door).map(pool => pool.id),
  },
  Datastore: {
    find: (door, moRef) => {
      const store = allDatastores(door).find(each => each.id === moRef.id);
      return store && new DatastoreView(door, moRef, store);
    },
    ids: door => allDatastores(door).map(store => store.id),
  },
  Folder: {
    find: (door, moRef) => {
      const folder = allFolders(door).find(({id}) => id === moRef.id);
      return folder && new FolderView(door, moRef, folder);
    },
    ids: door => allFolders(door).map(({id}) => id),
  },
  Datacenter: {
    find: (door, moRef) =>
      moRef.id === ids.DATACENTER_ID ? new DatacenterView(door, moRef) : undefined,
    ids: () => [ids.DATACENTER_ID],
  },
  ComputeResource: {
    find: (door, moRef) =>
      moRef.id === ids.COMPUTE_RESOURCE_ID ? new ComputeResourceView(door, moRef) : undefined,
    ids: () => [ids.COMPUTE_RESOURCE_ID],
  },
  Task: {
    find: (door, moRef) => {
      const task = taskById(door, moRef.value);
      return task && new TaskView(door, moRef, task);
    },
    ids: () => [],
  },
  ServiceInstance: {
    find: (door, moRef) => new ServiceInstanceView(door, moRef),
    ids: () => ['ServiceInstance-ServiceInstance'],
  },
};

/** The view a reference leads to; undefined when there is no such object. */
export function findView(door: Door, moRef: ManagedReference): ManagedObject | undefined {
  return KINDS[moRef.type]?.find(door, moRef);
}

/** The view of an object that was there just now. */
export function viewOfId(door: Door, id: string): ManagedObject {
  const found = findView(door, referenceOf(id));
  if (found === undefined)
    throw new NetException(
      'VMware.Vim.VimException',
      `The object '${id}' has already been deleted or has not been completely created`,
    );
  return found;
}

/** Every object of a managed type; undefined for a type that is not kept here. */
export function viewsOfType(door: Door, type: string): ManagedObject[] | undefined {
  const kind = KINDS[type];
  return kind?.ids(door).flatMap(id => findView(door, referenceOf(id)) ?? []);
}
