/** Out-Default: what stands at the end of every pipeline; errors go to the error display. */
import {cmdlet} from '../../shell/cmdlet/cmdlet.ts';
import type {Formatter} from '../../shell/format/formatter.ts';
import {createFormatter} from '../../shell/format/formatter.ts';
import type {Session} from '../../shell/session/session.ts';

export const outDefault = cmdlet({
  name: 'Out-Default',
  module: 'Microsoft.PowerShell.Core',
  className: 'OutDefaultCommand',
  synopsis: 'Sends the output to the default formatter and to the default output cmdlet.',
  parameters: {
    Transcript: {type: 'switch', help: 'Writes to the transcript only, when there is one.'},
    InputObject: {
      type: 'psobject',
      pipeline: 'value',
      help: 'The objects to work on, usually piped.',
    },
  },
  examples: [{title: 'As at the prompt', code: 'Get-Date | Out-Default'}],
  state: () => ({formatter: null as Formatter | null}),

  begin(run, p) {
    const {session} = run;
    run.state.formatter = p.Transcript ? transcriptFormatter(session) : session.formatter;
  },
  process(run, p) {
    run.state.formatter?.write(p.InputObject);
  },
  end(run, p) {
    if (p.Transcript) run.state.formatter?.flush();
  },
});

/** Lines for the transcript that the screen does not get; none without a transcript. */
function transcriptFormatter(session: Session): Formatter {
  return createFormatter({
    session,
    width: session.host.width,
    supportsAnsi: false,
    writeLine: line => session.host.transcript?.write(`${line}\n`),
  });
}
