/** Get-Tag: the tags of all categories, or of some. */
import {cmdlet} from '../../shell/cmdlet/cmdlet.ts';
import {byName} from '../inventory/by-name.ts';
import {requireThisMachine} from '../inventory/connections.ts';
import {itemsGiven, itemsParameter} from '../inventory/object-by-name.ts';
import {serverParameter} from '../inventory/selectors.ts';
import {allTags, CATEGORY, type Tag} from '../inventory/tagging.ts';

const speaker = {
  flavour: 'PowerCLI',
  cmdlet: 'Get-Tag',
  className: 'Tagging.GetTag',
} as const;

export const getTag = cmdlet({
  name: 'Get-Tag',
  module: 'VMware.VimAutomation.Core',
  className: 'VMware.VimAutomation.ViCore.Cmdlets.Commands.Tagging.GetTag',
  synopsis: 'Retrieves tags.',
  defaultParameterSet: 'Default',
  parameters: {
    Name: {
      type: 'string[]',
      help: 'Names; wildcards are allowed. Absent: all.',
      wildcards: true,
      sets: {Default: {position: 0}},
    },
    Category: itemsParameter(speaker, CATEGORY, {
      help: 'The categories to look in, as objects or by name; wildcards are allowed.',
      sets: {Default: {pipeline: 'value'}},
    }),
    Id: {type: 'string[]', help: 'Identifiers.', sets: {ById: {mandatory: true}}},
    Server: serverParameter,
  },
  outputTypes: ['VMware.VimAutomation.ViCore.Types.V1.Tagging.Tag'],
  examples: [{title: 'Tags of a category', code: 'Get-Tag -Category Owner'}],
  process(run, p) {
    requireThisMachine(run, speaker, p.Server);
    const categories =
      p.Category && itemsGiven(run, speaker, CATEGORY, p.Category).map(({key}) => key);
    const items = allTags(run.door())
      .filter(({id}) => p.Id?.includes(id) ?? true)
      .filter(({category}) => categories?.includes(category.key) ?? true);
    const named = {kind: 'Tag', items, nameOf: ({name}: Tag) => name};
    for (const tag of byName(run, speaker, named, p.Name)) run.writeObject(tag);
  },
});
