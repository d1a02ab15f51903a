/** New-TagCategory: a category that tags are made in. */
import {cmdlet} from '../../shell/cmdlet/cmdlet.ts';
import {pathOf} from '../inventory/cim-fields.ts';
import {requireThisMachine} from '../inventory/connections.ts';
import {serverParameter} from '../inventory/selectors.ts';
import {changeTags, TagCategory} from '../inventory/tagging.ts';

const speaker = {
  flavour: 'PowerCLI',
  cmdlet: 'New-TagCategory',
  className: 'Tagging.NewTagCategory',
} as const;

export const newTagCategory = cmdlet({
  name: 'New-TagCategory',
  module: 'VMware.VimAutomation.Core',
  className: 'VMware.VimAutomation.ViCore.Cmdlets.Commands.Tagging.NewTagCategory',
  synopsis: 'Creates a new tag category.',
  supportsShouldProcess: true,
  parameters: {
    Name: {type: 'string', help: 'The name of the category.', mandatory: true, position: 0},
    Description: {type: 'string', help: 'A description.', allowEmptyString: true},
    Cardinality: {
      type: 'string',
      help: 'Whether an object can have one tag of the category, which is the default, or several.',
      validate: [{set: ['Single', 'Multiple']}],
    },
    EntityType: {
      type: 'string[]',
      help: 'Types of objects that its tags can be on; the default is All.',
    },
    Server: serverParameter,
  },
  outputTypes: ['VMware.VimAutomation.ViCore.Types.V1.Tagging.TagCategory'],
  examples: [
    {
      title: 'Every machine has one owner',
      code: "New-TagCategory Owner -EntityType VirtualMachine -Description 'Who answers for it'",
    },
    {title: 'Several tags on one object', code: 'New-TagCategory Role -Cardinality Multiple'},
  ],
  process(run, p) {
    requireThisMachine(run, speaker, p.Server);
    if (!run.shouldProcess(p.Name, 'Creating TagCategory')) return;
    const params = {
      ElementName: p.Name,
      Description: p.Description ?? '',
      MultipleCardinality: p.Cardinality?.toLowerCase() === 'multiple',
      EntityTypes: p.EntityType ?? [],
    };
    const made = changeTags(run, speaker, 'CreateCategory', params, p.Name);
    if (made) run.writeObject(new TagCategory(run.door().get(pathOf(made.Category) ?? '')));
  },
});
