/** Remove-CustomAttribute: removes custom attributes with all they say. */
import {cmdlet} from '../../shell/cmdlet/cmdlet.ts';
import {changeInventory} from '../inventory/change-inventory.ts';
import {requireThisMachine} from '../inventory/connections.ts';
import {ATTRIBUTE} from '../inventory/custom-attribute.ts';
import {itemsGiven, itemsParameter} from '../inventory/object-by-name.ts';
import {serverParameter} from '../inventory/selectors.ts';

const speaker = {flavour: 'PowerCLI', cmdlet: 'Remove-CustomAttribute'} as const;

export const removeCustomAttribute = cmdlet({
  name: 'Remove-CustomAttribute',
  module: 'VMware.VimAutomation.Core',
  className: 'VMware.VimAutomation.ViCore.Cmdlets.Commands.RemoveCustomAttribute',
  synopsis: 'Removes custom attributes and their values on all objects.',
  supportsShouldProcess: true,
  confirmImpact: 'High',
  parameters: {
    CustomAttribute: itemsParameter(speaker, ATTRIBUTE, {
      help: 'The attributes, as objects or by name; wildcards are allowed.',
      mandatory: true,
      position: 0,
      pipeline: 'value',
    }),
    Server: serverParameter,
  },
  examples: [{title: 'Without being asked', code: 'Remove-CustomAttribute Owner -Confirm:$false'}],
  process(run, p) {
    requireThisMachine(run, speaker, p.Server);
    for (const attribute of itemsGiven(run, speaker, ATTRIBUTE, p.CustomAttribute)) {
      const {name, instance} = attribute;
      if (!run.shouldProcess(name, 'Removing CustomAttribute')) continue;
      const params = {Attribute: {ref: instance.path}};
      changeInventory(run, speaker, 'RemoveAttribute', params, {name, target: attribute});
    }
  },
});
