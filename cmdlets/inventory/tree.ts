/**
 * Where things are kept: the folders and the datacenter that a standalone host of vSphere has, which are fixed, and
 * the folders of machines that users make below that of all machines.
 */
import type {CimInstance} from '../../hypervisor/wmi/cim.ts';
import type {Door} from '../../hypervisor/wmi/door.ts';
import {defineEnum, defineType, enumValue} from '../../shell/values/index.ts';
import type {Value} from '../../shell/values/value.ts';
import {annotationsOf} from './annotation-values.ts';
import {flagOf, pathOf, textOf} from './cim-fields.ts';
import {containerType, INVENTORY_ITEM} from './container.ts';
import {extensionData} from './extension-data.ts';
import {DATACENTER_ID, ROOT_FOLDER_ID, uidOf} from './ids.ts';
import type {VirtualMachine} from './virtual-machine.ts';

const folderType = defineEnum({
  fullName: 'VMware.VimAutomation.ViCore.Types.V1.Inventory.FolderType',
  values: {VM: 0, HostAndCluster: 1, Datastore: 2, Network: 3, Datacenter: 4},
});

export class Folder {
  readonly door: Door;
  readonly instance: CimInstance; // Hvsh_Folder

  constructor(door: Door, instance: CimInstance) {
    this.door = door;
    this.instance = instance;
  }
  get key(): string {
    return textOf(this.instance, 'InstanceID');
  }
  get id(): string {
    return `Folder-${this.key}`;
  }
  get name(): string {
    return textOf(this.instance, 'ElementName');
  }
  get type(): string {
    return textOf(this.instance, 'FolderType');
  }
  get path(): string {
    return this.instance.path;
  }
  /** Path of the folder it is in; null in the datacenter and of the root. */
  get parentPath(): string | null {
    return pathOf(this.instance.properties.Parent);
  }
  get isRoot(): boolean {
    return this.id === ROOT_FOLDER_ID;
  }
  /** Whether every host has it. */
  get isFixed(): boolean {
    return flagOf(this.instance, 'IsFixed');
  }
  /** The folder it is in, or the datacenter; null of the root. */
  get parent(): Folder | Datacenter | null {
    if (this.isRoot) return null;
    return this.parentPath === null
      ? theDatacenter(this.door)
      : new Folder(this.door, this.door.get(this.parentPath));
  }
}

export class Datacenter {
  readonly door: Door;
  readonly instance: CimInstance; // Hvsh_Datacenter
  readonly id = DATACENTER_ID;

  constructor(door: Door, instance: CimInstance) {
    this.door = door;
    this.instance = instance;
  }
  get key(): string {
    return textOf(this.instance, 'InstanceID');
  }
  get name(): string {
    return textOf(this.instance, 'ElementName');
  }
  get path(): string {
    return this.instance.path;
  }
}

export const allFolders = (door: Door): Folder[] =>
  door.instances('Hvsh_Folder').map(instance => new Folder(door, instance));

export function theDatacenter(door: Door): Datacenter {
  const [instance] = door.instances('Hvsh_Datacenter');
  if (instance === undefined) throw new Error('The host has no datacenter.');
  return new Datacenter(door, instance);
}

/** The folder with an identifier. Throws for one that is gone. */
export function theFolder(door: Door, id: string): Folder {
  const found = allFolders(door).find(folder => folder.id === id);
  if (found === undefined) throw new Error(`There is no folder ${id}.`);
  return found;
}

/** Identifier of the folder a machine is in. */
export const folderIdOf = (machine: VirtualMachine): string =>
  `Folder-${textOf(machine.part('resources'), 'FolderID')}`;

/** The folders below `folder`, at any depth. */
export function foldersBelow(folders: readonly Folder[], folder: Folder): Folder[] {
  const children = folders.filter(child => child.parentPath === folder.path);
  return children.flatMap(child => [child, ...foldersBelow(folders, child)]);
}

export const folderNetType = defineType<Folder>({
  fullName: 'VMware.VimAutomation.ViCore.Types.V1.Inventory.Folder',
  accelerator: 'Folder',
  base: containerType,
  interfaces: [INVENTORY_ITEM],
  instance: Folder,
  toText: folder => folder.name,
  equals: (a, b) => a.id === b.id,
  hashKey: folder => folder.id,
  properties: {
    Name: {type: 'string', get: folder => folder.name},
    Type: {get: folder => enumValue(folderType, folder.type)},
    Id: {type: 'string', get: folder => folder.id},
    Uid: {type: 'string', get: folder => uidOf('Folder', folder.id)},
    Parent: {get: folder => folder.parent},
    ParentId: {type: 'string', get: folder => folder.parent?.id ?? null},
    CustomFields: {get: ({door, key}): Value => annotationsOf(door, 'Folder', key)},
    IsChildTypeVm: {type: 'bool', get: ({type}) => type === 'VM'},
    IsChildTypeComputeResource: {type: 'bool', get: ({type}) => type === 'HostAndCluster'},
    IsChildTypeDatacenter: {type: 'bool', get: ({type}) => type === 'Datacenter'},
    IsChildTypeDatastore: {type: 'bool', get: ({type}) => type === 'Datastore'},
    ExtensionData: {get: ({door, id}) => extensionData(door, id)},
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
    CustomFields: {get: ({door, key}): Value => annotationsOf(door, 'Datacenter', key)},
    ExtensionData: {get: center => extensionData(center.door, center.id)},
  },
});
