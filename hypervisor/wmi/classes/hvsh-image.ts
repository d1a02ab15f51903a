/** Hvsh_Image: systems to boot, those saved and those that can be; Hvsh_ImageService makes and removes them. */
import path from 'node:path';
import {ImageError, type ImageErrorKind} from '../../images/image-error.ts';
import {IMAGE_FILES} from '../../images/image-record.ts';
import {imageFolder, listImages, removeImage, type StoredImage} from '../../images/image-store.ts';
import {MAX_BYTES, MIN_BYTES} from '../../images/ext4/geometry.ts';
import {findRecipe, recipes} from '../../images/recipes.ts';
import {saveImage} from '../../images/save-image.ts';
import {bootSourceOf} from '../../root/vmms/boot-source.ts';
import {Job} from '../../root/vmms/jobs.ts';
import type {Vmms} from '../../root/vmms/vmms.ts';
import {RETURN, VmmsError} from '../../root/vmms/vmms-error.ts';
import type {Arguments} from '../arguments.ts';
import {wmiClass} from '../class-definition.ts';
import {cimTime} from '../date-time.ts';
import {serviceClass} from './services.ts';

const OWNER = 'Hvsh_ImageService';
const OTHER = 1;
const DISK_BYTES = 8 * 2 ** 30;

interface Image {
  readonly name: string;
  readonly stored: StoredImage | undefined;
}

function images({store}: Vmms): Image[] {
  const saved = listImages(store.home).map(stored => ({name: stored.record.name, stored}));
  const others = recipes.filter(({name}) => !saved.some(image => image.name === name));
  return [...saved, ...others.map(({name}) => ({name, stored: undefined}))];
}

const fileOf = ({stored}: Image, kind: keyof typeof IMAGE_FILES): string | undefined =>
  stored && path.join(stored.folder, IMAGE_FILES[kind]);

export const hvshImage = wmiClass<Image>('Hvsh_Image', {
  list: images,
  find: (keys, vmms) => {
    const wanted = (keys.get('name') ?? keys.get(''))?.toLowerCase();
    return images(vmms).find(({name}) => name === wanted);
  },
  properties: {
    Name: image => image.name,
    ElementName: image => image.name,
    Caption: image => image.name,
    Description: ({name, stored}) => (stored?.record ?? findRecipe(name))?.description,
    IsSaved: ({stored}) => stored !== undefined,
    KernelVersion: ({stored}) => stored?.record.kernelVersion,
    CommandLine: ({stored}) => stored?.record.commandLine,
    DiskCommandLine: ({stored}) => stored?.record.diskCommandLine,
    DiskSize: ({stored}) => stored?.record.diskBytes,
    StoredSize: ({stored}) => stored?.storedBytes,
    Packages: ({stored}) => stored?.record.packages.map(({name, version}) => `${name} ${version}`),
    Source: ({stored}) => stored?.record.source,
    Warnings: ({stored}) => stored && [...stored.record.warnings],
    Created: ({stored}) => (stored ? cimTime(Date.parse(stored.record.created)) : undefined),
    Path: ({stored}) => stored?.folder,
    KernelPath: image => fileOf(image, 'kernel'),
    InitrdPath: image => fileOf(image, 'initrd'),
    DiskPath: image => fileOf(image, 'disk'),
  },
});

const CODES: Readonly<Record<ImageErrorKind, number>> = {
  notFound: RETURN.ObjectNotFound,
  inUse: RETURN.InUse,
  corrupt: RETURN.Failed,
  unsupported: RETURN.NotSupported,
  unverified: RETURN.AccessDenied,
  unreachable: RETURN.NotAvailable,
  cancelled: RETURN.Failed,
  io: RETURN.Failed,
};

/** Errors of the images' folder as refusals. */
function asRefusal(error: unknown): unknown {
  return error instanceof ImageError
    ? new VmmsError(CODES[error.kind], error.message, {cause: error})
    : error;
}

function guarded<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw asRefusal(error);
  }
}

/** Refuses a second build: they would share what is loaded. */
function refuseWhileSaving(vmms: Vmms): void {
  for (const job of vmms.jobs.all.values())
    if (job.owner === OWNER && job.ended === undefined)
      throw new VmmsError(RETURN.InUse, 'An image is being saved already.');
}

function diskBytesOf(args: Arguments): number {
  const bytes = args.number('DiskSize') ?? DISK_BYTES;
  if (bytes >= MIN_BYTES && bytes <= MAX_BYTES && bytes % 512 === 0) return bytes;
  const text = `DiskSize must be ${MIN_BYTES} to ${MAX_BYTES} bytes in sectors of 512, but is ${bytes}.`;
  throw new VmmsError(RETURN.InvalidParameter, text);
}

function absoluteFolder(args: Arguments): string | undefined {
  const text = args.text('PackagePath');
  if (text === undefined || path.isAbsolute(text)) return text;
  throw new VmmsError(
    RETURN.InvalidParameter,
    `PackagePath must be an absolute path, but is "${text}".`,
  );
}

/** Names of the machines that boot an image. */
function usersOf(vmms: Vmms, name: string): string[] {
  return [...vmms.machines.values()]
    .filter(({config}) => bootSourceOf(config).image.toLowerCase() === name.toLowerCase())
    .map(machine => machine.name);
}

function refuseInUse(vmms: Vmms, name: string): void {
  const running = [...vmms.machines.values()].filter(machine => machine.isOn);
  const users = new Set(usersOf(vmms, name));
  const busy = running.filter(machine => users.has(machine.name)).map(machine => machine.name);
  if (busy.length > 0)
    throw new VmmsError(RETURN.InUse, `Machines that are on boot the image: ${busy.join(', ')}.`);
}

export const hvshImageService = serviceClass(OWNER, 'Images', {
  SaveImage: (_, args, vmms) => {
    const name = args.requiredText('Name');
    const [mirror, packagePath] = [args.text('Mirror'), absoluteFolder(args)];
    const diskBytes = diskBytesOf(args);
    refuseWhileSaving(vmms);
    const isSaved = images(vmms).some(image => image.name === name.toLowerCase() && image.stored);
    if (isSaved && args.boolean('Force') !== true)
      throw new VmmsError(RETURN.ObjectExists, `The image "${name}" is saved already.`);
    refuseInUse(vmms, name);
    const job = new Job({type: OTHER, name: 'Saving Image', owner: OWNER, cancellable: true});
    return vmms.jobs.run(job, async onProgress => {
      const signal = job.abort?.signal ?? new AbortController().signal;
      const request = {home: vmms.store.home, name, diskBytes, signal, onProgress};
      try {
        await saveImage({...request, ...(mirror && {mirror}), ...(packagePath && {packagePath})});
      } catch (error) {
        if (signal.aborted) throw new VmmsError(RETURN.Failed, 'Saving the image was cancelled.');
        throw asRefusal(error);
      }
    });
  },
  RemoveImage: (_, args, vmms) => {
    const name = args.requiredText('Name');
    refuseWhileSaving(vmms);
    guarded(() => imageFolder(vmms.store.home, name));
    refuseInUse(vmms, name);
    const users = usersOf(vmms, name);
    if (users.length > 0 && args.boolean('Force') !== true)
      throw new VmmsError(RETURN.InUse, `Machines boot the image: ${users.join(', ')}.`);
    guarded(() => removeImage(vmms.store.home, name));
    return RETURN.Completed;
  },
});
