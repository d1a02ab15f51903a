/** Hard disks of PowerCLI: made, resized, removed, over the drives and disk files of the door. */
import {existsSync} from 'node:fs';
import path from 'node:path';
import type {CimValue} from '../../hypervisor/wmi/cim.ts';
import type {Run} from '../../shell/cmdlet/run.ts';
import {pluggedDisks} from '../vim/vm-devices.ts';
import {textOf} from './cim-fields.ts';
import {
  addDrive,
  addScsiController,
  controllersOf,
  type Drive,
  drivesOf,
  mediumPath,
  removeDrive,
} from './drives.ts';
import type {Speaker} from './flavour.ts';
import {perform, refusal} from './jobs.ts';
import {formatByName, VHD_TYPE, vhdSettings} from './virtual-hard-disk.ts';
import {HardDisk} from './virtual-device.ts';
import type {VirtualMachine} from './virtual-machine.ts';

const IMAGES = 'Msvm_ImageManagementService';

function image(
  run: Run,
  speaker: Speaker,
  file: string,
  method: string,
  params: Record<string, CimValue>,
  activity: string,
): boolean {
  const outcome = perform(run, IMAGES, method, params, activity);
  if (outcome.code === 0) return true;
  run.writeError(refusal(speaker, file, outcome, file));
  return false;
}

/** `web_1.vhdx` beside the machine's first disk, or in the host's folder: the first that no file has. */
function freeFile(run: Run, machine: VirtualMachine): string {
  const [first] = drivesOf(machine, 'disk').map(mediumPath).filter(Boolean);
  const [host] = run.door().instances('Hvsh_Host');
  const folder = first ? path.dirname(first) : host ? textOf(host, 'VirtualHardDiskPath') : '';
  for (let number = 1; ; number++) {
    const file = path.join(folder, `${machine.name.replaceAll('/', '_')}_${number}.vhdx`);
    if (!existsSync(file)) return file;
  }
}

/** Undefined after an error was written. */
export function newDiskFile(
  run: Run,
  speaker: Speaker,
  machine: VirtualMachine,
  bytes: number,
  isThick: boolean,
): string | undefined {
  const file = freeFile(run, machine);
  const settings = vhdSettings({
    Path: file,
    Type: isThick ? VHD_TYPE.fixed : VHD_TYPE.dynamic,
    Format: formatByName(file) ?? 0,
    MaxInternalSize: BigInt(bytes),
  });
  const params = {VirtualDiskSettingData: settings};
  const activity = `Creating ${path.basename(file)}`;
  return image(run, speaker, file, 'CreateVirtualHardDisk', params, activity) ? file : undefined;
}

/** Plugs a file into the machine's SCSI controller, which is added when there is none. */
export function plugDisk(
  run: Run,
  speaker: Speaker,
  machine: VirtualMachine,
  file: string,
): HardDisk | undefined {
  const hasScsi = controllersOf(machine).some(({type}) => type === 'SCSI');
  if (!hasScsi && !addScsiController(run, speaker, machine)) return undefined;
  const drive = addDrive(run, speaker, machine, 'disk', {type: 'SCSI'}, file);
  return drive && diskOf(machine, drive);
}

function diskOf(machine: VirtualMachine, drive: Drive): HardDisk | undefined {
  const id = drive.medium ? textOf(drive.medium, 'InstanceID') : '';
  const now = machine.fresh();
  const disk = pluggedDisks(now).find(({setting}) => textOf(setting, 'InstanceID') === id);
  return disk && new HardDisk(now, disk);
}

/** The drive that holds a disk. */
export function driveOf({machine, disk}: HardDisk): Drive | undefined {
  const id = textOf(disk.setting, 'InstanceID');
  return drivesOf(machine, 'disk').find(
    ({medium}) => medium !== undefined && textOf(medium, 'InstanceID') === id,
  );
}

/** The disk with its new size; undefined after an error was written. */
export function resizeDisk(
  run: Run,
  speaker: Speaker,
  disk: HardDisk,
  bytes: number,
): HardDisk | undefined {
  const file = disk.disk.file.path;
  const params = {Path: file, MaxInternalSize: BigInt(bytes)};
  if (!image(run, speaker, file, 'ResizeVirtualHardDisk', params, `Resizing ${disk.name}`))
    return undefined;
  const drive = driveOf(disk);
  return drive && diskOf(disk.machine, drive);
}

export function unplugDisk(
  run: Run,
  speaker: Speaker,
  disk: HardDisk,
  deletesFile: boolean,
): boolean {
  const drive = driveOf(disk);
  const file = disk.disk.file.path;
  if (!drive || !removeDrive(run, speaker, drive)) return false;
  const params = {Path: file};
  return !deletesFile || image(run, speaker, file, 'DeleteVirtualHardDisk', params, 'Deleting');
}
