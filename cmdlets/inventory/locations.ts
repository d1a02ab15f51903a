/**
 * Where machines are, for `-Location` and `-Destination`: folders and the datacenter on one side, the host and its
 * resource pools on the other. A machine is in one of each.
 */
import type {Door} from '../../hypervisor/wmi/door.ts';
import type {Run} from '../../shell/cmdlet/run.ts';
import {toText} from '../../shell/conversion/to-text.ts';
import type {Value} from '../../shell/values/value.ts';
import {pathOf, textOf} from './cim-fields.ts';
import {isThisMachine} from './connections.ts';
import {containerType} from './container.ts';
import type {Speaker} from './flavour.ts';
import {VM_FOLDER_ID} from './ids.ts';
import {itemsGiven, type NamedKind} from './object-by-name.ts';
import {allPools, descendants, ResourcePool, rootPool} from './resource-pool.ts';
import {
  allFolders,
  Datacenter,
  Folder,
  folderNetType,
  foldersBelow,
  theDatacenter,
  theFolder,
} from './tree.ts';
import type {VirtualMachine} from './virtual-machine.ts';
import {thisHost, VMHost} from './vm-host.ts';

export type Location = ResourcePool | VMHost | Datacenter | Folder;

const isLocation = (value: Value): value is Location =>
  value instanceof ResourcePool ||
  value instanceof VMHost ||
  value instanceof Datacenter ||
  value instanceof Folder;

export const LOCATION: NamedKind<Location> = {
  type: containerType,
  name: 'VIContainer',
  is: isLocation,
  all: door => [
    ...allPools(door),
    ...allFolders(door),
    theDatacenter(door),
    thisHost(door, 'PowerCLI'),
  ],
  nameOf: location => location.name,
};

export const FOLDER: NamedKind<Folder> = {
  type: folderNetType,
  name: 'Folder',
  is: value => value instanceof Folder,
  all: allFolders,
  nameOf: folder => folder.name,
};

/** `localhost`, unless something is named so. */
function isHostAlias(door: Door, value: Value): boolean {
  const name = isLocation(value) ? '' : toText(value).toLowerCase();
  return isThisMachine(name) && LOCATION.all(door).every(each => each.name.toLowerCase() !== name);
}

/** Locations or their names; `localhost` is the host. */
export function locationsGiven(run: Run, speaker: Speaker, given: readonly Value[]): Location[] {
  const door = run.door();
  const meant = given.map(value => (isHostAlias(door, value) ? thisHost(door, 'PowerCLI') : value));
  return itemsGiven(run, speaker, LOCATION, meant);
}

/** What holds folders; other locations are taken as objects only, to be refused with the reason. */
export const FOLDER_HOLDER: NamedKind<Location> = {
  ...LOCATION,
  all: door => [...allFolders(door), theDatacenter(door)],
};

/** The folder of machines that a location stands for; undefined of a pool or the host. */
export function folderMeant(door: Door, location: Location): Folder | undefined {
  if (location instanceof Folder) return location;
  return location instanceof Datacenter ? theFolder(door, VM_FOLDER_ID) : undefined;
}

/** The pool that a location stands for; undefined of folders and the datacenter. */
export function poolMeant(door: Door, location: Location): ResourcePool | undefined {
  if (location instanceof ResourcePool) return location;
  return location instanceof VMHost ? rootPool(door) : undefined;
}

/** Those of `machines` that are in one of the locations, or below when told so. */
export function machinesIn(
  door: Door,
  machines: readonly VirtualMachine[],
  locations: readonly Location[],
  recurse: boolean,
): VirtualMachine[] {
  const folders = allFolders(door);
  const pools = allPools(door);
  const keys = locations.flatMap(location => {
    // The root folder holds the datacenter with all machines, and none itself.
    if (location instanceof Folder && location.isRoot)
      return recurse ? folders.map(({key}) => key) : [];
    const folder = folderMeant(door, location);
    return folder
      ? [folder, ...(recurse ? foldersBelow(folders, folder) : [])].map(f => f.key)
      : [];
  });
  const paths = locations.flatMap(location => {
    const pool = poolMeant(door, location);
    return pool ? [pool, ...(recurse ? descendants(pools, pool) : [])].map(p => p.path) : [];
  });
  const inside = new Set(
    door
      .instances('Hvsh_ResourceConfiguration')
      .filter(
        each =>
          keys.includes(textOf(each, 'FolderID')) ||
          paths.includes(pathOf(each.properties.Pool) ?? ''),
      )
      .map(each => textOf(each, 'SystemName').toUpperCase()),
  );
  return machines.filter(({id}) => inside.has(id));
}
