/** New-AdvancedSetting: keeps a name and a text with a machine. */
import {cmdlet} from '../../shell/cmdlet/cmdlet.ts';
import {AdvancedSetting, changeSetting, settingsOf} from '../inventory/advanced-setting.ts';
import {requireThisMachine} from '../inventory/connections.ts';
import {machinesGiven} from '../inventory/find-machines.ts';
import {vmError} from '../inventory/flavour.ts';
import {serverParameter} from '../inventory/selectors.ts';

const speaker = {flavour: 'PowerCLI', cmdlet: 'New-AdvancedSetting'} as const;

export const newAdvancedSetting = cmdlet({
  name: 'New-AdvancedSetting',
  module: 'VMware.VimAutomation.Core',
  className: 'VMware.VimAutomation.ViCore.Cmdlets.Commands.NewAdvancedSetting',
  synopsis: 'Creates a new advanced setting for the specified entity.',
  description:
    'It is kept with the machine for those who ask for it; nothing on the host reads it.',
  supportsShouldProcess: true,
  confirmImpact: 'High',
  parameters: {
    Name: {type: 'string', help: 'The name.', mandatory: true, position: 0},
    Value: {
      type: 'object',
      help: 'The value, kept as a text.',
      mandatory: true,
      position: 1,
      allowEmptyString: true,
    },
    Entity: {
      type: 'object',
      help: 'The machine, as an object or by name.',
      mandatory: true,
      position: 2,
      pipeline: 'value',
    },
    Type: {
      type: 'string',
      help: 'The type; machines have VM.',
      validate: [{set: ['VM']}],
    },
    Force: {type: 'switch', help: 'Replaces a setting of that name.'},
    Server: serverParameter,
  },
  outputTypes: ['VMware.VimAutomation.ViCore.Types.V1.AdvancedSetting'],
  examples: [
    {
      title: 'Who owns a machine',
      code: 'New-AdvancedSetting -Entity web1 -Name guestinfo.owner -Value ada -Confirm:$false',
    },
  ],
  process(run, p) {
    requireThisMachine(run, speaker, p.Server);
    for (const machine of machinesGiven(run, speaker, [p.Entity])) {
      if (!run.shouldProcess(machine.name, `Creating advanced setting '${p.Name}'`)) continue;
      const there = settingsOf(machine).some(
        ({name}) => name.toLowerCase() === p.Name.toLowerCase(),
      );
      if (there && !p.Force) {
        const message = `The advanced setting '${p.Name}' already exists for the entity '${machine.name}'.`;
        run.writeError(
          vmError(
            speaker,
            'Client20_VirtualMachineServiceImpl_AdvancedSettingExists',
            'ResourceExists',
            message,
            machine,
          ),
        );
        continue;
      }
      changeSetting(machine, p.Name, p.Value);
      const made = settingsOf(machine).find(
        ({name}) => name.toLowerCase() === p.Name.toLowerCase(),
      );
      run.writeObject(made ?? new AdvancedSetting(machine, p.Name, p.Value));
    }
  },
});
