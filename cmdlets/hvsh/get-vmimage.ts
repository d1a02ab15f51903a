/** Get-VMImage: systems that machines can boot. */
import {cmdlet} from '../../shell/cmdlet/cmdlet.ts';
import type {Speaker} from '../inventory/flavour.ts';
import {allImages, imagesNamed} from '../inventory/vm-image.ts';

const speaker: Speaker = {flavour: 'HyperV', cmdlet: 'Get-VMImage'};

export const getVMImage = cmdlet({
  name: 'Get-VMImage',
  module: 'hvsh',
  className: 'Hvsh.Commands.GetVMImage',
  synopsis: 'Gets the images on the host: systems that machines boot (New-VM -Image).',
  description: 'Images are made by Save-VMImage and kept in the folder images of the state folder.',
  parameters: {
    Name: {
      type: 'string[]',
      help: 'Names; wildcards are allowed. Absent: all.',
      position: 0,
      pipeline: 'both',
      wildcards: true,
      complete: run => allImages(run).map(({name}) => name),
    },
    ListAvailable: {
      type: 'switch',
      help: 'Also images that Save-VMImage can make and that are not saved yet.',
    },
  },
  outputTypes: ['Hvsh.VMImage'],
  examples: [
    {title: 'Images on this host', code: 'Get-VMImage'},
    {title: 'What could be saved', code: 'Get-VMImage -ListAvailable | Where-Object -Not IsSaved'},
    {
      title: 'What an image is made of',
      code: 'Get-VMImage debian-12 | Select-Object -ExpandProperty Packages',
    },
  ],
  process(run, p) {
    const images = allImages(run).filter(image => p.ListAvailable || image.isSaved);
    for (const image of imagesNamed(run, speaker, images, p.Name)) run.writeObject(image);
  },
});
