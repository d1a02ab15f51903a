/** Shapes of statements and expressions that the compiler treats in a way of their own. */
import type {ExpressionAst, StatementAst} from '../../grammar/ast.ts';

/** The expression of a pipeline that is nothing else, or null. */
export function plainExpression(ast: StatementAst): ExpressionAst | null {
  if (ast.kind !== 'PipelineAst' || ast.background || ast.elements.length !== 1) return null;
  const [only] = ast.elements;
  return only?.kind === 'CommandExpressionAst' && only.redirections.length === 0
    ? only.expression
    : null;
}

/** Is this `$x++` or `--$x`: an expression that has no output as a statement? */
export function isStep(ast: ExpressionAst): boolean {
  return ast.kind === 'UnaryExpressionAst' && /(?:\+\+|--)$/.test(ast.operator);
}
