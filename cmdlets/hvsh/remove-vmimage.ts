/** Remove-VMImage: deletes images from the host; what was loaded to make them stays. */
import {cmdlet} from '../../shell/cmdlet/cmdlet.ts';
import type {Speaker} from '../inventory/flavour.ts';
import {perform, refusal} from '../inventory/jobs.ts';
import {allImages, imagesNamed} from '../inventory/vm-image.ts';

const speaker: Speaker = {flavour: 'HyperV', cmdlet: 'Remove-VMImage'};

export const removeVMImage = cmdlet({
  name: 'Remove-VMImage',
  module: 'hvsh',
  className: 'Hvsh.Commands.RemoveVMImage',
  synopsis: 'Deletes images from the host.',
  description:
    'An image that a machine boots is refused, since the machine could not start again; -Force deletes it as long ' +
    'as the machine is off.',
  supportsShouldProcess: true,
  confirmImpact: 'Medium',
  parameters: {
    Name: {
      type: 'string[]',
      help: 'Names; wildcards are allowed.',
      mandatory: true,
      position: 0,
      pipeline: 'both',
      wildcards: true,
      complete: run => allImages(run).map(({name}) => name),
    },
    Force: {type: 'switch', help: 'Also an image that machines boot which are off.'},
  },
  examples: [{title: 'Remove an image', code: 'Remove-VMImage debian-12'}],
  process(run, p) {
    const saved = allImages(run).filter(image => image.isSaved);
    for (const image of imagesNamed(run, speaker, saved, p.Name)) {
      if (!run.shouldProcess(image.name, 'Remove-VMImage')) continue;
      const asked = {Name: image.name, Force: p.Force};
      const outcome = perform(run, 'Hvsh_ImageService', 'RemoveImage', asked, 'Removing image');
      if (outcome.code !== 0)
        run.writeError(refusal(speaker, `'${image.name}'`, outcome, image.name));
    }
  },
});
