/**
 * What can stand left of `=`: variables (plain, typed, with attributes), properties, elements, lists of
 * these. Reading and writing back (`+=`, `++`) evaluates the owner once. Language specification 3.5.
 */
import type {
  AssignmentStatementAst,
  ConvertExpressionAst,
  AttributedExpressionAst,
  ExpressionAst,
  IndexExpressionAst,
  MemberExpressionAst,
  VariableExpressionAst,
} from '../../grammar/ast.ts';
import {invalidLeftHandSide} from '../errors/engine-errors.ts';
import type {Transform} from '../session/variable.ts';
import {Variable} from '../session/variable.ts';
import {toArray, isEnumerable} from '../values/enumerate.ts';
import {isNull} from '../values/type-of.ts';
import type {Value} from '../values/value.ts';
import {
  add,
  decrement,
  divide,
  increment,
  multiply,
  remainder,
  subtract,
} from '../operators/index.ts';
import {memberName, readMember, readStatic, writeMember, writeStatic} from './compile-member.ts';
import {readIndex, writeIndex} from './compile-index.ts';
import {compileAssignVariable} from './compile-variable.ts';
import type {Assign} from './compile-variable.ts';
import type {Frame} from './frame.ts';
import type {Expression, Unit} from './unit.ts';
import {attributeTransform, typeTransform} from './variable-transform.ts';
import {compileExpression, compileValue} from './compile.ts';

/** How to read and write a place whose owner has been evaluated. */
interface Place {
  read(): Value;
  write(value: Value): void;
}

/** `target = value`, `target += value`, ... The closure answers the value assigned. */
export function compileAssignment(ast: AssignmentStatementAst, unit: Unit): Expression {
  const value = compileValue(ast.right, unit);
  if (ast.operator === '=') {
    const assign = compileAssign(ast.left, unit);
    return f => {
      const result = value(f);
      assign(f, result);
      return result;
    };
  }
  if (ast.operator === '??=') return compileIfNull(ast.left, value, unit);
  const operation = UPDATES[ast.operator];
  return compileUpdate(ast.left, unit, (f, old) => operation(old, value(f)));
}

const UPDATES = {
  '+=': (old: Value, value: Value): Value =>
    typeof old === 'number' && typeof value === 'number' ? addNumbers(old, value) : add(old, value),
  '-=': subtract,
  '*=': multiply,
  '/=': divide,
  '%=': remainder,
} as const;

/** Int32 sums that stay Int32; the rest is the operator's. */
function addNumbers(x: number, y: number): Value {
  const sum = x + y;
  return (sum | 0) === sum && (x | 0) === x && (y | 0) === y ? sum : add(x, y);
}

function compileIfNull(left: ExpressionAst, value: Expression, unit: Unit): Expression {
  const place = compilePlace(left, unit);
  return f => {
    const at = place(f);
    const old = at.read();
    if (!isNull(old)) return old;
    const result = value(f);
    at.write(result);
    return result;
  };
}

/** `$x++` and the like. `post`: the closure answers the old value. */
export function compileStep(
  child: ExpressionAst,
  by: 1 | -1,
  post: boolean,
  unit: Unit,
): Expression {
  const slow = by === 1 ? increment : decrement;
  const update = compileUpdate(child, unit, (_f, old) => slow(old), post);
  const variable = plainVariable(child);
  if (variable === null) return update;
  const slot = unit.layout.slot(variable.name.toLowerCase());
  return f => {
    const old = f.slots[slot];
    if (typeof old !== 'number' || (old | 0) !== old) return update(f);
    const next = old + by;
    if ((next | 0) !== next) return update(f);
    f.slots[slot] = next;
    return post ? old : next;
  };
}

/** A variable that lives in a slot: no scope, nothing special about the name. */
function plainVariable(ast: ExpressionAst): VariableExpressionAst | null {
  if (ast.kind !== 'VariableExpressionAst' || ast.scope !== null) return null;
  return /^(?:true|false|null|_|psitem|\?)$/i.test(ast.name) ? null : ast;
}

function compileUpdate(
  target: ExpressionAst,
  unit: Unit,
  change: (f: Frame, old: Value) => Value,
  post = false,
): Expression {
  const place = compilePlace(target, unit);
  const general: Expression = f => {
    const at = place(f);
    const old = at.read();
    const next = change(f, old);
    at.write(next);
    return post ? (isNull(old) ? 0 : old) : next;
  };
  const variable = plainVariable(target);
  if (variable === null || unit.isWatched) return general;
  const slot = unit.layout.slot(variable.name.toLowerCase());
  return f => {
    const old = f.slots[slot];
    if (typeof old !== 'number' && typeof old !== 'string') return general(f);
    const next = change(f, old);
    if (f.slots[slot] instanceof Variable) (f.slots[slot] as Variable).assign(next);
    else f.slots[slot] = next;
    return post ? old : next;
  };
}

// ---- assignment --------------------------------------------------------------------------------

