/**
 * Controllers and drives of machines in the words of Hyper-V, read from and changed through the door:
 * what the -VMHardDiskDrive, -VMDvdDrive and -VMScsiController cmdlets share.
 */
import type {CimInstance, CimValue} from '../../hypervisor/wmi/cim.ts';
import type {ParameterDeclaration} from '../../shell/cmdlet/cmdlet.ts';
import type {Run} from '../../shell/cmdlet/run.ts';
import {toText} from '../../shell/conversion/to-text.ts';
import {listOf, pathOf, textOf} from './cim-fields.ts';
import {type Speaker, vmError} from './flavour.ts';
import {machinesByName, machinesGiven} from './find-machines.ts';
import {perform, refusal} from './jobs.ts';
import type {VirtualMachine} from './virtual-machine.ts';

const SERVICE = 'Msvm_VirtualSystemManagementService';
const HYPERV = 'Microsoft:Hyper-V:';

export type ControllerType = 'IDE' | 'SCSI';
export type DriveKind = 'disk' | 'dvd';

const SUB_TYPES = {
  IDE: 'Emulated IDE Controller',
  SCSI: 'Synthetic SCSI Controller',
  disk: {drive: 'Synthetic Disk Drive', medium: 'Virtual Hard Disk', resourceType: 17},
  dvd: {drive: 'Synthetic DVD Drive', medium: 'Virtual CD/DVD Disk', resourceType: 16},
} as const;
const PLACES = {IDE: 2, SCSI: 64} as const;

export interface Controller {
  readonly type: ControllerType;
  readonly number: number;
  readonly setting: CimInstance;
}

/** A drive of a machine with what is in it. */
export interface Drive {
  readonly machine: VirtualMachine;
  readonly kind: DriveKind;
  readonly controller: Controller;
  readonly location: number;
  readonly setting: CimInstance;
  readonly medium: CimInstance | undefined;
}

function settings({door, id}: VirtualMachine, className: string, subType: string): CimInstance[] {
  return door.query(
    `SELECT * FROM ${className} WHERE InstanceID LIKE 'Microsoft:${id}%' AND ResourceSubType='${HYPERV}${subType}'`,
  );
}

export function controllersOf(machine: VirtualMachine): Controller[] {
  return (['IDE', 'SCSI'] as const).flatMap(type =>
    settings(machine, 'Msvm_ResourceAllocationSettingData', SUB_TYPES[type]).map(
      (setting, number) => ({type, number, setting}),
    ),
  );
}

export function drivesOf(machine: VirtualMachine, kind: DriveKind): Drive[] {
  const {drive, medium} = SUB_TYPES[kind];
  const controllers = controllersOf(machine);
  const media = settings(machine, 'Msvm_StorageAllocationSettingData', medium);
  const found = settings(machine, 'Msvm_ResourceAllocationSettingData', drive).flatMap(setting => {
    const id = textOf(setting, 'InstanceID');
    const controller = controllers.find(each =>
      id.startsWith(`${textOf(each.setting, 'InstanceID')}\\`),
    );
    const location = Number(setting.properties.AddressOnParent ?? 0);
    const within = media.find(each => textOf(each, 'InstanceID') === id.replace(/D$/, 'L'));
    return controller ? [{machine, kind, controller, location, setting, medium: within}] : [];
  });
  return found.sort(
    (a, b) =>
      a.controller.type.localeCompare(b.controller.type) ||
      a.controller.number - b.controller.number ||
      a.location - b.location,
  );
}

export const mediumPath = ({medium}: Drive): string =>
  medium ? String(listOf(medium, 'HostResource')[0] ?? '') : '';

export interface Place {
  readonly type?: string | undefined;
  readonly number?: number | undefined;
  readonly location?: number | undefined;
}

/** Whether a drive is where the parameters say. */
export function isAt({controller, location}: Drive, place: Place): boolean {
  return (
    (place.type === undefined || place.type.toUpperCase() === controller.type) &&
    (place.number === undefined || place.number === controller.number) &&
    (place.location === undefined || place.location === location)
  );
}

/** The machines of `-VMName` or `-VM`. */
export function machinesOf(
  run: Run,
  speaker: Speaker,
  p: {readonly VMName?: unknown; readonly VM?: unknown},
): VirtualMachine[] {
  if (Array.isArray(p.VM)) return machinesGiven(run, speaker, p.VM);
  const names = Array.isArray(p.VMName) ? p.VMName : p.VMName === undefined ? [] : [p.VMName];
  return machinesByName(run, speaker, names.map(toText));
}

function change(
  run: Run,
  speaker: Speaker,
  machine: VirtualMachine,
  method: string,
  params: Record<string, CimValue>,
): string | undefined {
  const outcome = perform(run, SERVICE, method, params, `Configuring ${machine.name}`);
  machine.invalidate();
  if (outcome.code !== 0) {
    run.writeError(refusal(speaker, `'${machine.name}'`, outcome, machine));
    return undefined;
  }
  const [first] = (outcome.result.ResultingResourceSettings ?? []) as readonly CimValue[];
  return pathOf(first) ?? '';
}

