/** Get-Clipboard: the text of the clipboard, line by line. */
import {cmdlet} from '../../shell/cmdlet/cmdlet.ts';
import {readClipboard} from './clipboard.ts';

export const getClipboard = cmdlet({
  name: 'Get-Clipboard',
  module: 'Microsoft.PowerShell.Management',
  aliases: ['gcb'],
  className: 'GetClipboardCommand',
  outputTypes: ['System.String'],
  synopsis: 'Gets the contents of the clipboard.',
  parameters: {
    Raw: {type: 'switch', help: 'Writes one text instead of lines.'},
    Delimiter: {type: 'string[]', help: 'What ends a line; default a line end.'},
  },
  examples: [
    {
      title: 'What was put there',
      code: "'a', 'b' | Set-Clipboard; (Get-Clipboard).Count",
      output: ['2'],
    },
  ],

  begin(run, p) {
    const text = readClipboard(run.session);
    const [first = '\n', ...others] = p.Delimiter ?? ['\n'];
    const united = others.reduce((done, delimiter) => done.replaceAll(delimiter, first), text);
    for (const line of p.Raw ? [text] : united.split(first)) run.writeObject(line);
  },
});
