/** Format-Custom: shows objects by their custom view, else as a tree of classes. */
import {cmdlet} from '../../shell/cmdlet/cmdlet.ts';
import {TABLE_KEYS} from '../../shell/format/property-argument.ts';
import {beginFormat, endFormat, newFormatState, processFormat} from './format-run.ts';

export const formatCustom = cmdlet({
  name: 'Format-Custom',
  module: 'Microsoft.PowerShell.Utility',
  aliases: ['fc'],
  className: 'FormatCustomCommand',
  outputTypes: ['Microsoft.PowerShell.Commands.Internal.Format'],
  synopsis: 'Uses a customized view to format the output.',
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
    Depth: {type: 'int', help: 'How many levels deep.'},
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
  state: newFormatState,

  begin(run, p) {
    beginFormat(run, p, TABLE_KEYS, {kind: 'custom', depth: p.Depth});
  },
  process(run, p) {
    processFormat(run, p.InputObject);
  },
  end: run => endFormat(run),
});
