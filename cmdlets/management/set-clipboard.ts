/** Set-Clipboard: puts text into the clipboard. */
import {cmdlet} from '../../shell/cmdlet/cmdlet.ts';
import {readClipboard, writeClipboard} from './clipboard.ts';

/** How much of the text a question shows. */
const SHOWN = 20;

export const setClipboard = cmdlet({
  name: 'Set-Clipboard',
  module: 'Microsoft.PowerShell.Management',
  aliases: ['scb'],
  className: 'SetClipboardCommand',
  supportsShouldProcess: true,
  outputTypes: ['System.String'],
  synopsis: 'Sets the contents of the clipboard.',
  parameters: {
    Value: {
      type: 'string[]',
      mandatory: true,
      position: 0,
      pipeline: 'both',
      allowNull: true,
      allowEmptyCollection: true,
      allowEmptyString: true,
      help: 'The lines.',
    },
    Append: {type: 'switch', help: 'Adds to what is there.'},
    PassThru: {type: 'switch', help: 'Writes the lines too.'},
    AsOSC52: {
      type: 'switch',
      aliases: ['ToLocalhost'],
      help: 'Puts it into the clipboard of the terminal, which may be far away.',
    },
  },
  examples: [{title: 'A text', code: "Set-Clipboard 'x'; Get-Clipboard", output: ['x']}],
  state: () => ({lines: [] as string[]}),

  process(run, p) {
    for (const line of p.Value ?? []) {
      run.state.lines.push(line);
      if (p.PassThru) run.writeObject(line);
    }
  },
  end(run, p) {
    const {lines} = run.state;
    const [first] = lines;
    const shown =
      first !== undefined && first.length >= SHOWN ? `${first.slice(0, SHOWN)} ...` : first;
    const target =
      first === undefined && !p.Append
        ? 'Clear the clipboard'
        : `${p.Append ? 'Append' : 'Set'} the following content to the clipboard: ${shown ?? ''}`;
    if (!run.shouldProcess(target, 'Set-Clipboard')) return;
    const before = p.Append ? `${readClipboard(run.session)}\n` : '';
    const text = before + lines.join('\n');
    if (p.AsOSC52)
      run.session.host.write(`\u001b]52;c;${Buffer.from(text).toString('base64')}\u0007`);
    else writeClipboard(run.session, text);
  },
});
