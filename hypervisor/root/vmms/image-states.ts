/**
 * Fast start: an image keeps saved states of a machine that booted it and is idle at its prompt, one for each
 * size of memory and set of devices; other machines go on from there as copies with an identity of their own.
 *
 *     <home>/images/<image>/states/<key>/  state.bin  disk.vhd  state.json
 *
 * The key is a digest of everything that the state depends on, the image's files included: what does not fit is
 * not found. A folder is made under another name and renamed when it is whole.
 */
import {createHash, randomBytes} from 'node:crypto';
import {
  constants,
  copyFileSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import {type BootImage, imageFolder} from '../../images/image-store.ts';
import {bootImageOf, bootSourceOf} from './boot-source.ts';
import type {Machine} from './machine.ts';
import {isNetwork} from './networks/network-settings.ts';
import {RETURN, VmmsError} from './vmms-error.ts';

const STATE = 'state.bin';
const DISK = 'disk.vhd';
const FACTS = 'state.json';

/** The state that fits a machine, kept or not yet. */
export interface ImageState {
  readonly folder: string;
  readonly stateFile: string;
  readonly isKept: boolean;
  /** The machine's disk, made of the image's. */
  readonly disk: string | undefined;
  /** The image's. */
  readonly template: string;
}

/** Throws VmmsError for machines that can not start from a state of their image. */
export function imageStateOf(home: string, machine: Machine): ImageState {
  const image = bootImageOf(machine.config, home);
  if (!image)
    throw new VmmsError(
      RETURN.NotSupported,
      `'${machine.name}' does not boot an image that keeps states.`,
    );
  const disk = unusedDisk(machine, image);
  const key = digest(facts(machine, image)).slice(0, 32);
  const folder = path.join(imageFolder(home, image.name), 'states', key);
  return {
    folder,
    stateFile: path.join(folder, STATE),
    isKept: existsSync(path.join(folder, FACTS)),
    disk,
    template: image.disk.path,
  };
}

/** What a state depends on. */
function facts(machine: Machine, image: BootImage): unknown {
  const stamp = (file: string): unknown => {
    const {size, mtimeMs} = statSync(file);
    return [size, mtimeMs];
  };
  // A copy loses the adapters of the state and gets its own, as if they were changed while it runs.
  const devices = machine.config.resources
    .filter(({kind}) => kind !== 'hard-disk' && kind !== 'processor' && !isNetwork(kind))
    .map(({kind, properties}) => [kind, {...properties, HostResource: null, Parent: null}]);
  return {
    format: 1,
    image: [image.name, stamp(image.kernel), stamp(image.initrd), stamp(image.disk.path)],
    commandLine: bootSourceOf(machine.config).commandLine,
    generation: machine.config.generation,
    memoryMB: machine.memoryMB,
    devices,
    disks: machine.disks().map(({bus, controller, location}) => [bus, controller, location]),
  };
}

function digest(value: unknown): string {
  return createHash('sha256').update(JSON.stringify(value)).digest('hex');
}

/** Memory and disk of a state belong together, so a copy of it needs a disk that holds nothing else yet. */
function unusedDisk(machine: Machine, image: BootImage): string | undefined {
  const [disk, ...others] = machine.disks();
  if (!disk) return undefined;
  if (others.length === 0 && sameFile(disk.path, image.disk.path)) return disk.path;
  throw new VmmsError(
    RETURN.NotSupported,
    `'${machine.name}' has a disk with data of its own; only a machine whose disk was never used can start from a state of its image.`,
  );
}

function sameFile(a: string, b: string): boolean {
  if (!existsSync(a) || statSync(a).size !== statSync(b).size) return false;
  return readFileSync(a).equals(readFileSync(b));
}

/** Gives the machine the disk of the state; the answer is the id that its devices were offered with. */
export function takeState({folder, disk}: ImageState): string {
  const {hardwareId} = JSON.parse(readFileSync(path.join(folder, FACTS), 'utf8')) as {
    hardwareId: string;
  };
  if (disk !== undefined) copyDisk(path.join(folder, DISK), disk);
  return hardwareId;
}

/** The machine did not start: its disk is an unused one again. */
export function giveBackState({disk, template}: ImageState): void {
  if (disk !== undefined) copyDisk(template, disk);
}

/** Keeps a state: `write` writes the file it is given and calls the other while the machine stands still. */
export async function keepState(
  {folder, disk}: ImageState,
  hardwareId: string,
  write: (file: string, whilePaused: () => void) => Promise<void>,
): Promise<void> {
  const draft = `${folder}.${randomBytes(4).toString('hex')}.new`;
  mkdirSync(draft, {recursive: true, mode: 0o700});
  try {
    await write(path.join(draft, STATE), () => {
      if (disk !== undefined) copyDisk(disk, path.join(draft, DISK));
    });
    writeFileSync(path.join(draft, FACTS), JSON.stringify({hardwareId, made: new Date()}));
    rmSync(folder, {recursive: true, force: true});
    renameSync(draft, folder);
  } catch (error) {
    rmSync(draft, {recursive: true, force: true});
    throw error;
  }
}

export function copyDisk(from: string, to: string): void {
  copyFileSync(from, to, constants.COPYFILE_FICLONE);
}

/** A script for the guest of a copy: name, id, random numbers; addresses are asked for anew in its own time. */
export function identityScript(hostName: string): string {
  const id = randomBytes(16).toString('hex');
  const seed = randomBytes(256).toString('base64');
  return `hostname ${hostName}
echo ${hostName} >/etc/hostname
echo ${seed} | base64 -d >/dev/urandom
echo ${id} >/etc/machine-id
command -v new-identity >/dev/null || exit 0
new-identity ${hostName} "" ${id} >/dev/null 2>&1 &
`;
}
