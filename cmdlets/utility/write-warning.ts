/** Write-Warning: a text for the warning stream. */
import {cmdlet} from '../../shell/cmdlet/cmdlet.ts';

export const writeWarning = cmdlet({
  name: 'Write-Warning',
  module: 'Microsoft.PowerShell.Utility',
  className: 'WriteWarningCommand',
  synopsis: 'Writes a warning message.',
  parameters: {
    Message: {
      type: 'string',
      mandatory: true,
      position: 0,
      pipeline: 'value',
      aliases: ['Msg'],
      help: 'The text of the message.',
    },
  },
  examples: [{title: 'A warning', code: "Write-Warning 'little space left'"}],

  process(run, p) {
    run.writeWarning(p.Message);
  },
});
