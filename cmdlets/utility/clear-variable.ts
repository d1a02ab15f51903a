/** Clear-Variable: empties variables; they stay. */
import {cmdlet} from '../../shell/cmdlet/cmdlet.ts';
import {
  findVariables,
  refusesWrite,
  scopeArgument,
  splitQualifier,
  variableNotFound,
} from './variable-access.ts';

export const clearVariable = cmdlet({
  name: 'Clear-Variable',
  module: 'Microsoft.PowerShell.Utility',
  aliases: ['clv'],
  className: 'ClearVariableCommand',
  supportsShouldProcess: true,
  outputTypes: ['System.Management.Automation.PSVariable'],
  synopsis: 'Deletes the value of a variable.',
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
    PassThru: {type: 'switch', help: 'Writes the objects that were worked on.'},
    Scope: {type: 'string', help: 'The scope: Global, Local, Script or a number of levels up.'},
  },
  examples: [{title: 'It stays, empty', code: '$a = 1; Clear-Variable a; $null -eq $a'}],

  process(run, p) {
    for (const given of p.Name) {
      const {scope, name} = splitQualifier(given);
      const scopeText = p.Scope ?? scope;
      const query = {
        names: [name],
        scope: scopeArgument(run, scopeText),
        onlyThere: scopeText !== undefined,
        include: p.Include,
        exclude: p.Exclude,
      };
      for (const variable of findVariables(query, missing => variableNotFound(run, missing))) {
        if (!run.shouldProcess(`Name: ${variable.name}`, 'Clear variable')) continue;
        if (refusesWrite(run, variable, p.Force)) continue;
        variable.force(null);
        if (p.PassThru) run.writeObject(variable.object);
      }
    }
  },
});
