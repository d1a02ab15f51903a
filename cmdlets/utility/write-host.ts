/** Write-Host: text for the person at the screen, by way of the information stream. */
import {cmdlet} from '../../shell/cmdlet/cmdlet.ts';
import {convertTo, defineType, enumerate, isEnumerable, toText} from '../../shell/values/index.ts';

/** What Write-Host writes as MessageData. */
export class HostInformationMessage {
  readonly message: string;
  readonly noNewLine: boolean;
  readonly foregroundColor: unknown;
  readonly backgroundColor: unknown;

  constructor(
    message: string,
    noNewLine: boolean,
    foregroundColor: unknown,
    backgroundColor: unknown,
  ) {
    this.message = message;
    this.noNewLine = noNewLine;
    this.foregroundColor = foregroundColor;
    this.backgroundColor = backgroundColor;
  }
}

defineType<HostInformationMessage>({
  fullName: 'System.Management.Automation.HostInformationMessage',
  instance: HostInformationMessage,
  toText: self => self.message,
  properties: {
    Message: {type: 'string', get: self => self.message},
    NoNewLine: {type: 'bool', get: self => self.noNewLine},
    ForegroundColor: {get: self => self.foregroundColor},
    BackgroundColor: {get: self => self.backgroundColor},
  },
});

export const writeHost = cmdlet({
  name: 'Write-Host',
  module: 'Microsoft.PowerShell.Utility',
  className: 'WriteHostCommand',
  synopsis: 'Writes customized output to a host.',
  parameters: {
    Object: {type: 'object', position: 0, help: 'Objects to show.'},
    NoNewline: {type: 'switch', aliases: ['[]'], help: 'Writes no line end.'},
    Separator: {type: 'object', aliases: ['[]'], help: 'Text between the objects.'},
    ForegroundColor: {type: 'ConsoleColor', aliases: ['[]'], help: 'Colour of the text.'},
    BackgroundColor: {type: 'ConsoleColor', aliases: ['[]'], help: 'Colour behind the text.'},
  },

  process(run, p) {
    const separator = p.Separator === undefined ? ' ' : toText(p.Separator);
    const colour = (value: unknown) =>
      value === undefined ? null : convertTo(value, 'ConsoleColor');
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
