/** New-TagAssignment: puts a tag on an object of the inventory. */
import {cmdlet} from '../../shell/cmdlet/cmdlet.ts';
import {requireThisMachine} from '../inventory/connections.ts';
import {ENTITY, entityName} from '../inventory/entities.ts';
import {itemGiven, itemParameter} from '../inventory/object-by-name.ts';
import {serverParameter} from '../inventory/selectors.ts';
import {assignmentParams, changeTags, TAG, TagAssignment} from '../inventory/tagging.ts';

const speaker = {
  flavour: 'PowerCLI',
  cmdlet: 'New-TagAssignment',
  className: 'Tagging.NewTagAssignment',
} as const;

export const newTagAssignment = cmdlet({
  name: 'New-TagAssignment',
  module: 'VMware.VimAutomation.Core',
  className: 'VMware.VimAutomation.ViCore.Cmdlets.Commands.Tagging.NewTagAssignment',
  synopsis: 'Assigns a tag to an object of the inventory.',
  description:
    'Machines, the host, resource pools, datastores, folders and the datacenter can have tags. A category says of which types, and whether an object can have several of its tags.',
  supportsShouldProcess: true,
  parameters: {
    Tag: itemParameter(speaker, TAG, {
      help: 'The tag, as an object or by name.',
      mandatory: true,
      position: 0,
    }),
    Entity: itemParameter(speaker, ENTITY, {
      help: 'The object, or its name.',
      mandatory: true,
      position: 1,
      pipeline: 'value',
    }),
    Server: serverParameter,
  },
  outputTypes: ['VMware.VimAutomation.ViCore.Types.V1.Tagging.TagAssignment'],
  examples: [
    {title: 'One machine', code: 'New-TagAssignment -Tag Ada -Entity web1'},
    {title: 'Many', code: 'Get-VM web* | New-TagAssignment -Tag (Get-Tag Ada -Category Owner)'},
  ],
  process(run, p) {
    requireThisMachine(run, speaker, p.Server);
    const tag = itemGiven(run, speaker, TAG, p.Tag);
    const entity = itemGiven(run, speaker, ENTITY, p.Entity);
    const name = entityName(entity);
    if (!run.shouldProcess(name, `Assigning Tag '${tag.category.name}/${tag.name}'`)) return;
    if (changeTags(run, speaker, 'AssignTag', assignmentParams(tag, entity), entity))
      run.writeObject(new TagAssignment(tag, entity));
  },
});
