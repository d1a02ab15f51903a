/** Format-Custom: shows objects by their custom view, else as a tree of classes. */
import {cmdlet} from '../../shell/cmdlet/cmdlet.ts';
import {TABLE_KEYS} from '../../shell/format/property-argument.ts';
import {FORMAT_PARAMETERS, PROPERTIES} from './format-parameters.ts';
import {beginFormat, endFormat, newFormatState, processFormat} from './format-run.ts';

export const formatCustom = cmdlet({
  name: 'Format-Custom',
  module: 'Microsoft.PowerShell.Utility',
  aliases: ['fc'],
  className: 'FormatCustomCommand',
  outputTypes: ['Microsoft.PowerShell.Commands.Internal.Format'],
  synopsis: 'Uses a customized view to format the output.',
  parameters: {
    Property: PROPERTIES,
    Depth: {type: 'int', help: 'How many levels deep.'},
    ...FORMAT_PARAMETERS,
  },
  examples: [{title: 'All levels', code: 'Get-Date | Format-Custom -Depth 1'}],
  state: newFormatState,

  begin(run, p) {
    beginFormat(run, p, TABLE_KEYS, {kind: 'custom', depth: p.Depth});
  },
  process(run, p) {
    processFormat(run, p.InputObject);
  },
  end: run => endFormat(run),
});
