/** Get-TagCategory: the categories of tags. */
import {cmdlet} from '../../shell/cmdlet/cmdlet.ts';
import {byName} from '../inventory/by-name.ts';
import {requireThisMachine} from '../inventory/connections.ts';
import {serverParameter} from '../inventory/selectors.ts';
import {allCategories, type TagCategory} from '../inventory/tagging.ts';

const speaker = {
  flavour: 'PowerCLI',
  cmdlet: 'Get-TagCategory',
  className: 'Tagging.GetTagCategory',
} as const;

export const getTagCategory = cmdlet({
  name: 'Get-TagCategory',
  module: 'VMware.VimAutomation.Core',
  className: 'VMware.VimAutomation.ViCore.Cmdlets.Commands.Tagging.GetTagCategory',
  synopsis: 'Retrieves tag categories.',
  defaultParameterSet: 'Default',
  parameters: {
    Name: {
      type: 'string[]',
      help: 'Names; wildcards are allowed. Absent: all.',
      wildcards: true,
      sets: {Default: {position: 0}},
    },
    Id: {type: 'string[]', help: 'Identifiers.', sets: {ById: {mandatory: true}}},
    Server: serverParameter,
  },
  outputTypes: ['VMware.VimAutomation.ViCore.Types.V1.Tagging.TagCategory'],
  examples: [
    {
      title: 'Categories and what they are for',
      code: 'Get-TagCategory | Format-Table Name, Cardinality, EntityType',
    },
  ],
  process(run, p) {
    requireThisMachine(run, speaker, p.Server);
    const items = allCategories(run.door()).filter(({id}) => p.Id?.includes(id) ?? true);
    const named = {kind: 'TagCategory', items, nameOf: ({name}: TagCategory) => name};
    for (const category of byName(run, speaker, named, p.Name)) run.writeObject(category);
  },
});
