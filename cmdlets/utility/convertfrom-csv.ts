/** ConvertFrom-Csv: lines of CSV as objects. */
import {cmdlet} from '../../shell/cmdlet/cmdlet.ts';
import {toText} from '../../shell/values/index.ts';
import {writeCsvObjects} from './csv-objects.ts';
import {delimiterOf} from './csv-parameters.ts';

export const convertFromCsv = cmdlet({
  name: 'ConvertFrom-Csv',
  module: 'Microsoft.PowerShell.Utility',
  className: 'ConvertFromCsvCommand',
  defaultParameterSet: 'Delimiter',
  outputTypes: ['System.Management.Automation.PSObject'],
  synopsis:
    'Converts object properties in character-separated value (CSV) format into CSV versions of the original objects.',
  parameters: {
    Delimiter: {
      type: 'char',
      sets: {Delimiter: {position: 1}},
      help: 'The character between values.',
    },
    InputObject: {
      type: 'psobject[]',
      mandatory: true,
      position: 0,
      pipeline: 'both',
      help: 'The objects to work on, usually piped.',
    },
    Header: {type: 'string[]', help: 'Names of the columns.'},
    UseCulture: {
      type: 'switch',
      sets: {UseCulture: {mandatory: true}},
      help: 'Uses the list separator of the culture.',
    },
  },
  examples: [{title: 'A row', code: "('a,b', '1,2' | ConvertFrom-Csv).b", output: ['2']}],
  state: () => ({lines: [] as string[]}),

  process(run, p) {
    for (const line of p.InputObject as unknown[]) run.state.lines.push(toText(line));
  },
  end(run, p) {
    writeCsvObjects(run, run.state.lines.join('\n'), {delimiter: delimiterOf(p), header: p.Header});
  },
});
