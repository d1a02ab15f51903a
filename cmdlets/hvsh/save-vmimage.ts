/** Save-VMImage: has the host make an image from packages, with progress; Ctrl-C ends it and the next call goes on. */
import type {CimValue} from '../../hypervisor/wmi/cim.ts';
import {cmdlet} from '../../shell/cmdlet/cmdlet.ts';
import type {Speaker} from '../inventory/flavour.ts';
import {perform, refusal} from '../inventory/jobs.ts';
import {listOf} from '../inventory/cim-fields.ts';
import {allImages, VMImage} from '../inventory/vm-image.ts';

const speaker: Speaker = {flavour: 'HyperV', cmdlet: 'Save-VMImage'};

export const saveVMImage = cmdlet({
  name: 'Save-VMImage',
  module: 'hvsh',
  className: 'Hvsh.Commands.SaveVMImage',
  synopsis: 'Makes an image on the host that machines can boot (New-VM -Image).',
  description:
    "Builds the image from Debian's own packages: about 55 MB are loaded and checked against the archive's signed " +
    'index, through apt where the host has it and over HTTP elsewhere. What was loaded is kept, also when the ' +
    'cmdlet is stopped, and the same packages give the same image. In the system root logs in without a ' +
    'password, on the console only; hvsh.autologin on the command line of the kernel leaves the question out. ' +
    'A machine with the disk of the image keeps what it writes, one without a disk runs from memory.',
  supportsShouldProcess: true,
  defaultParameterSet: 'Archive',
  parameters: {
    Name: {
      type: 'string[]',
      help: 'Images to make: debian-12.',
      mandatory: true,
      position: 0,
      pipeline: 'both',
      complete: run => allImages(run).map(({name}) => name),
    },
    Mirror: {
      type: 'string',
      help: 'URL of a mirror of the archive, http://deb.debian.org/debian for example, instead of apt. Security updates come from its sibling that ends in -security.',
      sets: {Archive: {}},
    },
    PackagePath: {
      type: 'string',
      help: 'A folder with the packages (.deb), for a host without a network. Nothing checks them.',
      sets: {Folder: {mandatory: true}},
    },
    DiskSizeBytes: {
      type: 'uint64',
      help: "Size of the image's disk as the guest sees it, 64 MB to 24 GB; 8 GB when absent. It takes only what is written.",
    },
    Force: {type: 'switch', help: 'Makes an image anew that is saved already.'},
  },
  outputTypes: ['Hvsh.VMImage'],
  examples: [
    {
      title: 'Save an image and boot it',
      code: 'Save-VMImage debian-12; New-VM deb -Image debian-12 | Start-VM',
    },
    {
      title: 'Without a network',
      code: 'Save-VMImage debian-12 -PackagePath ./packages',
    },
  ],
  process(run, p) {
    for (const name of p.Name) {
      if (!run.shouldProcess(name, 'Save-VMImage')) continue;
      const asked: Record<string, CimValue> = {Name: name, Force: p.Force};
      if (p.Mirror !== undefined) asked.Mirror = p.Mirror;
      if (p.PackagePath !== undefined) asked.PackagePath = run.session.resolvePath(p.PackagePath);
      if (p.DiskSizeBytes !== undefined) asked.DiskSize = BigInt(String(p.DiskSizeBytes));
      const outcome = perform(run, 'Hvsh_ImageService', 'SaveImage', asked, `Saving ${name}`);
      if (outcome.code !== 0) {
        run.writeError(refusal(speaker, `'${name}'`, outcome, name));
        continue;
      }
      const instance = run.door().get(`Hvsh_Image.Name="${name.toLowerCase()}"`);
      for (const warning of listOf(instance, 'Warnings')) run.writeWarning(String(warning));
      run.writeObject(new VMImage(instance));
    }
  },
});
