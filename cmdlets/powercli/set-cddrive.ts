/** Set-CDDrive: another disc, or none. */
import {cmdlet} from '../../shell/cmdlet/cmdlet.ts';
import {CDDrive, freshCdDrive} from '../inventory/cd-drive.ts';
import {requireFile} from '../inventory/create-machine.ts';
import {setMedium} from '../inventory/drives.ts';

const speaker = {flavour: 'PowerCLI', cmdlet: 'Set-CDDrive'} as const;

export const setCDDrive = cmdlet({
  name: 'Set-CDDrive',
  module: 'VMware.VimAutomation.Core',
  className: 'VMware.VimAutomation.ViCore.Cmdlets.Commands.VirtualDevice.SetCDDrive',
  synopsis: 'Changes the disc of CD drives.',
  supportsShouldProcess: true,
  confirmImpact: 'High',
  parameters: {
    CD: {
      type: 'CDDrive[]',
      help: 'The drives.',
      mandatory: true,
      position: 0,
      pipeline: 'value',
    },
    IsoPath: {type: 'string', help: 'File of the disc image.'},
    NoMedia: {type: 'switch', help: 'Takes the disc out.'},
  },
  outputTypes: ['VMware.VimAutomation.ViCore.Types.V1.VirtualDevice.CDDrive'],
  examples: [
    {title: 'Take it out', code: 'Get-CDDrive web1 | Set-CDDrive -NoMedia -Confirm:$false'},
  ],
  process(run, p) {
    const file = p.IsoPath ? run.session.resolvePath(p.IsoPath) : '';
    if (file !== '') requireFile(run, speaker, file);
    for (const cd of p.CD) {
      if (!(cd instanceof CDDrive) || !run.shouldProcess(cd.name, 'Set-CDDrive')) continue;
      const isAsked = file !== '' || p.NoMedia;
      if (isAsked && !setMedium(run, speaker, cd.drive, file)) continue;
      const now = freshCdDrive(cd);
      if (now) run.writeObject(now);
    }
  },
});
