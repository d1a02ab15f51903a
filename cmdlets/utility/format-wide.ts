/** Format-Wide: shows one property of each object, several in a line. */
import {cmdlet} from '../../shell/cmdlet/cmdlet.ts';
import {LIST_KEYS} from '../../shell/format/property-argument.ts';
import {FORMAT_PARAMETERS} from './format-parameters.ts';
import {beginFormat, endFormat, newFormatState, processFormat} from './format-run.ts';

export const formatWide = cmdlet({
  name: 'Format-Wide',
  module: 'Microsoft.PowerShell.Utility',
  aliases: ['fw'],
  className: 'FormatWideCommand',
  outputTypes: ['Microsoft.PowerShell.Commands.Internal.Format'],
  synopsis: 'Formats objects as a wide table that shows one property of each.',
  parameters: {
    Property: {
      type: 'object',
      position: 0,
      wildcards: true,
      help: 'Properties to work with: names, wildcards or calculated properties.',
    },
    AutoSize: {type: 'switch', help: 'Fits columns to the data.'},
    Column: {type: 'int', help: 'How many columns.'},
    ...FORMAT_PARAMETERS,
  },
  examples: [{title: 'Names side by side', code: 'Get-Verb | Format-Wide Verb -Column 4'}],
  state: newFormatState,

  begin(run, p) {
    if (p.AutoSize && p.Column !== undefined)
      run.throwTerminatingError(
        run.error(
          'FormatCannotSpecifyAutosizeAndColumns',
          'InvalidArgument',
          'The AutoSize and Column parameters cannot be specified at the same time.',
        ),
      );
    beginFormat(run, p, LIST_KEYS, {
      kind: 'wide',
      autoSize: p.AutoSize || undefined,
      wideColumns: p.Column,
    });
  },
  process(run, p) {
    processFormat(run, p.InputObject);
  },
  end: run => endFormat(run),
});
