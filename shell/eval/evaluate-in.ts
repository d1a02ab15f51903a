/** Evaluates one expression of a script in a running frame: arguments of attributes, defaults of help. */
import type {ExpressionAst} from '../../grammar/ast.ts';
import type {Value} from '../values/value.ts';
import type {Frame} from './frame.ts';
import {Unit} from './unit.ts';
import {compileExpression} from './compile.ts';

export function evaluateIn(f: Frame, ast: ExpressionAst): Value {
  const expression = compileExpression(ast, new Unit(f.scope.layout, f.source));
  f.scope.grow();
  return expression(f) ?? null;
}
