/** New-Tag: a tag in a category. */
import {cmdlet} from '../../shell/cmdlet/cmdlet.ts';
import {pathOf} from '../inventory/cim-fields.ts';
import {requireThisMachine} from '../inventory/connections.ts';
import {itemGiven, itemParameter} from '../inventory/object-by-name.ts';
import {serverParameter} from '../inventory/selectors.ts';
import {CATEGORY, changeTags, Tag} from '../inventory/tagging.ts';

const speaker = {
  flavour: 'PowerCLI',
  cmdlet: 'New-Tag',
  className: 'Tagging.NewTag',
} as const;

export const newTag = cmdlet({
  name: 'New-Tag',
  module: 'VMware.VimAutomation.Core',
  className: 'VMware.VimAutomation.ViCore.Cmdlets.Commands.Tagging.NewTag',
  synopsis: 'Creates a new tag in a category.',
  supportsShouldProcess: true,
  parameters: {
    Name: {type: 'string', help: 'The name of the tag.', mandatory: true, position: 0},
    Category: itemParameter(speaker, CATEGORY, {
      help: 'The category, as an object or by name.',
      mandatory: true,
      position: 1,
      pipeline: 'value',
    }),
    Description: {type: 'string', help: 'A description.', allowEmptyString: true},
    Server: serverParameter,
  },
  outputTypes: ['VMware.VimAutomation.ViCore.Types.V1.Tagging.Tag'],
  examples: [
    {title: 'A tag of a category', code: 'New-Tag Ada -Category Owner'},
    {title: 'In a new category', code: 'New-TagCategory Tier | New-Tag Gold'},
  ],
  process(run, p) {
    requireThisMachine(run, speaker, p.Server);
    const category = itemGiven(run, speaker, CATEGORY, p.Category);
    if (!run.shouldProcess(`${category.name}/${p.Name}`, 'Creating Tag')) return;
    const params = {
      Category: {ref: category.instance.path},
      ElementName: p.Name,
      Description: p.Description ?? '',
    };
    const made = changeTags(run, speaker, 'CreateTag', params, p.Name);
    if (made) run.writeObject(new Tag(run.door().get(pathOf(made.Tag) ?? ''), category));
  },
});
