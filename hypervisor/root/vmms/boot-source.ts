/**
 * What a machine boots: the image `tiny` on the native engine, an image of the host's store, or a Linux
 * kernel of the user's (`kernel`, `initrd` and `command line`, as in HCS's LinuxKernelDirect), both on
 * the engine `x86`.
 *
 * Kept as the setting `boot-source` that every machine has (device-kinds.ts). What fits together is
 * checked when settings change, whether the files are there when the machine starts.
 */
import {createHash} from 'node:crypto';
import {existsSync} from 'node:fs';
import path from 'node:path';
import type {EngineName} from '../../engines/catalogue.ts';
import {X86_MEMORY_MAX} from '../../engines/x86/memory.ts';
import {ImageError} from '../../images/image-error.ts';
import {type BootImage, findImage} from '../../images/image-store.ts';
import {deviceKind, settingOf} from './device-kinds.ts';
import type {Machine} from './machine.ts';
import type {MachineConfig, ResourceConfig} from './machine-config.ts';
import type {AttachedDisk} from './machine-worker.ts';
import {RETURN, VmmsError} from './vmms-error.ts';

/** The image of machines that were told nothing else. */
export const TINY = 'tiny';
/** A kernel without a command line of its own is given this. */
export const DEFAULT_COMMAND_LINE =
  'console=ttyS0 nokaslr mitigations=off pci=off cryptomgr.notests=1 initcall_blacklist=init_kprobe_trace,load_system_certificate_list,isapnp_init';
const COMMAND_LINE_MAX = 2047;
const X86_MEMORY_MB = Math.floor(X86_MEMORY_MAX / 1024 ** 2);

export interface BootSource {
  /** `tiny`, the name of an image, or empty for a kernel of the user's. */
  readonly image: string;
  /** Absolute paths; empty: none. */
  readonly kernel: string;
  readonly initrd: string;
  /** Empty: the one that belongs to the image, or DEFAULT_COMMAND_LINE. */
  readonly commandLine: string;
}

/** What the worker makes a partition of. */
export interface BootPlan {
  readonly engine: EngineName;
  readonly image: string;
  /** Structured-cloneable; means something to the engine only. */
  readonly settings: Record<string, unknown>;
}

export function bootSourceOf({resources}: Pick<MachineConfig, 'resources'>): BootSource {
  const kind = 'boot-source';
  const resource: ResourceConfig = resources.find(row => row.kind === kind) ?? {
    id: deviceKind(kind).fixedId ?? '',
    kind,
    properties: {},
  };
  const text = (name: string): string => String(settingOf(resource, name) ?? '');
  return {
    image: text('Image'),
    kernel: text('Kernel'),
    initrd: text('Initrd'),
    commandLine: text('CommandLine'),
  };
}

export function engineOf(config: Pick<MachineConfig, 'resources'>): EngineName {
  return bootSourceOf(config).image === TINY ? 'native' : 'x86';
}

/** Whether the settings of a machine go together. Throws VmmsError. */
export function checkBootSource(config: MachineConfig): void {
  const {image, kernel, initrd, commandLine} = bootSourceOf(config);
  const refuse = (text: string): never => {
    throw new VmmsError(RETURN.InvalidParameter, text);
  };
  if (image === '' && kernel === '')
    refuse('A machine boots an image or a kernel, but has neither.');
  if (image !== '' && kernel !== '') refuse('A machine boots an image or a kernel, not both.');
  if (image === TINY && (initrd || commandLine))
    refuse(`The image ${TINY} has no initrd and no command line.`);
  for (const file of [kernel, initrd])
    if (file !== '' && !path.isAbsolute(file))
      refuse(`The path of a kernel or initrd must be absolute, but is "${file}".`);
  if (commandLine.length > COMMAND_LINE_MAX)
    refuse(
      `The command line has up to ${COMMAND_LINE_MAX} characters, but has ${commandLine.length}.`,
    );
  if (engineOf(config) === 'x86') checkMemory(config, refuse);
}

function checkMemory({resources}: MachineConfig, refuse: (text: string) => never): void {
  const memory = resources.find(row => row.kind === 'memory');
  const size = Number(memory ? settingOf(memory, 'VirtualQuantity') : 0);
  if (size > X86_MEMORY_MB)
    refuse(`An x86 machine has at most ${X86_MEMORY_MB} MB of memory, but is given ${size} MB.`);
}

/** The image of the store that a machine boots; undefined: tiny, or a kernel of the user's. Throws VmmsError. */
export function bootImageOf(config: MachineConfig, home: string): BootImage | undefined {
  const {image} = bootSourceOf(config);
  return image === '' || image === TINY ? undefined : imageOf(home, image);
}

/** An image of the store. Throws VmmsError when it is not saved, or damaged. */
export function imageOf(home: string, image: string): BootImage {
  try {
    return findImage(home, image);
  } catch (error) {
    if (!(error instanceof ImageError)) throw error;
    const text = error.kind === 'notFound' ? notSavedText(image) : error.message;
    throw new VmmsError(RETURN.FileNotFound, text, {cause: error});
  }
}

/** What to make the partition of. Throws VmmsError when a file is not there. */
export function bootPlan(machine: Machine, home: string): BootPlan {
  const {config, name} = machine;
  const {image, kernel, initrd, commandLine} = bootSourceOf(config);
  if (image === TINY)
    return {
      engine: 'native',
      image,
      settings: {hostName: guestName(name), seed: seedOf(config.id)},
    };
  const stored = bootImageOf(config, home);
  if (stored)
    return linux(
      stored.kernel,
      stored.initrd,
      commandLine || imageCommandLine(stored, machine.disks().some(isRoot), guestName(name)),
    );
  for (const file of [kernel, initrd]) if (file !== '') requireFile(name, file);
  return linux(kernel, initrd, commandLine || DEFAULT_COMMAND_LINE);
}

function linux(kernel: string, initrd: string, commandLine: string): BootPlan {
  const settings = {kernel, ...(initrd && {initrd}), commandLine};
  return {engine: 'x86', image: 'linux', settings};
}

/** The disk that an image's guest mounts as its root. */
const isRoot = ({bus, controller, location}: AttachedDisk): boolean =>
  bus === 'scsi' && controller === 0 && location === 0;

function imageCommandLine({commandLine, disk}: BootImage, hasRoot: boolean, host: string): string {
  return `${commandLine}${hasRoot ? ` ${disk.commandLine}` : ''} hvsh.hostname=${host}`;
}

function notSavedText(image: string): string {
  return `The image "${image}" is not saved on this host. Save-VMImage ${image} makes it.`;
}

function requireFile(name: string, file: string): void {
  if (!existsSync(file))
    throw new VmmsError(
      RETURN.FileNotFound,
      `'${name}' could not start: the file "${file}" does not exist.`,
    );
}

/** A host name made of the machine's name. */
export function guestName(name: string): string {
  const text = name.toLowerCase().replace(/[^a-z0-9-]+/g, '-');
  return text.replace(/^-+|-+$/g, '').slice(0, 63) || TINY;
}

function seedOf(id: string): number {
  return createHash('sha256').update(id).digest().readUInt32LE(0);
}
