/** Numbers, strings, expandable strings, arrays and script blocks as values. */
import type {
  ConstantExpressionAst,
  ExpandableStringExpressionAst,
  ExpressionAst,
  ScriptBlockExpressionAst,
  StringConstantExpressionAst,
} from '../../grammar/ast.ts';
import {toText} from '../conversion/to-text.ts';
import {convertTo} from '../conversion/convert.ts';
import {BigInteger, double, Integer} from '../values/numbers.ts';
import type {IntegerKind} from '../values/numbers.ts';
import type {Value} from '../values/value.ts';
import type {Frame} from './frame.ts';
import {ScriptBlock} from './script-block.ts';
import type {Expression, Unit} from './unit.ts';
import {compileExpression} from './compile.ts';

/** The value of a number as written. */
export function constantValue(ast: ConstantExpressionAst): Value {
  switch (ast.type) {
    case 'Int32':
      return ast.value;
    case 'Double':
      return double(Number(ast.value));
    case 'Int64':
      return BigInt(ast.value);
    case 'BigInteger':
      return new BigInteger(BigInt(ast.value));
    case 'Decimal':
      return convertTo(String(ast.value), 'decimal');
    default:
      return new Integer(
        ast.type as IntegerKind,
        ast.type === 'UInt64' ? BigInt(ast.value) : Number(ast.value),
      );
  }
}

export function compileConstant(ast: ConstantExpressionAst): Expression {
  const value = constantValue(ast);
  return () => value;
}

export function compileString(ast: StringConstantExpressionAst): Expression {
  const {value} = ast;
  return () => value;
}

export function compileExpandable(ast: ExpandableStringExpressionAst, unit: Unit): Expression {
  const parts = ast.parts.map(part => compileExpression(part, unit));
  const [first, second] = parts;
  if (parts.length === 1 && first) return f => text(first(f));
  if (parts.length === 2 && first && second) return f => text(first(f)) + text(second(f));
  return f => {
    let whole = '';
    for (let at = 0; at < parts.length; at++) whole += text((parts[at] as Expression)(f));
    return whole;
  };
}

function text(value: Value): string {
  return typeof value === 'string' ? value : toText(value);
}

export function compileArray(elements: readonly ExpressionAst[], unit: Unit): Expression {
  const parts = elements.map(element => compileExpression(element, unit));
  return f => {
    const items: Value[] = [];
    for (let at = 0; at < parts.length; at++) items.push((parts[at] as Expression)(f));
    return items;
  };
}

export function compileScriptBlock(ast: ScriptBlockExpressionAst, unit: Unit): Expression {
  const {source} = unit;
  return (f: Frame) => new ScriptBlock(ast.scriptBlock, source, f.session, f.state);
}
