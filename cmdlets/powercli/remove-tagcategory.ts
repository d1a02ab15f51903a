/** Remove-TagCategory: removes categories with their tags. */
import {cmdlet} from '../../shell/cmdlet/cmdlet.ts';
import {requireThisMachine} from '../inventory/connections.ts';
import {itemsGiven, itemsParameter} from '../inventory/object-by-name.ts';
import {serverParameter} from '../inventory/selectors.ts';
import {CATEGORY, changeTags} from '../inventory/tagging.ts';

const speaker = {
  flavour: 'PowerCLI',
  cmdlet: 'Remove-TagCategory',
  className: 'Tagging.RemoveTagCategory',
} as const;

export const removeTagCategory = cmdlet({
  name: 'Remove-TagCategory',
  module: 'VMware.VimAutomation.Core',
  className: 'VMware.VimAutomation.ViCore.Cmdlets.Commands.Tagging.RemoveTagCategory',
  synopsis: 'Removes tag categories, and their tags from all that have them.',
  supportsShouldProcess: true,
  confirmImpact: 'High',
  parameters: {
    Category: itemsParameter(speaker, CATEGORY, {
      help: 'The categories, as objects or by name; wildcards are allowed.',
      mandatory: true,
      position: 0,
      pipeline: 'value',
    }),
    Server: serverParameter,
  },
  examples: [{title: 'Without being asked', code: 'Remove-TagCategory Role -Confirm:$false'}],
  process(run, p) {
    requireThisMachine(run, speaker, p.Server);
    for (const category of itemsGiven(run, speaker, CATEGORY, p.Category)) {
      if (!run.shouldProcess(category.name, 'Removing TagCategory')) continue;
      const params = {Category: {ref: category.instance.path}};
      changeTags(run, speaker, 'RemoveCategory', params, category);
    }
  },
});
