/** Format-List: shows each object as lines of `Name : value`. */
import {cmdlet} from '../../shell/cmdlet/cmdlet.ts';
import {LIST_KEYS} from '../../shell/format/property-argument.ts';
import {beginFormat, endFormat, newFormatState, processFormat} from './format-run.ts';

export const formatList = cmdlet({
  name: 'Format-List',
  module: 'Microsoft.PowerShell.Utility',
  aliases: ['fl'],
  className: 'FormatListCommand',
  outputTypes: ['Microsoft.PowerShell.Commands.Internal.Format'],
  synopsis: 'Formats the output as a list of properties, each on a line of its own.',
  parameters: {
    Property: {
      type: 'object[]',
      validate: [{notNullOrEmpty: true}],
      position: 0,
      wildcards: true,
      help: 'Properties to work with: names, wildcards or calculated properties.',
    },
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
      title: 'All properties of an object',
      code: "[pscustomobject]@{Name='web'; Cpu=2} | Format-List",
      output: ['', 'Name : web', 'Cpu  : 2', ''],
    },
  ],
  state: newFormatState,

  begin(run, p) {
    beginFormat(run, p, LIST_KEYS, {kind: 'list'});
  },
  process(run, p) {
    processFormat(run, p.InputObject);
  },
  end: run => endFormat(run),
});
