/** Add-Content: adds to the content of an item. */
import {cmdlet} from '../../shell/cmdlet/cmdlet.ts';
import {CONTENT_PARAMETERS} from './content-parameters.ts';
import {collectContent, newContentState, writeContent} from './content-writing.ts';

export const addContent = cmdlet({
  name: 'Add-Content',
  module: 'Microsoft.PowerShell.Management',
  className: 'AddContentCommand',
  supportsShouldProcess: true,
  defaultParameterSet: 'Path',
  outputTypes: ['System.String'],
  synopsis: 'Adds content to the specified items, such as adding words to a file.',
  parameters: CONTENT_PARAMETERS,
  examples: [{title: 'A line more', code: "Add-Content log.txt 'started'"}],
  state: newContentState,

  process: (run, p) => collectContent(run, p),
  end: (run, p) => writeContent(run, p, true),
});
