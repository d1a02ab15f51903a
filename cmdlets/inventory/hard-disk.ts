/** The hard disks of a machine. */
import {defineType} from '../../shell/values/define-type.ts';
import type {Value} from '../../shell/values/value.ts';
import {listOf, textOf} from './cim-fields.ts';
import {type DiskFile, diskFile} from './disk-file.ts';
import {type Drive, drivesOf, mediumPath} from './drives.ts';
import type {VirtualMachine} from './virtual-machine.ts';

export class HardDiskDrive {
  readonly drive: Drive;
  constructor(drive: Drive) {
    this.drive = drive;
  }
}

const nameOf = ({controller, location}: Drive): string =>
  `Hard Drive on ${controller.type} controller number ${controller.number} at location ${location}`;

defineType<HardDiskDrive>({
  fullName: 'Microsoft.HyperV.PowerShell.HardDiskDrive',
  instance: HardDiskDrive,
  toText: ({drive}) => mediumPath(drive),
  properties: {
    Path: {type: 'string', get: ({drive}) => mediumPath(drive)},
    DiskNumber: {get: () => null},
    ControllerType: {type: 'string', get: ({drive}) => drive.controller.type},
    ControllerNumber: {type: 'int', get: ({drive}) => drive.controller.number},
    ControllerLocation: {type: 'int', get: ({drive}) => drive.location},
    PoolName: {type: 'string', get: () => 'Primordial'},
    Name: {type: 'string', get: ({drive}) => nameOf(drive)},
    Id: {
      type: 'string',
      get: ({drive}) => textOf(drive.medium ?? drive.setting, 'InstanceID'),
    },
    VMId: {type: 'string', get: ({drive}) => drive.machine.id},
    VMName: {type: 'string', get: ({drive}) => drive.machine.name},
  },
});

export function hardDiskDrives(machine: VirtualMachine): Value[] {
  return drivesOf(machine, 'disk')
    .filter(drive => drive.medium)
    .map(drive => new HardDiskDrive(drive));
}

/** Bytes that the disk files take on the host's file system. */
export const usedBytes = (machine: VirtualMachine): number =>
  diskFiles(machine).reduce((sum, disk) => sum + disk.used, 0);

/** Bytes that the disks offer to the guest: they may grow to that. */
export const provisionedBytes = (machine: VirtualMachine): number =>
  diskFiles(machine).reduce((sum, disk) => sum + disk.capacity, 0);

/** The files of its hard disks, in the order of their settings. */
export const diskFiles = (machine: VirtualMachine): DiskFile[] =>
  diskPathsOf(machine).map(file => diskFile(machine.door, file));

/** Paths of the files of its hard disks. */
export const diskPathsOf = (machine: VirtualMachine): string[] =>
  machine.part('disks').map(setting => String(listOf(setting, 'HostResource')[0] ?? ''));
