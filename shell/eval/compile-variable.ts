/**
 * Variables: reading and assigning `$x`, `$script:x`, `$env:X`, `$_`. A name of the block is a slot; a slot
 * that is unset is looked up in the scopes around, nearest caller first. Language specification 4.
 */
import type {UsingExpressionAst, VariableExpressionAst} from '../../grammar/ast.ts';
import {
  driveNotFound,
  notUsing,
  variableIsUndefined,
  variableNotWritable,
} from '../errors/engine-errors.ts';
import {allScopeNames, UNSET, valueOf} from '../session/scope.ts';
import type {Scope} from '../session/scope.ts';
import {VARIABLE_OPTIONS, Variable} from '../session/variable.ts';
import type {Value} from '../values/value.ts';
import {automaticReader} from './automatic.ts';
import type {Frame} from './frame.ts';
import type {Expression, Unit} from './unit.ts';
import {watchedRead, watchedWrite} from './watching.ts';

export type Assign = (f: Frame, value: Value) => void;

const CONSTANTS: ReadonlyMap<string, Value> = new Map<string, Value>([
  ['true', true],
  ['false', false],
  ['null', null],
]);

export function isUnderscore(name: string): boolean {
  return name === '_' || name === 'psitem';
}

// ---- reading -----------------------------------------------------------------------------------

export function compileVariable(ast: VariableExpressionAst, unit: Unit): Expression {
  const read = compileRead(ast, unit);
  return unit.isWatched ? watchedRead(ast, ast.name, read) : read;
}

function compileRead(ast: VariableExpressionAst, unit: Unit): Expression {
  const name = ast.name.toLowerCase();
  const scope = ast.scope?.toLowerCase() ?? null;
  if (scope !== null) return scopedRead(scope, ast.name, name);
  if (CONSTANTS.has(name)) {
    const constant = CONSTANTS.get(name);
    return () => constant;
  }
  if (isUnderscore(name)) return readUnderscore;
  if (name === '?') return f => f.session.ok;
  const slot = unit.layout.slot(name);
  const automatic = automaticReader(name);
  if (automatic !== undefined) {
    return f => {
      const content = f.slots[slot];
      return content === UNSET ? automatic(f) : valueOf(content);
    };
  }
  return f => {
    const content = f.slots[slot];
    if (typeof content === 'number') return content;
    if (content === UNSET) return readOuter(f, name, ast.name);
    return content instanceof Variable ? content.value : content;
  };
}

function readUnderscore(f: Frame): Value {
  const own = f.scope.underscore;
  if (own !== UNSET) return valueOf(own);
  const found = f.scope.findUnderscore();
  return found === UNSET ? null : valueOf(found);
}

function readOuter(f: Frame, name: string, spelling: string): Value {
  const content = f.scope.parent === null ? UNSET : f.scope.find(name);
  if (content !== UNSET) return valueOf(content);
  if (f.scope.strictVersion() >= 1) throw variableIsUndefined(spelling);
  return null;
}

function scopedRead(scope: string, spelling: string, name: string): Expression {
  switch (scope) {
    case 'global':
      return f => readOwn(f.session.globalScope, name, `global:${spelling}`, f);
    case 'script':
      return f => readOwn(f.scope.script, name, `script:${spelling}`, f);
    case 'local':
    case 'private':
      return f => readOwn(f.scope, name, `${scope}:${spelling}`, f);
    case 'variable':
      return f => {
        const content = f.scope.find(name);
        return content === UNSET ? null : valueOf(content);
      };
    case 'using':
      return usingRead(spelling);
    default:
      return f => driveOf(f, scope).get(spelling, f);
  }
}

/** `$using:x`: the value that was copied when the job or remote block was started. */
function usingRead(name: string): Expression {
  return f => {
    const {using} = f.session;
    if (!using.has(name)) throw notUsing(name);
    return using.get(name);
  };
}

export function compileUsing(ast: UsingExpressionAst): Expression {
  const inner = ast.subExpression;
  if (inner.kind !== 'VariableExpressionAst') throw new Error('$using: without a variable');
  return usingRead(inner.name);
}

function readOwn(scope: Scope, name: string, spelling: string, f: Frame): Value {
  const content = scope.own(name);
  if (content !== UNSET) return valueOf(content);
  const automatic = automaticReader(name);
  if (automatic !== undefined && scope.owner !== null) return automatic(scope.owner);
  if (f.scope.strictVersion() >= 1) throw variableIsUndefined(spelling);
  return null;
}

function driveOf(f: Frame, name: string) {
  const drive = f.session.variableDrives.get(name);
  if (drive === undefined) throw driveNotFound(name);
  return drive;
}

// ---- assigning ---------------------------------------------------------------------------------

export function compileAssignVariable(ast: VariableExpressionAst, unit: Unit): Assign {
  const assign = compileWrite(ast, unit);
  return unit.isWatched ? watchedWrite(ast, ast.name, assign) : assign;
}

function compileWrite(ast: VariableExpressionAst, unit: Unit): Assign {
  const name = ast.name.toLowerCase();
  const scope = ast.scope?.toLowerCase() ?? null;
  if (scope !== null) return scopedAssign(scope, ast.name, name);
  if (name === 'null') return () => undefined;
  if (name === 'true' || name === 'false' || name === '?') {
    return () => {
      throw variableNotWritable(ast.name);
    };
  }
  if (isUnderscore(name)) {
    return (f, value) => {
      f.scope.underscore = value;
    };
  }
  const slot = unit.layout.slot(name);
  return (f, value) => {
    const content = f.slots[slot];
    if (content === UNSET) assignFirst(f, slot, name, value);
    else if (content instanceof Variable) content.assign(value);
    else f.slots[slot] = value;
  };
}

/** The slot is empty: the variable is new here, unless an AllScope one stands in for it. */
function assignFirst(f: Frame, slot: number, name: string, value: Value): void {
  const shared = allScopeNames.has(name) ? f.scope.allScope(name) : null;
  if (shared !== null) shared.assign(value);
  else f.slots[slot] = value;
}

function scopedAssign(scope: string, spelling: string, name: string): Assign {
  switch (scope) {
    case 'global':
      return (f, value) => f.session.globalScope.assign(name, value);
    case 'script':
      return (f, value) => f.scope.script.assign(name, value);
    case 'local':
    case 'variable':
      return (f, value) => f.scope.assign(name, value);
    case 'private':
      return (f, value) => assignPrivate(f.scope, name, spelling, value);
    case 'using':
      return () => {
        throw notUsing(spelling);
      };
    default:
      return (f, value) => driveOf(f, scope).set(spelling, value, f);
  }
}

function assignPrivate(scope: Scope, name: string, spelling: string, value: Value): void {
  scope.assign(name, value);
  const variable = scope.box(name, spelling);
  if (variable !== null) variable.options |= VARIABLE_OPTIONS.Private;
}

/**
 * The variable an expression names, as an object: for `[ref]$x`, typed variables and attributes. Made
 * (with value null) in the current scope, or the one named, when there is none.
 */
export function compileVariableObject(ast: VariableExpressionAst): (f: Frame) => Variable {
  const name = ast.name.toLowerCase();
  const scopeName = ast.scope?.toLowerCase() ?? 'local';
  return f => {
    const scope = f.session.scopeOf(scopeName, f) ?? f.scope;
    const holder = ast.scope === null ? scope.holder(name) : null;
    const found = (holder ?? scope).box(name, ast.name);
    if (found !== null) return found;
    const made = new Variable(ast.name, null);
    scope.put(name, made);
    return made;
  };
}
