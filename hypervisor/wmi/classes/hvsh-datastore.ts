/**
 * Hvsh_Datastore: the file systems that machines are kept on. The first is that of the data folder; a second
 * one is there when virtual hard disks are kept outside of it.
 */
import {statfsSync} from 'node:fs';
import path from 'node:path';
import type {Vmms} from '../../root/vmms/vmms.ts';
import {wmiClass} from '../class-definition.ts';

interface Datastore {
  readonly name: string;
  readonly folder: string;
}

function datastores(vmms: Vmms): Datastore[] {
  const {home, disksFolder} = vmms.store;
  const disks = vmms.hostSettings.virtualHardDiskPath ?? disksFolder;
  const inside = !path.relative(home, disks).startsWith('..');
  const first = {name: 'datastore1', folder: home};
  return inside ? [first] : [first, {name: 'datastore2', folder: disks}];
}

/** Bytes in all, and those this user may still write. */
function space({folder}: Datastore): {capacity: number; free: number} {
  const {bsize, blocks, bavail} = statfsSync(folder);
  return {capacity: bsize * blocks, free: bsize * bavail};
}

export const hvshDatastore = wmiClass<Datastore>('Hvsh_Datastore', {
  list: datastores,
  find: (keys, vmms) =>
    datastores(vmms).find(({name}) => name === (keys.get('name') ?? keys.get(''))),
  properties: {
    Name: store => store.name,
    ElementName: store => store.name,
    Path: store => store.folder,
    Capacity: store => space(store).capacity,
    FreeSpace: store => space(store).free,
  },
});
