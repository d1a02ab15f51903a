/** Remove-Tag: removes tags, from all that have them too. */
import {cmdlet} from '../../shell/cmdlet/cmdlet.ts';
import {requireThisMachine} from '../inventory/connections.ts';
import {itemsGiven, itemsParameter} from '../inventory/object-by-name.ts';
import {serverParameter} from '../inventory/selectors.ts';
import {changeTags, TAG} from '../inventory/tagging.ts';

const speaker = {
  flavour: 'PowerCLI',
  cmdlet: 'Remove-Tag',
  className: 'Tagging.RemoveTag',
} as const;

export const removeTag = cmdlet({
  name: 'Remove-Tag',
  module: 'VMware.VimAutomation.Core',
  className: 'VMware.VimAutomation.ViCore.Cmdlets.Commands.Tagging.RemoveTag',
  synopsis: 'Removes tags, from all that have them too.',
  supportsShouldProcess: true,
  confirmImpact: 'High',
  parameters: {
    Tag: itemsParameter(speaker, TAG, {
      help: 'The tags, as objects or by name; wildcards are allowed.',
      mandatory: true,
      position: 0,
      pipeline: 'value',
    }),
    Server: serverParameter,
  },
  examples: [{title: 'Without being asked', code: 'Remove-Tag Gold -Confirm:$false'}],
  process(run, p) {
    requireThisMachine(run, speaker, p.Server);
    for (const tag of itemsGiven(run, speaker, TAG, p.Tag)) {
      if (!run.shouldProcess(`${tag.category.name}/${tag.name}`, 'Removing Tag')) continue;
      changeTags(run, speaker, 'RemoveTag', {Tag: {ref: tag.instance.path}}, tag);
    }
  },
});
