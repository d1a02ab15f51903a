/** Remove-AdvancedSetting: takes an advanced setting away from a machine. */
import {cmdlet} from '../../shell/cmdlet/cmdlet.ts';
import {AdvancedSetting, changeSetting} from '../inventory/advanced-setting.ts';
import {vmError} from '../inventory/flavour.ts';
import {VMHost} from '../inventory/vm-host.ts';

const speaker = {flavour: 'PowerCLI', cmdlet: 'Remove-AdvancedSetting'} as const;

export const removeAdvancedSetting = cmdlet({
  name: 'Remove-AdvancedSetting',
  module: 'VMware.VimAutomation.Core',
  className: 'VMware.VimAutomation.ViCore.Cmdlets.Commands.RemoveAdvancedSetting',
  synopsis: 'Removes advanced settings.',
  supportsShouldProcess: true,
  confirmImpact: 'High',
  parameters: {
    AdvancedSetting: {
      type: 'AdvancedSetting[]',
      help: 'The settings, as Get-AdvancedSetting retrieves them.',
      mandatory: true,
      position: 0,
      pipeline: 'value',
    },
  },
  examples: [
    {
      title: 'All of a machine',
      code: 'Get-AdvancedSetting -Entity web1 | Remove-AdvancedSetting -Confirm:$false',
    },
  ],
  process(run, p) {
    for (const setting of p.AdvancedSetting) {
      if (!(setting instanceof AdvancedSetting)) continue;
      if (!run.shouldProcess(setting.name, 'Removing advanced setting')) continue;
      if (setting.entity instanceof VMHost) {
        const message = `The setting '${setting.name}' of the host can be changed, but not removed.`;
        run.writeError(
          vmError(
            speaker,
            'Core_RemoveAdvancedSetting_NotSupported',
            'NotImplemented',
            message,
            setting,
          ),
        );
      } else changeSetting(setting.entity, setting.name, null);
    }
  },
});
