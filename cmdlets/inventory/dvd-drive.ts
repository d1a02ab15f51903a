/** A DVD drive of a machine, and a SCSI controller, as the Hyper-V module shows them. */
import {defineType} from '../../shell/values/define-type.ts';
import {textOf} from './cim-fields.ts';
import {type Controller, type Drive, drivesOf, mediumPath} from './drives.ts';
import {HardDiskDrive} from './hard-disk.ts';
import type {VirtualMachine} from './virtual-machine.ts';

export class DvdDrive {
  readonly drive: Drive;
  constructor(drive: Drive) {
    this.drive = drive;
  }
}

const nameOf = ({controller, location}: Drive): string =>
  `DVD Drive on ${controller.type} controller number ${controller.number} at location ${location}`;

defineType<DvdDrive>({
  fullName: 'Microsoft.HyperV.PowerShell.DvdDrive',
  instance: DvdDrive,
  toText: ({drive}) => nameOf(drive),
  properties: {
    DvdMediaType: {type: 'string', get: ({drive}) => (mediumPath(drive) === '' ? 'None' : 'ISO')},
    Path: {type: 'string', get: ({drive}) => mediumPath(drive) || null},
    ControllerType: {type: 'string', get: ({drive}) => drive.controller.type},
    ControllerNumber: {type: 'int', get: ({drive}) => drive.controller.number},
    ControllerLocation: {type: 'int', get: ({drive}) => drive.location},
    PoolName: {type: 'string', get: () => 'Primordial'},
    Name: {type: 'string', get: ({drive}) => nameOf(drive)},
    Id: {type: 'string', get: ({drive}) => textOf(drive.setting, 'InstanceID')},
    VMId: {type: 'string', get: ({drive}) => drive.machine.id},
    VMName: {type: 'string', get: ({drive}) => drive.machine.name},
  },
});

export class ScsiController {
  readonly machine: VirtualMachine;
  readonly controller: Controller;
  constructor(machine: VirtualMachine, controller: Controller) {
    this.machine = machine;
    this.controller = controller;
  }
}

defineType<ScsiController>({
  fullName: 'Microsoft.HyperV.PowerShell.VMScsiController',
  accelerator: 'VMScsiController',
  instance: ScsiController,
  toText: ({controller}) => `SCSI Controller ${controller.number}`,
  properties: {
    ControllerNumber: {type: 'int', get: ({controller}) => controller.number},
    IsTemplate: {type: 'bool', get: () => false},
    Drives: {
      get: ({machine, controller}) => {
        const here = (drive: Drive): boolean =>
          drive.controller.type === 'SCSI' && drive.controller.number === controller.number;
        return [
          ...drivesOf(machine, 'disk')
            .filter(here)
            .map(drive => new HardDiskDrive(drive)),
          ...drivesOf(machine, 'dvd')
            .filter(here)
            .map(drive => new DvdDrive(drive)),
        ];
      },
    },
    Name: {type: 'string', get: () => 'SCSI Controller'},
    Id: {type: 'string', get: ({controller}) => textOf(controller.setting, 'InstanceID')},
    VMId: {type: 'string', get: ({machine}) => machine.id},
    VMName: {type: 'string', get: ({machine}) => machine.name},
  },
});
