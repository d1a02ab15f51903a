/** Set-CustomAttribute: renames custom attributes. */
import {cmdlet} from '../../shell/cmdlet/cmdlet.ts';
import {changeInventory} from '../inventory/change-inventory.ts';
import {requireThisMachine} from '../inventory/connections.ts';
import {ATTRIBUTE, attributeOfKey} from '../inventory/custom-attribute.ts';
import {itemsGiven, itemsParameter} from '../inventory/object-by-name.ts';
import {serverParameter} from '../inventory/selectors.ts';

const speaker = {flavour: 'PowerCLI', cmdlet: 'Set-CustomAttribute'} as const;

export const setCustomAttribute = cmdlet({
  name: 'Set-CustomAttribute',
  module: 'VMware.VimAutomation.Core',
  className: 'VMware.VimAutomation.ViCore.Cmdlets.Commands.SetCustomAttribute',
  synopsis: 'Renames custom attributes.',
  supportsShouldProcess: true,
  parameters: {
    Name: {type: 'string', help: 'The new name.', mandatory: true, position: 0},
    CustomAttribute: itemsParameter(speaker, ATTRIBUTE, {
      help: 'The attributes, as objects or by name; wildcards are allowed.',
      mandatory: true,
      position: 1,
      pipeline: 'value',
    }),
    Server: serverParameter,
  },
  outputTypes: ['VMware.VimAutomation.ViCore.Types.V1.AnnotationManagement.CustomAttribute'],
  examples: [{title: 'A better name', code: 'Set-CustomAttribute Responsible Owner'}],
  process(run, p) {
    requireThisMachine(run, speaker, p.Server);
    for (const attribute of itemsGiven(run, speaker, ATTRIBUTE, p.CustomAttribute)) {
      const {name, key, instance} = attribute;
      if (!run.shouldProcess(name, `Renaming CustomAttribute to '${p.Name}'`)) continue;
      const params = {Attribute: {ref: instance.path}, ElementName: p.Name};
      const about = {name, target: attribute};
      if (changeInventory(run, speaker, 'RenameAttribute', params, about))
        run.writeObject(attributeOfKey(run.door(), key));
    }
  },
});
