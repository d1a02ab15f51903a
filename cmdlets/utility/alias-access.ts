/** Aliases for the *-Alias cmdlets: making them, with the errors for those that may not change. */
import type {Run} from '../../shell/cmdlet/cmdlet.ts';
import {AliasCommand} from '../../shell/commands/command-info.ts';
import type {Scope} from '../../shell/session/scope.ts';
import type {AliasDefinition, Session} from '../../shell/session/session.ts';
import {VARIABLE_OPTIONS} from '../../shell/session/variable.ts';
import type {EnumValue} from '../../shell/values/index.ts';
import {NetException} from '../../shell/values/index.ts';
import {scopeArgument} from './variable-access.ts';

export interface AliasArguments {
  readonly Name: string;
  readonly Value: string;
  readonly Description?: string | undefined;
  readonly Option?: unknown;
  readonly PassThru: boolean;
  readonly Scope?: string | undefined;
  readonly Force: boolean;
}

/** The aliases seen from a scope, in order of name. */
export function aliasesIn(session: Session, scope: Scope): AliasCommand[] {
  const all = [...session.definitions('aliases', scope).values()] as AliasDefinition[];
  return all
    .sort((a, b) => a.name.localeCompare(b.name, 'en-US'))
    .map(alias => new AliasCommand(alias, session));
}

/** Makes or changes an alias; `mustBeNew`: one that exists is an error. */
export function defineAlias(run: Run, p: AliasArguments, mustBeNew: boolean) {
  const {session} = run;
  const scope = scopeArgument(run, p.Scope);
  const known = scope.definitions?.aliases.get(p.Name.toLowerCase()) as AliasDefinition | undefined;
  if (
    !run.shouldProcess(`Name: ${p.Name} Value: ${p.Value}`, mustBeNew ? 'New Alias' : 'Set Alias')
  )
    return;
  if (known && mustBeNew && !p.Force)
    return fail(
      run,
      'AliasAlreadyExists',
      'ResourceExists',
      `The alias is not allowed, because an alias with the name '${p.Name}' already exists.`,
      p.Name,
    );
  const visible = session.findAlias(p.Name, scope);
  if (visible && !mayChange(visible, p.Force))
    return fail(
      run,
      'AliasNotWritable',
      'WriteError',
      `Alias ${p.Name} is read-only or constant and cannot be written to.`,
      p.Name,
    );
  session.setAlias(
    {
      name: p.Name,
      definition: p.Value,
      description: p.Description ?? '',
      options: p.Option === undefined ? 0 : (p.Option as EnumValue).value,
      moduleName: '',
    },
    scope,
  );
  if (p.PassThru)
    for (const alias of run.call('Get-Alias', '-Name', p.Name)) run.writeObject(alias);
}

/** Constants never change; read-only ones by force. */
export function mayChange(alias: AliasDefinition, force: boolean): boolean {
  if ((alias.options & VARIABLE_OPTIONS.Constant) !== 0) return false;
  return force || (alias.options & VARIABLE_OPTIONS.ReadOnly) === 0;
}

export function fail(
  run: Run,
  id: string,
  category: 'ResourceExists' | 'WriteError' | 'ObjectNotFound',
  message: string,
  name: string,
) {
  const type =
    category === 'ObjectNotFound'
      ? 'System.Management.Automation.ItemNotFoundException'
      : category === 'WriteError'
        ? 'System.Management.Automation.SessionStateUnauthorizedAccessException'
        : 'System.Management.Automation.SessionStateException';
  run.writeError(run.error(id, category, new NetException(type, message), name));
}
