/** Set-Tag: changes tags. */
import type {CimValue} from '../../hypervisor/wmi/cim.ts';
import {cmdlet} from '../../shell/cmdlet/cmdlet.ts';
import {requireThisMachine} from '../inventory/connections.ts';
import {itemsGiven, itemsParameter} from '../inventory/object-by-name.ts';
import {serverParameter} from '../inventory/selectors.ts';
import {changeTags, TAG, Tag} from '../inventory/tagging.ts';

const speaker = {
  flavour: 'PowerCLI',
  cmdlet: 'Set-Tag',
  className: 'Tagging.SetTag',
} as const;

export const setTag = cmdlet({
  name: 'Set-Tag',
  module: 'VMware.VimAutomation.Core',
  className: 'VMware.VimAutomation.ViCore.Cmdlets.Commands.Tagging.SetTag',
  synopsis: 'Modifies tags.',
  supportsShouldProcess: true,
  parameters: {
    Tag: itemsParameter(speaker, TAG, {
      help: 'The tags, as objects or by name; wildcards are allowed.',
      mandatory: true,
      position: 0,
      pipeline: 'value',
    }),
    Name: {type: 'string', help: 'A new name.'},
    Description: {type: 'string', help: 'A new description.', allowEmptyString: true},
    Server: serverParameter,
  },
  outputTypes: ['VMware.VimAutomation.ViCore.Types.V1.Tagging.Tag'],
  examples: [{title: 'Rename a tag', code: 'Get-Tag Ada | Set-Tag -Name Grace'}],
  process(run, p) {
    requireThisMachine(run, speaker, p.Server);
    const change: Record<string, CimValue> = {};
    if (p.Name !== undefined) change.ElementName = p.Name;
    if (p.Description !== undefined) change.Description = p.Description;
    for (const tag of itemsGiven(run, speaker, TAG, p.Tag)) {
      if (!run.shouldProcess(`${tag.category.name}/${tag.name}`, 'Updating Tag')) continue;
      const {path} = tag.instance;
      if (changeTags(run, speaker, 'ModifyTag', {Tag: {ref: path}, ...change}, tag))
        run.writeObject(new Tag(run.door().get(path), tag.category));
    }
  },
});
