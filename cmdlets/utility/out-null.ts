/** Out-Null: takes everything and writes nothing. */
import {cmdlet} from '../../shell/cmdlet/cmdlet.ts';

export const outNull = cmdlet({
  name: 'Out-Null',
  module: 'Microsoft.PowerShell.Core',
  className: 'OutNullCommand',
  synopsis: 'Deletes output instead of sending it down the pipeline.',
  parameters: {
    InputObject: {
      type: 'psobject',
      pipeline: 'value',
      help: 'The objects to work on, usually piped.',
    },
  },
  examples: [{title: 'Nothing is shown', code: 'New-Item x -Force | Out-Null'}],
});
