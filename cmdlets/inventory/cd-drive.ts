/** A CD drive of a machine in PowerCLI's words. */
import {defineType} from '../../shell/values/define-type.ts';
import {datastorePath} from './datastore.ts';
import {type Drive, drivesOf, mediumPath} from './drives.ts';
import {uidOf} from './ids.ts';
import {powerCliId} from './machine-id.ts';
import type {VirtualMachine} from './virtual-machine.ts';

export class CDDrive {
  readonly drive: Drive;
  /** 1 for the machine's first. */
  readonly number: number;

  constructor(drive: Drive, number: number) {
    this.drive = drive;
    this.number = number;
  }

  get name(): string {
    return `CD/DVD drive ${this.number}`;
  }
  get id(): string {
    const {machine, controller, location} = this.drive;
    return `${powerCliId(machine.id)}/cd-${controller.type}-${controller.number}-${location}`;
  }
}

defineType<CDDrive>({
  fullName: 'VMware.VimAutomation.ViCore.Types.V1.VirtualDevice.CDDrive',
  accelerator: 'CDDrive',
  instance: CDDrive,
  toText: drive => drive.name,
  equals: (a, b) => a.id === b.id,
  hashKey: drive => drive.id,
  properties: {
    Name: {type: 'string', get: drive => drive.name},
    IsoPath: {
      type: 'string',
      get: ({drive}) => {
        const file = mediumPath(drive);
        return file === '' ? null : datastorePath(drive.machine.door, file);
      },
    },
    HostDevice: {get: () => null},
    RemoteDevice: {get: () => null},
    Parent: {get: ({drive}) => drive.machine},
    ParentId: {type: 'string', get: ({drive}) => powerCliId(drive.machine.id)},
    Id: {type: 'string', get: drive => drive.id},
    Uid: {type: 'string', get: drive => uidOf('CDDrive', drive.id)},
  },
});

export const cdDrivesOf = (machine: VirtualMachine): CDDrive[] =>
  drivesOf(machine, 'dvd').map((drive, at) => new CDDrive(drive, at + 1));

/** The same drive, read anew. */
export const freshCdDrive = (cd: CDDrive): CDDrive | undefined =>
  cdDrivesOf(cd.drive.machine).find(({id}) => id === cd.id);
