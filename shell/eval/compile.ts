/**
 * The compiler's crossroads: expressions hold statements and statements expressions, so the compile-*.ts
 * files call each other through here and import only this. The table is filled by compilers.ts.
 */
import type {
  ExpressionAst,
  PipelineAst,
  StatementAst,
  StatementBlockAst,
} from '../../grammar/ast.ts';
import type {Frame} from './frame.ts';
import type {Sink} from './runtime.ts';
import type {Expression, Statement, Unit} from './unit.ts';
import {watchedStatement} from './watching.ts';

/** Runs a pipeline with its output going to `out`. */
export type RunInto = (f: Frame, out: Sink) => void;

type StatementList = Pick<StatementBlockAst, 'statements' | 'traps'>;

export interface Compilers {
  expression(ast: ExpressionAst, unit: Unit): Expression;
  /** A statement where its value is wanted. */
  value(ast: StatementAst, unit: Unit): Expression;
  statement(ast: StatementAst, unit: Unit): Statement;
  statements(block: StatementList, unit: Unit): Statement;
  pipelineInto(ast: PipelineAst, unit: Unit): RunInto;
}

let compilers: Compilers | null = null;

export function setCompilers(filled: Compilers): void {
  compilers = filled;
}

function table(): Compilers {
  if (compilers === null) throw new Error('compilers.ts was not evaluated');
  return compilers;
}

export function compileExpression(ast: ExpressionAst, unit: Unit): Expression {
  return table().expression(ast, unit);
}

export function compileValue(ast: StatementAst, unit: Unit): Expression {
  return table().value(ast, unit);
}

export function compileStatement(ast: StatementAst, unit: Unit): Statement {
  const run = table().statement(ast, unit);
  return unit.isWatched ? watchedStatement(ast, run) : run;
}

export function compileStatements(block: StatementList, unit: Unit): Statement {
  return table().statements(block, unit);
}

export function compilePipelineInto(ast: PipelineAst, unit: Unit): RunInto {
  return table().pipelineInto(ast, unit);
}
