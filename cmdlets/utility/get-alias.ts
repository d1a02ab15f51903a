/** Get-Alias: aliases by name, or by what they stand for. */
import {cmdlet} from '../../shell/cmdlet/cmdlet.ts';
import {hasWildcard, NetException, wildcard} from '../../shell/values/index.ts';
import {aliasesIn} from './alias-access.ts';
import {scopeArgument} from './variable-access.ts';

export const getAlias = cmdlet({
  name: 'Get-Alias',
  module: 'Microsoft.PowerShell.Utility',
  aliases: ['gal'],
  className: 'GetAliasCommand',
  defaultParameterSet: 'Default',
  outputTypes: ['System.Management.Automation.AliasInfo'],
  synopsis: 'Gets the aliases for the current session.',
  parameters: {
    Name: {
      type: 'string[]',
      sets: {Default: {position: 0, pipeline: 'both'}},
      wildcards: true,
      validate: [{notNullOrEmpty: true}],
      help: 'Names; wildcards are allowed where the cmdlet searches.',
    },
    Exclude: {type: 'string[]', wildcards: true, help: 'Not what fits one of these wildcards.'},
    Scope: {type: 'string', help: 'The scope: Global, Local, Script or a number of levels up.'},
    Definition: {
      type: 'string[]',
      sets: {Definition: {}},
      wildcards: true,
      help: 'Aliases of these commands.',
    },
  },
  examples: [{title: 'What it stands for', code: '(Get-Alias gci).Definition'}],

  process(run, p) {
    const scope = scopeArgument(run, p.Scope);
    const all = aliasesIn(run.session, scope);
    const excluded = (p.Exclude ?? []).map(pattern => wildcard(pattern));
    const byDefinition = p.Definition !== undefined;
    for (const pattern of p.Definition ?? p.Name ?? ['*']) {
      const fits = wildcard(pattern);
      const found = all.filter(
        ({alias}) =>
          fits(byDefinition ? alias.definition : alias.name) &&
          !excluded.some(out => out(alias.name)),
      );
      for (const alias of found) run.writeObject(alias);
      if (found.length > 0 || (hasWildcard(pattern) && !byDefinition)) continue;
      const kind = byDefinition ? 'definition' : 'name';
      run.writeError(
        run.error(
          'ItemNotFoundException',
          'ObjectNotFound',
          new NetException(
            'System.Management.Automation.ItemNotFoundException',
            `This command cannot find a matching alias because an alias with the ${kind} '${pattern}' does not exist.`,
          ),
          pattern,
        ),
      );
    }
  },
});
