/** Remove-Variable: takes variables away. */
import {cmdlet} from '../../shell/cmdlet/cmdlet.ts';
import {UNSET} from '../../shell/session/scope.ts';
import {
  findVariables,
  refusesWrite,
  scopeArgument,
  splitQualifier,
  variableNotFound,
} from './variable-access.ts';

export const removeVariable = cmdlet({
  name: 'Remove-Variable',
  module: 'Microsoft.PowerShell.Utility',
  aliases: ['rv'],
  className: 'RemoveVariableCommand',
  supportsShouldProcess: true,
  synopsis: 'Deletes a variable and its value.',
  parameters: {
    Name: {
      type: 'string[]',
      mandatory: true,
      position: 0,
      pipeline: 'name',
      wildcards: true,
      help: 'Names; wildcards are allowed where the cmdlet searches.',
    },
    Include: {type: 'string[]', wildcards: true, help: 'Only what fits one of these wildcards.'},
    Exclude: {type: 'string[]', wildcards: true, help: 'Not what fits one of these wildcards.'},
    Force: {type: 'switch', help: 'Also does what is guarded otherwise.'},
    Scope: {type: 'string', help: 'The scope: Global, Local, Script or a number of levels up.'},
  },
  examples: [{title: 'No longer', code: 'Remove-Variable a'}],

  process(run, p) {
    for (const given of p.Name) {
      const {scope: qualifier, name} = splitQualifier(given);
      const scopeText = p.Scope ?? qualifier;
      const scope = scopeArgument(run, scopeText);
      const query = {
        names: [name],
        scope,
        onlyThere: scopeText !== undefined,
        include: p.Include,
        exclude: p.Exclude,
      };
      for (const variable of findVariables(query, missing => variableNotFound(run, missing))) {
        if (!run.shouldProcess(`Name: ${variable.name}`, 'Remove variable')) continue;
        if (refusesWrite(run, variable, p.Force, 'NotRemovable')) continue;
        scope.holder(variable.name.toLowerCase())?.put(variable.name.toLowerCase(), UNSET);
      }
    }
  },
});
