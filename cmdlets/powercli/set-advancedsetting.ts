/** Set-AdvancedSetting: another value for an advanced setting. */
import {cmdlet} from '../../shell/cmdlet/cmdlet.ts';
import {AdvancedSetting, changeSetting} from '../inventory/advanced-setting.ts';

export const setAdvancedSetting = cmdlet({
  name: 'Set-AdvancedSetting',
  module: 'VMware.VimAutomation.Core',
  className: 'VMware.VimAutomation.ViCore.Cmdlets.Commands.SetAdvancedSetting',
  synopsis: 'Modifies the advanced setting to the specified value.',
  supportsShouldProcess: true,
  confirmImpact: 'High',
  parameters: {
    Value: {
      type: 'object',
      help: 'The value.',
      mandatory: true,
      position: 0,
      allowEmptyString: true,
    },
    AdvancedSetting: {
      type: 'AdvancedSetting[]',
      help: 'The settings, as Get-AdvancedSetting retrieves them.',
      mandatory: true,
      position: 1,
      pipeline: 'value',
    },
  },
  outputTypes: ['VMware.VimAutomation.ViCore.Types.V1.AdvancedSetting'],
  examples: [
    {
      title: 'Another owner',
      code: 'Get-AdvancedSetting -Entity web1 -Name guestinfo.owner | Set-AdvancedSetting -Value bob -Confirm:$false',
    },
  ],
  process(run, p) {
    for (const setting of p.AdvancedSetting) {
      if (!(setting instanceof AdvancedSetting)) continue;
      const {entity, name} = setting;
      if (!run.shouldProcess(name, 'Setting advanced setting')) continue;
      changeSetting(entity, name, p.Value);
      run.writeObject(new AdvancedSetting(entity, name, p.Value));
    }
  },
});
