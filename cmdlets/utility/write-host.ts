/** Write-Host: text for the person at the screen, by way of the information stream. */
import {cmdlet} from '../../shell/cmdlet/cmdlet.ts';
import {HostInformationMessage} from '../../shell/session/stream-records.ts';
import {enumerate, isEnumerable, toText} from '../../shell/values/index.ts';

export const writeHost = cmdlet({
  name: 'Write-Host',
  module: 'Microsoft.PowerShell.Utility',
  className: 'WriteHostCommand',
  synopsis: 'Writes customized output to a host.',
  parameters: {
    Object: {
      type: 'object',
      position: 0,
      remaining: true,
      pipeline: 'value',
      aliases: ['Msg', 'Message'],
      allowNull: true,
      help: 'Objects to show.',
    },
    NoNewline: {type: 'switch', help: 'Writes no line end.'},
    Separator: {type: 'object', help: 'Text between the objects.'},
    ForegroundColor: {type: 'System.ConsoleColor', help: 'Colour of the text.'},
    BackgroundColor: {
      type: 'System.ConsoleColor',
      help: 'Colour behind the text.',
    },
  },
  examples: [{title: 'In a colour', code: "Write-Host 'done' -ForegroundColor Green"}],

  process(run, p) {
    const separator = p.Separator === undefined ? ' ' : toText(p.Separator);
    const colour = (value: unknown) => (value === undefined ? null : toText(value));
    const message = new HostInformationMessage(
      hostText(p.Object, separator),
      p.NoNewline,
      colour(p.ForegroundColor),
      colour(p.BackgroundColor),
    );
    run.writeInformation(message, ['PSHOST']);
  },
});

/** Lists are joined by the separator, also lists in lists. */
function hostText(value: unknown, separator: string): string {
  if (!isEnumerable(value)) return toText(value);
  return [...enumerate(value)].map(each => hostText(each, separator)).join(separator);
}
