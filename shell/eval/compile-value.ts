/**
 * Statements where a value is wanted: right of `=`, in `( )`, `$( )`, `@( )`, in conditions.
 *
 * An expression gives its value as it is; everything else gives what it wrote, by the capture rule
 * (language specification 5).
 */
import type {ArrayExpressionAst, StatementAst, StatementBlockAst} from '../../grammar/ast.ts';
import {enumerate, isEnumerable} from '../values/enumerate.ts';
import type {Value} from '../values/value.ts';
import {compileAssignment} from './compile-target.ts';
import {LoopSignal, NORMAL, RETURN, ReturnSignal} from './flow.ts';
import type {Frame} from './frame.ts';
import {Collector, emit} from './output.ts';
import type {Expression, Statement, Unit} from './unit.ts';
import {
  compileExpression,
  compilePipelineInto,
  compileStatement,
  compileStatements,
  compileValue,
} from './compile.ts';
import {plainExpression} from './plain-expression.ts';

/** The value of a statement. */
export function valueCompiler(ast: StatementAst, unit: Unit): Expression {
  if (ast.kind === 'AssignmentStatementAst') return compileAssignment(ast, unit);
  const expression = plainExpression(ast);
  if (expression !== null) return compileExpression(expression, unit);
  if (ast.kind === 'PipelineAst' && !ast.background) {
    const run = compilePipelineInto(ast, unit);
    return f => {
      const collector = new Collector();
      run(f, collector);
      return collector.result();
    };
  }
  return captured(compileStatement(ast, unit), unit);
}

function captured(statement: Statement, unit: Unit): Expression {
  unit.hasNestedReturn = true;
  return f => {
    const collector = new Collector();
    runInto(f, statement, collector);
    return collector.result();
  };
}

/** Runs a statement with its output going to `out`; control that wants to leave is thrown. */
function runInto(f: Frame, statement: Statement, out: Collector): void {
  const saved = f.out;
  f.out = out;
  try {
    const completion = statement(f);
    if (completion !== NORMAL) leave(f, completion);
  } finally {
    f.out = saved;
  }
}

/** A completion that must travel through an expression. */
export function leave(f: Frame, completion: Exclude<ReturnType<Statement>, typeof NORMAL>): never {
  if (completion === RETURN) throw new ReturnSignal(f);
  throw new LoopSignal(completion, f.label);
}

/** `$( )` */
export function compileSubExpression(ast: StatementBlockAst, unit: Unit): Expression {
  const [only] = ast.statements;
  if (ast.statements.length === 1 && only && ast.traps.length === 0) {
    const expression = plainExpression(only);
    if (expression !== null) return flattened(compileExpression(expression, unit));
    if (only.kind === 'PipelineAst') return compileValue(only, unit);
  }
  return captured(compileStatements(ast, unit), unit);
}

/** An expression's value after it went through a pipe: lists become object[] of one level. */
function flattened(expression: Expression): Expression {
  return f => {
    const value = expression(f);
    if (typeof value !== 'object' || value === null || !isEnumerable(value)) return value;
    const collector = new Collector();
    emit(value, collector);
    return collector.result();
  };
}

/** `@( )`: always an object[]. */
export function compileArrayExpression(ast: ArrayExpressionAst, unit: Unit): Expression {
  const {statements} = ast.subExpression;
  const [only] = statements;
  const expression = statements.length === 1 && only ? plainExpression(only) : null;
  if (expression !== null) {
    const value = compileExpression(expression, unit);
    return f => arrayOf(value(f));
  }
  const body = compileStatements(ast.subExpression, unit);
  unit.hasNestedReturn = true;
  return f => {
    const collector = new Collector();
    runInto(f, body, collector);
    return collector.toArray();
  };
}

function arrayOf(value: Value): Value[] {
  if (value === undefined) return [];
  return isEnumerable(value) ? [...enumerate(value)] : [value];
}
