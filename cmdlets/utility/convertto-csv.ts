/** ConvertTo-Csv: objects as lines of CSV. */
import {cmdlet} from '../../shell/cmdlet/cmdlet.ts';
import {csvFormat} from './csv-parameters.ts';
import type {CsvFormat} from './csv-writer.ts';
import {csvColumns, csvHeader, csvLine, csvTypeLine} from './csv-writer.ts';

export const convertToCsv = cmdlet({
  name: 'ConvertTo-Csv',
  module: 'Microsoft.PowerShell.Utility',
  className: 'ConvertToCsvCommand',
  defaultParameterSet: 'Delimiter',
  outputTypes: ['System.String'],
  synopsis: 'Converts .NET objects into a series of character-separated value (CSV) strings.',
  parameters: {
    InputObject: {
      type: 'psobject',
      mandatory: true,
      position: 0,
      pipeline: 'both',
      help: 'The objects to work on, usually piped.',
    },
    Delimiter: {
      type: 'char',
      sets: {Delimiter: {position: 1}},
      help: 'The character between values.',
    },
    IncludeTypeInformation: {type: 'switch', aliases: ['ITI'], help: 'Begins with a #TYPE line.'},
    NoTypeInformation: {type: 'switch', aliases: ['NTI'], help: 'No #TYPE line (the default).'},
    QuoteFields: {type: 'string[]', aliases: ['QF'], help: 'The columns to quote.'},
    UseQuotes: {
      type: 'string',
      aliases: ['UQ'],
      validate: [{set: ['Never', 'Always', 'AsNeeded']}],
      help: 'When to quote values.',
    },
    NoHeader: {type: 'switch', help: 'Leaves the header out.'},
    UseCulture: {
      type: 'switch',
      sets: {UseCulture: {}},
      help: 'Uses the list separator of the culture.',
    },
  },
  examples: [
    {
      title: 'An object',
      code: "[pscustomobject]@{Name='web'; Cpu=2} | ConvertTo-Csv",
      output: ['"Name","Cpu"', '"web","2"'],
    },
  ],
  state: () => ({format: null as CsvFormat | null, columns: null as string[] | null}),

  begin(run, p) {
    run.state.format = csvFormat(run, p);
  },
  process(run, p) {
    const {state} = run;
    if (p.InputObject === null || p.InputObject === undefined || !state.format) return;
    if (!state.columns) {
      state.columns = csvColumns(p.InputObject);
      if (p.IncludeTypeInformation) run.writeObject(csvTypeLine(p.InputObject));
      if (!p.NoHeader && state.columns.length > 0)
        run.writeObject(csvHeader(state.columns, state.format));
    }
    run.writeObject(csvLine(p.InputObject, state.columns, state.format));
  },
});
