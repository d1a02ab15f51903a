/**
 * Variables as objects, for the *-Variable cmdlets: finding them by name and scope, with their errors.
 *
 * A variable that is only a value in a slot becomes a Variable when a script asks for it, so that what it
 * holds is alive.
 */
import type {Run} from '../../shell/cmdlet/cmdlet.ts';
import {UNSET} from '../../shell/session/scope.ts';
import type {Scope} from '../../shell/session/scope.ts';
import '../../shell/session/variable-type.ts';
import {VARIABLE_OPTIONS, Variable} from '../../shell/session/variable.ts';
import type {EnumValue} from '../../shell/values/index.ts';
import {hasWildcard, NetException, wildcard} from '../../shell/values/index.ts';

/** Bits of an -Option argument. */
export function optionBits(value: unknown): number {
  return (value as EnumValue).value;
}

/** The scope of a -Scope argument, default the caller's; an unknown one is a terminating error. */
export function scopeArgument<State extends object>(
  run: Run<State>,
  scope: string | undefined,
): Scope {
  const {session} = run;
  if (scope === undefined) return session.frame.scope;
  const isKnown = /^(?:global|script|local|private|\d+)$/i.test(scope);
  const found = isKnown ? session.scopeOf(scope) : undefined;
  if (found) return found;
  const [id, type] = isKnown
    ? ['ArgumentOutOfRange', 'System.Management.Automation.PSArgumentOutOfRangeException']
    : ['Argument', 'System.Management.Automation.PSArgumentException'];
  const message = isKnown
    ? `The scope number '${scope}' exceeds the number of active scopes.`
    : `The scope name '${scope}' is not valid.`;
  return run.throwTerminatingError(
    run.error(
      id as string,
      isKnown ? 'InvalidArgument' : 'InvalidArgument',
      new NetException(type as string, message),
    ),
  );
}

/** The Variable in the scope itself, made of the slot's value if need be. */
function variableIn(scope: Scope, name: string): Variable | undefined {
  const content = scope.own(name.toLowerCase());
  if (content === UNSET) return undefined;
  if (content instanceof Variable) return content;
  const variable = new Variable(name, content);
  scope.put(name.toLowerCase(), variable);
  return variable;
}

/** The variable that `name` means, in `scope` alone or as seen from it. */
export function findVariable(scope: Scope, name: string, onlyThere: boolean): Variable | undefined {
  if (onlyThere) return variableIn(scope, name);
  const holder = scope.holder(name.toLowerCase());
  return holder ? variableIn(holder, name) : undefined;
}

interface Query {
  readonly names: readonly string[];
  readonly scope: Scope;
  /** -Scope was given: only that scope counts. */
  readonly onlyThere: boolean;
  readonly include?: readonly string[] | undefined;
  readonly exclude?: readonly string[] | undefined;
}

/** All that fit, in order of name within each pattern; a plain name that is not there is reported. */
export function findVariables(query: Query, onMissing: (name: string) => void): Variable[] {
  const wanted = (name: string) =>
    (!query.include?.length || query.include.some(pattern => wildcard(pattern)(name))) &&
    !query.exclude?.some(pattern => wildcard(pattern)(name));
  return query.names.flatMap(name => {
    if (!hasWildcard(name)) {
      const found = findVariable(query.scope, name, query.onlyThere);
      if (!found) onMissing(name);
      return found && wanted(found.name) ? [found] : [];
    }
    const fits = wildcard(name);
    return visibleNames(query.scope, query.onlyThere)
      .filter(each => fits(each) && wanted(each))
      .sort()
      .flatMap(each => findVariable(query.scope, each, query.onlyThere) ?? []);
  });
}

function visibleNames(scope: Scope, onlyThere: boolean): string[] {
  const names = new Set<string>();
  for (let at: Scope | null = scope; at !== null; at = onlyThere ? null : at.parent)
    for (const name of at.variableNames()) names.add(name);
  return [...names];
}

/** Takes a qualifier such as `global:` off a name. */
export function splitQualifier(name: string): {scope: string | undefined; name: string} {
  const match = /^(global|script|local|private):(.+)$/i.exec(name);
  return match ? {scope: match[1] as string, name: match[2] as string} : {scope: undefined, name};
}

export function variableNotFound<State extends object>(run: Run<State>, name: string) {
  run.writeError(
    run.error(
      'VariableNotFound',
      'ObjectNotFound',
      new NetException(
        'System.Management.Automation.ItemNotFoundException',
        `Cannot find a variable with the name '${name}'.`,
      ),
      name,
    ),
  );
}

/** Reports that a read-only or constant variable is not to be changed; true when it is one. */
export function refusesWrite<State extends object>(
  run: Run<State>,
  variable: Variable,
  force: boolean,
  action: 'NotWritable' | 'NotRemovable' = 'NotWritable',
): boolean {
  const isConstant = variable.has(VARIABLE_OPTIONS.Constant);
  const isReadOnly = variable.has(VARIABLE_OPTIONS.ReadOnly);
  if (!isConstant && (force || !isReadOnly)) return false;
  const message =
    action === 'NotWritable'
      ? `Cannot overwrite variable ${variable.name} because it is read-only or constant.`
      : `Cannot remove variable ${variable.name} because it is constant or read-only. If the variable is read-only, try the operation again specifying the Force option.`;
  run.writeError(
    run.error(
      `Variable${action}`,
      'WriteError',
      new NetException(
        'System.Management.Automation.SessionStateUnauthorizedAccessException',
        message,
      ),
      variable.name,
    ),
  );
  return true;
}
