/** Remove-CDDrive: takes CD drives from their machines. */
import {cmdlet} from '../../shell/cmdlet/cmdlet.ts';
import {CDDrive} from '../inventory/cd-drive.ts';
import {removeDrive} from '../inventory/drives.ts';

const speaker = {flavour: 'PowerCLI', cmdlet: 'Remove-CDDrive'} as const;

export const removeCDDrive = cmdlet({
  name: 'Remove-CDDrive',
  module: 'VMware.VimAutomation.Core',
  className: 'VMware.VimAutomation.ViCore.Cmdlets.Commands.VirtualDevice.RemoveCDDrive',
  synopsis: 'Removes CD drives from machines; files of discs stay.',
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
  },
  examples: [
    {title: 'All of a machine', code: 'Get-CDDrive web1 | Remove-CDDrive -Confirm:$false'},
  ],
  process(run, p) {
    for (const cd of p.CD)
      if (cd instanceof CDDrive && run.shouldProcess(cd.name, 'Remove-CDDrive'))
        removeDrive(run, speaker, cd.drive);
  },
});
