/** The hard disks of a machine. */
import type {CimInstance} from '../../hypervisor/wmi/cim.ts';
import {defineType} from '../../shell/values/define-type.ts';
import type {Value} from '../../shell/values/value.ts';
import {listOf, numberOf, textOf} from './cim-fields.ts';
import {type DiskFile, diskFile} from './disk-file.ts';
import type {VirtualMachine} from './virtual-machine.ts';

export class HardDiskDrive {
  readonly vmName: string;
  readonly vmId: string;
  readonly path: string;
  readonly location: number;
  readonly id: string;

  constructor(machine: VirtualMachine, setting: CimInstance) {
    this.vmName = machine.name;
    this.vmId = machine.id;
    this.path = String(listOf(setting, 'HostResource')[0] ?? '');
    this.id = textOf(setting, 'InstanceID');
    this.location = Number(
      /\\(\d+)\\L$/.exec(this.id)?.[1] ?? numberOf(setting, 'AddressOnParent'),
    );
  }
}

defineType<HardDiskDrive>({
  fullName: 'Microsoft.HyperV.PowerShell.HardDiskDrive',
  instance: HardDiskDrive,
  toText: disk => disk.path,
  properties: {
    Path: {type: 'string', get: disk => disk.path},
    ControllerType: {type: 'string', get: () => 'SCSI'},
    ControllerNumber: {type: 'int', get: () => 0},
    ControllerLocation: {type: 'int', get: disk => disk.location},
    Name: {
      type: 'string',
      get: disk => `Hard Drive on SCSI controller number 0 at location ${disk.location}`,
    },
    Id: {type: 'string', get: disk => disk.id},
    VMName: {type: 'string', get: disk => disk.vmName},
  },
});

export function hardDiskDrives(machine: VirtualMachine): Value[] {
  return machine.part('disks').map(setting => new HardDiskDrive(machine, setting));
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
