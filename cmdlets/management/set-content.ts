/** Set-Content: writes or replaces the content of an item. */
import {cmdlet} from '../../shell/cmdlet/cmdlet.ts';
import {CONTENT_PARAMETERS} from './content-parameters.ts';
import {collectContent, newContentState, writeContent} from './content-writing.ts';

export const setContent = cmdlet({
  name: 'Set-Content',
  module: 'Microsoft.PowerShell.Management',
  className: 'SetContentCommand',
  supportsShouldProcess: true,
  defaultParameterSet: 'Path',
  outputTypes: ['System.String'],
  synopsis: 'Writes new content or replaces existing content in a file.',
  parameters: CONTENT_PARAMETERS,
  examples: [{title: 'A file with two lines', code: "'a', 'b' | Set-Content x.txt"}],
  state: newContentState,

  process: (run, p) => collectContent(run, p),
  end: (run, p) => writeContent(run, p, false),
});
