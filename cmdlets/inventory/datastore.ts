/** The file systems machines are kept on, as PowerCLI's datastores. */
import path from 'node:path';
import type {CimInstance} from '../../hypervisor/wmi/cim.ts';
import type {Door} from '../../hypervisor/wmi/door.ts';
import {decimal} from '../../shell/values/decimal.ts';
import {
  Dictionary,
  defineEnum,
  defineType,
  enumValue,
  findType,
  type NetType,
} from '../../shell/values/index.ts';
import type {Value} from '../../shell/values/value.ts';
import {numberOf, textOf} from './cim-fields.ts';
import {extensionData} from './extension-data.ts';
import {DATACENTER_ID, DATASTORE_FOLDER_ID, uidOf} from './ids.ts';
import {theDatacenter, theFolder} from './tree.ts';
import {GIB, MIB} from './virtual-machine.ts';

const stateType = defineEnum({
  fullName: 'VMware.VimAutomation.ViCore.Types.V1.DatastoreManagement.DatastoreState',
  values: {Unknown: 0, Unavailable: 1, Available: 2, Maintenance: 3},
});

export class Datastore {
  readonly door: Door;
  readonly instance: CimInstance; // Hvsh_Datastore

  constructor(door: Door, instance: CimInstance) {
    this.door = door;
    this.instance = instance;
  }
  get name(): string {
    return textOf(this.instance, 'Name');
  }
  get id(): string {
    return `Datastore-${this.name}`;
  }
  get folder(): string {
    return textOf(this.instance, 'Path');
  }
  get capacity(): number {
    return numberOf(this.instance, 'Capacity');
  }
  get free(): number {
    return numberOf(this.instance, 'FreeSpace');
  }
}

export const allDatastores = (door: Door): Datastore[] =>
  door.instances('Hvsh_Datastore').map(instance => new Datastore(door, instance));

/** The datastore whose folder holds a file: the deepest such folder. */
export function datastoreOfPath(door: Door, file: string): Datastore | undefined {
  return allDatastores(door)
    .filter(({folder}) => !path.relative(folder, file).startsWith('..'))
    .sort((a, b) => b.folder.length - a.folder.length)[0];
}

/** `[datastore1] disks/web1.vhdx`; a file on none of them is `[] /its/path`. */
export function datastorePath(door: Door, file: string): string {
  const store = datastoreOfPath(door, file);
  return store === undefined
    ? `[] ${file}`
    : `[${store.name}] ${path.relative(store.folder, file)}`;
}

const base = defineType({
  fullName: 'VMware.VimAutomation.ViCore.Types.V1.DatastoreManagement.StorageResource',
  abstract: true,
});

defineType<Datastore>({
  fullName: 'VMware.VimAutomation.ViCore.Types.V1.DatastoreManagement.Datastore',
  accelerator: 'Datastore',
  base,
  interfaces: ['VMware.VimAutomation.ViCore.Impl.V1.DatastoreManagement.DatastoreImpl'],
  instance: Datastore,
  toText: store => store.name,
  equals: (a, b) => a.name === b.name,
  hashKey: store => store.name,
  properties: {
    Name: {type: 'string', get: store => store.name},
    Id: {type: 'string', get: store => store.id},
    Uid: {type: 'string', get: store => uidOf('Datastore', store.id)},
    Type: {type: 'string', get: () => 'Local'},
    State: {get: () => enumValue(stateType, 'Available')},
    Accessible: {type: 'bool', get: () => true},
    CapacityGB: {type: 'decimal', get: store => decimal(store.capacity / GIB)},
    FreeSpaceGB: {type: 'decimal', get: store => decimal(store.free / GIB)},
    CapacityMB: {type: 'decimal', get: store => decimal(store.capacity / MIB)},
    FreeSpaceMB: {type: 'decimal', get: store => decimal(store.free / MIB)},
    DatastoreBrowserPath: {type: 'string', get: store => store.folder},
    StorageIOControlEnabled: {type: 'bool', get: () => false},
    Datacenter: {get: store => theDatacenter(store.door)},
    DatacenterId: {type: 'string', get: () => DATACENTER_ID},
    ParentFolder: {get: store => theFolder(store.door, DATASTORE_FOLDER_ID)},
    ParentFolderId: {type: 'string', get: () => DATASTORE_FOLDER_ID},
    CustomFields: {get: noFields},
    ExtensionData: {get: store => extensionData(store.door, store.id)},
  },
});

/** Custom fields: a standalone host has none. */
export function noFields(): Value {
  return new Dictionary(
    findType('System.Collections.Generic.Dictionary[string,string]') as NetType,
  );
}
