/** Write-Verbose: a text for the verbose stream. */
import {cmdlet} from '../../shell/cmdlet/cmdlet.ts';

export const writeVerbose = cmdlet({
  name: 'Write-Verbose',
  module: 'Microsoft.PowerShell.Utility',
  className: 'WriteVerboseCommand',
  synopsis: 'Writes text to the verbose message stream.',
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
  examples: [{title: 'For who asks', code: "Write-Verbose 'copying' -Verbose"}],

  process(run, p) {
    run.writeVerbose(p.Message);
  },
});
