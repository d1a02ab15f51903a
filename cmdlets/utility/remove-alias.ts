/** Remove-Alias: takes an alias away. */
import {cmdlet} from '../../shell/cmdlet/cmdlet.ts';
import {fail, mayChange} from './alias-access.ts';
import {scopeArgument} from './variable-access.ts';

export const removeAlias = cmdlet({
  name: 'Remove-Alias',
  module: 'Microsoft.PowerShell.Utility',
  className: 'RemoveAliasCommand',
  synopsis: 'Delete an alias from the current session.',
  parameters: {
    Name: {
      type: 'string[]',
      mandatory: true,
      position: 0,
      pipeline: 'both',
      help: 'Names; wildcards are allowed where the cmdlet searches.',
    },
    Scope: {type: 'string', help: 'The scope: Global, Local, Script or a number of levels up.'},
    Force: {type: 'switch', help: 'Also does what is guarded otherwise.'},
  },
  examples: [{title: 'No longer', code: 'Remove-Alias gv2'}],

  process(run, p) {
    const {session} = run;
    const scope = scopeArgument(run, p.Scope);
    for (const name of p.Name) {
      const found = session.findAlias(name, scope);
      if (!found)
        fail(
          run,
          'ItemNotFound',
          'ObjectNotFound',
          `This command cannot find a matching alias because an alias with the name '${name}' does not exist.`,
          name,
        );
      else if (!mayChange(found, p.Force))
        fail(
          run,
          'AliasNotRemovable',
          'WriteError',
          `Alias ${name} is constant or read-only and cannot be removed.`,
          name,
        );
      else session.removeDefinition('aliases', name, scope);
    }
  },
});
