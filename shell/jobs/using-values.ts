/** What a block for another runspace takes along: its `$using:` values. Language specification 4 and 16. */
import type {Ast, ScriptBlockAst} from '../../grammar/ast.ts';
import {type Place, walk} from '../../grammar/walk.ts';
import {runtimeError} from '../values/net-exception.ts';
import {automaticValue} from '../eval/automatic.ts';
import type {Frame} from '../eval/frame.ts';
import type {ScriptBlock} from '../eval/script-block.ts';
import {UNSET, valueOf} from '../session/scope.ts';
import {ComputedVariable, VARIABLE_OPTIONS, Variable} from '../session/variable.ts';
import {hashtable, type Hashtable} from '../values/hashtable.ts';
import type {Value} from '../values/value.ts';

/** A `$using:` variable, and whether it stands in a block inside the block. */
interface Use {
  readonly name: string;
  readonly scope: string | null;
  readonly isNested: boolean;
}

/**
 * The values of a block's `$using:` variables as `frame` sees them. One that is not set is an error, unless
 * it stands in an inner block: that may be a job's of its own.
 */
export function usingValues(block: ScriptBlock, frame: Frame): Hashtable {
  const values = hashtable();
  for (const use of usesOf(block.ast)) {
    const value = valueIn(use, frame);
    if (value !== UNSET) values.set(use.name, value);
    else if (!use.isNested) throw undefinedUsing(use.name);
  }
  return values;
}

function usesOf(ast: ScriptBlockAst): Use[] {
  const uses: Use[] = [];
  walk(ast, (node, parent) => {
    if (node.kind !== 'UsingExpressionAst') return;
    const {subExpression} = node;
    if (subExpression.kind !== 'VariableExpressionAst') return;
    const {name, scope} = subExpression;
    uses.push({name, scope: scope?.toLowerCase() ?? null, isNested: isInBlock(parent)});
  });
  return uses;
}

function isInBlock(place: Place | null): boolean {
  for (let at = place; at !== null; at = at.parent)
    if (at.node.kind === 'ScriptBlockExpressionAst') return true;
  return false;
}

/** UNSET when there is no such variable. */
function valueIn({name, scope}: Use, frame: Frame): Value | typeof UNSET {
  const {session} = frame;
  const key = name.toLowerCase();
  const drive = scope === null ? undefined : session.variableDrives.get(scope);
  if (drive !== undefined) return drive.get(name, frame);
  const content =
    scope === null ? frame.scope.find(key) : (session.scopeOf(scope, frame)?.own(key) ?? UNSET);
  if (content !== UNSET) return valueOf(content);
  const automatic = automaticValue(key, frame);
  if (automatic !== UNSET) return automatic;
  return session.using.has(name) ? session.using.get(name) : UNSET;
}

function undefinedUsing(name: string) {
  return runtimeError(
    'UsingVariableIsUndefined',
    `The value of the using variable '$using:${name}' cannot be retrieved because it has not been set in the local session.`,
  );
}

/** Variables a pipeline reads, for `&`: as far as they are set, and the session did not make them. */
export function variablesOf(ast: Ast, frame: Frame): Hashtable {
  const values = hashtable();
  walk(ast, node => {
    if (node.kind !== 'VariableExpressionAst') return;
    const key = node.name.toLowerCase();
    const scope = node.scope?.toLowerCase() ?? null;
    if (scope !== null && !CARRIED_SCOPES.has(scope)) return;
    const content = frame.scope.find(key);
    if (content === UNSET || isOfSession(content)) return;
    values.set(node.name, valueOf(content));
  });
  return values;
}

const CARRIED_SCOPES = new Set(['global', 'script', 'local']);

/** `$PID`, `$HOME` and the like: the other session has its own. */
function isOfSession(content: unknown): boolean {
  return (
    content instanceof Variable &&
    (content instanceof ComputedVariable || content.has(VARIABLE_OPTIONS.Constant))
  );
}