function add(
  run: Run,
  speaker: Speaker,
  machine: VirtualMachine,
  className: string,
  properties: Record<string, CimValue>,
): string | undefined {
  return change(run, speaker, machine, 'AddResourceSettings', {
    AffectedConfiguration: {
      ref: `Msvm_VirtualSystemSettingData.InstanceID="Microsoft:${machine.id}"`,
    },
    ResourceSettings: [{className, path: '', properties}],
  });
}

/** False after an error was written. */
export function addScsiController(run: Run, speaker: Speaker, machine: VirtualMachine): boolean {
  const path = add(run, speaker, machine, 'Msvm_ResourceAllocationSettingData', {
    ResourceType: 6,
    ResourceSubType: HYPERV + SUB_TYPES.SCSI,
  });
  return path !== undefined;
}

/** The controller that a place names; without one, the first with a free place. */
function chosen(
  machine: VirtualMachine,
  place: Place,
): {controller: Controller; location: number} | undefined {
  const used = [...drivesOf(machine, 'disk'), ...drivesOf(machine, 'dvd')];
  const fits = controllersOf(machine).filter(
    each =>
      (place.type === undefined || place.type.toUpperCase() === each.type) &&
      (place.number === undefined || place.number === each.number),
  );
  for (const controller of fits) {
    const taken = new Set(
      used
        .filter(
          drive =>
            drive.controller.type === controller.type &&
            drive.controller.number === controller.number,
        )
        .map(({location}) => location),
    );
    if (place.location !== undefined) return {controller, location: place.location};
    for (let location = 0; location < PLACES[controller.type]; location++)
      if (!taken.has(location)) return {controller, location};
  }
  return undefined;
}

/** Adds a drive, with a medium when there is a path; undefined after an error was written. */
export function addDrive(
  run: Run,
  speaker: Speaker,
  machine: VirtualMachine,
  kind: DriveKind,
  place: Place,
  file: string,
): Drive | undefined {
  const where = chosen(machine, place);
  if (!where) {
    const message = `Cannot add the drive: '${machine.name}' has no ${place.type ?? ''} controller with a free location.`;
    run.writeError(vmError(speaker, 'InvalidParameter', 'InvalidArgument', message, machine));
    return undefined;
  }
  const {drive, resourceType} = SUB_TYPES[kind];
  const path = add(run, speaker, machine, 'Msvm_ResourceAllocationSettingData', {
    ResourceType: resourceType,
    ResourceSubType: HYPERV + drive,
    Parent: where.controller.setting.path,
    AddressOnParent: String(where.location),
  });
  if (path === undefined) return undefined;
  const find = (): Drive | undefined =>
    drivesOf(machine, kind).find(each =>
      isAt(each, {
        type: where.controller.type,
        number: where.controller.number,
        location: where.location,
      }),
    );
  const added = find();
  if (!added || file === '') return added;
  if (setMedium(run, speaker, added, file)) return find();
  removeDrive(run, speaker, added);
  return undefined;
}

/** Puts a file into a drive, or takes it out with ''; false after an error was written. */
export function setMedium(run: Run, speaker: Speaker, drive: Drive, file: string): boolean {
  const {machine, kind, medium} = drive;
  if (medium && file === '') return remove(run, speaker, machine, medium);
  if (file === '') return true;
  if (medium) {
    const properties = {...medium.properties, HostResource: [file]};
    const params = {ResourceSettings: [{...medium, properties}]};
    return change(run, speaker, machine, 'ModifyResourceSettings', params) !== undefined;
  }
  const path = add(run, speaker, machine, 'Msvm_StorageAllocationSettingData', {
    ResourceType: 31,
    ResourceSubType: HYPERV + SUB_TYPES[kind].medium,
    Parent: drive.setting.path,
    HostResource: [file],
  });
  return path !== undefined;
}

export function removeDrive(run: Run, speaker: Speaker, drive: Drive): boolean {
  return remove(run, speaker, drive.machine, drive.setting);
}

export function remove(
  run: Run,
  speaker: Speaker,
  machine: VirtualMachine,
  setting: CimInstance,
): boolean {
  const params = {ResourceSettings: [{ref: setting.path}]};
  return change(run, speaker, machine, 'RemoveResourceSettings', params) !== undefined;
}

export const vmNames = {
  type: 'string[]',
  help: 'Names of the virtual machines; wildcards are allowed.',
  wildcards: true,
  sets: {VMName: {mandatory: true, position: 0, pipeline: 'value'}},
} as const satisfies ParameterDeclaration;

export const vmObjects = {
  type: 'VirtualMachine[]',
  help: 'The virtual machines themselves.',
  sets: {VMObject: {mandatory: true, position: 0, pipeline: 'value'}},
} as const satisfies ParameterDeclaration;

export const placeParameters = {
  ControllerNumber: {type: 'int', help: 'Number of the controller among its kind.'},
  ControllerLocation: {type: 'int', help: 'Place on the controller.'},
} as const satisfies Record<string, ParameterDeclaration>;

export const controllerType = {
  type: 'string',
  help: 'Kind of the controller.',
  validate: [{set: ['IDE', 'SCSI']}],
} as const satisfies ParameterDeclaration;
