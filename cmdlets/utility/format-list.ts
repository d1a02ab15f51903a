/** Format-List: shows each object as lines of `Name : value`. */
import {cmdlet} from '../../shell/cmdlet/cmdlet.ts';
import {LIST_KEYS} from '../../shell/format/property-argument.ts';
import {FORMAT_PARAMETERS, PROPERTIES} from './format-parameters.ts';
import {beginFormat, endFormat, newFormatState, processFormat} from './format-run.ts';

export const formatList = cmdlet({
  name: 'Format-List',
  module: 'Microsoft.PowerShell.Utility',
  aliases: ['fl'],
  className: 'FormatListCommand',
  outputTypes: ['Microsoft.PowerShell.Commands.Internal.Format'],
  synopsis: 'Formats the output as a list of properties, each on a line of its own.',
  parameters: {
    Property: PROPERTIES,
    ...FORMAT_PARAMETERS,
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
