/** Out-String: the lines a screen would show, as strings. */
import {cmdlet} from '../../shell/cmdlet/cmdlet.ts';
import type {Formatter} from '../../shell/format/formatter.ts';
import {createFormatter} from '../../shell/format/formatter.ts';

export const outString = cmdlet({
  name: 'Out-String',
  module: 'Microsoft.PowerShell.Utility',
  className: 'OutStringCommand',
  defaultParameterSet: 'NoNewLineFormatting',
  outputTypes: ['System.String'],
  synopsis: 'Sends objects to the success stream as strings.',
  parameters: {
    Width: {type: 'int', help: 'Cells in a line.'},
    NoNewline: {type: 'switch', sets: {NoNewLineFormatting: {}}, help: 'Writes no line end.'},
    InputObject: {
      type: 'psobject',
      pipeline: 'value',
      help: 'The objects to work on, usually piped.',
    },
    Stream: {type: 'switch', sets: {StreamFormatting: {}}, help: 'Writes a string for each line.'},
  },
  examples: [
    {
      title: 'A table as one text',
      code: '([pscustomobject]@{a=1} | Out-String).Replace("`n", \'|\')',
      output: ['|a|-|1||'],
    },
  ],
  state: () => ({formatter: null as Formatter | null, text: ''}),

  begin(run, p) {
    run.state.formatter = createFormatter({
      session: run.session,
      width: p.Width ?? Number.POSITIVE_INFINITY,
      supportsAnsi: false,
      writeLine(line) {
        if (p.Stream) for (const part of line.split('\n')) run.writeObject(part);
        else run.state.text += p.NoNewline ? line : `${line}\n`;
      },
    });
  },
  process(run, p) {
    run.state.formatter?.write(p.InputObject);
  },
  end(run, p) {
    run.state.formatter?.flush();
    if (!p.Stream) run.writeObject(run.state.text);
  },
});
