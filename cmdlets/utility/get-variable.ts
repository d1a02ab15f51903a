/** Get-Variable: variables as objects, or their values. */
import {cmdlet} from '../../shell/cmdlet/cmdlet.ts';
import {findVariables, scopeArgument, splitQualifier, variableNotFound} from './variable-access.ts';

export const getVariable = cmdlet({
  name: 'Get-Variable',
  module: 'Microsoft.PowerShell.Utility',
  aliases: ['gv'],
  className: 'GetVariableCommand',
  outputTypes: ['System.Management.Automation.PSVariable', 'System.Object[]'],
  synopsis: 'Gets the variables in the current console.',
  parameters: {
    Name: {
      type: 'string[]',
      position: 0,
      pipeline: 'both',
      wildcards: true,
      help: 'Names; wildcards are allowed where the cmdlet searches.',
    },
    ValueOnly: {type: 'switch', help: 'Writes values instead of variables.'},
    Include: {type: 'string[]', wildcards: true, help: 'Only what fits one of these wildcards.'},
    Exclude: {type: 'string[]', wildcards: true, help: 'Not what fits one of these wildcards.'},
    Scope: {type: 'string', help: 'The scope: Global, Local, Script or a number of levels up.'},
  },
  examples: [{title: 'The value', code: '$x = 5; Get-Variable x -ValueOnly', output: ['5']}],

  process(run, p) {
    for (const given of p.Name ?? ['*']) {
      const {scope, name} = splitQualifier(given);
      const found = findVariables(
        {
          names: [name],
          scope: scopeArgument(run, p.Scope ?? scope),
          onlyThere: (p.Scope ?? scope) !== undefined,
          include: p.Include,
          exclude: p.Exclude,
        },
        missing => variableNotFound(run, missing),
      );
      for (const variable of found) run.writeObject(p.ValueOnly ? variable.value : variable.object);
    }
  },
});
