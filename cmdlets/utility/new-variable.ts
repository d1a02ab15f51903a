/** New-Variable: makes a variable that is not there yet. */
import {cmdlet} from '../../shell/cmdlet/cmdlet.ts';
import {allScopeNames} from '../../shell/session/scope.ts';
import {VARIABLE_OPTIONS, Variable} from '../../shell/session/variable.ts';
import {NetException, toText} from '../../shell/values/index.ts';
import {findVariable, optionBits, refusesWrite, scopeArgument} from './variable-access.ts';

export const newVariable = cmdlet({
  name: 'New-Variable',
  module: 'Microsoft.PowerShell.Utility',
  aliases: ['nv'],
  className: 'NewVariableCommand',
  supportsShouldProcess: true,
  outputTypes: ['System.Management.Automation.PSVariable'],
  synopsis: 'Creates a new variable.',
  parameters: {
    Name: {
      type: 'string',
      mandatory: true,
      position: 0,
      pipeline: 'name',
      help: 'Names; wildcards are allowed where the cmdlet searches.',
    },
    Value: {type: 'object', position: 1, pipeline: 'both', help: 'The value.'},
    Description: {type: 'string', help: 'A description.'},
    Option: {
      type: 'System.Management.Automation.ScopedItemOptions',
      help: 'None, ReadOnly, Constant, Private, AllScope.',
    },
    Visibility: {
      type: 'System.Management.Automation.SessionStateEntryVisibility',
      help: 'Public or Private.',
    },
    Force: {type: 'switch', help: 'Also does what is guarded otherwise.'},
    PassThru: {type: 'switch', help: 'Writes the objects that were worked on.'},
    Scope: {type: 'string', help: 'The scope: Global, Local, Script or a number of levels up.'},
  },
  examples: [{title: 'One that stays as it is', code: 'New-Variable pi2 6.28 -Option Constant'}],

  process(run, p) {
    const scope = scopeArgument(run, p.Scope);
    if (!run.shouldProcess(`Name: ${p.Name} Value: ${toText(p.Value)}`, 'New variable')) return;
    const known = findVariable(scope, p.Name, true) ?? scope.allScope(p.Name.toLowerCase());
    if (known && !p.Force) {
      run.writeError(
        run.error(
          'VariableAlreadyExists',
          'ResourceExists',
          new NetException(
            'System.Management.Automation.SessionStateException',
            `A variable with name '${p.Name}' already exists.`,
          ),
          p.Name,
        ),
      );
      return;
    }
    if (known && refusesWrite(run, known, p.Force)) return;
    const isPrivate = p.Scope?.toLowerCase() === 'private' ? VARIABLE_OPTIONS.Private : 0;
    const bits = (p.Option === undefined ? 0 : optionBits(p.Option)) | isPrivate;
    const variable = new Variable(p.Name, p.Value ?? null, bits);
    variable.description = p.Description ?? '';
    if (p.Visibility !== undefined)
      variable.visibility = toText(p.Visibility) as 'Public' | 'Private';
    if (variable.has(VARIABLE_OPTIONS.AllScope)) allScopeNames.add(p.Name.toLowerCase());
    scope.put(p.Name.toLowerCase(), variable);
    if (p.PassThru) run.writeObject(variable.object);
  },
});
