/** Format-Table: shows objects as a table. */
import {cmdlet} from '../../shell/cmdlet/cmdlet.ts';
import {TABLE_KEYS} from '../../shell/format/property-argument.ts';
import {FORMAT_PARAMETERS, PROPERTIES} from './format-parameters.ts';
import {beginFormat, endFormat, newFormatState, processFormat} from './format-run.ts';

export const formatTable = cmdlet({
  name: 'Format-Table',
  module: 'Microsoft.PowerShell.Utility',
  aliases: ['ft'],
  className: 'FormatTableCommand',
  outputTypes: ['Microsoft.PowerShell.Commands.Internal.Format'],
  synopsis: 'Formats the output as a table.',
  parameters: {
    Property: PROPERTIES,
    AutoSize: {type: 'switch', help: 'Fits columns to the data.'},
    RepeatHeader: {type: 'switch', help: 'Repeats the header on every page.'},
    HideTableHeaders: {type: 'switch', help: 'Leaves the header out.'},
    Wrap: {type: 'switch', help: 'Goes on in the next line instead of cutting.'},
    ...FORMAT_PARAMETERS,
  },
  examples: [
    {
      title: 'Some properties of objects',
      code: "[pscustomobject]@{Name='web'; Cpu=2}, [pscustomobject]@{Name='db'; Cpu=16} | Format-Table Cpu, Name",
      output: ['', 'Cpu Name', '--- ----', '  2 web', ' 16 db', ''],
    },
  ],
  state: newFormatState,

  begin(run, p) {
    beginFormat(run, p, TABLE_KEYS, {
      kind: 'table',
      autoSize: p.AutoSize || undefined,
      hideHeaders: p.HideTableHeaders || undefined,
      repeatHeader: p.RepeatHeader,
      wrap: p.Wrap || undefined,
    });
  },
  process(run, p) {
    processFormat(run, p.InputObject);
  },
  end: run => endFormat(run),
});
