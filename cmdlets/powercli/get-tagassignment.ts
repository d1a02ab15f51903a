/** Get-TagAssignment: which tags are on what. */
import {cmdlet} from '../../shell/cmdlet/cmdlet.ts';
import {requireThisMachine} from '../inventory/connections.ts';
import {ENTITY} from '../inventory/entities.ts';
import {itemsGiven, itemsParameter} from '../inventory/object-by-name.ts';
import {serverParameter} from '../inventory/selectors.ts';
import {allAssignments, assignmentsOf, CATEGORY, TAG} from '../inventory/tagging.ts';

const speaker = {
  flavour: 'PowerCLI',
  cmdlet: 'Get-TagAssignment',
  className: 'Tagging.GetTagAssignment',
} as const;

export const getTagAssignment = cmdlet({
  name: 'Get-TagAssignment',
  module: 'VMware.VimAutomation.Core',
  className: 'VMware.VimAutomation.ViCore.Cmdlets.Commands.Tagging.GetTagAssignment',
  synopsis: 'Retrieves tag assignments.',
  parameters: {
    Entity: itemsParameter(speaker, ENTITY, {
      help: 'The objects, or their names; wildcards are allowed. Absent: all.',
      position: 0,
      pipeline: 'value',
    }),
    Category: itemsParameter(speaker, CATEGORY, {
      help: 'Only tags of these categories, as objects or by name.',
    }),
    Tag: itemsParameter(speaker, TAG, {help: 'Only these tags, as objects or by name.'}),
    Server: serverParameter,
  },
  outputTypes: ['VMware.VimAutomation.ViCore.Types.V1.Tagging.TagAssignment'],
  examples: [
    {title: 'Tags of a machine', code: 'Get-VM web1 | Get-TagAssignment'},
    {
      title: 'Who owns what',
      code: 'Get-TagAssignment -Category Owner | Select-Object Entity, { $_.Tag.Name }',
    },
  ],
  process(run, p) {
    requireThisMachine(run, speaker, p.Server);
    const entities = p.Entity && itemsGiven(run, speaker, ENTITY, p.Entity);
    const categories =
      p.Category && itemsGiven(run, speaker, CATEGORY, p.Category).map(({key}) => key);
    const tags = p.Tag && itemsGiven(run, speaker, TAG, p.Tag).map(({key}) => key);
    const door = run.door();
    const found = (entities ? assignmentsOf(door, entities) : allAssignments(door))
      .filter(({tag}) => categories?.includes(tag.category.key) ?? true)
      .filter(({tag}) => tags?.includes(tag.key) ?? true);
    for (const assignment of found) run.writeObject(assignment);
  },
});
