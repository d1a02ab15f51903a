/** New-CustomAttribute: a name under which something can be said of entities. */
import {cmdlet} from '../../shell/cmdlet/cmdlet.ts';
import {changeInventory} from '../inventory/change-inventory.ts';
import {requireThisMachine} from '../inventory/connections.ts';
import {attributeOfKey, TARGET_TYPES} from '../inventory/custom-attribute.ts';
import {serverParameter} from '../inventory/selectors.ts';

const speaker = {flavour: 'PowerCLI', cmdlet: 'New-CustomAttribute'} as const;

export const newCustomAttribute = cmdlet({
  name: 'New-CustomAttribute',
  module: 'VMware.VimAutomation.Core',
  className: 'VMware.VimAutomation.ViCore.Cmdlets.Commands.NewCustomAttribute',
  synopsis: 'Creates a new custom attribute.',
  description: 'Several types make as many attributes of one name; without a type it is global.',
  supportsShouldProcess: true,
  parameters: {
    Name: {type: 'string', help: 'The name.', mandatory: true, position: 0},
    TargetType: {
      type: 'string[]',
      help: 'Types of the objects it is for. Absent: all.',
      position: 1,
      validate: [{set: [...TARGET_TYPES]}],
    },
    Server: serverParameter,
  },
  outputTypes: ['VMware.VimAutomation.ViCore.Types.V1.AnnotationManagement.CustomAttribute'],
  examples: [{title: 'For machines', code: 'New-CustomAttribute Owner -TargetType VirtualMachine'}],
  process(run, p) {
    requireThisMachine(run, speaker, p.Server);
    for (const given of p.TargetType ?? [null]) {
      const TargetType =
        TARGET_TYPES.find(type => type.toLowerCase() === given?.toLowerCase()) ?? null;
      if (!run.shouldProcess(p.Name, `Creating CustomAttribute for ${TargetType ?? 'all'}`))
        continue;
      const params = {ElementName: p.Name, TargetType};
      const about = {name: p.Name, target: p.Name};
      const made = changeInventory(run, speaker, 'CreateAttribute', params, about);
      if (made) run.writeObject(attributeOfKey(run.door(), made.Key));
    }
  },
});
