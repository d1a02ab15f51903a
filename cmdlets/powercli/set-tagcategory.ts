/** Set-TagCategory: changes categories of tags. */
import type {CimValue} from '../../hypervisor/wmi/cim.ts';
import {cmdlet} from '../../shell/cmdlet/cmdlet.ts';
import {requireThisMachine} from '../inventory/connections.ts';
import {itemsGiven, itemsParameter} from '../inventory/object-by-name.ts';
import {serverParameter} from '../inventory/selectors.ts';
import {CATEGORY, changeTags, TagCategory} from '../inventory/tagging.ts';

const speaker = {
  flavour: 'PowerCLI',
  cmdlet: 'Set-TagCategory',
  className: 'Tagging.SetTagCategory',
} as const;

export const setTagCategory = cmdlet({
  name: 'Set-TagCategory',
  module: 'VMware.VimAutomation.Core',
  className: 'VMware.VimAutomation.ViCore.Cmdlets.Commands.Tagging.SetTagCategory',
  synopsis: 'Modifies tag categories.',
  description: 'Types can be added and not removed; Multiple can not become Single again.',
  supportsShouldProcess: true,
  parameters: {
    Category: itemsParameter(speaker, CATEGORY, {
      help: 'The categories, as objects or by name; wildcards are allowed.',
      mandatory: true,
      position: 0,
      pipeline: 'value',
    }),
    Name: {type: 'string', help: 'A new name.'},
    Description: {type: 'string', help: 'A new description.', allowEmptyString: true},
    Cardinality: {
      type: 'string',
      help: 'Multiple lets objects have several tags of the category.',
      validate: [{set: ['Single', 'Multiple']}],
    },
    AddEntityType: {type: 'string[]', help: 'Types of objects besides those it is for.'},
    Server: serverParameter,
  },
  outputTypes: ['VMware.VimAutomation.ViCore.Types.V1.Tagging.TagCategory'],
  examples: [{title: 'For hosts too', code: 'Set-TagCategory Owner -AddEntityType VMHost'}],
  process(run, p) {
    requireThisMachine(run, speaker, p.Server);
    const change: Record<string, CimValue> = {};
    if (p.Name !== undefined) change.ElementName = p.Name;
    if (p.Description !== undefined) change.Description = p.Description;
    if (p.Cardinality !== undefined)
      change.MultipleCardinality = p.Cardinality.toLowerCase() === 'multiple';
    if (p.AddEntityType !== undefined) change.EntityTypes = p.AddEntityType;
    for (const category of itemsGiven(run, speaker, CATEGORY, p.Category)) {
      if (!run.shouldProcess(category.name, 'Updating TagCategory')) continue;
      const {path} = category.instance;
      const params = {Category: {ref: path}, ...change};
      if (changeTags(run, speaker, 'ModifyCategory', params, category))
        run.writeObject(new TagCategory(run.door().get(path)));
    }
  },
});
