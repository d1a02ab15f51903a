/** SafeGetValue(): what an expression of constants stands for; anything that runs code is refused. */
import type {ExpressionAst, StatementAst} from '../../grammar/ast.ts';
import type {AnyNode} from '../../grammar/walk.ts';
import {childrenOf} from '../../grammar/walk.ts';
import {currentSession} from '../eval/current-session.ts';
import {evaluateIn} from '../eval/evaluate-in.ts';
import {plainExpression} from '../eval/plain-expression.ts';
import type {SourceText} from '../eval/source-text.ts';
import {NetException} from '../values/net-exception.ts';
import type {Value} from '../values/value.ts';

const SAFE = new Set<AnyNode['kind']>([
  'ConstantExpressionAst',
  'StringConstantExpressionAst',
  'ArrayLiteralAst',
  'ArrayExpressionAst',
  'HashtableAst',
  'ParenExpressionAst',
  'UnaryExpressionAst',
  'StatementBlockAst',
  'PipelineAst',
  'CommandExpressionAst',
]);

function isSafe(node: AnyNode): boolean {
  if (node.kind === 'VariableExpressionAst')
    return /^(?:true|false|null|PSCulture|PSUICulture)$/i.test(node.name);
  return SAFE.has(node.kind) && childrenOf(node).every(isSafe);
}

/** A table that is longer is suspected of eating memory. */
const MOST_KEYS = 500;

function isTooLong(node: AnyNode): boolean {
  const own = node.kind === 'HashtableAst' && node.keyValuePairs.length > MOST_KEYS;
  return own || childrenOf(node).some(isTooLong);
}

function isExpression(node: AnyNode): node is ExpressionAst {
  return node.kind.endsWith('ExpressionAst') || /^(?:ArrayLiteral|Hashtable)Ast$/.test(node.kind);
}

/** Throws InvalidOperationException for what is not made of constants, and for tables that are too long. */
export function safeValue(node: AnyNode, source: SourceText, anyLength = true): Value {
  if (!anyLength && isTooLong(node))
    throw new NetException(
      'System.InvalidOperationException',
      `Cannot generate a PowerShell object for a ScriptBlock evaluating dynamic expressions. A table has more than ${MOST_KEYS} keys.`,
    );
  const expression = isExpression(node)
    ? node
    : node.kind === 'PipelineAst'
      ? plainExpression(node as StatementAst)
      : null;
  if (expression !== null && isSafe(expression))
    return evaluateIn(currentSession().frame, expression);
  throw new NetException(
    'System.InvalidOperationException',
    'Cannot generate a PowerShell object for a ScriptBlock evaluating dynamic expressions. Dynamic expression: ' +
      `${source.textOf(node)}.`,
  );
}
