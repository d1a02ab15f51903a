/** `[ValidateNotNull()]$x` where a value is wanted. Language specification 3.5. */
import type {AttributedExpressionAst} from '../../grammar/ast.ts';
import {compileExpression} from './compile.ts';
import type {Expression, Unit} from './unit.ts';
import {attributeTransform} from './variable-transform.ts';

/** The check, then the value. */
export function compileAttributed(ast: AttributedExpressionAst, unit: Unit): Expression {
  const child = compileExpression(ast.child, unit);
  const transform = attributeTransform(ast.attribute, unit);
  return f => transform(f, '')(child(f));
}
