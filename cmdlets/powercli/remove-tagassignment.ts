/** Remove-TagAssignment: takes tags off objects. */
import {cmdlet} from '../../shell/cmdlet/cmdlet.ts';
import {entityName} from '../inventory/entities.ts';
import {assignmentParams, changeTags, TagAssignment} from '../inventory/tagging.ts';

const speaker = {
  flavour: 'PowerCLI',
  cmdlet: 'Remove-TagAssignment',
  className: 'Tagging.RemoveTagAssignment',
} as const;

export const removeTagAssignment = cmdlet({
  name: 'Remove-TagAssignment',
  module: 'VMware.VimAutomation.Core',
  className: 'VMware.VimAutomation.ViCore.Cmdlets.Commands.Tagging.RemoveTagAssignment',
  synopsis: 'Removes tags from objects.',
  supportsShouldProcess: true,
  confirmImpact: 'High',
  parameters: {
    TagAssignment: {
      type: 'TagAssignment[]',
      help: 'The assignments, as Get-TagAssignment gives them.',
      mandatory: true,
      position: 0,
      pipeline: 'value',
    },
  },
  examples: [
    {
      title: 'All tags of a machine',
      code: 'Get-TagAssignment web1 | Remove-TagAssignment -Confirm:$false',
    },
  ],
  process(run, p) {
    for (const assignment of p.TagAssignment) {
      if (!(assignment instanceof TagAssignment)) continue;
      const {tag, entity} = assignment;
      const action = `Removing Tag '${tag.category.name}/${tag.name}'`;
      if (!run.shouldProcess(entityName(entity), action)) continue;
      changeTags(run, speaker, 'UnassignTag', assignmentParams(tag, entity), assignment);
    }
  },
});
