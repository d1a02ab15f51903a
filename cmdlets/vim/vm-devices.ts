/** The devices of a machine as VMware.Vim.VirtualDevice: controllers and hard disks. */
import type {CimInstance} from '../../hypervisor/wmi/cim.ts';
import {textOf} from '../inventory/cim-fields.ts';
import {datastorePath, datastoreOfPath} from '../inventory/datastore.ts';
import type {DiskFile} from '../inventory/disk-file.ts';
import {diskFiles} from '../inventory/hard-disk.ts';
import type {VirtualMachine} from '../inventory/virtual-machine.ts';
import {referenceOf} from './managed-reference.ts';
import {listOfType, type VimData} from './vim-data.ts';
import {description, diskBacking, ideController, scsiController, virtualDisk} from './vim-types.ts';

/** Keys as vSphere numbers them: IDE controllers from 200, SCSI controllers from 1000, disks from 2000. */
const IDE_KEY = 200;
const SCSI_KEY = 1000;
const DISK_KEY = 2000;
const DISK_KEYS_PER_BUS = 64;

const SCSI = 'Microsoft:Hyper-V:Synthetic SCSI Controller';
const IDE = 'Microsoft:Hyper-V:Emulated IDE Controller';

interface Controller {
  readonly instanceId: string;
  readonly key: number;
  readonly bus: number;
  readonly data: VimData;
}

/** One hard disk and where it is plugged in. */
export interface PluggedDisk {
  readonly file: DiskFile;
  /** Its Msvm_StorageAllocationSettingData. */
  readonly setting: CimInstance;
  readonly number: number;
  readonly controllerKey: number;
  readonly unit: number;
  readonly key: number;
}

function controllersOf({door, id}: VirtualMachine): Controller[] {
  const named = (subType: string) =>
    door.query(
      `SELECT * FROM Msvm_ResourceAllocationSettingData WHERE InstanceID LIKE 'Microsoft:${id}%' AND ResourceSubType='${subType}'`,
    );
  return [
    ...named(IDE).map((setting, bus) => controller(setting, bus, IDE_KEY)),
    ...named(SCSI).map((setting, bus) => controller(setting, bus, SCSI_KEY)),
  ];
}

function controller(setting: CimInstance, bus: number, firstKey: number): Controller {
  const scsi = firstKey === SCSI_KEY;
  const key = firstKey + bus;
  const label = `${scsi ? 'SCSI controller' : 'IDE'} ${bus}`;
  const data = (scsi ? scsiController : ideController).make({
    Key: key,
    DeviceInfo: description.make({Label: label, Summary: textOf(setting, 'ElementName')}),
    BusNumber: bus,
    ...(scsi ? {SharedBus: 'noSharing'} : {}),
  });
  return {instanceId: textOf(setting, 'InstanceID'), key, bus, data};
}

/** `...\<controller>\<slot>\<unit>\L` */
const PLACE = /\\(\d+)\\(\d+)\\L$/;

export function pluggedDisks(
  machine: VirtualMachine,
  controllers: readonly Controller[] = controllersOf(machine),
): PluggedDisk[] {
  const files = diskFiles(machine);
  return machine.part('disks').map((setting, at): PluggedDisk => {
    const id = textOf(setting, 'InstanceID');
    const owner = controllers.find(({instanceId}) => id.startsWith(`${instanceId}\\`));
    const unit = Number(PLACE.exec(id)?.[2] ?? 0);
    return {
      file: files[at] as DiskFile,
      setting,
      number: at + 1,
      controllerKey: owner?.key ?? SCSI_KEY,
      unit,
      key: DISK_KEY + (owner?.bus ?? 0) * DISK_KEYS_PER_BUS + unit,
    };
  });
}

export function diskDevice(machine: VirtualMachine, disk: PluggedDisk): VimData {
  const {file} = disk;
  const kilobytes = Math.floor(file.capacity / 1024);
  const store = datastoreOfPath(machine.door, file.path);
  return virtualDisk.make({
    Key: disk.key,
    DeviceInfo: description.make({
      Label: `Hard disk ${disk.number}`,
      Summary: `${kilobytes.toLocaleString('en-US')} KB`,
    }),
    Backing: diskBacking.make({
      FileName: datastorePath(machine.door, file.path),
      Datastore: store === undefined ? null : referenceOf(store.id),
      DiskMode: 'persistent',
      ThinProvisioned: file.thin,
      Uuid: file.id || null,
      Parent:
        file.parent === ''
          ? null
          : diskBacking.make({FileName: datastorePath(machine.door, file.parent)}),
    }),
    ControllerKey: disk.controllerKey,
    UnitNumber: disk.unit,
    CapacityInKB: BigInt(kilobytes),
    CapacityInBytes: BigInt(file.capacity),
  });
}

/** Controllers, then disks. */
export function devicesOf(machine: VirtualMachine) {
  const controllers = controllersOf(machine);
  const disks = pluggedDisks(machine, controllers);
  for (const {data, key} of controllers) {
    const keys = disks.filter(disk => disk.controllerKey === key).map(disk => disk.key);
    data.values.set('Device', listOfType('int', keys));
  }
  return listOfType('VMware.Vim.VirtualDevice', [
    ...controllers.map(each => each.data),
    ...disks.map(disk => diskDevice(machine, disk)),
  ]);
}
