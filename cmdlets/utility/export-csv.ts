/** Export-Csv: objects as lines of CSV in a file. */
import {readFileSync, statSync} from 'node:fs';
import type {Run} from '../../shell/cmdlet/cmdlet.ts';
import {cmdlet} from '../../shell/cmdlet/cmdlet.ts';
import {ENCODING} from '../../shell/cmdlet/encoding-argument.ts';
import {decode, type Encoding} from '../../shell/types/encoding.ts';
import {hasProperty} from '../../shell/values/index.ts';
import {csvFormat, refuse} from './csv-parameters.ts';
import {csvRows} from './csv-reader.ts';
import type {CsvFormat} from './csv-writer.ts';
import {csvColumns, csvHeader, csvLine, csvTypeLine} from './csv-writer.ts';
import {appendText, openTarget} from './file-target.ts';

interface State {
  format: CsvFormat | null;
  columns: string[] | null;
  file: string;
  lines: string[];
}

export const exportCsv = cmdlet({
  name: 'Export-Csv',
  module: 'Microsoft.PowerShell.Utility',
  aliases: ['epcsv'],
  className: 'ExportCsvCommand',
  supportsShouldProcess: true,
  defaultParameterSet: 'Delimiter',
  synopsis:
    'Converts objects into a series of character-separated value (CSV) strings and saves the strings to a file.',
  parameters: {
    InputObject: {
      type: 'psobject',
      mandatory: true,
      pipeline: 'both',
      help: 'The objects to work on, usually piped.',
    },
    Path: {type: 'string', position: 0, help: 'Paths; wildcards are allowed.'},
    LiteralPath: {
      type: 'string',
      aliases: ['PSPath', 'LP'],
      help: 'Paths taken as they are, without wildcards.',
    },
    Force: {type: 'switch', help: 'Also does what is guarded otherwise.'},
    NoClobber: {type: 'switch', aliases: ['NoOverwrite'], help: 'Refuses to overwrite.'},
    Encoding: ENCODING,
    Append: {type: 'switch', help: 'Adds to the end of what is there.'},
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
    {title: 'Objects to a file', code: 'Get-Process | Select-Object Id, Name | Export-Csv p.csv'},
  ],
  state: (): State => ({format: null, columns: null, file: '', lines: []}),

  begin(run, p) {
    if ((p.Path === undefined) === (p.LiteralPath === undefined))
      refuse(
        run,
        'CannotSpecifyPathAndLiteralPath',
        'You must specify either the -Path or -LiteralPath parameters, but not both.',
      );
    if (p.Append && p.NoHeader)
      refuse(
        run,
        'CannotSpecifyBothAppendAndNoHeader',
        'You must specify either the -Append or -NoHeader parameters, but not both.',
      );
    run.state.format = csvFormat(run, p);
    if (!run.shouldProcess(p.LiteralPath ?? p.Path ?? '')) return;
    run.state.file = openTarget(run, {
      path: p.Path,
      literalPath: p.LiteralPath,
      append: p.Append,
      noClobber: p.NoClobber,
      force: p.Force,
      encoding: p.Encoding,
    });
    if (p.Append && statSync(run.state.file).size > 0)
      run.state.columns = existingColumns(run.state);
  },
  process(run, p) {
    const {state} = run;
    if (!state.file || !state.format || p.InputObject === null || p.InputObject === undefined)
      return;
    if (!state.columns) {
      state.columns = csvColumns(p.InputObject);
      if (p.IncludeTypeInformation) state.lines.push(csvTypeLine(p.InputObject));
      if (!p.NoHeader) state.lines.push(csvHeader(state.columns, state.format));
    } else if (p.Append && !p.Force) checkColumns(run, p.InputObject, state.columns);
    state.lines.push(csvLine(p.InputObject, state.columns, state.format));
    if (state.lines.length >= 1000) flush(state, p.Encoding);
  },
  end(run, p) {
    if (run.state.file) flush(run.state, p.Encoding);
  },
});

function flush(state: State, encoding: Encoding | undefined) {
  if (state.lines.length > 0) appendText(state.file, `${state.lines.join('\n')}\n`, encoding);
  state.lines = [];
}

/** The header of the file that is added to. */
function existingColumns(state: State): string[] | null {
  const text = decode(readFileSync(state.file)).replace(/^#TYPE[^\n]*\n/, '');
  for (const row of csvRows(text, state.format?.delimiter ?? ',')) return [...row];
  return null;
}

function checkColumns(run: Run<State>, object: unknown, columns: readonly string[]) {
  const absent = columns.find(name => !hasProperty(object, name));
  if (absent === undefined) return;
  refuse(
    run,
    'CannotAppendCsvWithMismatchedPropertyNames',
    `Cannot append CSV content to the following file: ${run.state.file}. The appended object does not have a property that corresponds to the following column: ${absent}. To continue with mismatched properties, add the -Force parameter, and then retry the command.`,
  );
}
