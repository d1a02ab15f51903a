/** Format-Table: shows objects as a table. */
import {cmdlet} from '../../shell/cmdlet/cmdlet.ts';
import {TABLE_KEYS} from '../../shell/format/property-argument.ts';
import {beginFormat, endFormat, newFormatState, processFormat} from './format-run.ts';

export const formatTable = cmdlet({
  name: 'Format-Table',
  module: 'Microsoft.PowerShell.Utility',
  aliases: ['ft'],
  className: 'FormatTableCommand',
  outputTypes: ['Microsoft.PowerShell.Commands.Internal.Format'],
  synopsis: 'Formats the output as a table.',
  parameters: {
    Property: {
      type: 'object[]',
      validate: [{notNullOrEmpty: true}],
      position: 0,
      wildcards: true,
      help: 'Properties to work with: names, wildcards or calculated properties.',
    },
    AutoSize: {type: 'switch', help: 'Fits columns to the data.'},
    RepeatHeader: {type: 'switch', help: 'Repeats the header on every page.'},
    HideTableHeaders: {type: 'switch', help: 'Leaves the header out.'},
    Wrap: {type: 'switch', help: 'Goes on in the next line instead of cutting.'},
    ExcludeProperty: {
      type: 'string[]',
      wildcards: true,
      help: 'Properties to leave out; wildcards are allowed.',
    },
    GroupBy: {type: 'object', help: 'Begins a new group when this property or expression changes.'},
    View: {type: 'string', help: 'Which members or which view to show.'},
    ShowError: {type: 'switch', help: 'Shows errors of expressions after the output.'},
    DisplayError: {type: 'switch', help: 'Shows errors of expressions in their cells.'},
    Force: {type: 'switch', help: 'Also does what is guarded otherwise.'},
    Expand: {
      type: 'string',
      validate: [{set: ['CoreOnly', 'EnumOnly', 'Both']}],
      help: 'What to do with a collection: its elements, itself, or both.',
    },
    InputObject: {
      type: 'psobject',
      pipeline: 'value',
      help: 'The objects to work on, usually piped.',
    },
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
