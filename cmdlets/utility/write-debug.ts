/** Write-Debug: a text for the debug stream. */
import {cmdlet} from '../../shell/cmdlet/cmdlet.ts';

export const writeDebug = cmdlet({
  name: 'Write-Debug',
  module: 'Microsoft.PowerShell.Utility',
  className: 'WriteDebugCommand',
  synopsis: 'Writes a debug message to the console.',
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
  examples: [{title: 'For who debugs', code: "Write-Debug 'here' -Debug"}],

  process(run, p) {
    run.writeDebug(p.Message);
  },
});
