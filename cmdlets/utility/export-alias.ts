/** Export-Alias: aliases into a file, as rows or as a script. */
import {userInfo, hostname} from 'node:os';
import {cmdlet} from '../../shell/cmdlet/cmdlet.ts';
import type {AliasCommand} from '../../shell/commands/command-info.ts';
import {
  getProperty,
  hasWildcard,
  NetException,
  toText,
  wildcard,
} from '../../shell/values/index.ts';
import {aliasesIn} from './alias-access.ts';
import {appendText, openTarget} from './file-target.ts';
import {localNow} from './time-values.ts';
import {scopeArgument} from './variable-access.ts';

export const exportAlias = cmdlet({
  name: 'Export-Alias',
  module: 'Microsoft.PowerShell.Utility',
  aliases: ['epal'],
  className: 'ExportAliasCommand',
  supportsShouldProcess: true,
  defaultParameterSet: 'ByPath',
  outputTypes: ['System.Management.Automation.AliasInfo'],
  synopsis: 'Exports information about currently defined aliases to a file.',
  parameters: {
    Path: {type: 'string', sets: {ByPath: {mandatory: true, position: 0}}, help: 'The file.'},
    LiteralPath: {
      type: 'string',
      sets: {ByLiteralPath: {mandatory: true, pipeline: 'name'}},
      aliases: ['PSPath', 'LP'],
      help: 'The file, taken as it is.',
    },
    Name: {
      type: 'string[]',
      position: 1,
      pipeline: 'name',
      wildcards: true,
      help: 'Names; wildcards are allowed where the cmdlet searches.',
    },
    PassThru: {type: 'switch', help: 'Writes the aliases.'},
    As: {
      type: 'string',
      validate: [{set: ['Csv', 'Script']}],
      help: 'Csv, the default, or Script.',
    },
    Append: {type: 'switch', help: 'Adds to the end of what is there.'},
    Force: {type: 'switch', help: 'Also writes to a read-only file.'},
    NoClobber: {type: 'switch', aliases: ['NoOverwrite'], help: 'Refuses to overwrite.'},
    Description: {type: 'string', help: 'A comment at the beginning of the file.'},
    Scope: {type: 'string', help: 'The scope: Global, Local, Script or a number of levels up.'},
  },
  examples: [{title: 'To a file', code: 'Export-Alias aliases.csv'}],

  process(run, p) {
    const all = aliasesIn(run.session, scopeArgument(run, p.Scope));
    const chosen: AliasCommand[] = [];
    for (const pattern of p.Name ?? ['*']) {
      const fits = wildcard(pattern);
      const found = all.filter(alias => fits(alias.name));
      chosen.push(...found);
      if (found.length > 0 || hasWildcard(pattern)) continue;
      const message = `This command cannot find a matching alias because an alias with the name '${pattern}' does not exist.`;
      run.writeError(
        run.error(
          'AliasNotFound',
          'ObjectNotFound',
          new NetException('System.Management.Automation.ItemNotFoundException', message),
          pattern,
        ),
      );
    }
    const target = p.LiteralPath ?? p.Path ?? '';
    if (!run.shouldProcess(target, 'Export Alias')) return;
    const file = openTarget(run, {
      path: p.Path,
      literalPath: p.LiteralPath,
      append: p.Append,
      noClobber: p.NoClobber,
      force: p.Force,
      encoding: undefined,
    });
    const row = p.As?.toLowerCase() === 'script' ? scriptLine : csvLine;
    const lines = [...heading(p.Description), ...chosen.map(row)];
    appendText(file, lines.map(line => `${line}\n`).join(''), undefined);
    if (p.PassThru) for (const alias of chosen) run.writeObject(alias);
  },
});

function heading(description: string | undefined): string[] {
  const comments = [
    'Alias File',
    `Exported by : ${userInfo().username}`,
    `Date/Time : ${toText(getProperty(localNow(), 'DateTime'))}`,
    `Computer : ${hostname()}`,
  ];
  return [...comments, ...(description?.split(/\r?\n/) ?? [])].map(comment => `# ${comment}`);
}

function quoted(text: string): string {
  return `"${text.replace(/"/g, '""')}"`;
}

function optionsOf(alias: AliasCommand): string {
  return toText(getProperty(alias, 'Options'));
}

function csvLine(alias: AliasCommand): string {
  const {name, definition, description} = alias.alias;
  return [name, definition, description, optionsOf(alias)].map(quoted).join(',');
}

function scriptLine(alias: AliasCommand): string {
  const {name, definition, description} = alias.alias;
  return `set-alias -Name:${quoted(name)} -Value:${quoted(definition)} -Description:${quoted(description)} -Option:${quoted(optionsOf(alias))}`;
}
