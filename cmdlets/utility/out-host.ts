/** Out-Host: shows objects on the host's screen at once, also where output is captured. */
import {cmdlet} from '../../shell/cmdlet/cmdlet.ts';
import type {Formatter} from '../../shell/format/formatter.ts';
import {createFormatter} from '../../shell/format/formatter.ts';

export const outHost = cmdlet({
  name: 'Out-Host',
  module: 'Microsoft.PowerShell.Core',
  aliases: ['oh'],
  className: 'OutHostCommand',
  synopsis: 'Sends output to the command line.',
  parameters: {
    Paging: {type: 'switch', help: 'Shows one page at a time.'},
    InputObject: {
      type: 'psobject',
      pipeline: 'value',
      help: 'The objects to work on, usually piped.',
    },
  },
  examples: [{title: 'To the screen', code: 'Get-Date | Out-Host'}],
  state: () => ({formatter: null as Formatter | null, line: 0}),

  begin(run, p) {
    const {host} = run.session;
    run.state.formatter = createFormatter({
      session: run.session,
      width: () => host.width,
      height: host.height,
      supportsAnsi: host.supportsAnsi,
      writeLine(line) {
        host.writeLine(line);
        run.state.line++;
        if (p.Paging && host.isInteractive && run.state.line % (host.height - 1) === 0)
          host.readLine('<SPACE> next page; <CR> next line; Q quit');
      },
    });
  },
  process(run, p) {
    run.state.formatter?.write(p.InputObject);
  },
  end(run) {
    run.state.formatter?.flush();
  },
});
