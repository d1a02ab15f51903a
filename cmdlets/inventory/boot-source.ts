/** What a machine boots, as parameters of New-VM and Set-VM say it: an image, or a kernel with its parts. */
import type {CimValue} from '../../hypervisor/wmi/cim.ts';
import type {ParameterDeclarations} from '../../shell/cmdlet/cmdlet.ts';
import type {Run} from '../../shell/cmdlet/run.ts';
import {requireFile} from './create-machine.ts';
import {type Speaker, vmError} from './flavour.ts';
import {allImages} from './vm-image.ts';

/** Part of the host. */
const TINY = 'tiny';

const savedImages = (run: Run): string[] =>
  allImages(run)
    .filter(({isSaved}) => isSaved)
    .map(({name}) => name);

function requireSaved(run: Run, speaker: Speaker, image: string): void {
  const name = image.toLowerCase();
  if (name === TINY || savedImages(run).includes(name)) return;
  const message = `The image "${image}" is not saved on this host. Save-VMImage ${image} makes it.`;
  run.throwTerminatingError(vmError(speaker, 'ObjectNotFound', 'ObjectNotFound', message, image));
}

export const bootParameters = {
  Image: {
    type: 'string',
    help: "The image it boots: 'tiny', which is part of the host and the default, or one that Save-VMImage made.",
    complete: (run: Run) => [TINY, ...savedImages(run)],
  },
  Kernel: {
    type: 'string',
    help: 'File of a 32-bit Linux kernel (vmlinux) to boot instead of an image.',
  },
  Initrd: {type: 'string', help: 'File of the initial RAM disk that goes with -Kernel.'},
  CommandLine: {
    type: 'string',
    help: "The kernel's command line; it takes the place of the image's own. Empty: the default again.",
    allowEmptyString: true,
  },
} as const satisfies ParameterDeclarations;

export interface BootArguments {
  readonly Image?: string | undefined;
  readonly Kernel?: string | undefined;
  readonly Initrd?: string | undefined;
  readonly CommandLine?: string | undefined;
}

/**
 * Properties of Hvsh_BootSourceSettingData that were asked for; undefined: none. Ends the pipeline
 * for files that are not there and for what does not go together.
 */
export function bootSourceOf(
  run: Run,
  speaker: Speaker,
  {Image, Kernel, Initrd, CommandLine}: BootArguments,
): Record<string, CimValue> | undefined {
  if (Image !== undefined && (Kernel !== undefined || Initrd !== undefined)) {
    const message = '-Image and -Kernel with -Initrd can not be given together.';
    run.throwTerminatingError(vmError(speaker, 'InvalidParameter', 'InvalidArgument', message));
  }
  const file = (given: string, what: string): string => {
    const path = run.session.resolvePath(given);
    requireFile(run, speaker, path, what);
    return path;
  };
  if (Image !== undefined) requireSaved(run, speaker, Image);
  const asked: Record<string, CimValue> = {};
  // An image takes the place of a kernel with all its parts, and the other way round.
  if (Image !== undefined)
    Object.assign(asked, {Image: Image.toLowerCase(), Kernel: '', Initrd: '', CommandLine: ''});
  if (Kernel !== undefined) Object.assign(asked, {Image: '', Kernel: file(Kernel, 'kernel')});
  if (Initrd !== undefined) asked.Initrd = file(Initrd, 'initrd');
  if (CommandLine !== undefined) asked.CommandLine = CommandLine;
  return Object.keys(asked).length > 0 ? asked : undefined;
}

/** Whether an image is booted that brings a disk: all but the one that is part of the host. */
export function hasRootDisk(boot: Record<string, CimValue> | undefined): boolean {
  const image = String(boot?.Image ?? '').toLowerCase();
  return image !== '' && image !== TINY;
}
