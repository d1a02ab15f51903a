/** Import-Alias: the aliases of a file that Export-Alias wrote. */
import {readFileSync} from 'node:fs';
import type {Run} from '../../shell/cmdlet/cmdlet.ts';
import {cmdlet} from '../../shell/cmdlet/cmdlet.ts';
import {expandPath, isFile} from '../../shell/providers/items.ts';
import {resolvePath} from '../../shell/providers/paths.ts';
import {decode} from '../../shell/types/encoding.ts';
import {convertTo, NetException} from '../../shell/values/index.ts';
import {defineAlias} from './alias-access.ts';
import {csvRows} from './csv-reader.ts';

export const importAlias = cmdlet({
  name: 'Import-Alias',
  module: 'Microsoft.PowerShell.Utility',
  aliases: ['ipal'],
  className: 'ImportAliasCommand',
  supportsShouldProcess: true,
  defaultParameterSet: 'ByPath',
  outputTypes: ['System.Management.Automation.AliasInfo'],
  synopsis: 'Imports an alias list from a file.',
  parameters: {
    Path: {
      type: 'string',
      sets: {ByPath: {mandatory: true, position: 0, pipeline: 'both'}},
      help: 'The file.',
    },
    LiteralPath: {
      type: 'string',
      sets: {ByLiteralPath: {mandatory: true, pipeline: 'name'}},
      aliases: ['PSPath', 'LP'],
      help: 'The file, taken as it is.',
    },
    Scope: {type: 'string', help: 'The scope: Global, Local, Script or a number of levels up.'},
    PassThru: {type: 'switch', help: 'Writes the aliases.'},
    Force: {type: 'switch', help: 'Also replaces what is there.'},
  },
  examples: [{title: 'From a file', code: 'Import-Alias aliases.csv'}],

  process(run, p) {
    const file = aliasFile(run, p);
    if (file === undefined) return;
    const lines = decode(readFileSync(file)).split(/\r?\n/);
    lines.forEach((line, index) => {
      if (line.trim() === '' || line.startsWith('#')) return;
      const fields = fieldsOf(line);
      if (fields.length === 4) importRow(run, p, fields as [string, string, string, string]);
      else
        fail(
          run,
          'ImportAliasFileFormatError',
          `Cannot import an alias. The line number ${index + 1} in the file '${file}' is not a correctly-formatted, comma-separated values (CSV) line for an alias. Change the line to contain four values separated by commas. If the value text itself contains a comma, then the value must be contained in quotation marks.`,
          file,
        );
    });
  },
});

interface Arguments {
  readonly Path?: string | undefined;
  readonly LiteralPath?: string | undefined;
  readonly Scope?: string | undefined;
  readonly PassThru: boolean;
  readonly Force: boolean;
}

function aliasFile(run: Run, p: Arguments): string | undefined {
  const found = p.LiteralPath === undefined ? expandPath(run.session, p.Path ?? '', true) : [];
  const place = found[0] ?? resolvePath(run.session, p.LiteralPath ?? p.Path ?? '');
  if (isFile(place)) return place.path;
  fail(run, 'NotSupported', `The path '${place.path}' is not in the file system.`, place.path);
  return undefined;
}

function fieldsOf(line: string): readonly string[] {
  const [row = []] = csvRows(line, ',');
  return row;
}

function importRow(
  run: Run,
  p: Arguments,
  [Name, Value, Description, option]: [string, string, string, string],
) {
  const Option = convertTo(option, 'System.Management.Automation.ScopedItemOptions');
  defineAlias(run, {...p, Name, Value, Description, Option}, true);
}

function fail(run: Run, id: string, message: string, target: string) {
  run.writeError(
    run.error(
      id,
      'InvalidData',
      new NetException('System.IO.FileFormatException', message),
      target,
    ),
  );
}
