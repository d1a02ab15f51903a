/** VMImage: a system to boot as the host keeps it, or could make it. */
import type {CimInstance} from '../../hypervisor/wmi/cim.ts';
import type {Run} from '../../shell/cmdlet/run.ts';
import {defineType, hasWildcard, wildcard} from '../../shell/values/index.ts';
import {flagOf, listOf, numberOrNull, textOf, timeOf} from './cim-fields.ts';
import {type Speaker, vmError} from './flavour.ts';

export class VMImage {
  readonly instance: CimInstance; // Hvsh_Image

  constructor(instance: CimInstance) {
    this.instance = instance;
  }
  get name(): string {
    return textOf(this.instance, 'Name');
  }
  get isSaved(): boolean {
    return flagOf(this.instance, 'IsSaved');
  }
}

export const allImages = (run: Run): VMImage[] =>
  run
    .door()
    .instances('Hvsh_Image')
    .map(instance => new VMImage(instance));

/** Images by names with wildcards; a name without one that fits nothing is an error. */
export function imagesNamed(
  run: Run,
  speaker: Speaker,
  images: readonly VMImage[],
  names: readonly string[] | undefined,
): VMImage[] {
  if (!names) return [...images];
  return names.flatMap(name => {
    const fits = wildcard(name);
    const found = images.filter(image => fits(image.name));
    if (found.length === 0 && !hasWildcard(name))
      run.writeError(
        vmError(speaker, 'ObjectNotFound', 'ObjectNotFound', `There is no image "${name}".`, name),
      );
    return found;
  });
}

const text = (property: string) => ({
  type: 'string',
  get: ({instance}: VMImage) => textOf(instance, property) || null,
});
const size = (property: string) => ({
  type: 'long',
  get: ({instance}: VMImage) => {
    const bytes = numberOrNull(instance, property);
    return bytes === null ? null : BigInt(bytes);
  },
});
const texts = (property: string) => ({
  type: 'string[]',
  get: ({instance}: VMImage) => [...listOf(instance, property)],
});

defineType<VMImage>({
  fullName: 'Hvsh.VMImage',
  instance: VMImage,
  toText: image => image.name,
  equals: (a, b) => a.name === b.name,
  hashKey: image => image.name,
  properties: {
    Name: {type: 'string', get: image => image.name},
    Description: text('Description'),
    IsSaved: {type: 'bool', get: image => image.isSaved},
    KernelVersion: text('KernelVersion'),
    CommandLine: text('CommandLine'),
    DiskCommandLine: text('DiskCommandLine'),
    DiskSize: size('DiskSize'),
    StoredSize: size('StoredSize'),
    Packages: texts('Packages'),
    Source: text('Source'),
    Warnings: texts('Warnings'),
    Created: {type: 'datetime', get: ({instance}) => timeOf(instance.properties.Created)},
    Path: text('Path'),
    KernelPath: text('KernelPath'),
    InitrdPath: text('InitrdPath'),
    DiskPath: text('DiskPath'),
  },
});
