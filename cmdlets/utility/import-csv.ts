/** Import-Csv: rows of a CSV file as objects. */
import {readFileSync} from 'node:fs';
import {cmdlet} from '../../shell/cmdlet/cmdlet.ts';
import {ENCODING} from '../../shell/cmdlet/encoding-argument.ts';
import {filePath} from '../../shell/providers/paths.ts';
import {expandPath} from '../../shell/providers/items.ts';
import {decode} from '../../shell/types/encoding.ts';
import {NetException} from '../../shell/values/index.ts';
import {writeCsvObjects} from './csv-objects.ts';
import {delimiterOf} from './csv-parameters.ts';

export const importCsv = cmdlet({
  name: 'Import-Csv',
  module: 'Microsoft.PowerShell.Utility',
  aliases: ['ipcsv'],
  className: 'ImportCsvCommand',
  defaultParameterSet: 'DelimiterPath',
  outputTypes: ['System.Object'],
  synopsis:
    'Creates table-like custom objects from the items in a character-separated value (CSV) file.',
  parameters: {
    Delimiter: {
      type: 'char',
      sets: {DelimiterPath: {position: 1}, DelimiterLiteralPath: {position: 1}},
      help: 'The character between values.',
    },
    Path: {
      type: 'string[]',
      sets: {
        DelimiterPath: {mandatory: true, position: 0, pipeline: 'both'},
        CulturePath: {mandatory: true, position: 0, pipeline: 'both'},
      },
      help: 'Paths; wildcards are allowed.',
    },
    Header: {type: 'string[]', help: 'Names of the columns.'},
    Encoding: ENCODING,
    LiteralPath: {
      type: 'string[]',
      sets: {
        DelimiterLiteralPath: {mandatory: true, pipeline: 'name'},
        CultureLiteralPath: {mandatory: true, pipeline: 'name'},
      },
      aliases: ['PSPath', 'LP'],
      help: 'Paths taken as they are, without wildcards.',
    },
    UseCulture: {
      type: 'switch',
      sets: {CulturePath: {mandatory: true}, CultureLiteralPath: {mandatory: true}},
      help: 'Uses the list separator of the culture.',
    },
  },
  examples: [
    {title: 'Objects of a file', code: "Import-Csv p.csv | Where-Object Name -like 'node*'"},
  ],

  process(run, p) {
    const files = p.LiteralPath
      ? p.LiteralPath.map(text => filePath(run.session, text))
      : (p.Path ?? []).flatMap(text => {
          const found = expandPath(run.session, text, true).map(place => place.path);
          return found.length > 0 ? found : [filePath(run.session, text)];
        });
    for (const file of files) {
      try {
        const text = decode(readFileSync(file), p.Encoding);
        writeCsvObjects(run, text, {delimiter: delimiterOf(p), header: p.Header});
      } catch (error) {
        if ((error as {code?: unknown}).code !== 'ENOENT') throw error;
        run.writeError(
          run.error(
            'FileOpenFailure',
            'OpenError',
            new NetException('System.IO.FileNotFoundException', `Could not find file '${file}'.`),
            file,
          ),
        );
      }
    }
  },
});