export function compileAssign(target: ExpressionAst, unit: Unit): Assign {
  switch (target.kind) {
    case 'VariableExpressionAst':
      return compileAssignVariable(target, unit);
    case 'ConvertExpressionAst':
    case 'AttributedExpressionAst':
      return compileAssignConstrained(target, unit);
    case 'ArrayLiteralAst':
      return compileAssignList(target.elements, unit);
    case 'ParenExpressionAst': {
      const inner = parenthesized(target);
      return inner === null ? refuse : compileAssign(inner, unit);
    }
    case 'MemberExpressionAst':
    case 'IndexExpressionAst': {
      const place = compilePlace(target, unit);
      return (f, value) => place(f).write(value ?? null);
    }
    default:
      return refuse;
  }
}

const refuse: Assign = () => {
  throw invalidLeftHandSide();
};

/** The expression of `(expr)`, null when something else is in the parentheses. */
function parenthesized(ast: ExpressionAst): ExpressionAst | null {
  if (ast.kind !== 'ParenExpressionAst' || ast.pipeline.kind !== 'PipelineAst') return null;
  const [only] = ast.pipeline.elements;
  return ast.pipeline.elements.length === 1 && only?.kind === 'CommandExpressionAst'
    ? only.expression
    : null;
}

/** `$a, $b = list`: the last target takes the rest. */
function compileAssignList(targets: readonly ExpressionAst[], unit: Unit): Assign {
  const assigns = targets.map(target => compileAssign(target, unit));
  const last = assigns.length - 1;
  return (f, value) => {
    const items = isNull(value) ? [] : isEnumerable(value) ? toArray(value) : [value];
    assigns.forEach((assign, at) => {
      if (at < last || items.length <= assigns.length) assign(f, items[at] ?? null);
      else assign(f, items.slice(last));
    });
  };
}

/** `[int]$x = ..`, `[ValidateRange(1,5)]$x = ..`: the variable keeps its constraints. */
function compileAssignConstrained(
  target: ConvertExpressionAst | AttributedExpressionAst,
  unit: Unit,
): Assign {
  const transforms: ((f: Frame, name: string) => Transform)[] = [];
  let inner: ExpressionAst = target;
  while (inner.kind === 'ConvertExpressionAst' || inner.kind === 'AttributedExpressionAst') {
    transforms.unshift(
      inner.kind === 'ConvertExpressionAst'
        ? typeTransform(inner.type.typeName, unit)
        : attributeTransform(inner.attribute, unit),
    );
    inner = inner.child;
  }
  if (inner.kind !== 'VariableExpressionAst')
    return compileConvertedAssign(inner, transforms, unit);
  return compileDeclare(inner, transforms);
}

function compileConvertedAssign(
  target: ExpressionAst,
  transforms: readonly ((f: Frame, name: string) => Transform)[],
  unit: Unit,
): Assign {
  const assign = compileAssign(target, unit);
  return (f, value) =>
    assign(
      f,
      transforms.reduce((converted, transform) => transform(f, '')(converted), value),
    );
}

function compileDeclare(
  ast: VariableExpressionAst,
  transforms: readonly ((f: Frame, name: string) => Transform)[],
): Assign {
  const name = ast.name.toLowerCase();
  const scopeName = ast.scope ?? 'local';
  return (f, value) => {
    const scope = f.session.scopeOf(scopeName, f) ?? f.scope;
    const made = transforms.map(transform => transform(f, ast.name));
    const transform: Transform = raw => made.reduce((converted, step) => step(converted), raw);
    const existing = scope.own(name);
    const variable = existing instanceof Variable ? existing : new Variable(ast.name);
    const old = variable.transform;
    variable.transform = transform;
    try {
      variable.assign(value);
    } catch (error) {
      variable.transform = old;
      throw error;
    }
    if (existing !== variable) scope.put(name, variable);
  };
}

// ---- places ------------------------------------------------------------------------------------

function compilePlace(ast: ExpressionAst, unit: Unit): (f: Frame) => Place {
  switch (ast.kind) {
    case 'MemberExpressionAst':
      return compileMemberPlace(ast, unit);
    case 'IndexExpressionAst':
      return compileIndexPlace(ast, unit);
    case 'ParenExpressionAst': {
      const inner = parenthesized(ast);
      if (inner !== null) return compilePlace(inner, unit);
      break;
    }
    default:
  }
  const read = compileExpression(ast, unit);
  const write = compileAssign(ast, unit);
  return f => ({read: () => read(f), write: value => write(f, value)});
}

function compileMemberPlace(ast: MemberExpressionAst, unit: Unit): (f: Frame) => Place {
  const owner = compileExpression(ast.expression, unit);
  const name = memberName(ast.member, unit);
  const read = ast.static ? readStatic : readMember;
  const write = ast.static ? writeStatic : writeMember;
  return f => {
    const object = owner(f);
    const member = name(f);
    return {read: () => read(f, object, member), write: value => write(object, member, value)};
  };
}

function compileIndexPlace(ast: IndexExpressionAst, unit: Unit): (f: Frame) => Place {
  const owner = compileExpression(ast.target, unit);
  const index = compileExpression(ast.index, unit);
  return f => {
    const object = owner(f);
    const at = index(f);
    return {read: () => readIndex(f, object, at), write: value => writeIndex(object, at, value)};
  };
}
