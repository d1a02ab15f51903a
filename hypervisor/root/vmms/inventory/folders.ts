/**
 * Folders: the five that a standalone host of vSphere has, and below that of the machines those that users make.
 * Folders nest; names differ within a folder.
 */
import type {Machine} from '../machine.ts';
import {badSetting} from '../resources/allocation.ts';
import {RETURN, VmmsError} from '../vmms-error.ts';
import type {FolderConfig, InventoryConfig} from './inventory-config.ts';
import {checkName} from './names.ts';

export const ROOT_FOLDER = 'ha-folder-root';
export const MACHINE_FOLDER = 'ha-folder-vm';
export const DATACENTER = 'ha-datacenter';

/** Folders below that of the machines may stand this deep. */
const DEPTH_MAX = 32;

export interface FixedFolder {
  readonly id: string;
  readonly name: string;
  readonly type: string;
}

export const FIXED_FOLDERS: readonly FixedFolder[] = [
  {id: ROOT_FOLDER, name: 'ha-folder-root', type: 'Datacenter'},
  {id: MACHINE_FOLDER, name: 'vm', type: 'VM'},
  {id: 'ha-folder-host', name: 'host', type: 'HostAndCluster'},
  {id: 'ha-folder-datastore', name: 'datastore', type: 'Datastore'},
  {id: 'ha-folder-network', name: 'network', type: 'Network'},
];

export const folderOf = (machine: Machine): string => machine.config.folder ?? MACHINE_FOLDER;

/** Whether it is a folder that holds machines. */
export function hasFolder({folders}: InventoryConfig, id: string): boolean {
  return id === MACHINE_FOLDER || folders.some(folder => folder.id === id);
}

function requireMachineFolder(config: InventoryConfig, id: string): void {
  if (!hasFolder(config, id))
    badSetting('On this host only folders of virtual machines can hold other folders.');
}

function requireOwn({folders}: InventoryConfig, id: string): FolderConfig {
  const found = folders.find(folder => folder.id === id);
  if (found) return found;
  throw new VmmsError(RETURN.NotSupported, 'The folders that every host has can not be changed.');
}

const childrenOf = ({folders}: InventoryConfig, parent: string): FolderConfig[] =>
  folders.filter(folder => folder.parent === parent);

export function createFolder(
  config: InventoryConfig,
  name: string,
  parent: string,
): [InventoryConfig, FolderConfig] {
  requireMachineFolder(config, parent);
  checkName('folder', name, childrenOf(config, parent));
  if (ancestors(config, parent).length >= DEPTH_MAX)
    badSetting(`Folders can stand ${DEPTH_MAX} deep.`);
  const folder = {id: `group-v${config.nextKey}`, name, parent};
  return [{...config, nextKey: config.nextKey + 1, folders: [...config.folders, folder]}, folder];
}

export function renameFolder(
  config: InventoryConfig,
  id: string,
  name: string,
): [InventoryConfig, FolderConfig] {
  const folder = requireOwn(config, id);
  const others = childrenOf(config, folder.parent).filter(each => each !== folder);
  checkName('folder', name, others);
  return changed(config, {...folder, name});
}

export function moveFolder(
  config: InventoryConfig,
  id: string,
  parent: string,
): [InventoryConfig, FolderConfig] {
  const folder = requireOwn(config, id);
  requireMachineFolder(config, parent);
  if (ancestors(config, parent).includes(id))
    badSetting(`The folder '${folder.name}' can not be moved into itself or below.`);
  if (folder.parent === parent) return [config, folder];
  checkName('folder', folder.name, childrenOf(config, parent));
  if (ancestors(config, parent).length + depthOf(config, id) > DEPTH_MAX)
    badSetting(`Folders can stand ${DEPTH_MAX} deep.`);
  return changed(config, {...folder, parent});
}

function changed(config: InventoryConfig, next: FolderConfig): [InventoryConfig, FolderConfig] {
  const folders = config.folders.map(each => (each.id === next.id ? next : each));
  return [{...config, folders}, next];
}

/** The folder itself and those it is in, up to the fixed one, which is not counted. */
function ancestors(config: InventoryConfig, id: string): string[] {
  const found = config.folders.find(folder => folder.id === id);
  return found ? [id, ...ancestors(config, found.parent)] : [];
}

/** Levels of a folder with those below it. */
function depthOf(config: InventoryConfig, id: string): number {
  return 1 + Math.max(0, ...childrenOf(config, id).map(child => depthOf(config, child.id)));
}

/** The folder and all below it. */
export function subtree(config: InventoryConfig, id: string): string[] {
  return [id, ...childrenOf(config, id).flatMap(child => subtree(config, child.id))];
}

export function withoutFolder(
  config: InventoryConfig,
  id: string,
): {config: InventoryConfig; gone: ReadonlySet<string>; parent: string} {
  const {parent} = requireOwn(config, id);
  const gone = new Set(subtree(config, id));
  const stays = ({entity}: {readonly entity: string}) => !gone.has(entity.replace('Folder:', ''));
  return {
    config: {
      ...config,
      folders: config.folders.filter(folder => !gone.has(folder.id)),
      assignments: config.assignments.filter(stays),
      annotations: config.annotations.filter(stays),
    },
    gone,
    parent,
  };
}
