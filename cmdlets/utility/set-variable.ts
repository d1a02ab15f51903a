/** Set-Variable: sets a variable's value and properties, and makes it if it is not there. */
import type {Run} from '../../shell/cmdlet/cmdlet.ts';
import {cmdlet} from '../../shell/cmdlet/cmdlet.ts';
import {VARIABLE_OPTIONS, Variable} from '../../shell/session/variable.ts';
import {hasWildcard, NetException, toText} from '../../shell/values/index.ts';
import {
  findVariable,
  findVariables,
  optionBits,
  refusesWrite,
  scopeArgument,
  splitQualifier,
} from './variable-access.ts';

interface State {
  values: unknown[];
}

export const setVariable = cmdlet({
  name: 'Set-Variable',
  module: 'Microsoft.PowerShell.Utility',
  aliases: ['set', 'sv'],
  className: 'SetVariableCommand',
  supportsShouldProcess: true,
  outputTypes: ['System.Management.Automation.PSVariable'],
  synopsis:
    'Sets the value of a variable. Creates the variable if one with the requested name does not exist.',
  parameters: {
    Name: {
      type: 'string[]',
      mandatory: true,
      position: 0,
      pipeline: 'name',
      help: 'Names; wildcards are allowed where the cmdlet searches.',
    },
    Value: {type: 'object', position: 1, pipeline: 'both', help: 'The value.'},
    Include: {type: 'string[]', wildcards: true, help: 'Only what fits one of these wildcards.'},
    Exclude: {type: 'string[]', wildcards: true, help: 'Not what fits one of these wildcards.'},
    Description: {type: 'string', help: 'A description.'},
    Option: {
      type: 'System.Management.Automation.ScopedItemOptions',
      help: 'None, ReadOnly, Constant, Private, AllScope.',
    },
    Force: {type: 'switch', help: 'Also does what is guarded otherwise.'},
    Visibility: {
      type: 'System.Management.Automation.SessionStateEntryVisibility',
      help: 'Public or Private.',
    },
    PassThru: {type: 'switch', help: 'Writes the objects that were worked on.'},
    Scope: {type: 'string', help: 'The scope: Global, Local, Script or a number of levels up.'},
  },
  examples: [{title: 'A value', code: 'Set-Variable x 5; $x', output: ['5']}],
  state: (): State => ({values: []}),

  process(run, p) {
    // Names from the pipe come with a value each; a piped value alone is collected.
    if (run.expectingInput && !nameIsPiped(run)) run.state.values.push(p.Value);
    else setAll(run, p, p.Value);
  },
  end(run, p) {
    const {values} = run.state;
    if (values.length > 0) setAll(run, p, values.length === 1 ? values[0] : values);
  },
});

interface Arguments {
  readonly Name?: readonly string[] | undefined;
  readonly Include?: readonly string[] | undefined;
  readonly Exclude?: readonly string[] | undefined;
  readonly Description?: string | undefined;
  readonly Option?: unknown;
  readonly Force: boolean;
  readonly Visibility?: unknown;
  readonly PassThru: boolean;
  readonly Scope?: string | undefined;
}

function nameIsPiped(run: Run<State>): boolean {
  return (
    run.bound.has('Name') &&
    !run.bound.has('Value') &&
    run.expectingInput &&
    run.state.values.length === 0
  );
}

function setAll(run: Run<State>, p: Arguments, value: unknown) {
  for (const given of p.Name ?? []) {
    const {scope: qualifier, name} = splitQualifier(given);
    const scopeText = p.Scope ?? qualifier;
    const scope = scopeArgument(run, scopeText);
    if (hasWildcard(name)) {
      const found = findVariables(
        {
          names: [name],
          scope,
          onlyThere: scopeText !== undefined,
          include: p.Include,
          exclude: p.Exclude,
        },
        () => {},
      );
      for (const variable of found) change(run, p, variable, value, true);
      continue;
    }
    if (!run.shouldProcess(`Name: ${name} Value: ${toText(value)}`, 'Set variable')) continue;
    let variable =
      findVariable(scope, name, true) ?? scope.allScope(name.toLowerCase()) ?? undefined;
    const isThere = variable !== undefined;
    if (!variable) {
      variable = new Variable(
        name,
        null,
        scopeText?.toLowerCase() === 'private' ? VARIABLE_OPTIONS.Private : 0,
      );
      scope.put(name.toLowerCase(), variable);
    }
    change(run, p, variable, value, isThere);
  }
}

function tooLate(run: Run<State>, variable: Variable) {
  const exception = new NetException(
    'System.Management.Automation.SessionStateUnauthorizedAccessException',
    `Existing variable ${variable.name} cannot be made constant. Variables can be made constant only at creation time.`,
  );
  run.writeError(run.error('VariableCannotBeMadeConstant', 'WriteError', exception, variable.name));
}

function change(
  run: Run<State>,
  p: Arguments,
  variable: Variable,
  value: unknown,
  isThere: boolean,
) {
  if (refusesWrite(run, variable, p.Force)) return;
  if (run.bound.has('Value') || run.expectingInput) {
    if (p.Force) variable.force(variable.transform ? variable.transform(value) : value);
    else variable.assign(value);
  }
  if (p.Description !== undefined) variable.description = p.Description;
  if (p.Option !== undefined) {
    const bits = optionBits(p.Option);
    if (isThere && (bits & VARIABLE_OPTIONS.Constant) !== 0) return tooLate(run, variable);
    variable.options = bits;
  }
  if (p.Visibility !== undefined)
    variable.visibility = toText(p.Visibility) as 'Public' | 'Private';
  if (p.PassThru) run.writeObject(variable.object);
}
