/** Out-Default: what stands at the end of every pipeline; errors go to the error display. */
import {cmdlet} from '../../shell/cmdlet/cmdlet.ts';

export const outDefault = cmdlet({
  name: 'Out-Default',
  module: 'Microsoft.PowerShell.Core',
  className: 'OutDefaultCommand',
  synopsis: 'Sends the output to the default formatter and to the default output cmdlet.',
  parameters: {
    Transcript: {type: 'switch', help: 'Says that the output goes to a transcript.'},
    InputObject: {
      type: 'psobject',
      pipeline: 'value',
      help: 'The objects to work on, usually piped.',
    },
  },

  process(run, p) {
    run.session.formatter.write(p.InputObject);
  },
});
