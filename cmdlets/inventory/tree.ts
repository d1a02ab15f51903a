/**
 * Where things are kept: the folders and the datacenter that a standalone host of vSphere has. They are fixed;
 * nothing can be put elsewhere.
 */
import type {Door} from '../../hypervisor/wmi/door.ts';
import {defineEnum, defineType, enumValue} from '../../shell/values/index.ts';
import type {Value} from '../../shell/values/value.ts';
import {containerType, INVENTORY_ITEM} from './container.ts';
import {extensionData} from './extension-data.ts';
import {
  DATACENTER_ID,
  DATASTORE_FOLDER_ID,
  HOST_FOLDER_ID,
  NETWORK_FOLDER_ID,
  ROOT_FOLDER_ID,
  uidOf,
  VM_FOLDER_ID,
} from './ids.ts';

const folderType = defineEnum({
  fullName: 'VMware.VimAutomation.ViCore.Types.V1.Inventory.FolderType',
  values: {VM: 0, HostAndCluster: 1, Datastore: 2, Network: 3, Datacenter: 4},
});

interface FolderRow {
  readonly id: string;
  readonly name: string;
  readonly type: string;
}

const FOLDERS: readonly FolderRow[] = [
  {id: ROOT_FOLDER_ID, name: 'ha-folder-root', type: 'Datacenter'},
  {id: VM_FOLDER_ID, name: 'vm', type: 'VM'},
  {id: HOST_FOLDER_ID, name: 'host', type: 'HostAndCluster'},
  {id: DATASTORE_FOLDER_ID, name: 'datastore', type: 'Datastore'},
  {id: NETWORK_FOLDER_ID, name: 'network', type: 'Network'},
];

export class Folder {
  readonly door: Door;
  readonly row: FolderRow;
  constructor(door: Door, row: FolderRow) {
    this.door = door;
    this.row = row;
  }
  get isRoot(): boolean {
    return this.row.id === ROOT_FOLDER_ID;
  }
}

export class Datacenter {
  readonly door: Door;
  readonly name = 'ha-datacenter';
  readonly id = DATACENTER_ID;
  constructor(door: Door) {
    this.door = door;
  }
}

export const allFolders = (door: Door): Folder[] => FOLDERS.map(row => new Folder(door, row));
export const theDatacenter = (door: Door): Datacenter => new Datacenter(door);

/** Throws for an id that is none of the five. */
export function theFolder(door: Door, id: string): Folder {
  const found = allFolders(door).find(({row}) => row.id === id);
  if (found === undefined) throw new Error(`There is no folder ${id}.`);
  return found;
}

const parentOf = (folder: Folder): Value => (folder.isRoot ? null : theDatacenter(folder.door));

defineType<Folder>({
  fullName: 'VMware.VimAutomation.ViCore.Types.V1.Inventory.Folder',
  accelerator: 'Folder',
  base: containerType,
  interfaces: [INVENTORY_ITEM],
  instance: Folder,
  toText: ({row}) => row.name,
  equals: (a, b) => a.row.id === b.row.id,
  hashKey: ({row}) => row.id,
  properties: {
    Name: {type: 'string', get: ({row}) => row.name},
    Type: {get: ({row}) => enumValue(folderType, row.type)},
    Id: {type: 'string', get: ({row}) => row.id},
    Uid: {type: 'string', get: ({row}) => uidOf('Folder', row.id)},
    Parent: {get: parentOf},
    ParentId: {type: 'string', get: folder => (folder.isRoot ? null : DATACENTER_ID)},
    IsChildTypeVm: {type: 'bool', get: ({row}) => row.type === 'VM'},
    IsChildTypeComputeResource: {type: 'bool', get: ({row}) => row.type === 'HostAndCluster'},
    IsChildTypeDatacenter: {type: 'bool', get: ({row}) => row.type === 'Datacenter'},
    IsChildTypeDatastore: {type: 'bool', get: ({row}) => row.type === 'Datastore'},
    ExtensionData: {get: ({door, row}) => extensionData(door, row.id)},
  },
});

defineType<Datacenter>({
  fullName: 'VMware.VimAutomation.ViCore.Types.V1.Inventory.Datacenter',
  accelerator: 'Datacenter',
  base: containerType,
  interfaces: [INVENTORY_ITEM],
  instance: Datacenter,
  toText: center => center.name,
  equals: () => true,
  hashKey: center => center.id,
  properties: {
    Name: {type: 'string', get: center => center.name},
    Id: {type: 'string', get: center => center.id},
    Uid: {type: 'string', get: center => uidOf('Datacenter', center.id)},
    ParentFolder: {get: center => theFolder(center.door, ROOT_FOLDER_ID)},
    ParentFolderId: {type: 'string', get: () => ROOT_FOLDER_ID},
    ExtensionData: {get: center => extensionData(center.door, center.id)},
  },
});
