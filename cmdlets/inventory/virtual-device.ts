/** Devices of machines as PowerCLI shows them: hard disks. Adapters and drives there are none of. */
import {decimal} from '../../shell/values/decimal.ts';
import {defineEnum, defineType, enumValue} from '../../shell/values/index.ts';
import type {Value} from '../../shell/values/value.ts';
import type {PluggedDisk} from '../vim/vm-devices.ts';
import type * as Devices from '../vim/vm-devices.ts';
import {datastorePath} from './datastore.ts';
import {uidOf} from './ids.ts';
import {powerCliId} from './machine-id.ts';
import {GIB, type VirtualMachine} from './virtual-machine.ts';

const diskType = defineEnum({
  fullName: 'VMware.VimAutomation.ViCore.Types.V1.VirtualDevice.DiskType',
  values: {RawVirtual: 0, RawPhysical: 1, Flat: 2, Unknown: 3},
});
const persistenceType = defineEnum({
  fullName: 'VMware.VimAutomation.ViCore.Types.V1.VirtualDevice.PersistenceType',
  values: {Persistent: 0, NonPersistent: 1, IndependentPersistent: 2, IndependentNonPersistent: 3},
});
const storageFormat = defineEnum({
  fullName: 'VMware.VimAutomation.ViCore.Types.V1.VirtualDevice.VirtualDiskStorageFormat',
  values: {Thin: 0, Thick: 1, EagerZeroedThick: 2, Unknown: 3},
});

/** A hard disk in PowerCLI's words. */
export class HardDisk {
  readonly machine: VirtualMachine;
  readonly disk: PluggedDisk;

  constructor(machine: VirtualMachine, disk: PluggedDisk) {
    this.machine = machine;
    this.disk = disk;
  }
  get name(): string {
    return `Hard disk ${this.disk.number}`;
  }
  get id(): string {
    return `${powerCliId(this.machine.id)}/${this.disk.key}`;
  }
}

function view({machine, disk}: HardDisk): Value {
  const {diskDevice} = require('../vim/vm-devices.ts') as typeof Devices;
  return diskDevice(machine, disk);
}

export const virtualDevice = defineType({
  fullName: 'VMware.VimAutomation.ViCore.Types.V1.VirtualDevice.VirtualDevice',
  abstract: true,
});

defineType<HardDisk>({
  fullName: 'VMware.VimAutomation.ViCore.Types.V1.VirtualDevice.HardDisk',
  accelerator: 'HardDisk',
  base: virtualDevice,
  instance: HardDisk,
  toText: disk => disk.name,
  equals: (a, b) => a.id === b.id,
  hashKey: disk => disk.id,
  properties: {
    Name: {type: 'string', get: disk => disk.name},
    CapacityGB: {type: 'decimal', get: ({disk}) => decimal(disk.file.capacity / GIB)},
    CapacityKB: {type: 'decimal', get: ({disk}) => decimal(disk.file.capacity / 1024)},
    Persistence: {get: () => enumValue(persistenceType, 'Persistent')},
    DiskType: {get: () => enumValue(diskType, 'Flat')},
    StorageFormat: {get: ({disk}) => enumValue(storageFormat, disk.file.thin ? 'Thin' : 'Thick')},
    Filename: {
      type: 'string',
      get: ({machine, disk}) => datastorePath(machine.door, disk.file.path),
    },
    Parent: {get: ({machine}) => machine},
    ParentId: {type: 'string', get: ({machine}) => powerCliId(machine.id)},
    Id: {type: 'string', get: disk => disk.id},
    Uid: {type: 'string', get: disk => uidOf('HardDisk', disk.id)},
    ExtensionData: {get: view},
  },
});
